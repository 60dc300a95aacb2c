// accord calibrate: values of the free parameters that reproduce the calibration targets, with their uncertainty.
#include "experiments/validation/calibrate.h"
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "scenarios/given.h"
#include "scenarios/words.h"
#include "sim/output_file.h"
#include "sim/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <unistd.h>

namespace cli {
namespace {

using experiments::Calibration;
using experiments::CalibrationMethod;
using experiments::CalibrationPlan;
using scenarios::plain;

struct Arguments {
    CommonArguments common;
    std::optional<std::string> method, effort;
    std::optional<std::string> waves, points, draws, sets, checks, cut, discrepancy; // history
    std::optional<std::string> search, particles, generations, tries;                // abc
    std::string out, informed_by;
    std::vector<std::string> only;
};

constexpr std::size_t saved_every = 10; ///< Evaluations, each some seconds: a crash loses little.
constexpr scenarios::Measure effort_measure{"a share of the studies' replicates", 0.01, 10};
constexpr scenarios::Measure count_measure{"a whole number", 0, 100'000, true};
constexpr scenarios::Measure waves_measure{"a whole number of waves", 1, 20, true};
constexpr scenarios::Measure points_measure{"a whole number of runs a wave", 8, 100'000, true};
constexpr scenarios::Measure draws_measure{"a whole number of draws", 1000, 10'000'000, true};
constexpr scenarios::Measure cut_measure{"a number of SDs", 1, 10};
constexpr scenarios::Measure discrepancy_measure{"a share of a finding's SD", 0, 10};
constexpr scenarios::Measure particles_measure{"a whole number of parameter sets", 4, 10'000, true};

/// What the ensemble's method did, in words.
std::string text_of_generations(const Calibration& c) {
    if (c.generations.empty()) return "";
    return fmt::format("Generation {}: no set farther than {}; {} of its steps were taken; its sets descend from {} "
                       "draws from the priors (the fewer, the more the ranges below are narrower than what is really "
                       "known).",
                       c.generations.size(), plain.number(c.generations.back().tolerance),
                       plain.level(c.generations.back().accepted, "share"), c.generations.back().ancestors);
}
std::string text_of_waves(const Calibration& c) {
    const auto share = [](double value) { return plain.level(value, "share"); };
    const experiments::HistoryMatch& h = *c.history;
    std::string text;
    const std::size_t n_before = c.plan.informing.empty() ? 0 : 1; // what the runs of another record said
    for (std::size_t w = 0; w < h.waves.size(); ++w) {
        text += w == 0 ? "" : "; ";
        text += w < n_before ? fmt::format("By the {} runs that informed it", c.plan.informing.size())
                             : fmt::format("{}ave {}", w == 0 ? "W" : "w", w + 1 - n_before);
        text += fmt::format(": {} of the draws from the priors are not ruled out", share(h.waves[w].left));
    }
    if (!text.empty()) text += ". ";
    if (h.coverage.truths == 0) return text;
    if (h.ensemble.empty())
        text += fmt::format("No set of values comes as near as {} SDs to all findings at once: the nearest by the "
                            "emulators is {} away.",
                            plain.number(c.plan.history.cut), plain.number(h.smallest));
    else
        text +=
            fmt::format("Of {} sets run for the ensemble {} are not implausible by the model itself; each is a draw "
                        "of its own from the priors.",
                        h.tried, h.ensemble.size());
    if (h.tempering < 1)
        text += fmt::format(" They are drawn by the likelihood to the power {}: wider than the posterior.",
                            plain.number(h.tempering));
    return text + fmt::format(" Where the truth is known, intervals of 90 % hold it in {} of {} cases made by the "
                              "emulators and {} of {} made by the model; of runs that no emulator saw, {} lie within "
                              "two of its SDs.",
                              share(h.coverage.nine_tenths), h.coverage.truths, share(h.coverage.nine_tenths_by_model),
                              h.coverage.runs, share(h.checks_within_two));
}

/// "delivery.base  -2.6   -3.1 to -1.9   prior -4 to 1": default, what the ensemble leaves open, and the prior.
std::string text_of(const Calibration& c) {
    const std::size_t width = output_width();
    const auto& best = c.trials[c.best];
    std::size_t least = c.targets.size();
    for (const std::size_t k : c.ensemble)
        least = std::min(least, c.trials[k].n_met);
    std::string text = wrapped(
        fmt::format("{} sets of values were tried against {} targets. The nearest meets {} of them (distance {}; the "
                    "defaults: {} and {}). ",
                    c.trials.size(), c.targets.size(), best.n_met, plain.number(best.distance), c.trials[0].n_met,
                    plain.number(c.trials[0].distance)) +
            (c.ensemble.empty()
                 ? std::string("There is no ensemble.")
                 : fmt::format("{} sets form the ensemble; each meets {} or more.", c.ensemble.size(), least)),
        width);
    TextTable table{{"parameter", "default", "nearest", "ensemble from", "to", "prior from", "to"}, {}, {}};
    for (std::size_t p = 0; p < c.parameters.size(); ++p) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const std::size_t k : c.ensemble) {
            low = std::min(low, c.trials[k].values[p]);
            high = std::max(high, c.trials[k].values[p]);
        }
        const auto shown = [](double value) { return std::isfinite(value) ? plain.number(value) : "-"; };
        const auto& f = c.parameters[p];
        table.rows.push_back({f.id, plain.number(f.top), plain.number(best.values[p]), shown(low), shown(high),
                              plain.number(f.low), plain.number(f.high)});
    }
    const std::string how = c.history ? text_of_waves(c) : text_of_generations(c);
    if (!how.empty()) text += wrapped(how, width);
    return text + "\n" + table.text(width) + "\n" +
           wrapped(
               "Where the ensemble is as wide as the prior, no published finding settles the parameter. Calibration "
               "uses seeds of its own; `accord validate` reports on others.",
               width);
}

/// The options of a method, and which belong to the other one.
void take_method(const Arguments& a, CalibrationPlan& plan, scenarios::Problems& problems) {
    const std::string command = "accord calibrate: --";
    struct Option {
        const char* id;
        const std::optional<std::string>& text;
        const scenarios::Measure& measure;
        std::size_t* count;
        double* number;
    };
    const Option history[] = {{"waves", a.waves, waves_measure, &plan.history.waves, nullptr},
                              {"points", a.points, points_measure, &plan.history.points, nullptr},
                              {"draws", a.draws, draws_measure, &plan.history.draws, nullptr},
                              {"sets", a.sets, particles_measure, &plan.history.ensemble, nullptr},
                              {"checks", a.checks, count_measure, &plan.history.checks, nullptr},
                              {"cut", a.cut, cut_measure, nullptr, &plan.history.cut},
                              {"discrepancy", a.discrepancy, discrepancy_measure, nullptr, &plan.discrepancy}};
    const Option abc[] = {{"search", a.search, count_measure, &plan.search, nullptr},
                          {"particles", a.particles, particles_measure, &plan.particles, nullptr},
                          {"generations", a.generations, count_measure, &plan.generations, nullptr},
                          {"tries", a.tries, count_measure, &plan.tries, nullptr}};
    const auto is_given = [](const Option& option) { return option.text.has_value(); };
    const bool has_abc = std::any_of(std::begin(abc), std::end(abc), is_given);
    const bool has_history = std::any_of(std::begin(history), std::end(history), is_given);
    if (a.method)
        plan.method = static_cast<CalibrationMethod>(
            scenarios::given_word(*a.method, {"history", "abc"}, "method", command + "method", problems).value_or(0));
    else if (has_abc && !has_history)
        plan.method = CalibrationMethod::abc;
    const bool is_history = plan.method == CalibrationMethod::history;
    const auto take = [&](const Option& option, bool is_of_method) {
        if (option.text && !is_of_method)
            problems.add(command + option.id, fmt::format("belongs to method {}", is_history ? "abc" : "history"),
                         fmt::format("expected --method {}, or no such option", is_history ? "abc" : "history"));
        if (option.count)
            scenarios::take_number(option.text, option.measure, *option.count, command + option.id, problems);
        if (option.number)
            scenarios::take_number(option.text, option.measure, *option.number, command + option.id, problems);
    };
    for (const Option& option : history)
        take(option, is_history);
    for (const Option& option : abc)
        take(option, !is_history);
}

int run(const Arguments& arguments) {
    scenarios::Problems problems;
    CalibrationPlan plan;
    const Format format = parse_format(arguments.common, "accord calibrate", problems);
    const int threads = parse_threads(arguments.common.threads, "accord calibrate", problems);
    scenarios::take_number(arguments.common.seed, scenarios::seed_measure, plan.seed, "accord calibrate: --seed",
                           problems);
    scenarios::take_number(arguments.effort, effort_measure, plan.effort, "accord calibrate: --effort", problems);
    plan.only = split_list(arguments.only);
    for (const std::string& id : plan.only)
        if (experiments::calibration_targets({id}).empty())
            problems.add("accord calibrate: --only", "no target to calibrate with is '" + scenarios::shown(id) + "'",
                         scenarios::suggestion(id, experiments::calibration_targets()));
    take_method(arguments, plan, problems);
    std::vector<experiments::Trial> earlier;
    if (!arguments.out.empty() && problems.is_empty() && std::filesystem::exists(arguments.out))
        earlier = experiments::earlier_trials(arguments.out, plan, problems);
    if (!arguments.informed_by.empty()) {
        if (plan.method != CalibrationMethod::history)
            problems.add("accord calibrate: --informed-by", "belongs to method history",
                         "expected --method history, or no such option");
        else
            plan.informing = experiments::informing_trials(arguments.informed_by, plan, problems);
    }
    problems.throw_if_any();
    if (!earlier.empty())
        write_note(fmt::format("accord calibrate: goes on with '{}', {} sets tried", arguments.out, earlier.size()));
    const bool shows = !arguments.common.is_quiet && isatty(STDERR_FILENO) == 1;
    const auto start = std::chrono::steady_clock::now();
    const std::size_t n_earlier = earlier.size();
    std::size_t n_known = n_earlier;
    Calibration result;
    sim::with_threads(threads, [&] {
        result = experiments::calibrate(
            plan, earlier, &watch_interrupt(), [&](std::size_t done, std::size_t all, const Calibration& record) {
                const std::size_t held = record.trials.size() + record.earlier.size();
                if (held <= n_known) return; // taken from the record
                n_known = held;
                if (!arguments.out.empty() && held % saved_every == 0)
                    sim::write_whole(arguments.out, experiments::calibration_json(record));
                if (!shows) return;
                const double gone = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
                const double rate = static_cast<double>(held - n_earlier) / gone;
                const experiments::Trial& trial = record.trials.back();
                fmt::print(stderr, "\r\033[K{}/{} sets, {}, distance {:.2f}, best {:.2f}, ETA at most {:.0f} s", done,
                           all, trial.step, trial.distance, record.trials[record.best].distance,
                           static_cast<double>(all - std::min(all, done)) / rate);
            });
    });
    if (shows) fmt::print(stderr, "\r\033[K");
    const std::string record = experiments::calibration_json(result);
    if (!arguments.out.empty()) sim::write_whole(arguments.out, record);
    if (result.trials.empty()) {
        write_note("accord calibrate: interrupted before the first result");
        return 130;
    }
    write_result(format == Format::json ? record : text_of(result));
    return result.was_interrupted ? 130 : 0;
}

} // namespace

Run declare_calibrate(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"--out", &arguments->out, "Record of all that was tried (JSON); if it is there, the search goes on with it",
          "FILE", files_only()},
         {"--method", &arguments->method,
          "history: what can be ruled out, in waves, by emulators; abc: a search, then nearer and nearer sets",
          "METHOD", one_of({"history", "abc"})},
         {"--waves", &arguments->waves, "history: waves of runs, each among what the last one left", "N"},
         {"--points", &arguments->points, "history: runs a wave", "N"},
         {"--draws", &arguments->draws, "history: draws from the priors that emulators judge", "N"},
         {"--sets", &arguments->sets, "history: parameter sets in the ensemble", "N"},
         {"--checks", &arguments->checks, "history: runs that test emulators and coverage", "N"},
         {"--cut", &arguments->cut, "history: SDs from a finding beyond which a set is ruled out", "X"},
         {"--discrepancy", &arguments->discrepancy, "history: SD of the model's own error as a share of a finding's SD",
          "X"},
         {"--informed-by", &arguments->informed_by,
          "history: record of another search of this model, whose runs inform the emulators before the first wave",
          "FILE", files_only()},
         {"--search", &arguments->search, "abc: evaluations of the search for a best point", "N"},
         {"--particles", &arguments->particles, "abc: parameter sets in the ensemble", "N"},
         {"--generations", &arguments->generations, "abc: generations of the ensemble; 0 = none", "N"},
         {"--tries", &arguments->tries, "abc: at most so many evaluations a generation", "N"},
         {"--only", &arguments->only,
          "Targets or families to fit to, comma-separated; all that are marked so if absent", "ID,..."},
         {"--effort", &arguments->effort, "Share of the studies' own replicates", "X"},
         {"--seed", &arguments->common.seed, "Start of all chance; never that of validate", "N"},
         {"--threads", &arguments->common.threads, "Threads; 0 = all. Results do not depend on it", "N"}});
    add_format_option(options, arguments->common);
    options.examples = "Examples:\n  accord calibrate --out calibration.json\n"
                       "  accord calibrate --search 20 --generations 0\n"
                       "  accord compare sonoma --uncertainty parameters --ensemble calibration.json";
    return [arguments] { return run(*arguments); };
}

} // namespace cli
