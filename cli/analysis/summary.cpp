// summary: means, spread and tails of outputs, by strategy and world.
#include "cli/analysis/analysis.h"
#include "experiments/analysis/robustness.h"
#include "experiments/statistics/crossed.h"

#include <fmt/format.h>

#include <cmath>

namespace cli {
namespace {

using namespace experiments;

/// Runs that a row of the summary is made of.
struct SummaryCell {
    std::string output, strategy, world;
    std::vector<double> runs; ///< Point by point
    std::size_t n_points = 1;
    sim::Good good = sim::Good::up;
};

void put_summary(const SummaryCell& cell, Findings& findings) {
    const std::vector<double>& y = cell.runs;
    const Payoffs alone{"", {""}, {""}, y.size(), {{y}}};
    const double tail = cells_of(alone, {.good = cell.good, .tail = 0.1})[0][0];
    const Crossed all = crossed(y, cell.n_points);
    const double chance = cell.n_points > 1 ? std::sqrt(all.luck + all.rest) : absent;
    std::vector<SheetCell> row{cell.output, cell.strategy, cell.world, static_cast<double>(all.mean.n)};
    if (cell.n_points > 1) row.insert(row.end(), {static_cast<double>(cell.n_points)});
    row.insert(row.end(), {all.mean.mean, all.mean.lo, all.mean.hi, all.mean.sd});
    if (cell.n_points > 1) row.insert(row.end(), {chance});
    row.insert(row.end(), {quantile(y, 0.05), quantile(y, 0.5), quantile(y, 0.95), tail});
    findings.table.rows.push_back(std::move(row));
    scenarios::Json json{{"output", cell.output},
                         {"strategy", cell.strategy},
                         {"world", cell.world},
                         {"n", all.mean.n},
                         {"mean", json_number(all.mean.mean)},
                         {"lo", json_number(all.mean.lo)},
                         {"hi", json_number(all.mean.hi)},
                         {"sd", json_number(all.mean.sd)},
                         {"p05", json_number(quantile(y, 0.05))},
                         {"median", json_number(quantile(y, 0.5))},
                         {"p95", json_number(quantile(y, 0.95))},
                         {"worst_tenth", json_number(tail)}};
    if (cell.n_points > 1) {
        json["points"] = cell.n_points;
        json["sd_between_points"] = json_number(std::sqrt(all.points));
        json["sd_of_chance"] = json_number(chance);
    }
    findings.json["rows"].push_back(std::move(json));
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
                cells.push_back({id, payoffs.strategies[s], payoffs.worlds[w], payoffs.runs[s][w], 1, good});
        return cells;
    }
    for (const auto& [condition, part] : by_condition(data)) {
        const Payoffs payoffs = payoffs_of(part, output);
        for (std::size_t s = 0; s < payoffs.strategies.size(); ++s) {
            SummaryCell cell{id, payoffs.strategies[s], condition, {}, payoffs.worlds.size(), good};
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
    findings.table.header = {"output", "strategy", "world", "n",      "mean", "lo",
                             "hi",     "sd",       "p05",   "median", "p95",  "worst 10 %"};
    if (data.has_points()) {
        findings.table.header.insert(findings.table.header.begin() + 4, "points");
        findings.table.header.insert(findings.table.header.begin() + 9, "sd of\nchance");
    }
    for (std::size_t o = 0; o < data.outputs.size(); ++o)
        for (const SummaryCell& cell : summary_cells(data, o, settings.good_of(o)))
            put_summary(cell, findings);
    const scenarios::Json& first = findings.json["rows"].front();
    const auto number_of = [&](const char* key) {
        return scenarios::plain.number(first[key].is_null() ? absent : first[key].get<double>());
    };
    findings.sentence = fmt::format("{} {}is {} on average over {} runs (95 % interval {} to {}).", data.outputs[0].id,
                                    data.strategy ? fmt::format("of {} in {} ", first["strategy"].get<std::string>(),
                                                                first["world"].get<std::string>())
                                                  : "",
                                    number_of("mean"), first["n"].get<std::size_t>(), number_of("lo"), number_of("hi"));
    findings.caveats.push_back(
        data.has_points()
            ? "Intervals count a point of the design as one observation and luck that points share as another: they "
              "say how far the mean over points could move with other points and other luck. \"sd of chance\": between "
              "replicates of a point; the rest of sd is what the inputs do."
            : "Intervals are those of means over independent runs; points of a design are not a random "
              "sample of the world.");
    add_failed_caveat(data, findings);
    return findings;
}

} // namespace cli
