// What an experiment may vary, and how a value reaches a set-up.
#include "experiments/sweep/experiment.h"

#include <cmath>

namespace experiments {
namespace {

/// A field of the region that generation depends on.
struct RegionField {
    std::string_view id, unit, about;
    double low, high;
    bool is_whole;
    void (*set)(models::Region&, double);
};

constexpr RegionField region_fields[] = {
    {"region.per-10000-pupils", "partners/10000", "synthetic partners for 10,000 pupils",
     scenarios::partners_measure.low, scenarios::partners_measure.high, false,
     [](models::Region& region, double value) { region.partners_per_10000 = value; }},
    {"region.pupils-per-school", "pupils", "aimed size of synthetic secondary schools",
     scenarios::secondary_measure.low, scenarios::secondary_measure.high, false,
     [](models::Region& region, double value) { region.pupils_per_secondary = value; }},
    {"region.synthetic-college", "0 or 1", "is a synthetic community college added?", 0, 1, true,
     [](models::Region& region, double value) { region.synthetic_college = value >= 0.5; }},
};

const RegionField* find_region_field(std::string_view id) {
    for (const RegionField& field : region_fields)
        if (field.id == id) return &field;
    return nullptr;
}

InputInfo info_of_row(const sim::ParameterRow& row) {
    return {row.unit, row.summary, row.range.low, row.range.high, false};
}

} // namespace

std::vector<std::string> input_ids() {
    std::vector<std::string> ids = scenarios::settable_ids();
    for (const RegionField& field : region_fields)
        ids.emplace_back(field.id);
    ids.emplace_back(horizon_input);
    ids.emplace_back(scenario_input);
    return ids;
}

std::optional<InputInfo> info_of_input(std::string_view id) {
    if (const auto* row = models::parameter_table().find(id)) return info_of_row(*row);
    if (const auto* row = models::lever_table().find(id)) return info_of_row(*row);
    if (const int c = models::condition_index(id); c > 0)
        return InputInfo{"strength", std::string(models::condition_infos[static_cast<std::size_t>(c)].summary), 0, 1,
                         false};
    if (const RegionField* field = find_region_field(id))
        return InputInfo{std::string(field->unit), std::string(field->about), field->low, field->high, field->is_whole};
    if (id == horizon_input)
        return InputInfo{"month", "how long is simulated", scenarios::months_measure.low,
                         scenarios::months_measure.high, true};
    if (id == scenario_input) return InputInfo{"", "which scenario", 0, 0, true};
    return std::nullopt;
}

InputSetter setter_of(std::string_view id) {
    if (const auto* row = models::parameter_table().find(id))
        return [row](models::Setup& setup, double value, bool) {
            sim::ParameterTable<models::Parameters>::at(setup.parameters, *row) = value;
        };
    if (const auto* row = models::lever_table().find(id))
        return [row](models::Setup& setup, double value, bool is_counterfactual) {
            if (!is_counterfactual) sim::ParameterTable<models::Levers>::at(setup.levers, *row) = value;
        };
    if (const int c = models::condition_index(id); c > 0)
        return [c](models::Setup& setup, double value, bool) {
            setup.conditions.strength[static_cast<std::size_t>(c)] = value;
        };
    if (const RegionField* field = find_region_field(id))
        return [field](models::Setup& setup, double value, bool) { field->set(setup.region, value); };
    return [](models::Setup&, double, bool) {};
}

} // namespace experiments
