#include "viz/session/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace viz {
namespace {

using Levers = sim::ParameterTable<models::Levers>;

double lever_in(const Script& script, const sim::ParameterRow& row, std::uint32_t month) {
    double value = Levers::at(script.levers, row);
    for (const Command& c : script.commands)
        if (c.kind == CommandKind::lever && c.id == row.id && c.month <= month) value = c.value;
    return value;
}

/// A strategy from a month on: at the start it is the start; later, a command for each lever that differs.
void choose(Script& script, const models::Levers& levers, std::uint32_t month) {
    const auto is_lever = [&](const Command& c) { return c.kind == CommandKind::lever && c.month >= month; };
    std::erase_if(script.commands, is_lever);
    if (month == 0) {
        script.levers = levers;
        return;
    }
    for (const sim::ParameterRow& row : models::lever_table().rows()) {
        const double wanted = Levers::at(levers, row);
        if (lever_in(script, row, month) != wanted)
            script.commands.push_back({month, CommandKind::lever, row.id, wanted, sim::no_row});
    }
}

void add_command(Script& script, const Command& command) {
    std::erase_if(script.commands, [&](const Command& c) {
        return c.kind == command.kind && c.id == command.id && c.month == command.month && c.row == command.row;
    });
    script.commands.push_back(command);
}

using Values = sim::ParameterTable<models::Parameters>;

bool same_bytes(const models::Parameters& a, const models::Parameters& b) {
    return &a == &b || std::memcmp(&a, &b, sizeof a) == 0;
}

bool are_equal(const Script& a, const Script& b) { return are_same_but_luck(a, b) && a.replicate == b.replicate; }

} // namespace

Session::Session(std::shared_ptr<const scenarios::Scenario> scenario, Engine& engine, std::uint32_t replicate,
                 StoreOrigin origin)
    : scenario_(std::move(scenario)), engine_(engine), first_replicate_(replicate), origin_(std::move(origin)) {
    fold();
    submit();
}

std::shared_ptr<const models::Parameters> assumed(const scenarios::Scenario& scenario,
                                                  const std::vector<Action>& actions) {
    models::Parameters parameters = scenario.setup.parameters;
    for (const Action& action : actions)
        if (action.kind == ActionKind::assumption)
            Values::at(parameters, *models::parameter_table().find(action.command.id)) = action.command.value;
    if (same_bytes(parameters, scenario.setup.parameters)) return nullptr;
    return std::make_shared<const models::Parameters>(parameters);
}

void Session::fold() {
    scripts_ = {};
    changed_.clear();
    Script& a = scripts_[index(Lane::a)].emplace(make_script(scenario_, scenario_->strategy));
    a.replicate = a.first_replicate = first_replicate_;
    std::optional<Script>& b = scripts_[index(Lane::b)];
    strategies_ = {scenario_->strategy, "", std::string(models::counterfactual)};
    for (std::size_t n = 0; n < n_done(); ++n) {
        const Action& action = actions()[n];
        if (is_time(action.kind) || action.kind == ActionKind::assumption) continue;
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
            if (action.kind == ActionKind::strategy && scenario_->find_strategy(action.strategy)) {
                choose(*script, scenario_->levers_of(action.strategy), action.command.month);
                strategies_[index(action.lane)] = action.strategy;
            }
        }
    }
    a.parameters = assumed(*scenario_, history_.done());
    for (const sim::ParameterRow& row : models::parameter_table().rows())
        if (Values::at(parameters_of(a), row) != Values::at(scenario_->setup.parameters, row))
            changed_.push_back(row.id);
    if (b) b->parameters = a.parameters;
    const auto is_lever = [](const Command& c) { return c.kind == CommandKind::lever; };
    const bool is_today = scenarios::same_levers(a.levers, scenario_->setup.today) &&
                          std::none_of(a.commands.begin(), a.commands.end(), is_lever);
    const bool goes_on = scenario_->setup.burn_in.is_on() && !is_today;
    Script& alone = scripts_[index(Lane::alone)].emplace(a);
    alone.levers = goes_on ? scenario_->setup.today : scenario_->levers_of(models::counterfactual);
    std::erase_if(alone.commands, is_lever);
    if (goes_on) strategies_[index(Lane::alone)] = models::status_quo;
}

void Session::submit() {
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        engine_.set(static_cast<Lane>(lane), scripts_[lane]);
}

void Session::fold_and_submit() {
    const auto before = scripts_;
    fold();
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
        const bool is_same = before[lane].has_value() == scripts_[lane].has_value() &&
                             (!scripts_[lane] || are_equal(*before[lane], *scripts_[lane]));
        if (!is_same) engine_.set(static_cast<Lane>(lane), scripts_[lane]);
    }
}

void Session::act(const Action& action) {
    history_.act(action);
    fold_and_submit();
}

void Session::undo() {
    if (history_.undo()) fold_and_submit();
}

void Session::redo() {
    if (history_.redo()) fold_and_submit();
}

void Session::restart() {
    history_.restart();
    fold_and_submit();
}

void Session::replace(History history) {
    history_ = std::move(history);
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

} // namespace viz
