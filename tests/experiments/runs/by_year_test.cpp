#include "experiments/runs/by_year.h"

#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace experiments;

namespace {

models::Setup struck(models::Condition condition) {
    models::Setup setup;
    setup.conditions.strength[static_cast<std::size_t>(condition)] = 0.5;
    setup.parameters.condition.start = 24, setup.parameters.condition.length = 12;
    setup.parameters.condition.recovery = 12;
    return setup;
}

using Years = std::vector<std::uint32_t>;

} // namespace

TEST_CASE("one, three, five and ten years are looked at, the last whole one, and all of a shock",
          "[experiments][runs]") {
    const models::Setup calm;
    CHECK(years_of_interest(calm, 120) == Years{1, 3, 5, 10});
    CHECK(years_of_interest(calm, 250) == Years{1, 3, 5, 10, 20});
    CHECK(years_of_interest(calm, 30) == Years{1, 2});
    CHECK(years_of_interest(calm, 11).empty());
    // Months 24 to 35, and on the way back 36 to 46: years 3 and 4.
    CHECK(years_of_interest(struck(models::Condition::recession), 120) == Years{1, 3, 4, 5, 10});
    CHECK(years_of_interest(struck(models::Condition::leadership_churn), 120) == Years{1, 3, 5, 10}); // never passes
    CHECK(years_of_interest(struck(models::Condition::misaligned_goals), 120) == Years{1, 3, 5, 10});
}

TEST_CASE("a year's difference is that of the runs that end there", "[experiments][runs]") {
    Plan plan = tests::small_plan({"go-it-alone", "opportunistic"}, {"calm"}, 3, 36);
    plan.keep_years = true;
    const Runs runs = run_cells(plan);
    const ComparisonTable table = compare(plan, runs, "go-it-alone");
    for (const char* id : {"ability-mean", "partnerships-formed", "cost-per-student"}) {
        CAPTURE(id);
        const Comparison* row = table.find(1, models::observable_index(id));
        REQUIRE(row);
        const auto years = by_year(plan, runs, *row);
        REQUIRE(years.size() == 2);
        CHECK(years[1].year == 3);
        CHECK(years[1].difference.mean == row->difference.mean);
        CHECK(years[1].difference.lo == row->difference.lo);
        Plan shorter = plan;
        shorter.months = 12;
        const Runs short_runs = run_cells(shorter);
        CHECK(years[0].difference.mean ==
              compare(shorter, short_runs, "go-it-alone").find(1, models::observable_index(id))->difference.mean);
        CHECK(by_year(plan, runs, *table.find(0, models::observable_index(id)))[0].difference.mean == 0);
    }
    plan.keep_years = false;
    CHECK(by_year(plan, runs, table.rows.front()).empty());
}

TEST_CASE("runs that start from one warmed world have the digests of runs that each warm their own",
          "[experiments][runs][determinism]") {
    Plan plan = tests::small_plan({"go-it-alone", "opportunistic", "collective-impact"}, {"calm", "recession"}, 2, 12);
    for (Cell& cell : plan.cells)
        cell.setup.burn_in.months = 24, cell.setup.today = plan.cells[1].setup.levers;
    plan.threads = 1;
    const Runs one = run_cells(plan);
    plan.threads = 2;
    const Runs two = run_cells(plan);
    for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
        CHECK(one.digest(cell) == two.digest(cell));
        CHECK(one.burnt_in(cell) == std::vector<std::uint32_t>{24, 24});
        CHECK(one.at(cell, 1).result.digest ==
              models::run(plan.cells[cell].setup, {.replicate = 1, .months = 12}).digest);
    }
}
