#pragma once
/// \file
/// What all panels share: the session and its runs, the workshop, the open store, where people look, and what they
/// may ask for. A panel reads snapshots and asks here for actions; it never touches a world, and knows neither the
/// window nor the other panels.

#include "viz/context/fans.h"
#include "viz/context/files.h"
#include "viz/context/sweep.h"
#include "viz/context/view_state.h"
#include "viz/session/session.h"

#include <memory>
#include <string>

namespace viz {

class Context {
  public:
    Context(std::shared_ptr<const scenarios::Scenario> scenario, std::uint32_t n_replicates);

    Engine engine;
    std::unique_ptr<Session> session;
    std::unique_ptr<Workshop> workshop; ///< While one is being played
    Snapshot now;                       ///< Of this frame
    ViewState view;
    Lists lists;
    Fans fans;
    Files files;
    Sweep sweep;

    // Where in time people look.
    std::uint32_t month() const { return static_cast<std::uint32_t>(view.month); }
    std::uint32_t horizon() const { return session->scenario().months; }
    /// How far may be looked at: what is known, and in a workshop what is revealed.
    std::uint32_t last_visible() const;
    const Trajectory* run() const; ///< Of the chosen lane, or of A
    const Frame* current() const;  ///< Its frame at the cursor, or nullptr
    void seek(double month);       ///< The cursor goes there, as an action that can be undone.
    /// Once a fresh session's band is whole, the run that is shown becomes its most typical one, unless somebody has
    /// begun to do things. An action as every other, but nothing that has to be saved.
    void show_typical();
    void play_or_pause();
    void pause(); ///< Logs how far was played, if it plays.
    void play(float seconds);

    // What people do; each logs first how far was played.
    void act(const Action& action);
    void undo();
    void redo();
    void restart(); ///< Back to the scenario as it is, at its start, with the same luck.
    /// Asks the session for a command at the cursor's month in the chosen lane.
    void command(CommandKind kind, const std::string& id, double value, sim::Row row = sim::no_row);
    void ask(const Question& question);         ///< And goes to the page that answers.
    void show(std::string_view page);           ///< Goes to a page, by its word.
    void begin(std::unique_ptr<Session> begun); ///< Another session, without a workshop.
};

} // namespace viz
