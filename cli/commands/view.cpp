// accord view [SCENARIO|DB]: the visualiser.
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/wording.h"
#include "experiments/store/store.h"
#include "scenarios/given.h"
#include "scenarios/library.h"
#include "sim/error.h"
#ifdef ACCORD_HAS_VIEWER
#include "viz/backend.h"
#include "viz/runs/outcomes.h"
#include "viz/session/stored_run.h"
#endif

#include <fmt/format.h>

#include <cstring>
#include <memory>
#include <optional>

namespace cli {
namespace {

struct Arguments {
    std::string source, screenshot, replay, show;
    std::string size = "1280x800";
    std::optional<std::string> frames, month, scale;
    bool is_dark = false;
    CommonArguments common;
};

#ifdef ACCORD_HAS_VIEWER

constexpr scenarios::Measure pixels{"a whole number of pixels", 320, 7680, true},
    frame_count{"a whole number of frames", 1, 1e6, true}, percent{"a whole number of per cent", 100, 250, true};

int whole(const std::string& text, const scenarios::Measure& measure, const std::string& place,
          scenarios::Problems& problems) {
    return static_cast<int>(scenarios::given_number(text, measure, place, problems).value_or(measure.low));
}

/// What is to be drawn.
struct Wanted {
    std::shared_ptr<const scenarios::Scenario> scenario;
    std::optional<viz::StoredSession> session;
    std::vector<viz::Action> actions; ///< What --set and --without ask for
    std::optional<viz::Tab> tab;
    std::optional<int> month;
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
    settings.screenshot = arguments.screenshot;
    if (arguments.scale)
        settings.scale = 0.01f * static_cast<float>(whole(*arguments.scale, percent, "accord view: --scale", problems));
    if (arguments.month)
        wanted.month =
            whole(*arguments.month, {"a whole number of months", 0, 1200, true}, "accord view: --month", problems);
    if (!arguments.show.empty()) {
        wanted.tab = viz::find_tab(arguments.show);
        if (!wanted.tab)
            problems.add("accord view: --show", fmt::format("unknown view '{}'", scenarios::shown(arguments.show)),
                         "expected overview, network, schools, equity, flows, students, partnerships, events, why, "
                         "workshop, assumptions or sweep");
    }
    if (!arguments.replay.empty()) {
        wanted.session = viz::read_session(arguments.replay, problems);
        if (wanted.session) wanted.scenario = viz::scenario_of(*wanted.session, arguments.replay, problems);
        if (wanted.scenario && wanted.session->workshop)
            wanted.workshop = viz::reopened(*wanted.session->workshop, wanted.scenario,
                                            viz::assumed(*wanted.scenario, wanted.session->actions),
                                            arguments.replay + ": /workshop", problems);
        return wanted;
    }
    if (!experiments::is_store(arguments.source)) {
        take_scenario(arguments, arguments.source.empty() ? "sonoma" : arguments.source, wanted, problems);
        return wanted;
    }
    wanted.store = arguments.source, wanted.tab = wanted.tab ? wanted.tab : viz::Tab::sweep;
    if (!arguments.common.sets.empty() || !arguments.common.without.empty())
        problems.add("accord view: --set, --without", "do not go with the store of a sweep", "expected a scenario");
    wanted.scenario = viz::stored_run({wanted.store, 0}, 0).scenario;
    return wanted;
}

std::unique_ptr<viz::App> make_app(Wanted& wanted, const Arguments& arguments) {
    auto app = std::make_unique<viz::App>(wanted.scenario);
    if (wanted.session) {
        app->resume(*wanted.session, wanted.scenario);
        app->view.path = arguments.replay;
        if (wanted.workshop) app->go_on(std::move(wanted.workshop));
    }
    for (const viz::Action& action : wanted.actions)
        app->session->act(action);
    if (!wanted.store.empty()) app->open_store(wanted.store);
    if (wanted.tab) app->show(*wanted.tab);
    app->view.is_dark = arguments.is_dark;
    if (wanted.month)
        app->view.month = *wanted.month;
    else if (!arguments.screenshot.empty() && !wanted.session)
        app->view.month = app->horizon();
    return app;
}

/// Lets everything be known, so that a picture does not depend on the speed of the machine.
void settle(viz::App& app, const Wanted& wanted) {
    app.engine.wait();
    app.now = app.engine.snapshot();
    if (wanted.tab == viz::Tab::why) {
        viz::Question question;
        question.observable = app.view.outcome,
        question.month = viz::deepest_dip(*app.run(), app.view.outcome, app.horizon());
        if (question.month == 0) question.month = app.horizon();
        app.ask(question);
        app.engine.wait();
    }
}

int view(const Arguments& arguments) {
    scenarios::Problems problems;
    viz::WindowSettings settings;
    Wanted wanted = judge(arguments, settings, problems);
    problems.throw_if_any();
    if (!settings.screenshot.empty()) settings.fixed_seconds = 1.0f / 60;
    std::string difference;
    viz::run_window(
        settings, [&] { return make_app(wanted, arguments); },
        [&](viz::App& app) {
            settle(app, wanted);
            if (wanted.session) difference = viz::replay_difference(*wanted.session, app.now).value_or("");
        });
    if (difference.empty()) return 0;
    write_note(fmt::format("{}: the replay is not the same: {}", arguments.replay, difference));
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
                  "Scenario file, id of `accord list scenarios` (sonoma unless given), or store of a sweep"},
                 {"--screenshot", &arguments->screenshot, "Draw --frames frames, write this picture and leave", "PNG"},
                 {"--frames", &arguments->frames, "Frames before the picture; 60 unless given", "N"},
                 {"--size", &arguments->size, "Size of the window in pixels", "WxH"},
                 {"--replay", &arguments->replay,
                  "Open a saved session and run it again; with --screenshot exit code 1 if its bits differ", "SESSION"},
                 {"--show", &arguments->show,
                  "View to begin with: overview, network, schools, equity, flows, students, ...", "VIEW"},
                 {"--month", &arguments->month, "Month to begin with", "N"},
                 {"--scale", &arguments->scale,
                  "Size of text and controls, 100 to 250; as the screen asks for unless given", "PERCENT"},
                 {"--dark", &arguments->is_dark, "Dark colours"}});
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord view\n  accord view kern --show network --month 60\n"
        "  accord view sonoma --screenshot sonoma.png --frames 120 --size 1920x1080\n  accord view --replay "
        "session.json";
    return [arguments] { return view(*arguments); };
}

} // namespace cli
