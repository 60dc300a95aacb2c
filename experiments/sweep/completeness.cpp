#include "experiments/sweep/completeness.h"

#include <fmt/format.h>

#include <map>

namespace experiments {

const CellCount* Completeness::cell(std::string_view strategy, std::string_view condition) const {
    for (const CellCount& one : cells)
        if (one.strategy == strategy && one.condition == condition) return &one;
    return nullptr;
}

bool Completeness::is_short(std::string_view strategy, std::string_view condition) const {
    const CellCount* one = cell(strategy, condition);
    return one && one->missing() > 0;
}

std::string Completeness::text() const { return fmt::format("{} of {} runs", done, planned); }

std::string Completeness::short_cells(std::size_t n) const {
    std::string text;
    std::size_t more = 0, shown = 0;
    for (const CellCount& one : cells) {
        if (one.missing() == 0) continue;
        if (shown == n) {
            ++more;
            continue;
        }
        text += fmt::format("{}{} under {} {} of {}", shown++ == 0 ? "" : ", ", one.strategy, one.condition,
                            one.done + one.failed, one.planned);
    }
    return more == 0 ? text : text + fmt::format(" and {} more", more);
}

std::string Completeness::missing_words() const {
    if (missing() == 0) return "";
    return fmt::format("{} are done, {} {} missing, {} failed; short: {}", text(), missing(),
                       missing() == 1 ? "is" : "are", failed, short_cells());
}

scenarios::Json Completeness::json() const {
    return {{"planned", planned}, {"done", done}, {"failed", failed}, {"missing", missing()}};
}

Completeness completeness_of(const Store& store, Shard shard) {
    Completeness result;
    std::vector<std::size_t> cell_of; // by treatment
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    store.each_treatment([&](const StoredTreatment& treatment) {
        const auto [it, is_new] = places.emplace(std::pair(treatment.condition, treatment.strategy), places.size());
        if (is_new) result.cells.push_back({treatment.strategy, treatment.condition});
        cell_of.resize(static_cast<std::size_t>(treatment.treatment), it->second);
        cell_of.push_back(it->second);
    });
    const PlanShape shape = plan_of(store);
    const SweepPlan plan(shape, shard);
    store.each_place([&](const RunPlace& place) {
        if (!plan.is_planned(place.treatment, place.replicate) || !plan.is_own(place.treatment, place.replicate))
            return;
        CellCount& cell = result.cells[cell_of[static_cast<std::size_t>(place.treatment)]];
        (place.status == RunStatus::done ? cell.done : cell.failed) += 1;
        cell.planned += 1;
    });
    for (const PlannedRun& run : missing_runs(store, shard))
        result.cells[cell_of[static_cast<std::size_t>(run.treatment)]].planned += 1;
    for (const CellCount& cell : result.cells)
        result.planned += cell.planned, result.done += cell.done, result.failed += cell.failed;
    return result;
}

} // namespace experiments
