#include "report/sweep_time.h"

#include "experiments/sweep/replay.h"
#include "report/ties.h"
#include "report/view.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace report {
namespace {

constexpr std::array<const char*, 3> shown_series{"ability-mean", "students-served", "partnerships-live"};
constexpr std::size_t most_watched = 4; ///< Strategies whose partnerships are followed.
constexpr std::size_t most_runs = 5;    ///< Runs watched of each.

/// A finished run of the store.
struct Done {
    std::uint64_t treatment = 0;
    std::uint32_t replicate = 0;
    std::uint64_t digest = 0;
};

/// Finished runs of a cell: replicates of its one point, or the first finished one of points spread over the design.
std::vector<Done> chosen_runs(const Report& report, const Places& places, std::size_t cell) {
    const std::size_t width = report.runs.n_replicates / report.n_points;
    std::vector<Done> all;
    for (const auto& [treatment, place] : places) {
        if (place.cell != cell) continue;
        for (std::uint32_t r = 0; r < width; ++r) {
            const Run& run = report.runs.at(cell, place.column + r);
            if (!run.is_done) continue;
            all.push_back({treatment, r, run.result.digest});
            if (report.n_points > 1) break;
        }
    }
    std::vector<Done> chosen;
    const std::size_t n = std::min(most_runs, all.size());
    for (std::size_t i = 0; i < n; ++i)
        chosen.push_back(all[i * all.size() / n]);
    return chosen;
}

/// The best strategy under the condition, then others in the order of the experiment.
std::vector<std::string> watched(const View& view, const std::string& condition) {
    std::vector<std::string> order{view.best(condition)};
    for (const std::string& id : view.strategies)
        if (id != order.front()) order.push_back(id);
    std::erase(order, "");
    order.resize(std::min(order.size(), most_watched));
    return order;
}

void watch(const Store& store, const Places& places, Report& report) {
    const View view(report);
    if (view.strategies.empty() || view.conditions.empty()) throw sim::InputError("there are no strategies to follow");
    const Unpacked unpacked(store);
    const Treatments treatments(unpacked.experiment());
    add_ties(unpacked.experiment().scenarios.front().setup, report);
    const std::string& condition = view.conditions.front();
    for (const std::string& id : watched(view, condition)) {
        const std::size_t cell = *view.cell(id, condition);
        const std::vector<Done> chosen = chosen_runs(report, places, cell);
        std::vector<WatchedRun> runs;
        for (const Done& one : chosen)
            runs.push_back(
                {treatments.setup(one.treatment), report.plan.seed, one.replicate, treatments.months(one.treatment)});
        if (runs.empty()) continue;
        Record record = watch_runs(cell, runs);
        for (std::size_t i = 0; i < chosen.size(); ++i)
            if (record.digests[i] != chosen[i].digest)
                throw sim::InputError("runs repeated here do not end in the digests that the store holds");
        report.records.push_back(std::move(record));
    }
    if (report.records.empty()) throw sim::InputError("no run of the first condition is done");
}

} // namespace

void add_months(const Store& store, const Places& places, Report& report) {
    const std::vector<std::string> ids = store.series_ids();
    std::vector<std::pair<std::string, std::size_t>> wanted;
    for (const char* id : shown_series)
        if (std::find(ids.begin(), ids.end(), id) != ids.end())
            wanted.emplace_back(id, static_cast<std::size_t>(models::observable_index(id)));
    if (wanted.size() < shown_series.size()) {
        report.no_months = "This sweep kept no months, so there are no fan charts. With \"series\": true in the "
                           "experiment it keeps them; accord report SCENARIO draws them too.";
        return;
    }
    const std::size_t width = report.runs.n_replicates / report.n_points;
    for (const auto& [treatment, place] : places)
        for (std::uint32_t r = 0; r < width; ++r) {
            Run& run = report.runs.all[place.cell * report.runs.n_replicates + place.column + r];
            run.result.series.resize(models::observables().size());
            if (!run.is_done) continue;
            for (const auto& [id, index] : wanted) {
                const std::vector<float> months = store.series(treatment, r, id);
                run.result.series[index].assign(months.begin(), months.end());
            }
        }
}

void add_records(const Store& store, const Places& places, Report& report) {
    if (store.header().model_version != models::model_version()) {
        report.no_records =
            fmt::format("A store holds outcomes, not single agreements. To follow agreements some of its "
                        "runs are repeated, which needs model {}; this program is model {}.",
                        store.header().model_version, models::model_version());
        return;
    }
    try {
        watch(store, places, report);
    } catch (const sim::InputError& error) {
        report.records.clear();
        report.no_records = fmt::format("A store holds outcomes, not single agreements, and its runs could not be "
                                        "repeated to follow them: {}.",
                                        error.what());
    }
}

} // namespace report
