#pragma once
/// \file
/// What people did, as a list that can be undone, and as a log in which undoing is a deed too. It knows no runs: the
/// log alone, done again from its beginning, gives the same list.

#include "viz/runs/cast.h"
#include "viz/runs/script.h"

#include <cstdint>
#include <string>
#include <vector>

namespace viz {

enum class Lane : std::uint8_t;

enum class ActionKind : std::uint8_t {
    strategy, ///< A shipped or own strategy from `command.month` on
    command,
    luck,       ///< Another replicate, for all lanes
    branch,     ///< B begins at `command.month` as a copy of A
    unbranch,   ///< B goes
    assumption, ///< A parameter of the model is `command.value` from the first month on, for all lanes
    seek,       ///< The cursor goes to `command.month`
    play        ///< The months were played up to `command.month`
};
inline constexpr std::size_t n_action_kinds = 8;

struct Action {
    ActionKind kind = ActionKind::command;
    Lane lane{}; ///< A unless said
    Command command;
    std::string strategy;
    std::uint32_t replicate = 0;

    friend bool operator==(const Action&, const Action&) = default;
};
/// Does it only move the cursor?
constexpr bool is_time(ActionKind kind) { return kind == ActionKind::seek || kind == ActionKind::play; }

enum class Deed : std::uint8_t { did, undid, redid, restarted, noted };
inline constexpr std::size_t n_deeds = 5;

/// One line of the log.
struct LogEntry {
    Deed deed = Deed::did;
    Action action;    ///< Of did, undid, redid
    std::string note; ///< Of noted: what is no action, such as an export

    friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

class History {
  public:
    /// Moving the same control again in the same month, or the cursor again, replaces the last move. What was undone is
    /// forgotten, but for moves of the cursor, which leave it.
    void act(const Action& action);
    bool undo();    ///< False if there is nothing to undo.
    bool redo();    ///< False if there is nothing to redo.
    void restart(); ///< Undoes everything at once (redo brings it back step by step).
    void note(std::string line);

    /// Actions done and undone; the first `n_done` hold.
    const std::vector<Action>& actions() const { return actions_; }
    std::size_t n_done() const { return n_done_; }
    std::vector<Action> done() const; ///< Those that hold.
    const std::vector<LogEntry>& log() const { return log_; }

    friend bool operator==(const History&, const History&) = default;

  private:
    std::vector<Action> actions_;
    std::size_t n_done_ = 0;
    std::vector<LogEntry> log_;
};

/// The history that a log tells, deed by deed.
History replayed(const std::vector<LogEntry>& log);

/// "A, Sep, year 3: money.co-funding set to 0.4"
std::string text_of(const Action& action, const Cast& cast);
/// "taken back: A, Sep, year 3: ..."
std::string text_of(const LogEntry& entry, const Cast& cast);

} // namespace viz
