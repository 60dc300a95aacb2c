#pragma once
/// \file
/// A script: all that decides one run that people steer. The same script gives the same bits, so a session needs to
/// keep nothing else: scrubbing, branching, undo and "what if that had not happened" are all other scripts.
///
/// Untouched, a script's run is that of `accord run` bit for bit, the years before its month 0 included. From the first
/// condition that is struck by hand on, the model is told month by month what is felt of all conditions, by its own
/// courses of them (models/conditions.h), so that several shocks can begin in different months.

#include "models/model.h"
#include "scenarios/scenario.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace viz {

/// What a person may do to a running region.
enum class CommandKind : std::uint8_t {
    lever,         ///< id = lever; value in its range
    condition,     ///< id = condition; value = strength [0-1], 0 ends it
    leader_leaves, ///< row = school: principal and superintendent leave, and the champion with them
    partner_leaves ///< row = partner
};

/// One command; acts at the beginning of `month`.
struct Command {
    std::uint32_t month = 0;
    CommandKind kind = CommandKind::lever;
    std::string id;
    double value = 0;
    sim::Row row = sim::no_row;

    friend bool operator==(const Command&, const Command&) = default;
};

/// Something that happened by chance and is held back, to see what it caused.
enum class HoldKind : std::uint8_t {
    principal_stays,
    champion_stays,
    partnership_away ///< From `month` on the partnership `tie` ends, or its talks fail, each month that it is there.
};
struct Hold {
    std::uint32_t month = 0; ///< In which it would have happened.
    HoldKind kind = HoldKind::principal_stays;
    sim::Row school = sim::no_row;
    sim::Key tie = 0;

    friend bool operator==(const Hold&, const Hold&) = default;
};

/// All that decides a run.
struct Script {
    std::shared_ptr<const scenarios::Scenario> scenario;
    models::Levers levers = {}; ///< At the start.
    models::Conditions conditions = {};
    std::shared_ptr<const models::Parameters> parameters; ///< Changed by hand; nullptr: the scenario's own
    std::uint64_t seed = 1;
    std::uint32_t replicate = 0;
    std::uint32_t first_replicate = 0; ///< Of its band, which stays when another luck is shown
    std::uint32_t months = 120;
    std::vector<Command> commands; ///< In the order given; those of one month act in that order.
    std::vector<Hold> holds;
};

/// The parameters that a script runs with.
const models::Parameters& parameters_of(const Script& script);

/// Script of a scenario under one of its strategies; an unknown strategy leaves the scenario's own.
Script make_script(std::shared_ptr<const scenarios::Scenario> scenario, std::string_view strategy);

/// Does this lever found coalitions? Moved in a running region it changes the living ones and founds others then.
bool moves_coalitions(std::string_view lever);
/// Does this condition act only when a region is set up? Then commands move it for the whole run.
bool strikes_at_start(models::Condition condition);

/// The set-up that the script's month 0 gives.
models::Setup setup_of(const Script& script);

/// Months of the run that a world has done: all that people see and do counts from the run's month 0, a world from the
/// first of the years it was run in.
std::uint32_t month_of(const models::World& world);

/// Worlds that were run in are kept for all scripts that begin in the same, of every lane, band and question: together
/// at most this [bytes].
inline constexpr double warm_budget = 1e9;
/// How many lucks of a script's band are kept so: half of what there is room for. More would push each other out.
double n_warm_lucks(const Script& script);

/// A world at month 0, run in as the scenario asks. `should_stop` is asked each month of that, which ends by
/// models::Interrupted when it says so.
models::World begin(const Script& script, const std::function<bool()>& should_stop = {});
/// The same in the memory of `world`, whatever that was before; `is_kept` among those that were run in, else
/// it is made anew each time.
void begin(const Script& script, models::World& world, const std::function<bool()>& should_stop = {},
           bool is_kept = true);

/// One month on: commands, the model's schedule, what is held back.
void advance(models::World& world, const Script& script);

/// Months after which the worlds of two scripts are still the same [month]; nothing when they differ from the start.
std::optional<std::uint32_t> divergence(const Script& a, const Script& b);

/// Are they the same but for the luck that is shown? Then their bands are the same.
bool are_same_but_luck(const Script& a, const Script& b);

/// Strength of a condition in force in `month`, its course included [0-1]: for shading charts.
double strength_at(const Script& script, models::Condition condition, std::uint32_t month);

} // namespace viz
