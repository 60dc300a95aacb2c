// What the checked causes of a "why" come to, and several left out at once.
#include "viz/runs/causes.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// Commands and holds of `some` that `others` have not.
template <class T>
std::vector<T> less(const std::vector<T>& some, const std::vector<T>& others) {
    std::vector<T> left;
    for (const T& one : some)
        if (std::find(others.begin(), others.end(), one) == others.end()) left.push_back(one);
    return left;
}

} // namespace

Script without_all(const Script& script, const std::vector<const Cause*>& causes) {
    Script all = script;
    for (const Cause* cause : causes) {
        for (std::size_t c = 0; c < models::n_conditions; ++c)
            if (cause->script.conditions.strength[c] != script.conditions.strength[c]) {
                const bool is_first = all.conditions.strength[c] == script.conditions.strength[c];
                const double wanted = cause->script.conditions.strength[c];
                all.conditions.strength[c] = is_first ? wanted : std::min(all.conditions.strength[c], wanted);
            }
        for (const Command& gone : less(script.commands, cause->script.commands))
            std::erase(all.commands, gone);
        for (const Command& added : less(cause->script.commands, script.commands))
            all.commands.push_back(added);
        for (const Hold& hold : less(cause->script.holds, script.holds))
            all.holds.push_back(hold);
    }
    return all;
}

std::string verdict(const Answer& answer) {
    if (!answer.failure.empty()) return "The causes could not be checked: " + answer.failure;
    if (!answer.is_complete || answer.causes.empty()) return "";
    const Cause& first = answer.causes.front();
    const bool has_effect = std::isfinite(first.effect()) && first.effect() != 0;
    const bool is_tie = answer.question.kind == QuestionKind::tie;
    if (!has_effect)
        return fmt::format("Nothing that was checked {}: {} possible {}, left out one by one and all together, change "
                           "nothing. It may have been chance, or something that is not looked at here.",
                           is_tie ? "would have kept it" : "explains it", answer.causes.size(),
                           answer.causes.size() == 1 ? "cause" : "causes");
    if (!is_tie)
        return fmt::format("What matters most: {}. {}.", first.text, scenarios::capital(effect_text(answer, first)));
    const auto best = std::max_element(answer.causes.begin(), answer.causes.end(),
                                       [](const Cause& a, const Cause& b) { return a.effect() < b.effect(); });
    if (!(best->effect() > 0)) return "Nothing that was checked would have kept it longer; what is below kept it.";
    return fmt::format("What would have kept it longest: {}. {}.", best->text,
                       scenarios::capital(effect_text(answer, *best)));
}

} // namespace viz
