#pragma once
/// \file
/// Sessions on disk: JSON, checked by a schema when read, whole or not at all when written. A session holds the
/// actions, not the numbers; the digests of its runs tell whether a replay gave the same bits.

#include "scenarios/json.h"
#include "viz/session/session.h"
#include "viz/session/workshop_file.h"

#include <optional>
#include <string>

namespace viz {

/// A session as it lies in a file.
struct StoredSession {
    std::string scenario; ///< Path, or id of the library
    std::vector<scenarios::InputFile> inputs;
    std::string program_version, model_version;
    std::uint64_t seed = 1;
    std::uint32_t months = 120;
    StoreOrigin origin;          ///< With a path: `scenario` is only its name, all else comes from the store.
    std::uint32_t replicate = 0; ///< Luck it began with
    std::vector<Action> actions; ///< Those that hold.
    std::vector<LogEntry> log;   ///< All deeds; empty in files of before version 0.2: then `actions`, done one by one.
    std::uint32_t month = 0;     ///< Where the reader stood.
    std::optional<StoredWorkshop> workshop; ///< If one is being played
    std::string digest_a, digest_b;         ///< Of the complete runs, 16 hex digits; "" if unknown
};

/// JSON Schema (draft 7) of session files.
scenarios::Json session_schema();

/// The session with the digests of those runs of `now` that are complete and current.
StoredSession stored(const Session& session, const Snapshot& now, std::uint32_t month);
std::string session_text(const StoredSession& stored);

/// What was done, with what can be redone.
History history_of(const StoredSession& stored);

/// Writes atomically; throws sim::MachineError.
void save_session(const std::string& path, const StoredSession& stored);

/// Reads and checks; everything wrong goes to `problems`, also actions that the scenario does not allow.
std::optional<StoredSession> read_session(const std::string& path, scenarios::Problems& problems);

/// The scenario of a stored session with its seed and horizon; files that changed since are problems.
std::shared_ptr<const scenarios::Scenario> scenario_of(const StoredSession& stored, const std::string& path,
                                                       scenarios::Problems& problems);

/// Do the complete runs have the stored digests? Nothing while they are not complete; else "" or what differs.
std::optional<std::string> replay_difference(const StoredSession& stored, const Snapshot& now);

} // namespace viz
