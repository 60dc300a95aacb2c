#include "experiments/runs/account.h"

#include "models/tie_plan.h"
#include "scenarios/version.h"

namespace experiments {
namespace {

/// How many of the user's ties start, and why the others do not.
scenarios::Json ties_of(const Job& job) {
    const auto account = models::account_of_ties(job.scenario.setup.region, job.scenario.setup.parameters);
    scenarios::Json left_out = scenarios::Json::array();
    for (const auto& tie : account.left_out)
        left_out.push_back(
            {{"school", tie.school}, {"partner", tie.partner}, {"programme", tie.programme}, {"why", tie.why}});
    scenarios::Json scaled = scenarios::Json::array();
    for (const auto& tie : account.scaled_down)
        scaled.push_back(
            {{"school", tie.school}, {"partner", tie.partner}, {"programme", tie.programme}, {"part", tie.part}});
    return {{"given", account.given},
            {"started", account.started},
            {"scaled", account.scaled},
            {"left-out", left_out},
            {"scaled-down", scaled}};
}

/// How the world was run in: what was asked for, under which strategy, and the months it took, replicate by replicate.
scenarios::Json burn_in_of(const Job& job, const Runs& runs) {
    return {{"asked", job.scenario.setup.burn_in.text()},
            {"strategy", job.scenario.strategy},
            {"months", job.plan.cells.empty() ? std::vector<std::uint32_t>{} : runs.burnt_in(0)}};
}

} // namespace

scenarios::Json result_header(const Job& job) {
    return {{"version", scenarios::program_version()},
            {"model", models::model_version()},
            {"scenario", job.scenario.name},
            {"region", job.scenario.setup.region.name},
            {"money-year", job.scenario.setup.region.money_year}};
}

void add_result_footer(scenarios::Json& document, const Job& job, const Runs& runs) {
    document["partners"] = partner_layer(job);
    if (job.scenario.setup.burn_in.is_on()) document["burn-in"] = burn_in_of(job, runs);
    if (!job.scenario.setup.region.ties.empty()) document["ties"] = ties_of(job);
    document["caveats"] = job.scenario.caveats;
    for (const scenarios::InputFile& input : job.scenario.inputs)
        document["inputs"].push_back({{"file", input.path}, {"digest", input.digest}});
    if (const auto failures = runs.failures(job.plan); !failures.empty()) document["failed"] = failures;
    if (runs.was_interrupted) document["interrupted"] = true;
}

} // namespace experiments
