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
using experiments::CalibrationPlan;
using scenarios::plain;

struct Arguments {
    CommonArguments common;
    std::optional<std::string> effort, search, particles, generations, tries;
    std::string out;
};

constexpr std::size_t saved_every = 10; ///< Evaluations, each some seconds: a crash loses little.
constexpr scenarios::Measure effort_measure{"a share of the studies' replicates", 0.01, 10};
constexpr scenarios::Measure count_measure{"a whole number", 0, 100'000, true};
constexpr scenarios::Measure particles_measure{"a whole number of parameter sets", 4, 10'000, true};

/// "delivery.base  -2.6   -3.1 to -1.9   prior -4 to 1": default, what the ensemble leaves open, and the prior.
std::string text_of(const Calibration& c) {
    const std::size_t width = output_width();
    const auto& best = c.trials[c.best];
    std::string text = wrapped(
        fmt::format("{} sets of values were tried against {} targets. The nearest meets {} of them (distance {}; the "
                    "defaults: {} and {}). {} sets form the ensemble; each meets {} or more.",
                    c.trials.size(), c.targets.size(), best.n_met, plain.number(best.distance), c.trials[0].n_met,
                    plain.number(c.trials[0].distance), c.ensemble.size(),
                    c.ensemble.empty() ? 0 : [&] {
                        std::size_t least = c.targets.size();
                        for (const std::size_t k : c.ensemble)
                            least = std::min(least, c.trials[k].n_met);
                        return least;
                    }()),
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
    if (!c.generations.empty())
        text +=
            wrapped(fmt::format("Generation {}: no set farther than {}; {} of its steps were taken; its sets "
                                "descend from {} draws from the priors (the fewer, the more the ranges below are "
                                "narrower than what is really known).",
                                c.generations.size(), plain.number(c.generations.back().tolerance),
                                plain.level(c.generations.back().accepted, "share"), c.generations.back().ancestors),
                    width);
    return text + "\n" + table.text(width) + "\n" +
           wrapped(
               "Where the ensemble is as wide as the prior, no published finding settles the parameter. Calibration "
               "uses seeds of its own; `accord validate` reports on others.",
               width);
}

int run(const Arguments& arguments) {
    scenarios::Problems problems;
    CalibrationPlan plan;
    const Format format = parse_format(arguments.common, "accord calibrate", problems);
    const int threads = parse_threads(arguments.common.threads, "accord calibrate", problems);
    scenarios::take_number(arguments.common.seed, scenarios::seed_measure, plan.seed, "accord calibrate: --seed",
                           problems);
    scenarios::take_number(arguments.effort, effort_measure, plan.effort, "accord calibrate: --effort", problems);
    scenarios::take_number(arguments.search, count_measure, plan.search, "accord calibrate: --search", problems);
    scenarios::take_number(arguments.particles, particles_measure, plan.particles, "accord calibrate: --particles",
                           problems);
    scenarios::take_number(arguments.generations, count_measure, plan.generations, "accord calibrate: --generations",
                           problems);
    scenarios::take_number(arguments.tries, count_measure, plan.tries, "accord calibrate: --tries", problems);
    std::vector<experiments::Trial> earlier;
    if (!arguments.out.empty() && problems.is_empty() && std::filesystem::exists(arguments.out))
        earlier = experiments::earlier_trials(arguments.out, plan, problems);
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
         {"--search", &arguments->search, "Evaluations of the search for a best point", "N"},
         {"--particles", &arguments->particles, "Parameter sets in the ensemble", "N"},
         {"--generations", &arguments->generations, "Generations of the ensemble; 0 = none", "N"},
         {"--tries", &arguments->tries, "At most so many evaluations a generation", "N"},
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
