#pragma once
/// \file
/// A workshop in a session file: its settings, names, notes and moves. What teams reached follows from the moves.

#include "scenarios/json.h"
#include "viz/session/workshop.h"

#include <memory>
#include <string>
#include <vector>

namespace viz {

struct StoredTeam {
    std::string name, goal;
    std::vector<std::string> notes; ///< By revealed round
};

/// Decide, then predict; revealed outcome by outcome. Files that say nothing were played by rules 1.
inline constexpr int workshop_rules = 2;

struct StoredWorkshop {
    int rules = workshop_rules;
    WorkshopSettings settings;
    std::vector<StoredTeam> teams; ///< As many as the settings say.
    std::vector<Move> moves;
};

scenarios::Json workshop_schema();
StoredWorkshop stored(const Workshop& workshop);
scenarios::Json workshop_json(const StoredWorkshop& stored);
/// Of JSON that the schema has passed.
StoredWorkshop workshop_of(const scenarios::Json& json);

/// The workshop as it stood; nullptr, and a problem at `place`, where a move may not be made.
std::unique_ptr<Workshop> reopened(const StoredWorkshop& stored, std::shared_ptr<const scenarios::Scenario> scenario,
                                   std::shared_ptr<const models::Parameters> parameters, const std::string& place,
                                   scenarios::Problems& problems);

} // namespace viz
