#include "viz/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace viz {
namespace {

using Levers = sim::ParameterTable<models::Strategy>;

double lever_in(const Script& script, const sim::ParameterRow& row, std::uint32_t month) {
    double value = Levers::at(script.levers, row);
    for (const Command& c : script.commands)
        if (c.kind == CommandKind::lever && c.id == row.id && (c.month <= month || acts_at_start(row.id)))
            value = c.value;
    return value;
}

/// A strategy from a month on: at the start it is the start; later, a command for each lever that differs.
void choose(Script& script, const models::StrategyInfo& info, std::uint32_t month) {
    const auto is_lever = [&](const Command& c) { return c.kind == CommandKind::lever && c.month >= month; };
    std::erase_if(script.commands, is_lever);
    if (month == 0) {
        script.levers = info.levers;
        return;
    }
    for (const sim::ParameterRow& row : models::lever_table().rows()) {
        const double wanted = Levers::at(info.levers, row);
        if (!acts_at_start(row.id) && lever_in(script, row, month) != wanted)
            script.commands.push_back({month, CommandKind::lever, row.id, wanted, sim::no_row});
    }
}

/// Another move of the same control in the same month?
bool is_same_control(const Action& a, const Action& b) {
    const bool is_control = b.kind == ActionKind::command &&
                            (b.command.kind == CommandKind::lever || b.command.kind == CommandKind::condition);
    return is_control && a.kind == b.kind && a.lane == b.lane && a.command.kind == b.command.kind &&
           a.command.id == b.command.id && a.command.month == b.command.month;
}

void add_command(Script& script, const Command& command) {
    std::erase_if(script.commands, [&](const Command& c) {
        return c.kind == command.kind && c.id == command.id && c.month == command.month && c.row == command.row;
    });
    script.commands.push_back(command);
}

bool are_equal(const Script& a, const Script& b) {
    return a.scenario == b.scenario && a.seed == b.seed && a.replicate == b.replicate && a.months == b.months &&
           a.commands == b.commands && a.holds == b.holds && std::memcmp(&a.levers, &b.levers, sizeof a.levers) == 0 &&
           std::memcmp(&a.conditions, &b.conditions, sizeof a.conditions) == 0;
}

} // namespace

Session::Session(std::shared_ptr<const scenarios::Scenario> scenario, Engine& engine)
    : scenario_(std::move(scenario)), engine_(engine) {
    fold();
    submit();
}

void Session::fold() {
    scripts_ = {};
    Script& a = scripts_[index(Lane::a)].emplace(make_script(scenario_, scenario_->strategy));
    std::optional<Script>& b = scripts_[index(Lane::b)];
    strategies_ = {scenario_->strategy, "", std::string(models::counterfactual)};
    for (std::size_t n = 0; n < n_done_; ++n) {
        const Action& action = actions_[n];
        if (action.kind == ActionKind::luck) {
            a.replicate = action.replicate;
            if (b) b->replicate = action.replicate;
        } else if (action.kind == ActionKind::branch) {
            b = a;
            branch_month_ = action.command.month;
            std::erase_if(b->commands, [&](const Command& c) { return c.month >= branch_month_; });
            strategies_[index(Lane::b)] = strategies_[index(Lane::a)];
        } else if (action.kind == ActionKind::unbranch) {
            b.reset();
        } else if (Script* script = action.lane == Lane::b ? (b ? &*b : nullptr) : &a) {
            if (action.kind == ActionKind::command) add_command(*script, action.command);
            const models::StrategyInfo* info =
                action.kind == ActionKind::strategy ? scenario_->find_strategy(action.strategy) : nullptr;
            if (info) choose(*script, *info, action.command.month), strategies_[index(action.lane)] = action.strategy;
        }
    }
    Script& alone = scripts_[index(Lane::alone)].emplace(a);
    alone.levers = models::find_strategy(models::counterfactual)->levers;
    std::erase_if(alone.commands, [](const Command& c) { return c.kind == CommandKind::lever; });
}

void Session::submit() {
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        engine_.set(static_cast<Lane>(lane), scripts_[lane]);
}

void Session::act(const Action& action) {
    const auto before = scripts_;
    actions_.resize(n_done_);
    if (!actions_.empty() && is_same_control(actions_.back(), action))
        actions_.back() = action;
    else
        actions_.push_back(action);
    n_done_ = actions_.size();
    fold();
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
        const bool is_same = before[lane].has_value() == scripts_[lane].has_value() &&
                             (!scripts_[lane] || are_equal(*before[lane], *scripts_[lane]));
        if (!is_same) engine_.set(static_cast<Lane>(lane), scripts_[lane]);
    }
}

void Session::undo() {
    if (!can_undo()) return;
    --n_done_;
    fold();
    submit();
}

void Session::redo() {
    if (!can_redo()) return;
    ++n_done_;
    fold();
    submit();
}

void Session::restart() {
    n_done_ = 0;
    fold();
    submit();
}

void Session::replace(std::vector<Action> actions) {
    actions_ = std::move(actions);
    n_done_ = actions_.size();
    fold();
    submit();
}

std::optional<Script> Session::script(Lane lane) const { return scripts_[index(lane)]; }

double Session::lever(Lane lane, const sim::ParameterRow& row, std::uint32_t month) const {
    const auto& script = scripts_[index(lane)];
    return script ? lever_in(*script, row, month) : sim::unset;
}

double Session::strength(Lane lane, models::Condition condition, std::uint32_t month) const {
    const auto& script = scripts_[index(lane)];
    if (!script) return 0;
    double value = script->conditions.of(condition);
    for (const Command& c : script->commands)
        if (c.kind == CommandKind::condition && models::condition_index(c.id) == static_cast<int>(condition) &&
            (c.month <= month || strikes_at_start(condition)))
            value = c.value;
    return value;
}

std::string text_of(const Action& action, const Cast& cast) {
    const char* lane = action.lane == Lane::b ? "B" : "A";
    const std::string when = date_text(action.command.month);
    switch (action.kind) {
    case ActionKind::strategy:
        return fmt::format("{}, {}: strategy {}", lane, when, action.strategy);
    case ActionKind::luck:
        return fmt::format("other luck: replicate {}", action.replicate);
    case ActionKind::branch:
        return "branch B begins, " + when;
    case ActionKind::unbranch:
        return "branch B ends";
    case ActionKind::command:
        break;
    }
    return fmt::format("{}, {}: {}", lane, when, text_of(action.command, cast));
}

} // namespace viz
