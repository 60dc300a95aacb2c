// summary: means, spread and tails of outputs, by strategy and world.
#include "experiments/analysis/robustness.h"
#include "experiments/findings/findings.h"
#include "experiments/statistics/crossed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {
namespace {

/// Runs that a row of the summary is made of.
struct SummaryCell {
    std::string output, strategy, world;
    std::vector<double> runs; ///< Point by point
    std::size_t n_points = 1;
    sim::Good good = sim::Good::up;
    bool is_short = false; ///< Planned runs are not done yet.
};

Records& table_of(bool has_points, Findings& findings) {
    const auto only_points = [&](const char* header) { return std::string(has_points ? header : ""); };
    return findings.add("", "rows/[]",
                        {{"output", "output"},
                         {"strategy", "strategy"},
                         {"world", "world"},
                         {"n", "n"},
                         {only_points("points"), only_points("points")},
                         {"mean", "mean"},
                         {"lo", "lo"},
                         {"hi", "hi"},
                         {"sd", "sd"},
                         {"", only_points("sd_between_points")},
                         {only_points("sd of\nchance"), only_points("sd_of_chance")},
                         {"p05", "p05"},
                         {"median", "median"},
                         {"p95", "p95"},
                         {"worst 10 %", "worst_tenth"}});
}

void put_summary(const SummaryCell& cell, Records& records) {
    const std::vector<double>& y = cell.runs;
    const Payoffs alone{"", {""}, {""}, y.size(), {{y}}};
    const double tail = cells_of(alone, {.good = cell.good, .tail = 0.1})[0][0];
    const Crossed all = crossed(y, cell.n_points);
    const bool is_many = cell.n_points > 1;
    records.rows.push_back({cell.output, cell.strategy, cell.world, all.mean.n, cell.n_points, all.mean.mean,
                            all.mean.lo, all.mean.hi, all.mean.sd, is_many ? std::sqrt(all.points) : absent,
                            is_many ? std::sqrt(all.luck + all.rest) : absent, quantile(y, 0.05), quantile(y, 0.5),
                            quantile(y, 0.95), tail});
}

/// Cells of one output: strategy x world; strategy x condition where worlds are points; else all.
std::vector<SummaryCell> summary_cells(const Data& data, std::size_t output, sim::Good good) {
    const std::string& id = data.outputs[output].id;
    std::vector<SummaryCell> cells;
    if (!data.strategy && data.has_points()) {
        for (const auto& [condition, part] : by_condition(data)) {
            const Points points = points_of(part, output);
            SummaryCell cell{id, "all", condition, {}, points.size(), good};
            for (const auto& runs : points.runs)
                cell.runs.insert(cell.runs.end(), runs.begin(), runs.end());
            cells.push_back(std::move(cell));
        }
        return cells;
    }
    if (!data.strategy) return {{id, "all", "all", data.outputs[output].values, 1, good}};
    if (!data.has_points()) {
        const Payoffs payoffs = payoffs_of(data, output);
        for (std::size_t s = 0; s < payoffs.strategies.size(); ++s)
            for (std::size_t w = 0; w < payoffs.worlds.size(); ++w)
                cells.push_back({id, payoffs.strategies[s], payoffs.worlds[w], payoffs.runs[s][w], 1, good,
                                 payoffs.is_short[s][w]});
        return cells;
    }
    for (const auto& [condition, part] : by_condition(data)) {
        const Payoffs payoffs = payoffs_of(part, output);
        for (std::size_t s = 0; s < payoffs.strategies.size(); ++s) {
            SummaryCell cell{id, payoffs.strategies[s], condition, {}, payoffs.worlds.size(), good};
            cell.is_short = std::count(payoffs.is_short[s].begin(), payoffs.is_short[s].end(), true) > 0;
            for (const auto& runs : payoffs.runs[s])
                cell.runs.insert(cell.runs.end(), runs.begin(), runs.end());
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

} // namespace

Findings analyse_summary(const Data& data, const AnalysisSettings& settings) {
    Findings findings;
    Records& records = table_of(data.has_points(), findings);
    std::vector<std::string> few;
    for (std::size_t o = 0; o < data.outputs.size(); ++o)
        for (const SummaryCell& cell : summary_cells(data, o, settings.good_of(o))) {
            put_summary(cell, records);
            if (o == 0 && cell.is_short) few.push_back(fmt::format("{} in {}", cell.strategy, cell.world));
        }
    const std::vector<Value>& first = records.rows.front();
    const auto number_of = [&](std::size_t field) { return short_number(std::get<double>(first[field])); };
    findings.sentence = fmt::format(
        "{} {}is {} on average over {} runs (95 % interval {} to {}).", data.outputs[0].id,
        data.strategy ? fmt::format("of {} in {} ", std::get<std::string>(first[1]), std::get<std::string>(first[2]))
                      : "",
        number_of(5), std::get<std::size_t>(first[3]), number_of(6), number_of(7));
    if (!few.empty()) findings.caveats.push_back(fmt::format("Runs are still to come of {}.", some_of(few)));
    findings.caveats.push_back(
        data.has_points()
            ? "Intervals count a point of the design as one observation and luck that points share as another: they "
              "say how far the mean over points could move with other points and other luck. \"sd of chance\": between "
              "replicates of a point; the rest of sd is what the inputs do."
            : "Intervals are those of means over independent runs; points of a design are not a random "
              "sample of the world.");
    return findings;
}

} // namespace experiments::findings
