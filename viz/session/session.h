#pragma once
/// \file
/// A session: a scenario and what people did to it, as a list of actions that can be undone, saved and replayed. The
/// scripts of all lanes follow from the list alone.

#include "viz/runs/engine.h"
#include "viz/session/history.h"

#include <string>
#include <vector>

namespace viz {

/// Where a session's run comes from, if it is one of a sweep's store.
struct StoreOrigin {
    std::string path; ///< "" = from a scenario
    std::uint64_t treatment = 0;

    friend bool operator==(const StoreOrigin&, const StoreOrigin&) = default;
};

/// The parameters that these actions leave; nullptr where they are the scenario's own.
std::shared_ptr<const models::Parameters> assumed(const scenarios::Scenario& scenario,
                                                  const std::vector<Action>& actions);

class Session {
  public:
    /// Begins with the scenario's own strategy and the luck of `replicate`. `engine` must outlive the session.
    Session(std::shared_ptr<const scenarios::Scenario> scenario, Engine& engine, std::uint32_t replicate = 0,
            StoreOrigin origin = {});

    const scenarios::Scenario& scenario() const { return *scenario_; }
    std::shared_ptr<const scenarios::Scenario> shared_scenario() const { return scenario_; }

    /// Each does it and hands the scripts that changed to the engine (History says what is merged and forgotten).
    void act(const Action& action);
    void undo();
    void redo();
    void restart();
    void note(std::string line) { history_.note(std::move(line)); } ///< A line of the log that is no action.
    void replace(History history);                                  ///< For opening a file.
    bool can_undo() const { return n_done() > 0; }
    bool can_redo() const { return n_done() < actions().size(); }

    const History& history() const { return history_; }
    const std::vector<Action>& actions() const { return history_.actions(); }
    std::size_t n_done() const { return history_.n_done(); }
    std::uint32_t first_replicate() const { return first_replicate_; }
    const StoreOrigin& origin() const { return origin_; }

    /// The scripts that follow; none for B without a branch. Lane `alone` is what A is held against, under its
    /// conditions and shocks: going alone; after a burn-in the status quo going on, as soon as A is anything else.
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

    /// The model's parameters as all lanes have them, and the ids of those that were changed by hand.
    const models::Parameters& parameters() const { return parameters_of(*scripts_[index(Lane::a)]); }
    const std::vector<std::string>& changed_parameters() const { return changed_; }

    void submit(); ///< Hands all scripts to the engine again.

  private:
    void fold();
    void fold_and_submit(); ///< Only what changed.
    std::shared_ptr<const scenarios::Scenario> scenario_;
    Engine& engine_;
    const std::uint32_t first_replicate_;
    const StoreOrigin origin_;
    History history_;
    std::vector<std::string> changed_;
    std::array<std::optional<Script>, n_lanes> scripts_;
    std::array<std::string, n_lanes> strategies_;
    std::uint32_t branch_month_ = 0;
};

} // namespace viz
