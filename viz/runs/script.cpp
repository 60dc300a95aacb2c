#include "viz/runs/script.h"

#include "models/acts.h"
#include "models/burn_in.h"
#include "models/derived.h"
#include "models/initialise/initialise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace viz {
namespace {

using models::Condition;

/// A blow that a condition deals: from which month on, how hard.
struct Blow {
    double month = 0, strength = 0;
};

/// The last blow of a condition up to `month`; a command replaces what came before it.
Blow last_blow(const Script& script, Condition c, std::uint32_t month) {
    Blow blow{models::own_start(c, parameters_of(script).condition), script.conditions.of(c)};
    for (const Command& command : script.commands) {
        if (command.kind != CommandKind::condition || command.month > month) continue;
        const int index = models::condition_index(command.id);
        if (index == static_cast<int>(c) || index == static_cast<int>(Condition::all_at_once))
            blow = {static_cast<double>(command.month), command.value};
    }
    return blow;
}

/// What is felt of the last blow, by the model's own course.
models::Felt felt_of(const Script& script, Condition c, std::uint32_t month) {
    const Blow blow = last_blow(script, c, month);
    return models::felt(c, blow.strength, blow.month, month, parameters_of(script).condition);
}

bool is_driven(const Script& script, std::uint32_t month) {
    return std::any_of(script.commands.begin(), script.commands.end(), [&](const Command& c) {
        return c.kind == CommandKind::condition && c.month <= month &&
               !strikes_at_start(static_cast<Condition>(models::condition_index(c.id)));
    });
}

/// Tells the model what is felt of each condition this month.
void drive_conditions(models::World& w, const Script& script) {
    const std::uint32_t month = month_of(w);
    w.steered = models::felt(w.conditions, month, w.parameters.condition);
    for (const models::ConditionInfo& info : models::condition_infos) {
        if (strikes_at_start(info.condition)) continue;
        const models::Felt now = felt_of(script, info.condition, month);
        // as a strength at full course: rounds as it always has, so that saved sessions keep their bits
        (*w.steered)[static_cast<std::size_t>(info.condition)] = {now.strength * now.course, 1, now.is_first};
    }
}

/// The leaders of a school go, with the loss of trust that the model gives a new principal (turn_over_leaders).
void leaders_leave(models::World& w, sim::Row school) {
    models::Institutions& all = w.institutions;
    all.principal_months[school] = all.superintendent_months[school] = 0;
    all.champion_months[school] = -1;
    all.relational_trust[school] *= 1 - w.parameters.leaders.trust_loss;
}

void act(models::World& w, const Command& command) {
    switch (command.kind) {
    case CommandKind::lever:
        if (const auto* row = models::lever_table().find(command.id))
            sim::ParameterTable<models::Levers>::at(w.levers, *row) = command.value;
        break;
    case CommandKind::leader_leaves:
        for (sim::Row i = 0; i < w.institutions.size(); ++i)
            if (command.row == i || command.row == sim::no_row) leaders_leave(w, i);
        break;
    case CommandKind::partner_leaves:
        if (command.row < w.partners.size()) w.partners.is_present[command.row] = 0;
        break;
    case CommandKind::condition:
        break;
    }
}

/// A school's leaders before the month, for what is held back.
struct Before {
    double principal = 0, champion = 0;
};

void hold_back(models::World& w, const Hold& hold, const Before& before) {
    models::Institutions& all = w.institutions;
    if (hold.kind == HoldKind::principal_stays && all.principal_months[hold.school] == 0) {
        all.principal_months[hold.school] = before.principal + 1;
        all.relational_trust[hold.school] /= 1 - w.parameters.leaders.trust_loss;
    }
    if (before.champion >= 0 && all.champion_months[hold.school] < 0)
        all.champion_months[hold.school] = before.champion + 1;
}

/// Ends these partnerships as the model ends them: pledges are freed, pupils leave the programme.
void send_away(models::World& w, const std::vector<sim::Key>& ties) {
    const models::Partnerships& all = w.partnerships;
    std::vector<std::uint8_t> reason(all.size(), static_cast<std::uint8_t>(models::n_end_reasons));
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (std::find(ties.begin(), ties.end(), all.key[m]) == ties.end()) continue;
        reason[m] =
            static_cast<std::uint8_t>(all.stage[m] == models::Stage::active ? models::EndReason::term_not_renewed
                                                                            : models::EndReason::talks_failed);
    }
    models::remove_partnerships(w, reason);
}

/// The month from which a command tells.
std::uint32_t effective_month(const Command& c) {
    if (c.kind == CommandKind::condition && strikes_at_start(static_cast<Condition>(models::condition_index(c.id))))
        return 0;
    return c.month;
}

/// Commands that tell before or in `month`, in order.
std::vector<Command> commands_until(const Script& script, std::uint32_t month) {
    std::vector<Command> result;
    for (const Command& c : script.commands)
        if (effective_month(c) <= month) result.push_back(c);
    return result;
}

models::Levers first_levers(const Script& script) {
    models::Levers levers = script.levers;
    for (const Command& c : script.commands)
        if (c.kind == CommandKind::lever && effective_month(c) == 0)
            sim::ParameterTable<models::Levers>::at(levers, *models::lever_table().find(c.id)) = c.value;
    return levers;
}

models::Conditions first_conditions(const Script& script) {
    models::Conditions conditions = script.conditions;
    for (const Command& c : script.commands) {
        const int index = c.kind == CommandKind::condition ? models::condition_index(c.id) : -1;
        if (index >= 0 && strikes_at_start(static_cast<Condition>(index)))
            conditions.strength[static_cast<std::size_t>(index)] = c.value;
    }
    return conditions;
}

double warm_room() {
    constexpr double part = 0.125; // of the machine's memory, where that is little
    return std::min(warm_budget, part * models::machine_memory());
}

models::WarmWorlds& warm_worlds() {
    static models::WarmWorlds all(warm_room());
    return all;
}

bool same_bytes(const auto& a, const auto& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

} // namespace

const models::Parameters& parameters_of(const Script& script) {
    return script.parameters ? *script.parameters : script.scenario->setup.parameters;
}

Script make_script(std::shared_ptr<const scenarios::Scenario> scenario, std::string_view strategy) {
    Script script;
    script.levers = scenario->setup.levers;
    const auto* info = scenario->find_strategy(strategy);
    // The scenario's own may have been given other levers, as that of a stored run.
    if (info && (strategy != scenario->strategy || scenarios::same_levers(info->levers, script.levers)))
        script.levers = scenario->levers_of(strategy);
    script.conditions = scenario->setup.conditions;
    script.seed = scenario->seed;
    script.months = scenario->months;
    script.scenario = std::move(scenario);
    return script;
}

bool moves_coalitions(std::string_view lever) {
    return models::places_of(lever) == std::vector<std::string_view>{models::place_start};
}

bool strikes_at_start(Condition condition) { return models::info_of(condition).begins == models::Begins::set_up; }

models::Setup setup_of(const Script& script) {
    models::Setup setup = script.scenario->setup;
    setup.parameters = parameters_of(script);
    setup.levers = first_levers(script);
    setup.conditions = first_conditions(script);
    return setup;
}

std::uint32_t month_of(const models::World& world) { return world.month - world.begins; }

double n_warm_lucks(const Script& script) {
    constexpr double part = 0.5;
    return part * warm_room() / models::memory_needed(script.scenario->setup.region);
}

models::World begin(const Script& script, const std::function<bool()>& should_stop) {
    models::World world;
    begin(script, world, should_stop);
    return world;
}

void begin(const Script& script, models::World& world, const std::function<bool()>& should_stop, bool is_kept) {
    world.keeps_endings = false, world.endings.clear();
    models::start_world(setup_of(script), sim::luck(script.seed, script.replicate), world,
                        is_kept ? &warm_worlds() : nullptr, should_stop);
    world.keeps_endings = true;
}

void advance(models::World& w, const Script& script) {
    const std::uint32_t month = month_of(w);
    bool changes_coalitions = false; // those of the first month were founded with the region
    for (const Command& command : script.commands) {
        if (command.month != month) continue;
        act(w, command);
        changes_coalitions |= month > 0 && command.kind == CommandKind::lever && moves_coalitions(command.id);
    }
    if (changes_coalitions) models::change_coalitions(w, models::completed(script.scenario->setup.region));
    if (is_driven(script, month)) drive_conditions(w, script);
    std::vector<std::pair<const Hold*, Before>> held;
    std::vector<sim::Key> away;
    for (const Hold& hold : script.holds)
        if (hold.kind == HoldKind::partnership_away) {
            if (hold.month <= month) away.push_back(hold.tie);
        } else if (hold.month == month)
            held.push_back(
                {&hold, {w.institutions.principal_months[hold.school], w.institutions.champion_months[hold.school]}});
    if (!away.empty()) send_away(w, away);
    models::advance(w, 1);
    for (const auto& one : held)
        hold_back(w, *one.first, one.second);
    if (!away.empty()) send_away(w, away);
}

std::optional<std::uint32_t> divergence(const Script& a, const Script& b) {
    if (a.scenario != b.scenario || a.seed != b.seed || a.replicate != b.replicate ||
        !same_bytes(parameters_of(a), parameters_of(b)) || !same_bytes(first_levers(a), first_levers(b)) ||
        !same_bytes(first_conditions(a), first_conditions(b)))
        return std::nullopt;
    std::uint32_t month = std::min(a.months, b.months);
    while (month > 0 && commands_until(a, month - 1) != commands_until(b, month - 1))
        --month;
    const auto differ = [&](const std::vector<Hold>& some, const std::vector<Hold>& others) {
        for (const Hold& hold : some)
            if (std::find(others.begin(), others.end(), hold) == others.end()) month = std::min(month, hold.month);
    };
    differ(a.holds, b.holds);
    differ(b.holds, a.holds);
    return month;
}

bool are_same_but_luck(const Script& a, const Script& b) {
    return a.scenario == b.scenario && a.seed == b.seed && a.first_replicate == b.first_replicate &&
           a.months == b.months && a.commands == b.commands && a.holds == b.holds &&
           same_bytes(parameters_of(a), parameters_of(b)) && same_bytes(a.levers, b.levers) &&
           same_bytes(a.conditions, b.conditions);
}

double strength_at(const Script& script, Condition condition, std::uint32_t month) {
    const models::Felt felt = felt_of(script, condition, month);
    return felt.strength * felt.course;
}

} // namespace viz
