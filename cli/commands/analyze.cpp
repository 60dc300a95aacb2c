// accord analyze FILE KIND: what the runs say, whatever model they came from.
#include "cli/analysis/source.h"
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "scenarios/given.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace cli {
namespace {

using scenarios::Measure;

/// Options as given.
struct Arguments {
    std::string file, kind;
    std::vector<std::string> inputs, outputs, groups, ranges, good, only;
    std::vector<std::string> logs;
    std::string replicate, strategy, world, seed_column, time, baseline, gain, cases, estimator;
    std::optional<std::string> seed, bootstrap, threshold, levels, curves, density, optimism, tail, half_width, peel,
        boxes;
    bool is_unpaired = false;
    CommonArguments common;
};

constexpr const char* command = "accord analyze";

/// Reads the options and collects what is wrong with them.
class Judge {
  public:
    Judge(const Arguments& arguments, scenarios::Problems& problems) : arguments_(arguments), problems_(problems) {}

    AnalysisSettings settings() {
        AnalysisSettings s;
        s.groups = split_list(arguments_.groups);
        number("--threshold", arguments_.threshold, {"a number", -1e300, 1e300}, s.threshold);
        number("--levels", arguments_.levels, {"a whole number of levels", 2, 1000, true}, s.levels);
        number("--curves", arguments_.curves, {"a whole number of curves", 1, 10'000, true}, s.curves);
        number("--density", arguments_.density, scenarios::share, s.density);
        number("--peel", arguments_.peel, {"a share", 0.001, 0.5}, s.peel);
        number("--boxes", arguments_.boxes, {"a whole number of boxes", 1, 100, true}, s.boxes);
        s.logs = split_list(arguments_.logs);
        if (!arguments_.estimator.empty()) {
            word("--estimator", arguments_.estimator, {"saltelli", "jansen", "martinez"});
            s.estimator = arguments_.estimator;
        }
        number("--optimism", arguments_.optimism, scenarios::share, s.optimism);
        number("--tail", arguments_.tail, {"a share", 0.001, 1}, s.tail);
        number("--half-width", arguments_.half_width, {"a number", 1e-300, 1e300}, s.half_width);
        number("--seed", arguments_.seed, scenarios::seed_measure, s.resampling.seed);
        number("--bootstrap", arguments_.bootstrap, {"a whole number of resamples", 0, 1'000'000, true},
               s.resampling.n);
        s.baseline = arguments_.baseline;
        s.gain = arguments_.gain;
        for (const std::string& text : split_list(arguments_.good))
            s.good.push_back(word("--good", text, {"up", "down"}) == 1 ? sim::Good::down : sim::Good::up);
        if (!arguments_.cases.empty()) {
            const std::size_t place = word("--cases", arguments_.cases, {"above", "below", "failed"});
            s.is_below = place == 1;
            s.are_failures = place == 2;
        }
        for (const std::string& text : split_list(arguments_.ranges))
            range(text, s);
        return s;
    }
    std::vector<RowFilter> filters() {
        std::vector<RowFilter> filters;
        for (const std::string& text : arguments_.only) {
            const std::size_t equals = text.find('=');
            if (equals == std::string::npos)
                problems_.add(fmt::format("{}: --only", command),
                              fmt::format("'{}' is no filter", scenarios::shown(text)), "expected COLUMN=VALUE");
            else
                filters.emplace_back(text.substr(0, equals), text.substr(equals + 1));
        }
        return filters;
    }
    const AnalysisKind* kind() {
        std::vector<std::string> ids;
        for (const AnalysisKind& kind : analysis_kinds()) {
            if (kind.id == arguments_.kind) return &kind;
            ids.push_back(kind.id);
        }
        problems_.add(fmt::format("{}: KIND", command),
                      arguments_.kind.empty() ? "is missing"
                                              : fmt::format("unknown kind '{}'", scenarios::shown(arguments_.kind)),
                      scenarios::suggestion(arguments_.kind, ids));
        return nullptr;
    }

  private:
    template <class T>
    void number(const char* option, const std::optional<std::string>& text, const Measure& measure, T& target) {
        scenarios::take_number(text, measure, target, fmt::format("{}: {}", command, option), problems_);
    }
    std::size_t word(const char* option, const std::string& text, const std::vector<std::string>& known) {
        return scenarios::given_word(text, known, "word", fmt::format("{}: {}", command, option), problems_)
            .value_or(known.size());
    }
    void range(const std::string& text, AnalysisSettings& s) {
        const std::size_t equals = text.find('='), colon = text.find(':', equals == std::string::npos ? 0 : equals);
        if (equals != std::string::npos && colon != std::string::npos) {
            const auto low = scenarios::parse_number(text.substr(equals + 1, colon - equals - 1));
            const auto high = scenarios::parse_number(text.substr(colon + 1));
            if (low && high && *low < *high) {
                s.ranges.push_back({text.substr(0, equals), {*low, *high}});
                return;
            }
        }
        problems_.add(fmt::format("{}: --ranges", command), fmt::format("'{}' is not a range", scenarios::shown(text)),
                      "expected INPUT=LOW:HIGH");
    }

    const Arguments& arguments_;
    scenarios::Problems& problems_;
};

experiments::ColumnNames names_of(const Arguments& arguments, const AnalysisKind& kind) {
    return {split_list(arguments.inputs),
            split_list(arguments.outputs),
            arguments.replicate,
            arguments.strategy,
            arguments.world,
            arguments.seed_column,
            arguments.time,
            !kind.needs_strategy,
            arguments.is_unpaired,
            kind.pools_rows,
            kind.is_audit};
}

int analyze(const Arguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments.common, command, problems);
    if (arguments.file.empty())
        problems.add(fmt::format("{}: FILE", command), "is missing", "expected a CSV with one run a row, or a store");
    Judge judge(arguments, problems);
    const AnalysisKind* kind = judge.kind();
    AnalysisSettings settings = judge.settings();
    const std::vector<RowFilter> filters = judge.filters();
    if (arguments.file.empty() || !kind) problems.throw_if_any();
    const auto data = read_runs(arguments.file, names_of(arguments, *kind), filters, settings, problems);
    problems.throw_if_any();
    Findings findings = kind->analyse(*data, settings);
    for (const std::string& message : findings.problems)
        problems.add(message);
    problems.throw_if_any();
    add_account(*data, settings, kind->is_audit, findings);
    write_findings(findings, format);
    return findings.has_fault ? 1 : 0;
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
    for (const AnalysisKind& kind : analysis_kinds()) {
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
