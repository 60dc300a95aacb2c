#include "experiments/runs/job.h"

#include "scenarios/condition_text.h"
#include "scenarios/library.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace experiments;

namespace {

scenarios::Scenario two_schools() { return scenarios::load_scenario(scenarios::find_scenario("two-schools")); }

double effort(const Cell& cell) {
    const auto& table = models::lever_table();
    return sim::ParameterTable<models::Levers>::at(cell.setup.levers, *table.find("search.effort"));
}

/// A job that must be fine.
Job good_job(const JobSettings& settings) {
    scenarios::Problems problems;
    auto job = job_of(two_schools(), settings, "test: ", problems);
    problems.throw_if_any();
    REQUIRE(job);
    return std::move(*job);
}

} // namespace

TEST_CASE("a job has the scenario's seed, replicates and months unless others are asked for", "[experiments][job]") {
    const scenarios::Scenario scenario = two_schools();
    const Job usual = good_job({});
    CHECK(usual.plan.seed == scenario.seed);
    CHECK(usual.plan.replicates == scenario.replicates);
    CHECK(usual.plan.months == scenario.months);
    JobSettings settings;
    settings.seed = "7", settings.replicates = "3", settings.months = "18", settings.threads = "2";
    const Job asked = good_job(settings);
    CHECK(asked.plan.seed == 7);
    CHECK(asked.plan.replicates == 3);
    CHECK(asked.plan.months == 18);
    CHECK(asked.plan.threads == 2);
    CHECK(asked.plan.cells.empty());
}

TEST_CASE("everything wrong with the settings of a job is said at once, scenario or not", "[experiments][job]") {
    JobSettings settings;
    settings.seed = "soon", settings.months = "-1", settings.threads = "2.5";
    settings.sets = {"search.effort", "serach.effort=1"};
    settings.without = {"coordination,gravity"};
    for (const bool is_read : {true, false}) {
        scenarios::Problems problems;
        const auto job = job_of(is_read ? std::optional(two_schools()) : std::nullopt, settings, "test: ", problems);
        CHECK(job.has_value() == is_read);
        const std::vector<std::string> lines = problems.shown();
        REQUIRE(lines.size() == 6); // one for each that is wrong
        CHECK_THAT(lines[0], Catch::StartsWith("test: seed: 'soon' is not a number; expected "));
        CHECK_THAT(lines[1], Catch::StartsWith("test: months: "));
        CHECK(lines[2] == "test: threads: 2.5 is not whole; expected a whole number of threads (0 = all)"
                          " from 0 to 1024");
        CHECK(lines[3] == "test: set: 'search.effort' is not a setting; expected PARAMETER=NUMBER, such as the ids of "
                          "`accord list parameters`");
        CHECK_THAT(lines[4], Catch::StartsWith("test: set: ") && Catch::Contains("did you mean 'search.effort'?"));
        CHECK_THAT(lines[5], Catch::StartsWith("test: without: unknown mechanism 'gravity'; "));
    }
}

TEST_CASE("levers of a job move every strategy but the counterfactual, conditions move every cell",
          "[experiments][job]") {
    JobSettings settings;
    settings.sets = {"search.effort=0.37", "recession=0.25"};
    Job job = good_job(settings);
    scenarios::Problems problems;
    const auto conditions = take_conditions(job, {"calm", "funding-cut", "calm"}, "test", problems);
    const auto strategies = take_strategies(job, {"go-it-alone", "opportunistic", "go-it-alone"}, "test", problems);
    CHECK(strategies == std::vector<std::string>{"go-it-alone", "opportunistic"});
    REQUIRE(conditions.size() == 2);
    add_cells(job, strategies, conditions, "test", problems);
    problems.throw_if_any();
    REQUIRE(job.plan.cells.size() == 4);
    CHECK(job.plan.cells[0].condition == "recession=0.25");
    CHECK(job.plan.cells[2].condition == scenarios::condition_label(conditions[1]));
    for (std::size_t at = 0; at < job.plan.cells.size(); at += 2) {
        CHECK(effort(job.plan.cells[at]) != 0.37); // nobody steers the counterfactual
        CHECK(effort(job.plan.cells[at + 1]) == 0.37);
    }
    add_cell(job, "go-it-alone", conditions[0], "test", problems); // asked for by itself it is steered
    CHECK(effort(job.plan.cells.back()) == 0.37);
}

TEST_CASE("an unknown strategy is said once, not under every condition", "[experiments][job]") {
    Job job = good_job({});
    scenarios::Problems problems;
    const auto conditions = take_conditions(job, {"calm", "recession"}, "test: conditions", problems);
    add_cells(job, {"oportunistic"}, conditions, "test: strategies", problems);
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems.shown()[0], Catch::StartsWith("test: strategies: ") && Catch::Contains("'opportunistic'"));
    CHECK(job.plan.cells.empty());
}

TEST_CASE("'all' is every strategy of the scenario, each once", "[experiments][job]") {
    Job job = good_job({});
    scenarios::Problems problems;
    CHECK(take_strategies(job, {"opportunistic", "all"}, "test", problems).size() ==
          job.scenario.strategy_ids().size());
    CHECK(problems.is_empty());
}

TEST_CASE("lists are split at commas and empty parts are kept", "[experiments][job]") {
    CHECK(split_list({"a,b", "c"}) == std::vector<std::string>{"a", "b", "c"});
    CHECK(split_list({"a,,b", ""}) == std::vector<std::string>{"a", "", "b", ""});
}

TEST_CASE("after a burn-in the status quo is what others are compared with, and going alone is phased out",
          "[experiments][job]") {
    CHECK(good_job({}).scenario.setup.burn_in == models::usual_burn_in);
    CHECK(good_job({}).baseline == "status-quo");
    JobSettings settings;
    settings.burn_in = "none";
    const Job cold = good_job(settings);
    CHECK(cold.baseline == "go-it-alone");
    CHECK(compared_strategies(cold, {"opportunistic"}) == std::vector<std::string>{"go-it-alone", "opportunistic"});
    settings.burn_in = "36", settings.sets = {"search.effort=0.37"};
    Job job = good_job(settings);
    CHECK(job.scenario.setup.burn_in.months == 36);
    CHECK(job.baseline == "status-quo");
    const std::vector<std::string> all = compared_strategies(job, {});
    CHECK(all.front() == "status-quo");
    CHECK(std::count(all.begin(), all.end(), "go-it-alone") > 0);
    CHECK(std::count(all.begin(), all.end(), job.scenario.strategy) == 0); // it is the status quo
    scenarios::Problems problems;
    add_cells(job, {"status-quo", "go-it-alone", "opportunistic"}, {models::Conditions{}}, "test", problems);
    problems.throw_if_any();
    REQUIRE(job.plan.cells.size() == 3);
    CHECK(effort(job.plan.cells[0]) == job.scenario.find_strategy(job.scenario.strategy)->levers.search.effort);
    CHECK(effort(job.plan.cells[2]) == 0.37);
    CHECK(job.plan.cells[2].setup.today.search.effort == effort(job.plan.cells[0])); // today is not what is set
    CHECK(job.plan.cells[1].setup.levers.agreement.readiness == 0);
    CHECK(job.plan.cells[0].setup.levers.agreement.readiness == 1);
    CHECK(cold.scenario.levers_of("go-it-alone").agreement.readiness == 1);
    settings.baseline = "go-it-alone";
    CHECK(good_job(settings).baseline == "go-it-alone");
    settings = {}, settings.baseline = "status-quo", settings.burn_in = "none";
    CHECK(good_job(settings).baseline == "status-quo");
}

TEST_CASE("a wrong burn-in and a wrong baseline are refused", "[experiments][job]") {
    for (const char* text : {"13", "0", "-12", "1212", "forever", "12.5", ""}) {
        JobSettings settings;
        settings.burn_in = text;
        scenarios::Problems problems;
        job_of(two_schools(), settings, "test: ", problems);
        CAPTURE(text);
        REQUIRE(problems.size() == 1);
        CHECK(problems.shown()[0] ==
              "test: burn-in: '" + std::string(text) +
                  "' is no burn-in; expected none, stationary, or a number of months in whole years from 12 to 1200");
    }
    JobSettings settings;
    settings.baseline = "status-qou";
    scenarios::Problems problems;
    job_of(two_schools(), settings, "test: ", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems.shown()[0] == "test: baseline: unknown baseline 'status-qou'; did you mean 'status-quo'?");
}
