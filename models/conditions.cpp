// The shipped conditions.
#include "models/conditions.h"

#include <algorithm>

namespace models {

const std::array<ConditionInfo, n_conditions> condition_infos{{
    {"calm", "calm", "nothing befalls the region"},
    {"misaligned-goals", "misaligned goals", "partners want other things than schools need"},
    {"hidden-goals", "hidden goals",
     "partners want other things than schools need, and it does not show until work begins"},
    {"unequal-power", "unequal power", "a few partners hold most of the means and schools have few others to turn to"},
    {"funding-cut", "a funding cut", "public money falls for years, poor schools a little more, then recovers"},
    {"recession", "a recession", "public money, donors and jobs fall together"},
    {"leadership-churn", "leadership churn", "principals, superintendents and teachers leave far more often"},
    {"culture-clash", "a culture clash", "organisations' ways of working lie further apart and matter more"},
    {"heavy-regulation", "heavy regulation", "agreements need many legal steps"},
    {"partner-exit", "the exit of large partners", "the largest partners leave the region"},
    {"absence-shock", "an absence shock", "pupils stay away, as in a pandemic"},
    {"all-at-once", "all of these at once", "every condition strikes together"},
}};

double Conditions::of(Condition condition) const {
    const double all = strength[static_cast<std::size_t>(Condition::all_at_once)];
    return std::max(strength[static_cast<std::size_t>(condition)], all);
}

int condition_index(std::string_view id) {
    for (std::size_t c = 0; c < n_conditions; ++c)
        if (condition_infos[c].id == id) return static_cast<int>(c);
    return -1;
}

} // namespace models
