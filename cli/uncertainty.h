#pragma once
/// \file
/// Luck and ignorance of parameters in the words and numbers of a comparison.

#include "cli/options.h"
#include "cli/record.h"
#include "experiments/runs/compare.h"
#include "experiments/runs/turning.h"

#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// "95 % interval 0.010 to 0.050; luck alone 0.030 to 0.040"; without sets of parameters the first half.
std::string interval_words(const experiments::Comparison& row, std::string_view unit);

/// What was run: "20 runs under the usual parameters and 2 under each of 20 other sets"; "20 replicates" without sets.
std::string runs_words(const Job& job);

/// A strategy's lead over another (the baseline, or the next best) where parameters vary.
struct Lead {
    std::string over; ///< Strategy id
    experiments::Turning turning;
};
/// The leads of the best strategy of a condition in ability, over the baseline and over the next best; none without
/// sets.
std::vector<Lead> leads_of(const Job& job, const experiments::ComparisonTable& table,
                           const std::vector<std::size_t>& cells);

/// " How sure: ..." of the strategy that does best: what is luck, what is ignorance, on which number its lead hangs.
std::string ignorance_sentence(const Job& job, const experiments::ComparisonTable& table,
                               const std::vector<std::size_t>& cells);

/// A table over sets for each strategy in one outcome; "" where parameters do not vary.
std::string ignorance_text(const Job& job, const experiments::ComparisonTable& table,
                           const std::vector<std::size_t>& cells, std::size_t observable, std::size_t width);

/// What intervals hold, for the foot of a table.
std::string ignorance_note(const Job& job);

/// Fields of a row where parameters vary, and of a lead.
Record ignorance_record(const experiments::Comparison& row);
scenarios::Json leads_json(const std::vector<Lead>& leads);

} // namespace cli
