#pragma once
/// \file
/// A session: a scenario and what people did to it, as a list of actions that can be undone, saved and replayed. The
/// scripts of all lanes follow from the list alone.

#include "viz/engine.h"

#include <string>
#include <vector>

namespace viz {

enum class ActionKind : std::uint8_t {
    strategy, ///< A shipped or own strategy from `command.month` on
    command,
    luck,    ///< Another replicate, for all lanes
    branch,  ///< B begins at `command.month` as a copy of A
    unbranch ///< B goes
};

struct Action {
    ActionKind kind = ActionKind::command;
    Lane lane = Lane::a;
    Command command;
    std::string strategy;
    std::uint32_t replicate = 0;

    friend bool operator==(const Action&, const Action&) = default;
};

class Session {
  public:
    /// Begins with the scenario's own strategy. `engine` must outlive the session.
    Session(std::shared_ptr<const scenarios::Scenario> scenario, Engine& engine);

    const scenarios::Scenario& scenario() const { return *scenario_; }
    std::shared_ptr<const scenarios::Scenario> shared_scenario() const { return scenario_; }

    /// Does it and hands the changed scripts to the engine. Moving the same slider again in the same month replaces the
    /// last move. What was undone is forgotten.
    void act(const Action& action);
    bool can_undo() const { return n_done_ > 0; }
    bool can_redo() const { return n_done_ < actions_.size(); }
    void undo();
    void redo();
    void restart(); ///< Undoes everything at once (redo brings it back step by step).

    /// Actions done and undone; the first `n_done` hold.
    const std::vector<Action>& actions() const { return actions_; }
    std::size_t n_done() const { return n_done_; }
    void replace(std::vector<Action> actions); ///< All done: for opening a file.

    /// The scripts that follow; none for B without a branch. Lane `alone` goes alone under A's conditions and shocks.
    std::optional<Script> script(Lane lane) const;
    bool has_branch() const { return script(Lane::b).has_value(); }
    std::uint32_t branch_month() const { return branch_month_; }
    std::uint32_t replicate() const { return script(Lane::a)->replicate; }
    /// Id of the strategy a lane began with or last chose; "" + commands on top are the lane's own.
    std::string strategy(Lane lane) const { return strategies_[index(lane)]; }

    /// A lever's value in a month.
    double lever(Lane lane, const sim::ParameterRow& row, std::uint32_t month) const;
    /// The strength a condition was last given up to a month.
    double strength(Lane lane, models::Condition condition, std::uint32_t month) const;

    void submit(); ///< Hands all scripts to the engine again.

  private:
    void fold();
    std::shared_ptr<const scenarios::Scenario> scenario_;
    Engine& engine_;
    std::vector<Action> actions_;
    std::size_t n_done_ = 0;
    std::array<std::optional<Script>, n_lanes> scripts_;
    std::array<std::string, n_lanes> strategies_;
    std::uint32_t branch_month_ = 0;
};

/// "A, Sep, year 3: money.co-funding set to 0.4"
std::string text_of(const Action& action, const Cast& cast);

} // namespace viz
