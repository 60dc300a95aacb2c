#include "cli/commands/commands.h"

namespace cli {

Run declare_list(Options& options);
Run declare_explain(Options& options);
Run declare_check(Options& options);
Run declare_import(Options& options);
Run declare_schema(Options& options);
Run declare_run(Options& options);
Run declare_compare(Options& options);
Run declare_report(Options& options);
Run declare_view(Options& options);
Run declare_predict(Options& options);
Run declare_validate(Options& options);
Run declare_calibrate(Options& options);
Run declare_sweep(Options& options);
Run declare_status(Options& options);
Run declare_merge(Options& options);
Run declare_export(Options& options);
Run declare_replay(Options& options);
Run declare_plan_missing(Options& options);
Run declare_design(Options& options);
Run declare_analyze(Options& options);
Run declare_complete(Options& options);
Run declare_manual(Options& options);

const std::vector<Command>& commands() {
    static const std::vector<Command> all{
        {"list", "Look up and prepare", "List strategies, conditions, outcomes, parameters and more by id",
         declare_list},
        {"explain", "Look up and prepare", "Say what an id is, where it acts and what stands behind it",
         declare_explain},
        {"check", "Look up and prepare", "Say everything that is wrong with scenarios and region files", declare_check},
        {"import", "Look up and prepare", "Make schools, partners, ties and a scenario out of official files",
         declare_import},
        {"schema", "Look up and prepare", "Print the JSON Schema of scenario, strategy or experiment files",
         declare_schema},
        {"run", "One scenario", "Run replicates of one strategy under one set of conditions", declare_run},
        {"compare", "One scenario", "Compare strategies with going alone, under the same luck", declare_compare},
        {"report", "One scenario", "Write a report as one HTML file that needs no network", declare_report},
        {"view", "One scenario", "Open the visualiser: play a scenario, argue about it, run a workshop", declare_view},
        {"predict", "Against what was measured",
         "Predict mean scores from poverty, language, income and resources (mode B)", declare_predict},
        {"validate", "Against what was measured", "Published findings against simulated ones", declare_validate},
        {"calibrate", "Against what was measured",
         "Fit the free parameters to the calibration targets; the result is an ensemble, not a point",
         declare_calibrate},
        {"sweep", "Many runs", "Run an experiment into a store, resumable at any moment", declare_sweep},
        {"status", "Many runs", "Say how far a sweep is, also while it runs", declare_status},
        {"merge", "Many runs", "Put the stores of shards together in a new one", declare_merge},
        {"export", "Many runs", "Write a table of a store as CSV or JSON", declare_export},
        {"replay", "Many runs", "Run one stored run again and say whether the bits are the same", declare_replay},
        {"plan-missing", "Many runs", "List the runs that a store still lacks", declare_plan_missing},
        {"design", "Many runs", "Print a design without running it", declare_design},
        {"analyze", "Many runs", "Say what runs tell: sensitivity, scenario discovery, choice", declare_analyze},
    };
    return all;
}

const std::vector<Command>& hidden_commands() {
    static const std::vector<Command> all{
        {"complete", "", "Print what may stand at the end of a command line", declare_complete},
        {"manual", "", "Print the commands and their options as JSON, or write their manual pages", declare_manual},
    };
    return all;
}

} // namespace cli
