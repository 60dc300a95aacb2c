#include "cli/recorded.h"

#include "models/observables.h"
#include "scenarios/words.h"
#include "sim/schedule.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace cli {
namespace {

std::optional<double> simulated(const scenarios::Scenario& scenario, const experiments::Runs& runs,
                                const scenarios::Recorded& of) {
    const auto series = runs.mean_series(0, static_cast<std::size_t>(models::observable_index(of.outcome)));
    const auto years = static_cast<std::size_t>(of.year - scenario.start_year + 1);
    const std::size_t end = years * sim::months_per_year;
    if (end > series.size() || !std::isfinite(series[end - 1])) return std::nullopt;
    return series[end - 1];
}

} // namespace

std::vector<Record> recorded_beside(const scenarios::Scenario& scenario, const experiments::Runs& runs) {
    std::vector<Record> records;
    for (const scenarios::Recorded& of : scenario.recorded)
        records.push_back({{"year", static_cast<std::size_t>(of.year)},
                           {"outcome", std::string(of.outcome)},
                           {"recorded", of.value},
                           {"schools", of.schools},
                           {"simulated", value_of(simulated(scenario, runs, of))}});
    return records;
}

std::string recorded_text(const scenarios::Scenario& scenario, const experiments::Runs& runs, std::size_t width) {
    if (scenario.recorded.empty()) return "";
    TextTable table{{"Years on record", "recorded", "in the run", "unit", "schools"}, {}, {true, false, false, true}};
    for (const scenarios::Recorded& of : scenario.recorded) {
        const std::size_t i = static_cast<std::size_t>(models::observable_index(of.outcome));
        const std::string& unit = models::observables()[i].unit;
        const auto value = simulated(scenario, runs, of);
        table.rows.push_back({fmt::format("{}, {}", of.year, models::outcome_words(i).label),
                              scenarios::plain.number(of.value, unit),
                              value ? scenarios::plain.number(*value, unit) : "not reached",
                              unit == "share" ? "%" : unit, std::to_string(of.schools)});
    }
    return table.text(width) + "\n";
}

} // namespace cli
