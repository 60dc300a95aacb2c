#include "experiments/runs/why.h"

#include "models/groups.h"
#include "models/observables.h"
#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

using namespace experiments;

namespace {

LeadQuestion small_question(const std::string& ahead, const std::string& behind, std::uint32_t months = 36,
                            const std::string& region = "two-schools") {
    const Plan plan = tests::small_plan({ahead, behind}, {"calm"}, 2, months, region);
    return {plan.cells[0], plan.cells[1], 3, 2, months, 0};
}

/// Mean over replicates of how much `ahead` ends above `behind`.
double lead_of(const LeadQuestion& question) {
    Plan plan;
    plan.seed = question.seed, plan.replicates = question.replicates, plan.months = question.months;
    plan.cells = {question.ahead, question.behind};
    const Runs runs = run_cells(plan);
    const auto ability = static_cast<std::size_t>(models::observable_index("ability-mean"));
    return estimate(paired_differences(runs.values(0, ability), runs.values(1, ability))).mean;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

} // namespace

TEST_CASE("shares by what leaders choose sum to the lead of the two strategies under the same luck",
          "[experiments][why]") {
    const LeadQuestion question = small_question("shared-governance", "opportunistic");
    const LeadShares found = lever_shares(question);
    CHECK(found.groups == std::vector<std::string>{"goals", "terms", "voice", "coordination"}); // where they differ
    CHECK(found.runs == 16 * 2);
    CHECK(found.shares.whole.mean == Approx(lead_of(question)));
    CHECK(sum(found.shares.mean) == Approx(1));
}

TEST_CASE("a strategy that differs in one group alone owes its lead to that, and none to itself",
          "[experiments][why]") {
    LeadQuestion question = small_question("opportunistic", "opportunistic");
    CHECK(lever_shares(question).groups.empty());
    question.ahead.setup.levers.delivery.support = 10;
    const LeadShares found = lever_shares(question);
    CHECK(found.groups == std::vector<std::string>{"delivery"});
    CHECK(found.shares.mean == std::vector<double>{1});
}

TEST_CASE("shares by mechanism and what is left without them sum to the lead, with mean fidelity held",
          "[experiments][why]") {
    const LeadQuestion question = small_question("aligned-agreements", "opportunistic", 36, "tiny-region");
    const MechanismShares found = mechanism_shares(question);
    CHECK(found.groups.back() == everything_else);
    CHECK(found.groups.size() == models::mechanism_groups().size() + 1);
    CHECK(found.shares.whole.mean == Approx(lead_of(question)));
    CHECK(sum(found.shares.mean) == Approx(1));
    // Without trust alone every logit falls by more than 1 and fidelity by about .2; held, it stays within .05.
    CHECK(std::abs(found.farthest_fidelity - found.fidelity) < 0.05);
}

TEST_CASE("what a lead rests on stops when told to", "[experiments][why]") {
    const std::atomic<bool> stop{true};
    const LeadQuestion question = small_question("aligned-agreements", "opportunistic", 12);
    CHECK(lever_shares(question, {{}, &stop}).was_interrupted);
    CHECK(mechanism_shares(question, {{}, &stop}).was_interrupted);
}
