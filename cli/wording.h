#pragma once
/// \file
/// Outcomes, numbers and findings in words a policymaker reads without a key.

#include "cli/options.h"
#include "experiments/runs/compare.h"

#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// The first words about a run: where, how long, with what, and what came of it.
std::string run_headline(const Job& job, const experiments::Runs& runs);

/// The first words about one condition of a comparison: which strategy is best for test-score ability against going
/// alone, in how many runs, by how much, and what it costs. `cells` are those of the condition.
std::string compare_headline(const Job& job, const experiments::ComparisonTable& table,
                             const std::vector<std::size_t>& cells);

/// Which of the strategies compared are not clearly behind the best (experiments/statistics/standing.h), by name, which
/// of them costs least, and what dashboards would have shown with and without it ("" where there is nothing to say).
std::string rivals_text(const Job& job, const experiments::ComparisonTable& table,
                        const std::vector<std::size_t>& cells);

/// What "not clearly behind" means in this table: how often such a set leaves out the best.
std::string standing_text(const experiments::ComparisonTable& table);

/// What limits the result, one "- " line each.
std::string caveats_text(const Job& job, std::size_t width);

/// Name of a strategy as used in sentences.
std::string strategy_name(const Job& job, const std::string& id);

} // namespace cli
