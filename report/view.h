#pragma once
/// \file
/// A Report as its sections read it: by strategy and condition, in words.

#include "report/page.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace report {

inline constexpr std::string_view main_outcome = "ability-mean";

/// Looks things up; holds a reference to the report.
class View {
  public:
    explicit View(const Report& report);

    const Report& report;
    std::vector<std::string> strategies; ///< Ids in plan order, the baseline left out.
    std::vector<std::string> conditions; ///< Labels in plan order.

    std::optional<std::size_t> cell(const std::string& strategy, const std::string& condition) const;
    std::string name(const std::string& strategy) const;
    std::string words(const std::string& condition) const; ///< "a funding cut"
    std::string label(std::string_view outcome) const;
    std::string_view unit(std::string_view outcome) const;
    sim::Good good(std::string_view outcome) const;

    /// The comparison of a strategy with the baseline, or nullptr.
    const Comparison* row(const std::string& strategy, const std::string& condition, std::string_view outcome) const;
    /// The outcome's own level in a cell.
    Estimate level(const std::string& strategy, const std::string& condition, std::string_view outcome) const;

    /// Are runs of the cell, or of the baseline it is compared with, missing? Such a cell is not ranked.
    bool is_short(const std::string& strategy, const std::string& condition) const;
    bool has_short(const std::string& condition) const; ///< Any cell of the condition.

    /// Strategy with the best mean difference in the main outcome, `without` one of them; "" if there is none.
    std::string best(const std::string& condition, std::string_view without = "") const;
    /// Names of the strategies, baseline included, that are not clearly behind in the main outcome, best mean first;
    /// `without` one of them.
    std::vector<std::string> not_clearly_behind(const std::string& condition, std::string_view without) const;
    /// Best mean of the condition (baseline included) less the strategy's own, in the direction of good; absent without
    /// values.
    double regret(const std::string& strategy, const std::string& condition, std::string_view outcome) const;
    double worst_regret(const std::string& strategy, std::string_view outcome) const;
    /// Strategy, baseline included, with the least worst regret in the main outcome; "" if there is none.
    std::string safest() const;

    /// Mean of a cell's values, or of differences of two: with points, their interval counts points and luck.
    Estimate mean_of(const std::vector<double>& values) const;

    std::string n_runs() const; ///< "20 runs"
    std::string cases() const;  ///< What is counted: "runs", or "sets of parameters" (each by its mean over runs).
};

} // namespace report
