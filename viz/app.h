#pragma once
/// \file
/// The viewer without its window: one context, one frame function, one file a panel. A panel reads snapshots and asks
/// the session for actions; it never touches a world.

#include "viz/runs/headline.h"
#include "viz/runs/lists.h"
#include "viz/session/session.h"
#include "viz/session/session_file.h"
#include "viz/session/sweep_view.h"
#include "viz/session/workshop.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace viz {

enum class Tab {
    overview,
    network,
    schools,
    equity,
    flows,
    students,
    partnerships,
    events,
    why,
    workshop,
    assumptions,
    sweep
};
inline constexpr std::size_t n_tabs = 12;
std::string_view id(Tab tab); ///< "overview": also the word of --show
std::optional<Tab> find_tab(std::string_view word);

/// Where a node of the network lies [0-1 of the canvas].
struct Spot {
    float x = 0, y = 0;
};
struct NetworkLayout {
    std::vector<Spot> schools, partners;
    bool is_made = false;
};

/// How people look at things; nothing of it changes a run.
struct ViewState {
    double month = 0;          ///< Months done at the cursor
    double seconds_played = 0; ///< Flows move with it, and stand while nothing plays
    bool is_playing = false;
    float months_per_second = 6;
    Tab tab = Tab::overview;
    bool must_focus_tab = true; ///< The tab was chosen by other means than a click.
    Lane lane = Lane::a;        ///< Which lane the controls and single-lane views show
    std::size_t outcome = 0;
    bool shows_difference = false;
    Selection selection;
    bool is_dark = false, is_projector = false, shows_controls = true, shows_help = false;
    float scale = 1;
    bool must_restyle = true;
    std::string filter;          ///< Of network, schools, events
    int colour_by = 0, grid = 0; ///< Network: trust or alignment; schools: table or small multiples
    std::array<bool, n_happening_kinds> hidden_events{};
    std::string path = "session.json", message; ///< Of the file dialog; what came of the last one
    std::string wanted_png;                     ///< Picture to take after this frame
    std::string parameter_filter;               ///< Of the assumptions
    bool only_assumed = false, only_changed = false;
    NetworkLayout layout;
    WorkshopSettings workshop; ///< As the facilitator fills them in
    std::string workshop_file; ///< Where each Next saves it, once it was saved by hand
};

/// What the long lists show, until it changes.
struct Lists {
    SchoolList schools;
    EventList events;
    LifeList lives;
};

/// What is looked at in a store.
struct SweepChoice {
    std::size_t outcome = 0, strategy = 0, condition = 0, input = 0;
    std::size_t point = 0; ///< In the slice
    std::uint32_t replicate = 0;
    bool shows_gain = false;
};

/// A run of the store that was opened as the live model.
struct OpenedRun {
    std::string name, digest; ///< The digest that the store holds
    bool empty() const { return name.empty(); }
};

/// A fan that was worked out for these bands.
struct CachedFan {
    std::uint64_t generation = 0;
    std::size_t n = 0;
    Fan fan;
};

class App {
  public:
    App(std::shared_ptr<const scenarios::Scenario> scenario, std::uint32_t n_replicates = band_replicates);

    Engine engine;
    std::unique_ptr<Session> session;
    std::unique_ptr<Workshop> workshop;
    std::optional<SweepView> sweep;
    std::optional<SweepOutcome> sweep_outcome; ///< Of the choice; read when it is drawn.
    std::optional<SweepSlice> sweep_slice;
    SweepChoice sweep_choice;
    OpenedRun opened_run;
    Snapshot now; ///< Of this frame.
    ViewState view;
    Lists lists;

    /// Draws one frame into the current Dear ImGui context; `seconds` since the last one.
    void frame(float seconds);

    std::uint32_t month() const { return static_cast<std::uint32_t>(view.month); }
    std::uint32_t horizon() const { return session->scenario().months; }
    /// How far may be looked at: what is known, and in a workshop what is revealed.
    std::uint32_t last_visible() const;
    const Trajectory* run() const; ///< Of the chosen lane, or of A
    const Frame* current() const;  ///< Its frame at the cursor, or nullptr
    /// The cursor goes there, as an action that can be undone.
    void seek(double month);
    void play_or_pause();
    void note(const std::string& line) { session->note(line); }

    /// Each logs first how far was played.
    void act(const Action& action);
    void undo();
    void redo();
    void restart(); ///< Back to the scenario as it is, at its start, with the same luck.

    /// Opens a store: its first run of a strategy other than the baseline becomes the live model. Throws as open_sweep.
    void open_store(const std::string& path);
    /// A run of the store that is open becomes the live model.
    void open_run(std::uint64_t treatment, std::uint32_t replicate);
    std::string opened_run_text() const; ///< Which it is, and whether its bits are those of the store.

    /// Asks the session for a command at the cursor's month in the chosen lane.
    void command(CommandKind kind, const std::string& id, double value, sim::Row row = sim::no_row);
    void show(Tab tab);
    void ask(const Question& question); ///< And opens the page that answers.

    const Fan& fan(Lane lane, std::size_t observable);
    const Fan& fan_of_gain(Lane one, Lane other, std::size_t observable);

    /// Saves, opens, exports to view.path; what came of it is in view.message.
    void save(); ///< To view.path; a workshop too.
    void save_as(const std::string& path);
    void open();
    void resume(const StoredSession& read, std::shared_ptr<const scenarios::Scenario> scenario);
    void go_on(std::unique_ptr<Workshop> played); ///< With a workshop that was saved in view.path.
    void export_csv();
    void export_report();
    void export_debriefs();

  private:
    void shortcuts();
    void play(float seconds);
    void pause(); ///< Logs how far was played, if it plays.
    void begin(std::unique_ptr<Session> begun);
    std::map<std::pair<int, std::size_t>, CachedFan> fans_;
};

/// How long the window may sleep after a frame that took `took` [s], `touched` after the last input [s]. A window that
/// nobody touches and in which nothing moves costs next to nothing; while runs are on their way it takes no more than
/// half of a core from them.
double pause_after(double took, double touched, bool is_playing, bool is_busy);

} // namespace viz
