// accord view [SCENARIO|DB]: the visualiser.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/wording.h"
#include "experiments/store/store.h"
#include "scenarios/given.h"
#include "scenarios/library.h"
#include "sim/error.h"
#ifdef ACCORD_HAS_VIEWER
#include "viz/backend.h"
#include "viz/context/recovery.h"
#include "viz/panels/pages.h"
#include "viz/runs/outcomes.h"
#include "viz/session/stored_run.h"
#endif

#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

namespace cli {
namespace {

struct Arguments {
    std::string source, screenshot, tour, replay, show;
    std::string size = "1280x800";
    std::optional<std::string> frames, month, scale;
    bool is_dark = false, must_recover = false;
    CommonArguments common;
};

#ifdef ACCORD_HAS_VIEWER

constexpr scenarios::Measure pixels{"a whole number of pixels", 320, 7680, true},
    frame_count{"a whole number of frames", 1, 1e6, true}, percent{"a whole number of per cent", 100, 300, true};

int whole(const std::string& text, const scenarios::Measure& measure, const std::string& place,
          scenarios::Problems& problems) {
    return static_cast<int>(scenarios::given_number(text, measure, place, problems).value_or(measure.low));
}

/// What is to be drawn.
struct Wanted {
    std::shared_ptr<const scenarios::Scenario> scenario;
    std::optional<viz::StoredSession> session;
    std::string file;                 ///< Of the session
    std::vector<viz::Action> actions; ///< What --set and --without ask for
    std::string page;
    std::optional<int> month;
    std::uint32_t replicates = viz::band_replicates; ///< Of a band
    std::string store;
    std::unique_ptr<viz::Workshop> workshop; ///< Of the session
};

/// The scenario, and what --set and --without change in it as actions: so a saved session holds them.
void take_scenario(const Arguments& arguments, const std::string& source, Wanted& wanted,
                   scenarios::Problems& problems) {
    auto job = prepare_job(source, arguments.common, "accord view", problems);
    auto plain = job ? scenarios::read_scenario(scenarios::find_scenario(source), problems) : std::nullopt;
    if (!plain) return;
    plain->seed = job->plan.seed, plain->months = job->plan.months;
    if (arguments.common.replicates) wanted.replicates = job->plan.replicates;
    using Values = sim::ParameterTable<models::Parameters>;
    for (const sim::ParameterRow& row : models::parameter_table().rows()) {
        viz::Action action;
        action.kind = viz::ActionKind::assumption, action.command.id = row.id;
        action.command.value = Values::at(job->scenario.setup.parameters, row);
        if (action.command.value != Values::at(plain->setup.parameters, row)) wanted.actions.push_back(action);
    }
    for (const auto& [id, value] : job->lever_sets) {
        viz::Action action;
        action.command = {0, viz::CommandKind::lever, id, value, sim::no_row};
        wanted.actions.push_back(action);
    }
    wanted.scenario = std::make_shared<const scenarios::Scenario>(std::move(*plain));
}

Wanted judge(const Arguments& arguments, viz::WindowSettings& settings, scenarios::Problems& problems) {
    Wanted wanted;
    const std::size_t cross = arguments.size.find('x');
    if (cross == std::string::npos)
        problems.add("accord view: --size", fmt::format("'{}' is no size", scenarios::shown(arguments.size)),
                     "expected WIDTHxHEIGHT, such as 1280x800");
    else {
        settings.width = whole(arguments.size.substr(0, cross), pixels, "accord view: --size", problems);
        settings.height = whole(arguments.size.substr(cross + 1), pixels, "accord view: --size", problems);
    }
    settings.frames = arguments.frames ? whole(*arguments.frames, frame_count, "accord view: --frames", problems) : 60;
    settings.screenshot = arguments.screenshot, settings.tour = arguments.tour;
    if (!arguments.tour.empty() && !std::filesystem::is_directory(arguments.tour))
        problems.add("accord view: --tour", fmt::format("'{}' is no folder", scenarios::shown(arguments.tour)),
                     "expected a folder that is there");
    if (!arguments.tour.empty() && !arguments.screenshot.empty())
        problems.add("accord view: --tour, --screenshot", "are two ways to take pictures", "expected one of them");
    if (arguments.scale)
        settings.scale = 0.01f * static_cast<float>(whole(*arguments.scale, percent, "accord view: --scale", problems));
    if (arguments.month)
        wanted.month =
            whole(*arguments.month, {"a whole number of months", 0, 1200, true}, "accord view: --month", problems);
    if (!arguments.show.empty()) {
        wanted.page = arguments.show;
        if (!viz::find_page(wanted.page))
            problems.add("accord view: --show", fmt::format("unknown view '{}'", scenarios::shown(arguments.show)),
                         "expected " + viz::page_words());
    }
    if (arguments.must_recover) {
        const std::vector<std::string> kept = viz::left_behind(viz::recovery_folder());
        if (kept.empty())
            problems.add("accord view: --recover",
                         fmt::format("no session is kept in '{}'", scenarios::shown(viz::recovery_folder())),
                         "expected one of a window that did not come to its end");
        else
            wanted.file = kept.front();
    }
    if (!arguments.replay.empty()) wanted.file = arguments.replay;
    if (!wanted.file.empty()) {
        wanted.session = viz::read_session(wanted.file, problems);
        if (wanted.session) wanted.scenario = viz::scenario_of(*wanted.session, wanted.file, problems);
        if (wanted.scenario && wanted.session->workshop)
            wanted.workshop = viz::reopened(*wanted.session->workshop, wanted.scenario,
                                            viz::assumed(*wanted.scenario, wanted.session->actions),
                                            wanted.file + ": /workshop", problems);
        return wanted;
    }
    if (arguments.must_recover) return wanted;
    if (!experiments::is_store(arguments.source)) {
        take_scenario(arguments, arguments.source.empty() ? "sonoma" : arguments.source, wanted, problems);
        return wanted;
    }
    wanted.store = arguments.source, wanted.page = wanted.page.empty() ? "sweep" : wanted.page;
    if (!arguments.common.sets.empty() || !arguments.common.without.empty())
        problems.add("accord view: --set, --without", "do not go with the store of a sweep", "expected a scenario");
    wanted.scenario = viz::stored_run({wanted.store, 0}, 0).scenario;
    return wanted;
}

/// The session of a file goes on: under its name, or, recovered, under none and unsaved.
void go_on(viz::Context& context, Wanted& wanted, const Arguments& arguments) {
    viz::Files& files = context.files;
    viz::resume(context, *wanted.session, wanted.scenario);
    if (!arguments.must_recover) {
        files.path(viz::Purpose::session) = std::filesystem::absolute(wanted.file).string();
        files.now_ours(files.path(viz::Purpose::session));
        if (wanted.workshop) files.workshop = files.path(viz::Purpose::session);
    }
    if (wanted.workshop) viz::go_on(context, std::move(wanted.workshop));
    if (arguments.must_recover && arguments.screenshot.empty()) viz::was_recovered(context, wanted.file);
}

std::unique_ptr<viz::App> make_app(Wanted& wanted, const Arguments& arguments) {
    auto app = std::make_unique<viz::App>(wanted.scenario, wanted.replicates);
    viz::Context& context = app->context;
    if (wanted.session) go_on(context, wanted, arguments);
    for (const viz::Action& action : wanted.actions)
        context.session->act(action);
    if (!wanted.store.empty()) viz::open_store(context, wanted.store);
    if (!wanted.page.empty()) context.show(wanted.page);
    context.view.is_dark = arguments.is_dark;
    if (wanted.month)
        context.view.month = *wanted.month;
    else if ((!arguments.screenshot.empty() || !arguments.tour.empty()) && !wanted.session)
        context.view.month = context.horizon();
    return app;
}

/// Lets everything be known, so that a picture does not depend on the speed of the machine.
void settle(viz::Context& context, const Wanted& wanted, bool is_tour) {
    context.engine.wait();
    context.now = context.engine.snapshot();
    context.show_typical(); // which is worked out anew
    context.engine.wait();
    context.now = context.engine.snapshot();
    if (wanted.page == "why" || is_tour) {
        viz::Question question;
        question.observable = context.view.outcome,
        question.month = viz::deepest_dip(*context.run(), context.view.outcome, context.horizon());
        if (question.month == 0) question.month = context.horizon();
        context.ask(question);
        context.engine.wait();
    }
}

int view(const Arguments& arguments) {
    scenarios::Problems problems;
    viz::WindowSettings settings;
    Wanted wanted = judge(arguments, settings, problems);
    problems.throw_if_any();
    if (!settings.stays_open()) settings.fixed_seconds = 1.0f / 60;
    std::string difference;
    viz::run_window(
        settings, [&] { return make_app(wanted, arguments); },
        [&](viz::App& app) {
            settle(app.context, wanted, !settings.tour.empty());
            if (wanted.session) difference = viz::replay_difference(*wanted.session, app.context.now).value_or("");
        });
    if (difference.empty()) return 0;
    write_note(fmt::format("{}: the replay is not the same: {}", wanted.file, difference));
    return 1;
}

#else

int view(const Arguments&) {
    throw sim::MachineError("view: the window is not built yet; `scripts/setup && scripts/build` builds it, then "
                            "`accord view` opens it on a "
                            "display with OpenGL 3.3");
}

#endif

} // namespace

Run declare_view(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"SOURCE", &arguments->source,
                  "Scenario file, id of `accord list scenarios` (sonoma unless given), or store of a sweep", "",
                  scenario_choices()},
                 {"--screenshot", &arguments->screenshot, "Draw --frames frames, write this picture and leave", "PNG",
                  files_only()},
                 {"--frames", &arguments->frames, "Frames before the picture; 60 unless given", "N"},
                 {"--tour",
                  &arguments->tour,
                  "Take a picture of every page at five sizes and two scales into this folder, and leave",
                  "FOLDER",
                  {}},
                 {"--size", &arguments->size, "Size of the window in pixels", "WxH"},
                 {"--replay", &arguments->replay,
                  "Open a saved session and run it again; with --screenshot exit code 1 if its bits differ", "SESSION",
                  files_only()},
                 {"--recover", &arguments->must_recover,
                  "Go on with the latest session of a window that did not come to its end"},
                 {"--show", &arguments->show,
                  "View to begin with: overview, network, schools, equity, flows, students, ...", "VIEW"},
                 {"--month", &arguments->month, "Month to begin with", "N"},
                 {"--scale", &arguments->scale,
                  "Size of text and controls, 100 to 300; as the screen asks for unless given", "PERCENT"},
                 {"--dark", &arguments->is_dark, "Dark colours"}});
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord view\n  accord view kern --show network --month 60\n"
        "  accord view sonoma --screenshot sonoma.png --frames 120 --size 1920x1080\n  accord view --replay "
        "session.json";
    return [arguments] { return view(*arguments); };
}

} // namespace cli
