#pragma once
/// \file
/// What a store of a sweep says to the viewer: who is best where, by how much, what matters most, and every point.

#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/statistics/statistics.h"
#include "experiments/store/store.h"

#include <string>
#include <vector>

namespace viz {

/// A store read once for browsing.
struct SweepView {
    std::string path, title, region, version;
    std::uint64_t seed = 0;
    std::vector<experiments::OutcomeColumn> outcomes;
    std::vector<experiments::InputColumn> inputs;
    std::vector<std::string> strategies, conditions;
    std::vector<std::string> names, condition_words; ///< Of strategies and conditions, for people
    std::string baseline; ///< Strategy the others are compared with; "" with one strategy alone
    std::vector<std::string> caveats;
    std::vector<experiments::StoredTreatment> treatments;
    experiments::StoreCounts counts;
};
/// "a funding cut of strength 0.5"; a text of another version, as it is.
std::string words_of_condition(const std::string& text);
SweepView open_sweep(const std::string& path); ///< Throws as experiments::Store does.

/// A strategy less the baseline, each pair with the same inputs, condition and luck.
struct SweepGain {
    experiments::Estimate difference; ///< Over points (means over their luck), or over luck where there is one point
    experiments::Wins wins;           ///< Of all pairs
};

/// One outcome over the sweep.
struct SweepOutcome {
    std::vector<std::vector<double>> values;   ///< [treatments in order of SweepView][replicates]; NaN: not done
    std::vector<std::vector<double>> cells;    ///< [strategies x conditions] means over points and luck
    std::vector<std::vector<SweepGain>> gains; ///< [strategies x conditions]
    double low = 0, high = 0;                  ///< Of the cells
};
SweepOutcome read_outcome(const SweepView& view, std::size_t outcome);

/// One point of a slice.
struct SweepPoint {
    std::size_t row = 0;                                           ///< In SweepView::treatments
    double mean = experiments::absent, gain = experiments::absent; ///< Over luck; gain = less the baseline
};
/// One strategy under one condition.
struct SweepSlice {
    std::vector<SweepPoint> points;
    std::vector<experiments::Importance> importance; ///< Strongest rank correlation first; empty without inputs
};
/// `is_gain`: importance for the difference from the baseline instead of for the outcome.
SweepSlice slice_of(const SweepView& view, const SweepOutcome& outcome, std::size_t strategy, std::size_t condition,
                    bool is_gain);

/// What the gain of a cell comes to, in a sentence.
std::string sweep_finding(const SweepView& view, const SweepOutcome& outcome, std::size_t column, std::size_t strategy,
                          std::size_t condition);
/// What limits it: the store's own caveats first, three in all.
std::vector<std::string> sweep_caveats(const SweepView& view);

} // namespace viz
