#pragma once
/// \file
/// The commands, one file each. Each adds itself to the program and says what to do when it is chosen.

#include <functional>

namespace CLI {
class App;
}

namespace cli {

/// A command of the program: what CLI11 parses, and what runs afterwards and gives the exit code.
struct Command {
    CLI::App* app = nullptr;
    std::function<int()> run;
};

Command add_list(CLI::App& program);         ///< list KIND: what there is, by id
Command add_check(CLI::App& program);        ///< check FILE...: everything wrong with scenarios and region files
Command add_run(CLI::App& program);          ///< run SCENARIO: replicates of one cell
Command add_compare(CLI::App& program);      ///< compare SCENARIO: strategies against the counterfactual
Command add_report(CLI::App& program);       ///< report DB|SCENARIO: one HTML page
Command add_explain(CLI::App& program);      ///< explain ID: what it is, where it acts, what stands behind it
Command add_predict(CLI::App& program);      ///< predict REGION.csv: mean scores from intake and resources (mode B)
Command add_schema(CLI::App& program);       ///< schema [KIND]: the JSON Schema of scenarios or experiments
Command add_sweep(CLI::App& program);        ///< sweep EXPERIMENT --out DB: many runs into a store
Command add_status(CLI::App& program);       ///< status DB: how far a sweep is
Command add_merge(CLI::App& program);        ///< merge DB... --out DB: stores of shards into one
Command add_export(CLI::App& program);       ///< export DB --table T: data out
Command add_replay(CLI::App& program);       ///< replay DB RUN: one run again, bit for bit
Command add_plan_missing(CLI::App& program); ///< plan-missing DB: what a store lacks
Command add_design(CLI::App& program);       ///< design: treatments without running them
Command add_analyze(CLI::App& program);      ///< analyze FILE KIND: what runs tell
Command add_calibrate(CLI::App& program);    ///< calibrate: free parameters fitted to targets, as an ensemble
Command add_validate(CLI::App& program);     ///< validate: published findings against simulated ones
Command add_view(CLI::App& program);         ///< view [SCENARIO|DB]: the visualiser

} // namespace cli
