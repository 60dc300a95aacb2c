#include "viz/context/context.h"

#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"

#include <algorithm>

namespace viz {
namespace {

Action move_of(ActionKind kind, std::uint32_t month) {
    Action action;
    action.kind = kind, action.command.month = month;
    return action;
}

} // namespace

Context::Context(std::shared_ptr<const scenarios::Scenario> scenario, std::uint32_t n_replicates)
    : engine(n_replicates), session(std::make_unique<Session>(std::move(scenario), engine)) {
    view.outcome = main_outcome(0);
    now = engine.snapshot();
}

std::uint32_t Context::last_visible() const {
    const Trajectory* known = run();
    const std::uint32_t known_months = known ? known->months_done() : 0;
    return workshop ? std::min(known_months, workshop->visible_months()) : known_months;
}

const Trajectory* Context::run() const {
    if (workshop) return workshop->teams[workshop->current_team].seen.get(); // ends where the reveal does
    const Trajectory* chosen = now.run(view.lane);
    return chosen ? chosen : now.run(Lane::a);
}

const Frame* Context::current() const {
    const Trajectory* known = run();
    return known && !known->frames.empty() ? &known->at(std::min(month(), last_visible())) : nullptr;
}

void Context::seek(double wanted) {
    pause();
    const std::uint32_t before = month();
    view.month = std::clamp(wanted, 0.0, static_cast<double>(last_visible()));
    if (!workshop && month() != before) session->act(move_of(ActionKind::seek, month()));
}

void Context::show_typical() {
    const Bands* band = now.band(Lane::a);
    if (!view.awaits_typical || workshop || !band || band->n_done() < engine.n_replicates()) return;
    view.awaits_typical = false;
    const auto& actions = session->actions();
    if (!std::all_of(actions.begin(), actions.end(), [](const Action& one) { return is_time(one.kind); })) return;
    const auto typical = typical_run(*band, horizon());
    if (!typical || !session->origin().path.empty()) return; // a store's run is the one that was asked for
    const std::uint32_t replicate = session->first_replicate() + static_cast<std::uint32_t>(*typical);
    if (replicate == session->replicate()) return;
    const bool was_saved = !is_unsaved(*this);
    Action luck = move_of(ActionKind::luck, month());
    luck.replicate = replicate;
    act(luck);
    if (was_saved) files.saved = mark_of(*this);
}

void Context::play_or_pause() {
    if (view.is_playing) return pause();
    if (month() >= last_visible()) seek(0);
    view.is_playing = true;
}

void Context::pause() {
    if (!view.is_playing) return;
    view.is_playing = false;
    if (!workshop) session->act(move_of(ActionKind::play, month()));
}

void Context::play(float seconds) {
    if (!view.is_playing) return;
    view.seconds_played += static_cast<double>(seconds);
    view.month += static_cast<double>(seconds * view.months_per_second);
    const double last = last_visible();
    if (view.month < last) return;
    view.month = last;
    const Trajectory* known = run();
    if (workshop || (known && known->is_complete)) pause();
}

void Context::act(const Action& action) {
    const bool is_playing = view.is_playing;
    pause();
    session->act(action);
    view.is_playing = is_playing;
}

void Context::undo() {
    pause();
    if (workshop || !session->can_undo()) return;
    const bool is_move = is_time(session->actions()[session->n_done() - 1].kind);
    session->undo();
    if (is_move) view.month = session->n_done() ? session->actions()[session->n_done() - 1].command.month : 0;
}

void Context::redo() {
    pause();
    if (workshop || !session->can_redo()) return;
    session->redo();
    const Action& action = session->actions()[session->n_done() - 1];
    if (is_time(action.kind)) view.month = action.command.month;
}

void Context::restart() {
    pause();
    session->restart();
    view.month = 0;
}

void Context::command(CommandKind kind, const std::string& id, double value, sim::Row row) {
    if (workshop) return; // teams decide on the workshop's page, within their budget
    Action action;
    action.lane = view.lane == Lane::b && session->has_branch() ? Lane::b : Lane::a;
    action.command = {std::min(month(), horizon() - 1), kind, id, value, row};
    act(action);
}

void Context::show(std::string_view page) { view.page = page, view.must_focus_page = true; }

void Context::ask(const Question& question) {
    const Team* team = workshop ? &workshop->teams[workshop->current_team] : nullptr;
    if (team)
        engine.ask(team->seen, question);
    else
        engine.ask(view.lane, question);
    show("why");
}

void Context::begin(std::unique_ptr<Session> begun) {
    workshop.reset(), files.workshop.clear();
    session = std::move(begun);
    view.is_playing = false, view.layout = {}, view.selection = {}, view.lane = Lane::a;
    view.awaits_typical = false; // it is shown as it was saved
    sweep.opened = {};
}

} // namespace viz
