#include "experiments/runs/compare.h"

#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>

using namespace experiments;

namespace {

/// Three strategies under one condition with outcomes set by hand; all other outcomes are absent.
struct Fixture {
    Plan plan;
    Runs runs;
    std::size_t outcome;
};

Fixture by_hand(const std::string& outcome, const std::vector<std::vector<double>>& values) {
    Fixture f;
    f.plan.replicates = static_cast<std::uint32_t>(values[0].size());
    f.runs.n_replicates = values[0].size();
    f.outcome = static_cast<std::size_t>(models::observable_index(outcome));
    const char* names[] = {"go-it-alone", "opportunistic", "equity-first"};
    for (std::size_t i = 0; i < values.size(); ++i) {
        f.plan.cells.push_back({names[i], "calm", {}});
        for (const double value : values[i]) {
            Run run;
            run.is_done = true;
            run.result.outcomes.assign(models::observables().size(), absent);
            run.result.outcomes[f.outcome] = value;
            f.runs.all.push_back(std::move(run));
        }
    }
    return f;
}

} // namespace

TEST_CASE("differences, wins and best shares come from pairs of replicates", "[experiments]") {
    const Fixture f = by_hand("ability-mean", {{1, 2, 3, 4}, {2, 2, 5, 3}, {0, 2, 4, 4}});
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    REQUIRE(table.rows.size() == 3);
    const Comparison& base = table.rows[0];
    CHECK(base.difference.mean == 0);
    CHECK(base.difference.lo == 0);
    CHECK(base.wins.share() == 0);
    CHECK(base.p_best == Approx((0 + 1.0 / 3 + 0 + 0.5) / 4));
    const Comparison& second = table.rows[1];
    CHECK(second.level.mean == 3);
    CHECK(second.difference.mean == 0.5); // 1, 0, 2, -1
    CHECK(second.wins.better == 2);
    CHECK(second.wins.pairs == 4);
    CHECK(second.p_best == Approx((1 + 1.0 / 3 + 1 + 0) / 4));
    CHECK_FALSE(second.is_clear());
}

TEST_CASE("runs of one set of parameters are one case, and shared luck is counted", "[experiments][crossed]") {
    // 4 sets x 3 replicates: the strategy adds what its set adds (-3, -1, 1, 9) and what the luck adds (-1, 0, 1).
    // By hand: sets have variance 27.67 (mean 1.5), luck 1, nothing else; the mean's variance is 27.67 / 4 + 1 / 3.
    std::vector<double> base, values;
    for (const double set : {-3.0, -1.0, 1.0, 9.0})
        for (const double luck : {-1.0, 0.0, 1.0}) {
            base.push_back(100 * set + 10 * luck);
            values.push_back(base.back() + set + luck);
        }
    Fixture f = by_hand("ability-mean", {base, values});
    f.runs.n_points = 4;
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    const Comparison& row = table.rows[1];
    CHECK(row.difference.mean == Approx(1.5));
    CHECK(row.difference.se == Approx(std::sqrt(83.0 / 3 / 4 + 1.0 / 3)));
    CHECK(row.wins.pairs == 4); // sets, by their means: 1 and 9 are above 0, -1 and -3 below
    CHECK(row.wins.better == 2);
    CHECK(row.p_best == 0.5);
    CHECK_FALSE(row.is_clear());
    f.runs.n_points = 1; // 12 runs taken for independent: too sure
    CHECK(compare(f.plan, f.runs, "go-it-alone").rows[1].difference.se < 0.6 * row.difference.se);
}

TEST_CASE("with sets of parameters means, intervals, wins and standing hold luck and ignorance",
          "[experiments][uncertainty]") {
    // Usual runs differ from the baseline by 10 + luck (-1, 0, 1); sets add -12, 0, 2 and 6 to that: mean -1.
    Fixture f = by_hand("ability-mean", {{100, 200, 300}, {109, 210, 311}});
    f.plan.sets.resize(4), f.plan.lucks_a_set = 1;
    f.runs.n_sets = 4;
    const std::vector<double> usual{100, 200, 300}, gain{9, 10, 11}, shift{-12, 0, 2, 6};
    for (std::size_t cell = 0; cell < 2; ++cell)
        for (std::size_t s = 0; s < shift.size(); ++s) {
            Run run;
            run.is_done = true;
            run.result.outcomes.assign(models::observables().size(), absent);
            run.result.outcomes[f.outcome] = usual[s % 3] + (cell == 1 ? gain[s % 3] + shift[s] : 0);
            f.runs.in_sets.push_back(std::move(run));
        }
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    const Comparison* row = table.find(1, static_cast<int>(f.outcome));
    REQUIRE(row);
    CHECK(row->difference.mean == 9);
    CHECK(row->difference.n == 7);
    CHECK(row->by_set == std::vector<double>{-2, 10, 12, 16});
    CHECK((row->difference.lo < row->luck_lo && row->luck_hi < row->difference.hi));
    CHECK(row->luck_hi == Approx(9 + 4.30265 / std::sqrt(3.0))); // t(0.975, 2), SD 1 over three lucks
    CHECK(row->wins.pairs == 4);
    CHECK(row->wins.better == 3);
    CHECK(row->p_best == 0.75);
    const double sets = 180.0 / 3, luck = 1; // squares about -1: 121 + 1 + 9 + 49
    CHECK(row->ignorance == Approx(sets / (sets + luck)));
    CHECK(over_sets(*row).n_ahead == 3);
    CHECK(over_sets(*row).low == Approx(-2 + 0.15 * 12)); // type 7: 0.15 of the way from -2 to 10
    CHECK_FALSE(table.find(0, static_cast<int>(f.outcome))->standing.is_behind); // by luck alone it would be
    f.runs.n_sets = 0;
    CHECK(compare(f.plan, f.runs, "go-it-alone").find(0, static_cast<int>(f.outcome))->standing.is_behind);
    const Comparison* base = table.find(0, static_cast<int>(f.outcome));
    CHECK((base->difference.lo == 0 && base->difference.hi == 0 && base->luck_lo == 0 && base->luck_hi == 0));
}

TEST_CASE("the best is that of the cells asked for, in the direction of good, and never the baseline",
          "[experiments]") {
    const Fixture up = by_hand("ability-mean", {{9, 9}, {2, 2}, {4, 4}});
    const ComparisonTable more = compare(up.plan, up.runs, "go-it-alone");
    const int outcome = static_cast<int>(up.outcome);
    REQUIRE(best_of(more, {0, 1, 2}, outcome));
    CHECK(best_of(more, {0, 1, 2}, outcome)->cell == 2);
    CHECK(best_of(more, {0, 1}, outcome)->cell == 1);
    CHECK(best_of(more, {0}, outcome) == nullptr);
    CHECK(best_of(more, {0, 1, 2}, -1) == nullptr);
    const Fixture down = by_hand("dropout-rate", {{0.1, 0.1}, {0.2, 0.2}, {0.4, 0.4}});
    const ComparisonTable less = compare(down.plan, down.runs, "go-it-alone");
    REQUIRE(best_of(less, {0, 1, 2}, static_cast<int>(down.outcome)));
    CHECK(best_of(less, {0, 1, 2}, static_cast<int>(down.outcome))->cell == 1);
}

TEST_CASE("less is better where less is good", "[experiments]") {
    const Fixture f = by_hand("dropout-rate", {{0.3, 0.3}, {0.1, 0.2}});
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    CHECK(table.rows[1].wins.better == 2);
    CHECK(table.rows[1].p_best == 1);
    CHECK(table.rows[0].p_best == 0);
}

TEST_CASE("outcomes without a pair become gaps with a reason", "[experiments]") {
    const Fixture f = by_hand("trust", {{absent, absent}, {0.5, 0.7}, {absent, absent}});
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    CHECK(table.rows.empty());
    CHECK(table.gaps.size() == 3 * models::observables().size());
    std::map<std::size_t, Gap> trust;
    for (const Gap& gap : table.gaps)
        if (gap.observable == f.outcome) trust[gap.cell] = gap;
    CHECK(trust[1].mean == Approx(0.6));
    CHECK(trust[1].reason == "it does not exist under the baseline, so there is nothing to compare with");
    CHECK(std::isnan(trust[2].mean));
    CHECK(trust[2].reason == "it does not exist in this region or under this strategy");
}

TEST_CASE("pairs with one side absent are left out", "[experiments]") {
    const Fixture f = by_hand("ability-mean", {{1, absent, 3}, {2, 5, absent}});
    const ComparisonTable table = compare(f.plan, f.runs, "go-it-alone");
    REQUIRE(table.find(1, static_cast<int>(f.outcome)));
    CHECK(table.find(1, static_cast<int>(f.outcome))->difference.n == 1);
    CHECK(table.find(1, static_cast<int>(f.outcome))->difference.mean == 1);
    CHECK(table.find(1, -1) == nullptr);
}

TEST_CASE("in real runs the baseline differs from itself by exactly 0 and best shares sum to 1", "[experiments]") {
    const Plan plan = tests::small_plan({"go-it-alone", "opportunistic", "equity-first"}, {"calm", "recession=0.5"}, 4);
    const ComparisonTable table = compare(plan, run_cells(plan), "go-it-alone");
    std::map<std::pair<std::string, std::size_t>, double> best;
    for (const Comparison& row : table.rows) {
        if (plan.cells[row.cell].strategy == "go-it-alone") {
            CHECK(row.difference.mean == 0);
            CHECK(row.difference.lo == 0);
            CHECK(row.difference.hi == 0);
        }
        best[{plan.cells[row.cell].condition, row.observable}] += row.p_best;
    }
    REQUIRE_FALSE(best.empty());
    for (const auto& [key, sum] : best)
        CHECK(sum == Approx(1));
}
