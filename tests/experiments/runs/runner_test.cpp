#include "experiments/runs/runner.h"

#include "experiments/statistics/statistics.h"
#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;

TEST_CASE("results do not depend on the number of threads", "[experiments][determinism]") {
    Plan plan = tests::small_plan({"go-it-alone", "collective-impact"}, {"calm", "funding-cut"}, 5);
    plan.threads = 1;
    const Runs reference = run_cells(plan);
    plan.threads = GENERATE(2, 5);
    const Runs runs = run_cells(plan);
    for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
        CHECK(runs.n_done(cell) == 5);
        CHECK(runs.digest(cell) == reference.digest(cell));
    }
}

TEST_CASE("a run of a plan is the model's own run of that replicate", "[experiments][determinism]") {
    const Plan plan = tests::small_plan({"opportunistic"}, {"calm"}, 4);
    const Runs runs = run_cells(plan);
    const auto alone = models::run(plan.cells[0].setup, {.seed = plan.seed, .replicate = 2, .months = plan.months});
    CHECK(runs.at(0, 2).result.digest == alone.digest);
    CHECK(runs.at(0, 2).result.digest != runs.at(0, 1).result.digest);
    CHECK(runs.values(0, 0)[2] == alone.outcomes[0]);
}

TEST_CASE("fewer replicates are the first ones of more", "[experiments][determinism]") {
    const Runs few = run_cells(tests::small_plan({"opportunistic"}, {"calm"}, 2));
    const Runs more = run_cells(tests::small_plan({"opportunistic"}, {"calm"}, 4));
    for (std::size_t r = 0; r < 2; ++r)
        CHECK(few.at(0, r).result.digest == more.at(0, r).result.digest);
    CHECK(few.digest(0) != more.digest(0));
}

TEST_CASE("progress counts every run and month once", "[experiments]") {
    const Plan plan = tests::small_plan({"go-it-alone", "opportunistic"}, {"calm"}, 3, 7);
    Progress last;
    Watch watch;
    watch.on_progress = [&](const Progress& progress) {
        CHECK(progress.months_done >= last.months_done);
        last = progress;
    };
    run_cells(plan, watch);
    CHECK(last.runs == 6);
    CHECK(last.runs_done == 6);
    CHECK(last.months == 42);
    CHECK(last.months_done == 42);
}

TEST_CASE("a stopped plan keeps what was finished and says that it was interrupted", "[experiments]") {
    Plan plan = tests::small_plan({"opportunistic"}, {"calm"}, 6);
    plan.threads = 1;
    std::atomic<bool> stop{false};
    Watch watch;
    watch.stop = &stop;
    watch.on_progress = [&](const Progress& progress) { stop = progress.runs_done >= 2; };
    const Runs runs = run_cells(plan, watch);
    CHECK(runs.was_interrupted);
    CHECK(runs.n_done(0) == 2);
    CHECK(runs.failures(plan).empty());
    CHECK(estimate(runs.values(0, 0)).n == 2);
}

TEST_CASE("series are means by month over replicates", "[experiments]") {
    Plan plan = tests::small_plan({"opportunistic"}, {"calm"}, 2, 14);
    plan.keep_series = true;
    const Runs runs = run_cells(plan);
    const std::size_t students = static_cast<std::size_t>(models::observable_index("students"));
    const auto mean = runs.mean_series(0, students);
    REQUIRE(mean.size() == 14);
    for (std::size_t month = 0; month < mean.size(); ++month)
        CHECK(mean[month] == Approx(0.5 * (runs.at(0, 0).result.series[students][month] +
                                           runs.at(0, 1).result.series[students][month])));
}

TEST_CASE("a month absent in all replicates stays absent in the mean series", "[experiments]") {
    Runs runs;
    runs.n_replicates = 2;
    runs.all.resize(2);
    for (Run& run : runs.all)
        run.is_done = true;
    runs.all[0].result.series = {{absent, 1, 2}};
    runs.all[1].result.series = {{absent, absent, 4}};
    const auto mean = runs.mean_series(0, 0);
    CHECK(std::isnan(mean[0]));
    CHECK(mean[1] == 1);
    CHECK(mean[2] == 3);
}

TEST_CASE("failed runs are named by cell and replicate", "[experiments]") {
    Plan plan;
    plan.replicates = 2;
    plan.cells = {{"opportunistic", "calm", {}}, {"equity-first", "funding-cut", {}}};
    Runs runs;
    runs.n_replicates = 2;
    runs.all.resize(4);
    runs.all[3].failure = "the book does not balance";
    CHECK(runs.failures(plan) ==
          std::vector<std::string>{"run 3 (equity-first, funding-cut, replicate 1): the book does not balance"});
}

TEST_CASE("every shipped scenario runs with every strategy under every condition", "[experiments][library]") {
    scenarios::Problems problems;
    for (const auto& entry : scenarios::library(problems)) {
        if (entry.id == "nation") continue; // 50 million pupils: the bench's business
        const scenarios::Scenario scenario = scenarios::load_scenario(entry.file);
        Plan plan;
        plan.replicates = 1;
        // The large region meets every strategy and every condition, but not every pair.
        const bool is_large = scenario.setup.region.schools.size() > 100;
        plan.months = is_large ? 2 : 14;
        for (const std::string& strategy : scenario.strategy_ids())
            for (std::size_t c = 0; c < models::n_conditions; ++c) {
                const bool is_extreme = c == 0 || c + 1 == models::n_conditions;
                if (is_large && !is_extreme && strategy != "opportunistic") continue;
                Cell cell{strategy, std::string(models::condition_infos[c].id), scenario.setup};
                cell.setup.levers = scenario.find_strategy(strategy)->levers;
                cell.setup.conditions = {};
                cell.setup.conditions.strength[c] = c > 0;
                plan.cells.push_back(std::move(cell));
            }
        CAPTURE(entry.id);
        const Runs runs = run_cells(plan);
        CHECK(runs.failures(plan).empty());
        const auto ability = static_cast<std::size_t>(models::observable_index("ability-mean"));
        for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
            CHECK(runs.n_done(cell) == 1);
            CHECK(std::isfinite(runs.at(cell, 0).result.outcomes[ability]));
        }
    }
    CHECK(problems.is_empty());
}
