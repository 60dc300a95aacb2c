// accord sweep EXPERIMENT --out DB: runs an experiment into a store.
#include "experiments/sweep/sweep.h"
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "experiments/sweep/completeness.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <mutex>
#include <unistd.h>

namespace cli {
namespace {

struct Arguments {
    std::string experiment, out, shard = "1/1";
    std::optional<std::string> threads;
    bool is_resumed = false, retries_failed = false, only_estimates = false;
    CommonArguments common;
};

/// What ends a program stops the sweep in order; a full disk is an error, not death.
const std::atomic<bool>& watch_signals() {
    std::signal(SIGXFSZ, SIG_IGN);
    return watch_ends();
}

/// The bar with what sweeps add: failed runs and the strategy that is best so far.
class SweepBar {
  public:
    explicit SweepBar(bool is_quiet) : is_shown_(!is_quiet && isatty(STDERR_FILENO)) {}
    ~SweepBar() { clear(); }
    void update(const experiments::SweepProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (!is_shown_ || (drawn_ > 0 && now - last_ < std::chrono::milliseconds(100))) return;
        last_ = now;
        const auto done = static_cast<std::size_t>(progress.done + progress.failed);
        const auto planned = static_cast<std::size_t>(progress.planned - progress.stored);
        std::string line = progress_line({done, planned, done, planned}, progress.seconds, 20);
        if (progress.stored > 0) line += fmt::format("  {} before", progress.stored);
        if (progress.failed > 0) line += fmt::format("  {} failed", progress.failed);
        if (!progress.best.empty()) line += "  best so far: " + progress.best;
        line.resize(std::min<std::size_t>(line.size(), 118));
        drawn_ = std::max(drawn_, line.size());
        std::fprintf(stderr, "\r%-*s", static_cast<int>(drawn_), line.c_str());
        std::fflush(stderr);
    }
    void clear() {
        if (drawn_ > 0) std::fprintf(stderr, "\r%*s\r", static_cast<int>(drawn_), "");
        drawn_ = 0;
    }

  private:
    std::chrono::steady_clock::time_point last_;
    bool is_shown_;
    std::size_t drawn_ = 0;
};

scenarios::Json json_of(const experiments::SweepEstimate& estimate, const experiments::Experiment& experiment) {
    return {{"experiment", experiment.name},
            {"runs", estimate.runs},
            {"most_runs", estimate.most_runs},
            {"pilot_runs", estimate.pilot_runs},
            {"seconds_per_run", estimate.seconds_per_run},
            {"seconds", estimate.seconds},
            {"threads", estimate.threads},
            {"bytes", estimate.bytes}};
}

int estimate(const experiments::Experiment& experiment, const experiments::SweepOptions& options, Format format) {
    const auto found = experiments::estimate_sweep(experiment, options.shard, options.threads);
    if (format == Format::json)
        write_result(json_of(found, experiment));
    else if (format == Format::csv)
        write_result(TextTable{
            {"experiment", "runs", "most_runs", "seconds_per_run", "seconds", "threads", "bytes"},
            {{experiment.name, std::to_string(found.runs), std::to_string(found.most_runs),
              csv_number(found.seconds_per_run), csv_number(found.seconds), std::to_string(found.threads),
              csv_number(found.bytes)}},
            {}}.csv());
    else
        write_result(fmt::format("{}: {}\n", experiment.name, experiments::estimate_text(found)));
    return 0;
}

void report(const experiments::SweepResult& result, const experiments::SweepOptions& options, Format format) {
    const auto& progress = result.progress;
    const std::string state = result.was_interrupted ? "interrupted" : "finished";
    if (format == Format::json) {
        write_result(scenarios::Json{{"store", options.out},
                                     {"state", state},
                                     {"shard", options.shard.text()},
                                     {"runs", progress.done + progress.failed},
                                     {"stored", result.counts.all()},
                                     {"done", result.counts.done},
                                     {"failed", result.counts.failed + result.counts.over_limit},
                                     {"seconds", progress.seconds},
                                     {"complete", completeness_of(experiments::Store(options.out)).json()}});
        return;
    }
    TextTable table{{"store", "state", "shard", "runs", "stored", "done", "failed", "seconds"}, {}, {}};
    table.rows.push_back({options.out, state, options.shard.text(), std::to_string(progress.done + progress.failed),
                          std::to_string(result.counts.all()), std::to_string(result.counts.done),
                          std::to_string(result.counts.failed + result.counts.over_limit),
                          csv_number(progress.seconds)});
    if (format == Format::csv)
        write_result(table.csv());
    else
        write_result(fmt::format("{}: {}: {} run{} in {:.1f} s; the store holds {} done and {} failed\n", options.out,
                                 state, progress.done + progress.failed,
                                 progress.done + progress.failed == 1 ? "" : "s", progress.seconds, result.counts.done,
                                 result.counts.failed + result.counts.over_limit));
}

experiments::SweepOptions options_of(const Arguments& arguments, scenarios::Problems& problems) {
    experiments::SweepOptions options{arguments.out, arguments.is_resumed, arguments.retries_failed, {}, 0};
    if (arguments.out.empty() && !arguments.only_estimates)
        problems.add("accord sweep: --out", "is missing", "expected the file of the store");
    if (const auto shard = experiments::parse_shard(arguments.shard))
        options.shard = *shard;
    else
        problems.add("accord sweep: --shard", fmt::format("'{}' is no part", scenarios::shown(arguments.shard)),
                     "expected I/N with I from 1 to N");
    options.threads = parse_threads(arguments.threads, "accord sweep", problems);
    return options;
}

int sweep(const Arguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments.common, "accord sweep", problems);
    const experiments::SweepOptions options = options_of(arguments, problems);
    if (arguments.experiment.empty())
        problems.add("accord sweep: EXPERIMENT", "is missing",
                     "expected an experiment file, such as scenarios/experiments/quick.json");
    const auto experiment =
        arguments.experiment.empty()
            ? std::nullopt
            : experiments::read_experiment(experiments::find_experiment(arguments.experiment), problems);
    problems.throw_if_any();
    experiments::SweepWatch watch;
    watch.stop = &watch_signals();
    if (arguments.only_estimates) return estimate(*experiment, options, format);
    SweepBar bar(arguments.common.is_quiet);
    watch.on_progress = [&](const experiments::SweepProgress& progress) { bar.update(progress); };
    watch.on_estimate = [&](const experiments::SweepEstimate& found) {
        bar.clear();
        if (!arguments.common.is_quiet && found.runs > 0)
            write_note(fmt::format("accord: {}: {}", experiment->name, experiments::estimate_text(found)));
    };
    const experiments::SweepResult result = experiments::run_sweep(*experiment, options, watch);
    bar.clear();
    if (result.n_damaged > 0)
        write_note(fmt::format("accord: {}: {} damaged row{} taken out and run again", options.out, result.n_damaged,
                               result.n_damaged == 1 ? " was" : "s were"));
    report(result, options, format);
    if (result.was_interrupted)
        write_note(fmt::format("accord: interrupted: all finished runs are kept; go on with `accord sweep {} --out {} "
                               "--resume`",
                               arguments.experiment, options.out));
    if (result.was_interrupted) return 130;
    const std::uint64_t failed = result.counts.failed + result.counts.over_limit;
    if (failed > 0)
        write_note(fmt::format("accord: {} run{} failed; `accord status {}` says why, --retry-failed tries again",
                               failed, failed == 1 ? "" : "s", options.out));
    return failed > 0 ? 1 : 0;
}

} // namespace

Run declare_sweep(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"EXPERIMENT", &arguments->experiment, "Experiment file, or the name of a shipped one", "",
          experiment_choices()},
         {"--out", &arguments->out, "Store (SQLite); never overwritten", "DB", files_only()},
         {"--resume", &arguments->is_resumed, "Go on with the store if it is there"},
         {"--retry-failed", &arguments->retries_failed, "With --resume: also run again what failed or is damaged"},
         {"--shard", &arguments->shard, "Only part I of N, for other machines; `accord merge` joins them", "I/N"},
         {"--threads", &arguments->threads, "Threads; 0 = all. Results do not depend on it", "N"},
         {"--estimate", &arguments->only_estimates, "Only say runs, time and disk, from a few trial runs"}});
    add_format_option(options, arguments->common);
    options.examples = "Examples:\n  accord sweep quick --out quick.db\n  accord sweep quick --out quick.db --resume\n"
                       "  accord sweep my-experiment.json --estimate\n"
                       "  accord sweep my-experiment.json --out part2.db --shard 2/8";
    return [arguments] { return sweep(*arguments); };
}

} // namespace cli
