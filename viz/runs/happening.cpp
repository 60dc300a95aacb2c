#include "viz/runs/happening.h"

#include "scenarios/words.h"
#include "viz/runs/lever_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace viz {
namespace {

using enum HappeningKind;
using models::Stage;

Happening of_tie(std::uint32_t month, HappeningKind kind, const TieState& tie) {
    Happening h;
    h.month = month, h.kind = kind, h.school = tie.school, h.partner = tie.partner, h.tie = tie.key;
    h.programme = tie.programme;
    h.value = static_cast<double>(tie.trust);
    return h;
}

void compare_ties(const Frame& before, const Frame& after, std::uint32_t month, std::vector<Happening>& list) {
    for (const TieState& now : after.ties) {
        const TieState* then = before.tie(now.key);
        if (!then) list.push_back(of_tie(month, talks_opened, now));
        const bool was_active = then && then->stage == Stage::active;
        if (now.stage != Stage::active) continue;
        if (!was_active) {
            list.push_back(of_tie(month, signed_agreement, now));
            continue;
        }
        if (now.renewals > then->renewals) list.push_back(of_tie(month, renewed, now));
        if (now.trust < strained_below && then->trust >= strained_below) list.push_back(of_tie(month, strained, now));
        if (now.trust >= strained_below && then->trust < strained_below) list.push_back(of_tie(month, recovered, now));
    }
}

void compare_schools(const Frame& before, const Frame& after, std::uint32_t month, std::vector<Happening>& list) {
    for (std::size_t i = 0; i < after.schools.size(); ++i) {
        const SchoolState &then = before.schools[i], &now = after.schools[i];
        Happening h;
        h.month = month, h.school = static_cast<sim::Row>(i);
        const auto add = [&](HappeningKind kind) { h.kind = kind, list.push_back(h); };
        if (now.principal_months < then.principal_months || (now.principal_months == 0 && then.principal_months > 0))
            add(leader_left);
        if (then.has_champion && !now.has_champion) add(champion_left);
        if (!then.has_champion && now.has_champion) add(champion_found);
    }
}

void compare_conditions(const Script& script, std::uint32_t month, std::vector<Happening>& list) {
    for (std::size_t c = 1; c < models::n_conditions; ++c) {
        const auto condition = static_cast<models::Condition>(c);
        if (condition == models::Condition::all_at_once) continue;
        const double now = strength_at(script, condition, month),
                     then = month ? strength_at(script, condition, month - 1) : 0;
        if ((now > 0) == (then > 0)) continue;
        Happening h;
        h.month = month, h.kind = now > 0 ? condition_began : condition_eased;
        h.command = {month, CommandKind::condition, std::string(models::condition_infos[c].id), now, sim::no_row};
        list.push_back(h);
    }
}

struct KindText {
    std::string_view name;
    bool is_bad;
};
constexpr std::array<KindText, n_happening_kinds> kinds{{{"talks opened", false},
                                                         {"talks failed", true},
                                                         {"agreement signed", false},
                                                         {"partnership strained", true},
                                                         {"trust recovered", false},
                                                         {"agreement renewed", false},
                                                         {"partnership ended", true},
                                                         {"leader left", true},
                                                         {"champion lost", true},
                                                         {"champion found", false},
                                                         {"partner left", true},
                                                         {"coalition ended", true},
                                                         {"condition struck", true},
                                                         {"condition passed", false},
                                                         {"command", false}}};

std::string lever_text(const Command& command) {
    const sim::ParameterRow* row = models::lever_table().find(command.id);
    return row ? lever_value(*row, command.value) : scenarios::typeset.number(command.value);
}

std::string condition_name(const std::string& id) {
    const int index = models::condition_index(id);
    return index < 0 ? id : std::string(models::condition_infos[static_cast<std::size_t>(index)].name);
}

} // namespace

std::vector<Happening> happenings_between(const Frame& before, const Frame& after,
                                          const std::vector<models::Ending>& endings, const Script& script) {
    const std::uint32_t month = after.month - 1;
    std::vector<Happening> list;
    for (const Command& command : script.commands)
        if (command.month == month) {
            Happening h;
            h.month = month, h.command = command,
            h.school = command.kind == CommandKind::leader_leaves ? command.row : sim::no_row;
            h.partner = command.kind == CommandKind::partner_leaves ? command.row : sim::no_row;
            list.push_back(h);
        }
    compare_conditions(script, month, list);
    for (std::size_t k = 0; k < after.partners.size(); ++k)
        if (before.partners[k].is_present && !after.partners[k].is_present) {
            Happening h;
            h.month = month, h.kind = partner_left, h.partner = static_cast<sim::Row>(k);
            list.push_back(h);
        }
    compare_schools(before, after, month, list);
    for (std::size_t c = 0; c < before.coalitions.size(); ++c) // those founded this month come after them
        if (before.coalitions[c].is_alive && !after.coalitions[c].is_alive) {
            Happening h;
            h.month = month, h.kind = coalition_ended, h.value = static_cast<double>(c);
            list.push_back(h);
        }
    compare_ties(before, after, month, list);
    for (const models::Ending& ending : endings) {
        Happening h;
        const TieState* then = before.tie(ending.key);
        h.month = month, h.kind = ending.stage == Stage::active ? ended : talks_failed;
        h.school = ending.institution, h.partner = ending.partner, h.tie = ending.key, h.programme = ending.programme;
        h.reason = ending.reason, h.value = then ? then->age : 0;
        list.push_back(h);
    }
    return list;
}

std::string_view name(HappeningKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
bool is_bad(HappeningKind kind) { return kinds[static_cast<std::size_t>(kind)].is_bad; }

std::string_view why_text(models::EndReason reason) {
    constexpr std::array<std::string_view, models::n_end_reasons> texts{
        "the talks failed",        "it was not renewed at its term", "trust was lost",
        "promises were not kept",  "the partner left the region",    "there was too little coordination",
        "it had lost its champion"};
    return texts[static_cast<std::size_t>(reason)];
}

std::string text_of(const Command& command, const Cast& cast) {
    switch (command.kind) {
    case CommandKind::lever:
        return fmt::format("{} set to {}", lever_name(command.id), lever_text(command));
    case CommandKind::condition:
        if (command.value <= 0) return condition_name(command.id) + " ends";
        if (command.value >= 1) return condition_name(command.id) + " strikes";
        return fmt::format("{} strikes at {:.0f} % of its strength", condition_name(command.id), 100 * command.value);
    case CommandKind::leader_leaves:
        if (command.row >= cast.schools.size()) return "the leaders of all schools leave";
        return fmt::format("the leaders of {} leave", cast.schools[command.row].name);
    case CommandKind::partner_leaves:
        break;
    }
    return command.row < cast.partners.size() ? cast.partners[command.row].name + " leaves the region" : "";
}

std::string text_of(const Happening& h, const Cast& cast) {
    const std::string school = h.school < cast.schools.size() ? cast.schools[h.school].name : "";
    const std::string partner = h.partner < cast.partners.size() ? cast.partners[h.partner].name : "";
    const std::string programme = programme_name(h.programme);
    const auto pair = [&](std::string_view words) {
        return fmt::format("{} and {} {} {}", school, partner, words, programme);
    };
    switch (h.kind) {
    case talks_opened:
        return pair("begin talks about");
    case talks_failed:
        return pair("give up talks about");
    case signed_agreement:
        return pair("sign an agreement on");
    case strained:
        return fmt::format("{}: trust falls to {:.2f}", pair("fall out over"), h.value);
    case recovered:
        return pair("trust each other again in");
    case renewed:
        return pair("renew");
    case ended:
        return fmt::format("{} after {}: {}", pair("end"),
                           scenarios::plural(static_cast<std::size_t>(std::round(h.value)), "month"),
                           why_text(h.reason));
    case leader_left:
        return "the principal of " + school + " leaves";
    case champion_left:
        return school + " loses who carried its partnerships";
    case champion_found:
        return school + " finds someone who carries its partnerships";
    case partner_left:
        return partner + " leaves the region";
    case coalition_ended:
        return fmt::format("coalition {:.0f} falls apart", h.value + 1);
    case condition_began:
        return scenarios::capital(condition_name(h.command.id)) + " begins";
    case condition_eased:
        return scenarios::capital(condition_name(h.command.id)) + " is over";
    case command:
        break;
    }
    return "You: " + text_of(h.command, cast);
}

std::string date_text(std::uint32_t month) {
    constexpr std::array<std::string_view, 12> names{"Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
                                                     "Mar", "Apr", "May", "Jun", "Jul", "Aug"};
    return fmt::format("{}, year {}", names[month % 12], month / 12 + 1);
}

} // namespace viz
