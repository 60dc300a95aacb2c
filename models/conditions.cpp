// How conditions begin and go on.
#include "models/conditions.h"

#include <cmath>

namespace models {
namespace {

constexpr bool rows_follow_the_enumeration() {
    for (std::size_t c = 0; c < n_conditions; ++c)
        if (static_cast<std::size_t>(condition_infos[c].condition) != c) return false;
    return true;
}
static_assert(rows_follow_the_enumeration());

} // namespace

double Conditions::of(Condition condition) const {
    const double all = strength[static_cast<std::size_t>(Condition::all_at_once)];
    return std::max(strength[static_cast<std::size_t>(condition)], all);
}

double own_start(Condition condition, const ConditionParameters& p) {
    return info_of(condition).begins == Begins::start ? p.start : 0.0;
}

Felt felt(Condition condition, double strength, double began, std::uint32_t month, const ConditionParameters& p) {
    const double course = month < began ? 0.0 : info_of(condition).course(month - began, p);
    return {strength, course, month == std::floor(began)};
}

FeltConditions felt(const Conditions& conditions, std::uint32_t month, const ConditionParameters& p) {
    FeltConditions all;
    for (const ConditionInfo& info : condition_infos)
        all[static_cast<std::size_t>(info.condition)] =
            felt(info.condition, conditions.of(info.condition), own_start(info.condition, p), month, p);
    return all;
}

int condition_index(std::string_view id) {
    for (std::size_t c = 0; c < n_conditions; ++c)
        if (condition_infos[c].id == id) return static_cast<int>(c);
    return -1;
}

} // namespace models
