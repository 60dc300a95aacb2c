#include "viz/session/history.h"

#include "viz/runs/engine.h"
#include "viz/runs/happening.h"

#include <fmt/format.h>

namespace viz {
namespace {

/// Another move of the same control in the same month, or of the cursor?
bool is_same_gesture(const Action& a, const Action& b) {
    if (a.kind != b.kind || a.lane != b.lane) return false;
    if (b.kind == ActionKind::seek) return true;
    if (b.kind == ActionKind::assumption) return a.command.id == b.command.id;
    const bool is_control = b.kind == ActionKind::command &&
                            (b.command.kind == CommandKind::lever || b.command.kind == CommandKind::condition);
    return is_control && a.command.kind == b.command.kind && a.command.id == b.command.id &&
           a.command.month == b.command.month;
}

std::string place_text(std::uint32_t month) { return month == 0 ? "the start" : "the end of " + date_text(month - 1); }

} // namespace

void History::act(const Action& action) {
    const bool is_move = n_done_ > 0 && is_same_gesture(actions_[n_done_ - 1], action);
    const Action before = is_move ? actions_[n_done_ - 1] : Action{};
    if (!is_time(action.kind)) actions_.resize(n_done_);
    if (is_move)
        actions_[n_done_ - 1] = action;
    else
        actions_.insert(actions_.begin() + static_cast<std::ptrdiff_t>(n_done_++), action);
    if (is_move && !log_.empty() && log_.back() == LogEntry{Deed::did, before, {}})
        log_.back().action = action;
    else
        log_.push_back({Deed::did, action, {}});
}

bool History::undo() {
    if (n_done_ == 0) return false;
    log_.push_back({Deed::undid, actions_[--n_done_], {}});
    return true;
}

bool History::redo() {
    if (n_done_ == actions_.size()) return false;
    log_.push_back({Deed::redid, actions_[n_done_++], {}});
    return true;
}

void History::restart() {
    n_done_ = 0;
    log_.push_back({Deed::restarted, {}, {}});
}

void History::note(std::string line) { log_.push_back({Deed::noted, {}, std::move(line)}); }

std::vector<Action> History::done() const {
    return {actions_.begin(), actions_.begin() + static_cast<std::ptrdiff_t>(n_done_)};
}

History replayed(const std::vector<LogEntry>& log) {
    History history;
    for (const LogEntry& entry : log) {
        if (entry.deed == Deed::did) history.act(entry.action);
        if (entry.deed == Deed::undid) history.undo();
        if (entry.deed == Deed::redid) history.redo();
        if (entry.deed == Deed::restarted) history.restart();
        if (entry.deed == Deed::noted) history.note(entry.note);
    }
    return history;
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
    case ActionKind::assumption:
        return fmt::format("assumption for all lanes: {} = {:.6g}", action.command.id, action.command.value);
    case ActionKind::seek:
        return "went to " + place_text(action.command.month);
    case ActionKind::play:
        return "played to " + place_text(action.command.month);
    case ActionKind::command:
        break;
    }
    return fmt::format("{}, {}: {}", lane, when, text_of(action.command, cast));
}

std::string text_of(const LogEntry& entry, const Cast& cast) {
    switch (entry.deed) {
    case Deed::undid:
        return "taken back: " + text_of(entry.action, cast);
    case Deed::redid:
        return "done again: " + text_of(entry.action, cast);
    case Deed::restarted:
        return "back to the scenario as it is";
    case Deed::noted:
        return entry.note;
    case Deed::did:
        break;
    }
    return text_of(entry.action, cast);
}

} // namespace viz
