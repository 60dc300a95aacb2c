#include "bench/viewer.h"

#include "bench/bench.h"

#include "scenarios/library.h"
#include "viz/app.h"
#include "viz/panels/pages.h"
#include "viz/widgets/theme.h"

#include <imgui.h>
#include <imgui_impl_null.h>
#include <implot.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <thread>
#include <unistd.h>

namespace bench {
namespace {

constexpr double frames_per_second = 60;

/// Processor time of this thread or of all [ms]: what wall time would be, at least, were nothing else running.
double cpu_ms(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}
double own_cpu_ms() { return cpu_ms(CLOCK_THREAD_CPUTIME_ID); }
double all_cpu_ms() { return cpu_ms(CLOCK_PROCESS_CPUTIME_ID); }

/// Schools and partners that work together from the first day.
models::Region busy_region(std::size_t n_schools, std::size_t n_partners, std::size_t n_ties) {
    models::Region r;
    r.name = "busy";
    for (std::size_t i = 0; i < n_schools; ++i) {
        models::School s;
        s.id = s.name = "School " + std::to_string(i);
        s.county = "one";
        s.grade_high = 8;
        s.enrolment = 400, s.teachers = 20, s.spending_per_pupil = 5500;
        s.low_income_share = static_cast<double>(i * 7 % 20) / 20;
        s.is_synthetic = true;
        r.schools.push_back(s);
    }
    for (std::size_t k = 0; k < n_partners; ++k) {
        models::PartnerInput p;
        p.id = p.name = "Partner " + std::to_string(k);
        p.kind = static_cast<models::PartnerKind>(k % models::n_partner_kinds);
        p.capacity = {20'000, 500, 500, 50, 10, 200};
        p.programmes = {"tutoring", "mentoring", "after-school", "teacher-coaching", "wraparound", "family-engagement"};
        r.partners.push_back(p);
    }
    for (std::size_t m = 0; m < n_ties; ++m) { // each pair once: partners in turn, shifted by one a round of schools
        const std::size_t i = m % n_schools, k = (i + 7 * (m / n_schools)) % n_partners;
        models::Tie tie;
        tie.school = r.schools[i].id, tie.partner = r.partners[k].id;
        tie.programme = r.partners[k].programmes[m / n_schools % 6];
        r.ties.push_back(tie);
    }
    r.synthetic_partners = false;
    return r;
}

std::shared_ptr<const scenarios::Scenario> scenario_of(const ViewerOptions& options) {
    scenarios::Scenario scenario;
    if (options.scenario.empty()) {
        scenario.name = scenario.title = "busy";
        scenario.setup.region = busy_region(150, 150, 950);
        scenario.setup.levers = scenarios::find_strategy(scenario.strategy)->levers;
    } else {
        scenario = scenarios::load_scenario(scenarios::find_scenario(options.scenario));
    }
    scenario.months = options.months;
    return std::make_shared<const scenarios::Scenario>(std::move(scenario));
}

/// The visualiser in a context without window or OpenGL.
class Stage {
  public:
    explicit Stage(const ViewerOptions& options) {
        ImGui::CreateContext();
        ImPlot::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        viz::add_fonts();
        ImGui_ImplNull_Init();
        app = std::make_unique<viz::App>(scenario_of(options), options.replicates);
    }
    ~Stage() {
        app.reset();
        ImGui_ImplNull_Shutdown();
        ImPlot::DestroyContext();
        ImGui::DestroyContext();
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Builds one frame; how long that took [ms].
    double frame() {
        constexpr auto seconds = static_cast<float>(1 / frames_per_second);
        ImGui_ImplNull_NewFrame();
        ImGui::GetIO().DisplaySize = {1280, 800};
        ImGui::GetIO().DeltaTime = seconds;
        const Stopwatch watch;
        ImGui::NewFrame();
        app->frame(seconds);
        ImGui::Render();
        const double took = 1000 * watch.seconds();
        ImGui_ImplNullRender_RenderDrawData(ImGui::GetDrawData());
        return took;
    }
    std::unique_ptr<viz::App> app;
};

using Figures = nlohmann::ordered_json;

void act(viz::Context& app, std::uint32_t month, viz::CommandKind kind, const std::string& id, double value) {
    viz::Action action;
    action.command = {month, kind, id, value, sim::no_row};
    app.session->act(action);
}

/// The month in which most partnerships are in the table.
std::uint32_t busiest_month(const viz::Trajectory& run) {
    const auto it = std::max_element(run.frames.begin(), run.frames.end(),
                                     [](const auto& a, const auto& b) { return a->ties.size() < b->ties.size(); });
    return (*it)->month;
}

/// Frames of every view at a month, and playing from it or from the start; mean and longest [ms].
Figures measure_views(Stage& stage, std::uint32_t month) {
    constexpr int n = 120, warm = 5;
    Figures figures;
    viz::Context& app = stage.app->context;
    const auto series = [&] {
        double total = 0, longest = 0;
        const double cpu = own_cpu_ms();
        for (int k = 0; k < n; ++k) {
            const double took = stage.frame();
            total += took, longest = std::max(longest, took);
        }
        return std::array{total / n, longest, (own_cpu_ms() - cpu) / n};
    };
    for (const viz::Page& page : viz::pages()) {
        if (!page.is_there(app)) continue;
        app.view.is_playing = false, app.seek(month), app.show(page.word);
        for (int k = 0; k < warm; ++k)
            stage.frame();
        const auto still = series();
        app.seek(month < app.horizon() / 2 ? month : 1), app.view.is_playing = true, app.view.months_per_second = 24;
        const auto playing = series();
        figures[std::string(page.word)] = {
            {"still_ms", still[0]},     {"still_longest_ms", still[1]},     {"still_cpu_ms", still[2]},
            {"playing_ms", playing[0]}, {"playing_longest_ms", playing[1]}, {"playing_cpu_ms", playing[2]}};
    }
    app.view.is_playing = false;
    return figures;
}

/// Milliseconds until `is_there`, looked at every millisecond.
double until(const std::function<bool()>& is_there) {
    const Stopwatch watch;
    while (!is_there())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1000 * watch.seconds();
}

/// A lever that is moved: the new curve, then its band.
Figures measure_slider(Stage& stage, std::uint32_t month, double value) {
    viz::Context& app = stage.app->context;
    const double cpu = all_cpu_ms();
    act(app, month, viz::CommandKind::lever, "governance.openness", value);
    const Stopwatch watch;
    const double curve = until([&] { return app.engine.snapshot().is_current; });
    const double curve_cpu = all_cpu_ms() - cpu;
    const auto band_of = [&](std::size_t n) {
        until([&] {
            const viz::Snapshot now = app.engine.snapshot();
            return now.band(viz::Lane::a) && now.band(viz::Lane::a)->generation == now.run(viz::Lane::a)->generation &&
                   now.band(viz::Lane::a)->n_done() >= n;
        });
        return 1000 * watch.seconds();
    };
    const std::size_t all = app.engine.n_replicates();
    const double first = band_of(std::min<std::size_t>(20, all)), whole = band_of(all), whole_cpu = all_cpu_ms() - cpu;
    app.engine.wait();
    return {{"month", month},         {"curve_ms", curve},      {"curve_cpu_ms", curve_cpu},
            {"band_of_20_ms", first}, {"whole_band_ms", whole}, {"whole_band_cpu_ms", whole_cpu}};
}

/// The longest frame after a jump to any other month, on the view with most to do.
double measure_scrub(Stage& stage) {
    double longest = 0;
    stage.app->context.show("network");
    for (std::uint32_t n = 0; n < 48; ++n) {
        stage.app->context.seek(n * 37 % (stage.app->context.horizon() + 1));
        longest = std::max(longest, stage.frame());
    }
    return longest;
}

/// "Why?" of the last month, after three shocks.
std::pair<double, double> measure_why(Stage& stage) {
    viz::Context& app = stage.app->context;
    act(app, 20, viz::CommandKind::condition, "funding-cut", 1);
    act(app, 40, viz::CommandKind::condition, "recession", 1);
    act(app, 60, viz::CommandKind::condition, "partner-exit", 1);
    app.engine.wait();
    viz::Question question;
    question.month = app.horizon();
    const double cpu = all_cpu_ms();
    app.engine.ask(viz::Lane::a, question);
    const double took = until([&] { return app.engine.is_idle(true); });
    return {took, all_cpu_ms() - cpu};
}

double resident_megabytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0, resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) * 1e-6;
}

/// A second future with a strategy of its own from the second month on: what its run and its band hold [MB].
double measure_lane(Stage& stage) {
    viz::Context& app = stage.app->context;
    const double before = resident_megabytes();
    viz::Action action;
    action.kind = viz::ActionKind::branch, action.command.month = 1;
    app.session->act(action);
    action.kind = viz::ActionKind::strategy, action.lane = viz::Lane::b, action.strategy = "aligned-agreements";
    app.session->act(action);
    app.engine.wait();
    const double after = resident_megabytes();
    app.session->undo(), app.session->undo();
    app.engine.wait();
    return after - before;
}

/// What a restless person does in the n-th minute's k-th quarter.
void fidget(viz::Context& app, std::uint32_t minute, std::uint32_t quarter) {
    const auto pages = viz::pages();
    const viz::Page& page = pages[(4 * minute + quarter) % pages.size()];
    if (page.is_there(app)) app.show(page.word);
    const std::uint32_t month = 12 + minute * 17 % 96;
    if (quarter == 0) app.session->restart(), app.seek(0);
    if (quarter == 1) act(app, month, viz::CommandKind::lever, "governance.openness", 0.01 * (minute % 90));
    if (quarter == 2) {
        viz::Action action;
        action.kind = app.session->has_branch() ? viz::ActionKind::unbranch : viz::ActionKind::branch;
        action.command.month = month;
        app.session->act(action);
        act(app, month, viz::CommandKind::condition, "recession", 1);
    }
    if (quarter == 3) {
        app.session->undo();
        viz::Question question;
        question.month = month;
        app.engine.ask(viz::Lane::a, question);
    }
    if (app.month() >= app.horizon()) app.seek(0);
    app.view.is_playing = true;
}

/// Plays for so many minutes of frames, and lets every run that was asked for end each quarter of a minute; memory by
/// minute [MB].
Figures soak(Stage& stage, std::uint32_t minutes, bool is_json) {
    Figures list = Figures::array();
    const auto n_frames = static_cast<int>(frames_per_second * 15);
    for (std::uint32_t minute = 0; minute < minutes; ++minute) {
        for (std::uint32_t quarter = 0; quarter < 4; ++quarter) {
            fidget(stage.app->context, minute, quarter);
            for (int k = 0; k < n_frames; ++k)
                stage.frame();
            stage.app->context.engine.wait();
        }
        list.push_back(resident_megabytes());
        if (!is_json) std::printf("minute %3u: %.0f MB\n", minute + 1, resident_megabytes()), std::fflush(stdout);
    }
    return list;
}

void print_text(const Figures& f) {
    std::printf("%s: %zu schools, %zu partners, %zu partnerships in month %u\n",
                f["scenario"].get<std::string>().c_str(), f["schools"].get<std::size_t>(),
                f["partners"].get<std::size_t>(), f["ties"].get<std::size_t>(), f["month"].get<unsigned>());
    std::printf("opens: first curve %.0f ms, first frame built %.1f ms\n\n", f["first_curve_ms"].get<double>(),
                f["first_frame_ms"].get<double>());
    std::printf("%-14s %31s %31s\n", "[ms a frame]", "still: mean, longest, processor", "playing: the same");
    for (const auto& [view, ms] : f["views"].items())
        std::printf("%-14s %11.2f %9.2f %9.2f %11.2f %9.2f %9.2f\n", view.c_str(), ms["still_ms"].get<double>(),
                    ms["still_longest_ms"].get<double>(), ms["still_cpu_ms"].get<double>(),
                    ms["playing_ms"].get<double>(), ms["playing_longest_ms"].get<double>(),
                    ms["playing_cpu_ms"].get<double>());
    std::printf("\n");
    for (const auto& s : f["sliders"])
        std::printf("lever moved in month %3u: curve %.0f ms (processors %.0f), band of 20 %.0f ms, of %u %.0f ms "
                    "(processors %.0f)\n",
                    s["month"].get<unsigned>(), s["curve_ms"].get<double>(), s["curve_cpu_ms"].get<double>(),
                    s["band_of_20_ms"].get<double>(), f["replicates"].get<unsigned>(), s["whole_band_ms"].get<double>(),
                    s["whole_band_cpu_ms"].get<double>());
    std::printf("any month: at most %.1f ms a frame\nwhy: %.0f ms (processors %.0f)\nmemory: %.0f MB, and %.0f MB more "
                "with a branch and its "
                "band\n",
                f["scrub_ms"].get<double>(), f["why_ms"].get<double>(), f["why_cpu_ms"].get<double>(),
                f["megabytes"].get<double>(), f["lane_megabytes"].get<double>());
}

} // namespace

void bench_viewer(const ViewerOptions& options) {
    const Stopwatch opening;
    Stage stage(options);
    viz::Context& app = stage.app->context;
    Figures f;
    f["scenario"] = app.session->scenario().name;
    f["replicates"] = options.replicates;
    app.engine.wait(true);
    f["first_curve_ms"] = 1000 * opening.seconds();
    f["first_frame_ms"] = stage.frame();
    app.engine.wait();
    const std::uint32_t month = busiest_month(*app.now.run(viz::Lane::a));
    const viz::Frame& frame = app.now.run(viz::Lane::a)->at(month);
    f["schools"] = frame.schools.size(), f["partners"] = frame.partners.size(), f["ties"] = frame.ties.size();
    f["month"] = month;
    if (options.soak > 0) {
        f["megabytes_by_minute"] = soak(stage, options.soak, options.is_json);
    } else {
        f["lane_megabytes"] = measure_lane(stage);
        f["views"] = measure_views(stage, month);
        for (const auto& [at, value] : {std::pair(1u, 0.9),
                                        {1u, 0.8},
                                        {options.months / 2, 0.7},
                                        {options.months / 2, 0.6},
                                        {options.months - 2, 0.5}})
            f["sliders"].push_back(measure_slider(stage, at, value));
        f["scrub_ms"] = measure_scrub(stage);
        const auto [why, why_cpu] = measure_why(stage);
        f["why_ms"] = why, f["why_cpu_ms"] = why_cpu;
        f["megabytes"] = resident_megabytes();
    }
    if (options.is_json)
        std::printf("%s\n", f.dump(2).c_str());
    else if (options.soak == 0)
        print_text(f);
}

} // namespace bench
