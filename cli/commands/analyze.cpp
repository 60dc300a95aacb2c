// accord analyze FILE KIND: what the runs say, whatever model they came from.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/findings_output.h"
#include "cli/options.h"
#include "experiments/findings/request.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

/// Options as given.
struct Arguments : experiments::findings::Request {
    CommonArguments common;
};

constexpr const char* command = "accord analyze";

int analyze(const Arguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments.common, command, problems);
    if (arguments.file.empty())
        problems.add(fmt::format("{}: FILE", command), "is missing", "expected a CSV with one run a row, or a store");
    std::vector<std::string> notes;
    const auto findings = experiments::findings::analyze(
        arguments, {fmt::format("{}: KIND", command), fmt::format("{}: --", command)}, notes, problems);
    for (const std::string& note : notes)
        write_note("accord: " + note);
    problems.throw_if_any();
    write_findings(*findings, format);
    return findings->has_fault ? 1 : 0;
}

void add_columns(Options& options, Arguments& a) {
    const auto list = [&](const char* name, std::vector<std::string>& target, const char* text) {
        options.add({{name, &target, text, "A,B"}});
    };
    list("--inputs", a.inputs, "Columns that were varied; all others that have no role by default");
    list("--output", a.outputs, "Column or columns to explain; y by default. Empty cells are failed runs");
    list("--groups", a.groups, "One group name an input (sobol, morris)");
    list("--ranges", a.ranges, "Ends of inputs, INPUT=LOW:HIGH (morris)");
    list("--log", a.logs, "Inputs whose steps are equal in logarithms (morris)");
    list("--good", a.good, "up or down by output: which way is better");
    options.add(
        {{"--only", &a.only, "Rows in which a column has this value (repeatable)", "COLUMN=VALUE"},
         {"--replicate", &a.replicate, "Column that numbers replicates", "COLUMN"},
         {"--strategy", &a.strategy, "Column that names strategies", "COLUMN"},
         {"--world", &a.world, "Column that names states of the world", "COLUMN"},
         {"--seed-column", &a.seed_column, "Column of seeds; strategies that share them are paired by them", "COLUMN"},
         {"--time", &a.time, "Column of times; one row a run is analysed", "COLUMN"},
         {"--unpaired", &a.is_unpaired, "Runs are independent, though a column numbers them"}});
}

void add_settings(Options& options, Arguments& a) {
    options.add(
        {{"--baseline", &a.baseline, "Strategy to compare with; the first by default", "NAME", strategy_choices()},
         {"--gain", &a.gain,
          "Analyse what this strategy gains over the baseline, pair by pair, instead of the output itself", "NAME",
          strategy_choices()},
         {"--threshold", &a.threshold, "What makes a case (discovery, importance) or satisfies (regret)", "X"},
         {"--cases", &a.cases, "above or below the threshold, or failed runs", "WHICH",
          one_of({"above", "below", "failed"})},
         {"--density", &a.density, "Share of cases that a box should hold; 0.8", "P"},
         {"--peel", &a.peel, "Share of points that a step of PRIM peels off (discovery); 0.05", "P"},
         {"--boxes", &a.boxes, "Boxes one after another, each among the points left (discovery); 1", "N"},
         {"--estimator", &a.estimator, "saltelli, jansen or martinez (sobol)", "WORD",
          one_of({"saltelli", "jansen", "martinez"})},
         {"--levels", &a.levels, "Levels of the grid of the trajectories (morris)", "N"},
         {"--curves", &a.curves, "Search curves an input (efast)", "N"},
         {"--optimism", &a.optimism, "Weight of the best world (Hurwicz); 0.6", "P"},
         {"--tail", &a.tail, "Judge by the worst share of replicates instead of the mean", "P"},
         {"--half-width", &a.half_width, "Wanted half width of an interval (power)", "X"},
         {"--seed", &a.seed, "Start of the chance of resampling; 1", "N"},
         {"--bootstrap", &a.bootstrap, "Resamples; 1000, 0 = no intervals", "N"}});
}

} // namespace

Run declare_analyze(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"FILE", &arguments->file,
          "CSV with one run a row, of this or any other model (- reads standard input); or the store of a sweep", "",
          files_only()}});
    std::string kinds = "One of:";
    std::vector<std::string> ids;
    for (const auto& kind : experiments::findings::analysis_kinds()) {
        ids.push_back(kind.id);
        kinds += fmt::format("\n  {}: {}", kind.id, kind.summary);
    }
    options.add({{"KIND", &arguments->kind, kinds, "", one_of(ids)}});
    add_columns(options, *arguments);
    add_settings(options, *arguments);
    add_format_option(options, arguments->common);
    options.examples =
        "Examples:\n  accord design --function ishigami --method saltelli --points 1024 --format csv > runs.csv\n"
        "  accord analyze runs.csv sobol --inputs x1,x2,x3 --output y\n"
        "  accord analyze runs.csv discovery --threshold 10\n"
        "  accord analyze sweep.db morris --gain collective-impact --only condition=calm\n"
        "  accord analyze payoffs.csv regret --strategy policy --world future --output welfare --threshold 5";
    return [arguments] { return analyze(*arguments); };
}

} // namespace cli
