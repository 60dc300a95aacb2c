#include "viz/app.h"

#include "sim/digest.h"
#include "sim/error.h"
#include "viz/panels/panels.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/session/stored_run.h"
#include "viz/widgets/theme.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace viz {
namespace {

struct TabText {
    const char* label;
    void (*draw)(App&);
};
constexpr std::array<TabText, n_tabs> tabs{{{"Overview", draw_overview},
                                            {"Network", draw_network},
                                            {"Schools", draw_schools},
                                            {"Equity", draw_equity},
                                            {"Flows", draw_flows},
                                            {"Students", draw_students},
                                            {"Partnerships", draw_partnerships},
                                            {"Events", draw_events},
                                            {"Why?", draw_why},
                                            {"Workshop", draw_workshop},
                                            {"Assumptions", draw_assumptions},
                                            {"Sweep", draw_sweep}}};

void draw_tabs(App& app) {
    if (!ImGui::BeginTabBar("views", ImGuiTabBarFlags_FittingPolicyScroll)) return;
    for (std::size_t n = 0; n < n_tabs; ++n) {
        const auto tab = static_cast<Tab>(n);
        if (tab == Tab::sweep && !app.sweep) continue;
        const bool must_open = app.view.must_focus_tab && app.view.tab == tab;
        if (!ImGui::BeginTabItem(tabs[n].label, nullptr, must_open ? ImGuiTabItemFlags_SetSelected : 0)) continue;
        if (!app.view.must_focus_tab || app.view.tab == tab) app.view.tab = tab, app.view.must_focus_tab = false;
        ImGui::BeginChild("view", {0, 0}, ImGuiChildFlags_NavFlattened);
        tabs[n].draw(app);
        ImGui::EndChild();
        ImGui::EndTabItem();
    }
    ImGui::EndTabBar();
}

void draw_controls(App& app) {
    ImGui::BeginChild("controls", {std::min(21 * em(), 0.36f * ImGui::GetContentRegionAvail().x), 0},
                      ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened);
    draw_selection(app);
    draw_conditions(app);
    draw_levers(app);
    ImGui::EndChild();
    ImGui::SameLine();
}

} // namespace

App::App(std::shared_ptr<const scenarios::Scenario> scenario, std::uint32_t n_replicates)
    : engine(n_replicates), session(std::make_unique<Session>(std::move(scenario), engine)) {
    view.outcome = main_outcome(0);
    now = engine.snapshot();
}

std::uint32_t App::last_visible() const {
    const Trajectory* known = run();
    const std::uint32_t known_months = known ? known->months_done() : 0;
    return workshop ? std::min(known_months, workshop->visible_months()) : known_months;
}

const Trajectory* App::run() const {
    if (workshop && !workshop->teams.empty()) {
        const Team& team = workshop->teams[workshop->current_team];
        if (team.run) return team.run.get();
    }
    const Trajectory* chosen = now.run(view.lane);
    return chosen ? chosen : now.run(Lane::a);
}

const Frame* App::current() const {
    const Trajectory* known = run();
    return known && !known->frames.empty() ? &known->at(std::min(month(), last_visible())) : nullptr;
}

void App::seek(double wanted) {
    pause();
    const std::uint32_t before = month();
    view.month = std::clamp(wanted, 0.0, static_cast<double>(last_visible()));
    if (workshop || month() == before) return;
    Action action;
    action.kind = ActionKind::seek, action.command.month = month();
    session->act(action);
}

void App::play_or_pause() {
    if (view.is_playing) return pause();
    if (month() >= last_visible()) seek(0);
    view.is_playing = true;
}

void App::pause() {
    if (!view.is_playing) return;
    view.is_playing = false;
    Action action;
    action.kind = ActionKind::play, action.command.month = month();
    if (!workshop) session->act(action);
}

void App::act(const Action& action) {
    const bool is_playing = view.is_playing;
    pause();
    session->act(action);
    view.is_playing = is_playing;
}

void App::undo() {
    pause();
    if (workshop || !session->can_undo()) return;
    const bool is_move = is_time(session->actions()[session->n_done() - 1].kind);
    session->undo();
    if (is_move) view.month = session->n_done() ? session->actions()[session->n_done() - 1].command.month : 0;
}

void App::redo() {
    pause();
    if (workshop || !session->can_redo()) return;
    session->redo();
    const Action& action = session->actions()[session->n_done() - 1];
    if (is_time(action.kind)) view.month = action.command.month;
}

void App::restart() {
    pause();
    session->restart();
    view.month = 0;
}

void App::begin(std::unique_ptr<Session> begun) {
    workshop.reset(), view.workshop_file.clear();
    session = std::move(begun);
    view.is_playing = false, view.layout = {}, view.selection = {}, view.lane = Lane::a;
    opened_run = {};
}

void App::open_store(const std::string& path) {
    sweep = open_sweep(path);
    sweep_outcome.reset(), sweep_slice.reset(), sweep_choice = {};
    while (sweep_choice.strategy + 1 < sweep->strategies.size() &&
           sweep->strategies[sweep_choice.strategy] == sweep->baseline)
        ++sweep_choice.strategy;
    for (const auto& one : sweep->treatments)
        if (one.strategy == sweep->strategies[sweep_choice.strategy]) return open_run(one.treatment, 0);
}

void App::open_run(std::uint64_t treatment, std::uint32_t replicate) {
    try {
        const StoreOrigin origin{std::filesystem::absolute(sweep->path).string(), treatment};
        const StoredRunScenario run = stored_run(origin, replicate);
        begin(std::make_unique<Session>(run.scenario, engine, replicate, origin));
        view.month = 0;
        opened_run = {fmt::format("{}, luck {}", run.scenario->title, replicate), run.digest};
        view.message = opened_run.name + " opened";
    } catch (const std::exception& error) {
        view.message = error.what();
    }
}

std::string App::opened_run_text() const {
    const Trajectory* known = now.run(Lane::a);
    const std::string start = "Open now: " + opened_run.name;
    if (!known || !known->is_complete || !now.is_current) return start + ".";
    if (opened_run.digest.empty()) return start + "; the store holds no finished run of that luck.";
    const std::string own = sim::hex(known->digest);
    if (own == opened_run.digest) return fmt::format("{}: the same bits as in the store (digest {}).", start, own);
    const auto script = session->script(Lane::a);
    if (!script->commands.empty() || script->parameters || script->replicate != session->first_replicate())
        return start + ", changed since.";
    return fmt::format("{}: digest {} instead of the store's {} (made by model {}, this is {}).", start, own,
                       opened_run.digest, sweep ? sweep->version : "?", models::model_version());
}

void App::command(CommandKind kind, const std::string& id, double value, sim::Row row) {
    if (workshop) return; // teams decide on the workshop's page, within their budget
    Action action;
    action.lane = view.lane == Lane::b && session->has_branch() ? Lane::b : Lane::a;
    action.command = {std::min(month(), horizon() - 1), kind, id, value, row};
    act(action);
}

void App::show(Tab tab) { view.tab = tab, view.must_focus_tab = true; }

void App::ask(const Question& question) {
    const Team* team = workshop ? &workshop->teams[workshop->current_team] : nullptr;
    if (team && team->run)
        engine.ask(team->run, question);
    else if (!team)
        engine.ask(view.lane, question);
    show(Tab::why);
}

const Fan& App::fan(Lane lane, std::size_t observable) {
    CachedFan& cached = fans_[{static_cast<int>(lane), observable}];
    const Bands* bands = now.band(lane);
    const std::size_t n = bands ? bands->n_done() : 0;
    const std::uint64_t generation = bands ? bands->generation : 0;
    if (cached.n != n || cached.generation != generation)
        cached = {generation, n, bands ? fan_of(*bands, observable) : Fan{}};
    return cached.fan;
}

const Fan& App::fan_of_gain(Lane one, Lane other, std::size_t observable) {
    constexpr int gains = 100; // keys of pairs, beside those of lanes
    CachedFan& cached = fans_[{gains + 10 * static_cast<int>(one) + static_cast<int>(other), observable}];
    const Bands *a = now.band(one), *b = now.band(other);
    const std::size_t n = a && b ? a->n_done() + b->n_done() : 0;
    const std::uint64_t generation = a && b ? (a->generation << 20) + b->generation : 0;
    if (cached.n != n || cached.generation != generation)
        cached = {generation, n, a && b ? fan_of_difference(*a, *b, observable) : Fan{}};
    return cached.fan;
}

void App::shortcuts() {
    const ImGuiIO& io = ImGui::GetIO();
    const auto chord = [](ImGuiKeyChord key) { return ImGui::Shortcut(key, ImGuiInputFlags_RouteGlobal); };
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Z)) undo();
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Y)) redo();
    if (chord(ImGuiMod_Ctrl | ImGuiKey_S)) save();
    if (chord(ImGuiMod_Ctrl | ImGuiKey_D)) view.is_dark = !view.is_dark, view.must_restyle = true;
    for (std::size_t n = 0; n < 10; ++n) // Alt 1 ... 9, 0
        if (chord(ImGuiMod_Alt | static_cast<ImGuiKey>(ImGuiKey_0 + static_cast<int>((n + 1) % 10))))
            show(static_cast<Tab>(n));
    if (chord(ImGuiMod_Alt | ImGuiKey_A)) show(Tab::assumptions);
    if (sweep && chord(ImGuiMod_Alt | ImGuiKey_S)) show(Tab::sweep);
    const auto zoom = [&](float by) { view.scale = std::clamp(view.scale + by, 1.0f, 2.5f), view.must_restyle = true; };
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Equal)) zoom(0.25f);
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Minus)) zoom(-0.25f);
    if (ImGui::IsKeyPressed(ImGuiKey_F1)) view.shows_help = !view.shows_help;
    if (ImGui::IsKeyPressed(ImGuiKey_F5)) play_or_pause();
    if (ImGui::IsKeyPressed(ImGuiKey_F11)) view.is_projector = !view.is_projector, view.must_restyle = true;
    if (io.WantTextInput) return;
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) seek(0);
    if (ImGui::IsKeyPressed(ImGuiKey_End)) seek(last_visible());
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) seek(view.month - 12);
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) seek(view.month + 12);
    if (ImGui::IsKeyPressed(ImGuiKey_Comma)) seek(std::floor(view.month) - 1);
    if (ImGui::IsKeyPressed(ImGuiKey_Period)) seek(std::floor(view.month) + 1);
}

void App::play(float seconds) {
    if (!view.is_playing) return;
    view.seconds_played += static_cast<double>(seconds);
    view.month += static_cast<double>(seconds * view.months_per_second);
    const double last = last_visible();
    if (view.month < last) return;
    view.month = last;
    const Trajectory* known = run();
    if (workshop || (known && known->is_complete)) pause();
}

void App::frame(float seconds) {
    if (view.must_restyle)
        apply_theme(view.is_dark, view.is_projector ? std::max(1.5f, view.scale) : view.scale),
            view.must_restyle = false;
    now = engine.snapshot();
    if (!session->has_branch()) view.lane = Lane::a;
    shortcuts();
    play(seconds);
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->WorkPos);
    ImGui::SetNextWindowSize(viewport->WorkSize);
    ImGui::Begin("Accord", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    draw_top_bar(*this);
    if (view.shows_controls && !view.is_projector && !workshop) draw_controls(*this);
    ImGui::BeginChild("views-area", {0, 0}, ImGuiChildFlags_NavFlattened);
    draw_tabs(*this);
    ImGui::EndChild();
    ImGui::End();
}

void App::save() { save_as(view.path); }

void App::save_as(const std::string& path) {
    pause();
    try {
        StoredSession s = stored(*session, now, month());
        if (workshop) s.workshop = stored(*workshop), view.workshop_file = path;
        save_session(path, s);
        view.message = path + (workshop ? " saved, workshop included; each Next saves it again" : " saved");
    } catch (const std::exception& error) {
        view.message = error.what();
    }
}

void App::open() {
    scenarios::Problems problems;
    const auto read = read_session(view.path, problems);
    const auto scenario = read ? scenario_of(*read, view.path, problems) : nullptr;
    if (!scenario) {
        view.message = problems.shown().empty() ? view.path + ": cannot be opened" : problems.shown().front();
        return;
    }
    std::unique_ptr<Workshop> played;
    if (read->workshop)
        played =
            reopened(*read->workshop, scenario, assumed(*scenario, read->actions), view.path + ": /workshop", problems);
    if (read->workshop && !played) {
        view.message = problems.shown().front();
        return;
    }
    resume(*read, scenario);
    if (played) go_on(std::move(played));
    view.message = view.path + " opened";
}

void App::go_on(std::unique_ptr<Workshop> played) {
    workshop = std::move(played);
    view.workshop_file = view.path, view.shows_difference = true;
    seek(last_visible());
    show(Tab::workshop);
}

void App::resume(const StoredSession& read, std::shared_ptr<const scenarios::Scenario> scenario) {
    begin(std::make_unique<Session>(std::move(scenario), engine, read.replicate, read.origin));
    session->replace(history_of(read));
    view.month = read.month;
}

void App::export_csv() {
    try {
        write_text(view.path, series_csv(now));
        view.message = view.path + " written";
        note("numbers written to " + view.path);
    } catch (const std::exception& error) {
        view.message = error.what();
    }
}

void App::export_report() {
    try {
        write_text(view.path, report_html(*session, now, month()));
        view.message = view.path + " written";
        note("report written to " + view.path);
    } catch (const std::exception& error) {
        view.message = error.what();
    }
}

void App::export_debriefs() {
    if (!workshop) return;
    try {
        const std::filesystem::path path(view.path);
        for (std::size_t t = 0; t < workshop->teams.size(); ++t) {
            const auto name = fmt::format("{}-team-{}.html", path.stem().string(), t + 1);
            write_text((path.parent_path() / name).string(), debrief_page(*workshop, t));
        }
        view.message = fmt::format("{} debrief pages written beside {}", workshop->teams.size(), view.path);
    } catch (const std::exception& error) {
        view.message = error.what();
    }
}

} // namespace viz
