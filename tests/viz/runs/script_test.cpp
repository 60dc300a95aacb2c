#include "viz/runs/script.h"

#include "models/model.h"
#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace viz;
using tests::lever, tests::shock;

TEST_CASE("an untouched script is the model's own run, bit for bit", "[viz][determinism]") {
    const std::string id = GENERATE("tiny-region", "recession-town");
    const auto scenario = tests::library_scenario(id, 72);
    Script script = make_script(scenario, scenario->strategy);
    const std::string condition = GENERATE("", "recession", "partner-exit", "unequal-power");
    if (!condition.empty())
        script.conditions.strength[static_cast<std::size_t>(models::condition_index(condition))] = 0.7;
    models::Setup setup = scenario->setup;
    setup.conditions = script.conditions;
    CHECK(tests::run(script)->digest ==
          models::run(setup, {.seed = scenario->seed, .replicate = 0, .months = 72}).digest);
}

TEST_CASE("a shock struck in the condition's own month is the condition", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 100);
    const std::string id = GENERATE("funding-cut", "recession", "absence-shock", "partner-exit", "leadership-churn");
    const auto start = static_cast<std::uint32_t>(scenario->setup.parameters.condition.start);
    Script by_hand = make_script(scenario, scenario->strategy), given = by_hand;
    by_hand.commands.push_back(shock(start, id));
    given.conditions.strength[static_cast<std::size_t>(models::condition_index(id))] = 1;
    const auto one = tests::run(by_hand), other = tests::run(given);
    for (const std::size_t month : {start, start + 1, start + 30}) // up to there the course has no rounding of its own
        for (std::size_t o = 0; o < models::observables().size(); ++o) {
            const double a = one->frames[month]->observables[o], b = other->frames[month]->observables[o];
            CHECK((a == b || (std::isnan(a) && std::isnan(b))));
        }
    CHECK(one->frames[100]->observables !=
          tests::run(make_script(scenario, scenario->strategy))->frames[100]->observables);
}

TEST_CASE("two shocks in different months each run their course", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 120);
    Script script = make_script(scenario, scenario->strategy);
    script.commands = {shock(6, "funding-cut"), shock(30, "recession", 0.5)};
    const auto& p = scenario->setup.parameters.condition;
    CHECK(strength_at(script, models::Condition::funding_cut, 5) == 0);
    CHECK(strength_at(script, models::Condition::funding_cut, 6) == 1);
    CHECK(strength_at(script, models::Condition::recession, 29) == 0);
    CHECK(strength_at(script, models::Condition::recession, 30) == 0.5);
    const auto gone = static_cast<std::uint32_t>(6 + p.length + p.recovery);
    CHECK(strength_at(script, models::Condition::funding_cut, gone) == 0);
    const auto run = tests::run(script);
    CHECK(run->frames[7]->environment.public_cut == Approx(p.cut_depth));
    CHECK(run->frames[7]->environment.donor_factor == 1);
    CHECK(run->frames[31]->environment.donor_factor == Approx(1 - 0.5 * p.recession_donors));
}

TEST_CASE("a shock may be taken back", "[viz]") {
    Script script = make_script(tests::library_scenario("tiny-region", 48), "opportunistic");
    script.commands = {shock(6, "funding-cut"), shock(12, "funding-cut", 0)};
    const auto run = tests::run(script);
    CHECK(run->frames[12]->environment.public_cut > 0);
    CHECK(run->frames[13]->environment.public_cut == 0);
}

TEST_CASE("scripts part where their commands do", "[viz]") {
    const Script plain = make_script(tests::library_scenario("tiny-region", 60), "opportunistic");
    const auto with = [&](std::vector<Command> commands) {
        Script script = plain;
        script.commands = std::move(commands);
        return script;
    };
    CHECK(divergence(plain, plain) == 60);
    CHECK(divergence(plain, with({lever(17, "money.co-funding", 0.4)})) == 17);
    CHECK(divergence(with({shock(9, "recession")}), with({shock(9, "recession", 0.5)})) == 9);
    CHECK_FALSE(divergence(plain, with({lever(0, "money.co-funding", 0.4)})).has_value());
    CHECK(divergence(plain, with({lever(17, "coordination.backbone", 1)})) == 17);
    CHECK_FALSE(divergence(plain, with({shock(17, "unequal-power")})).has_value());
    Script other = plain;
    other.replicate = 1;
    CHECK_FALSE(divergence(plain, other).has_value());
    other = plain, other.holds.push_back({20, HoldKind::principal_stays, 0});
    CHECK(divergence(plain, other) == 20);
}

TEST_CASE("leaders who are told to leave leave, and a partner who is told to go goes", "[viz]") {
    Script script = make_script(tests::library_scenario("tiny-region", 12), "opportunistic");
    const auto before = tests::run(script);
    script.commands = {{4, CommandKind::leader_leaves, "", 0, 1}, {6, CommandKind::partner_leaves, "", 0, 0}};
    const auto after = tests::run(script);
    CHECK(after->frames[5]->schools[1].principal_months <= 1);
    CHECK(before->frames[5]->schools[1].principal_months > 1);
    CHECK(after->frames[5]->schools[0].principal_months == before->frames[5]->schools[0].principal_months);
    CHECK(after->frames[6]->partners[0].is_present);
    CHECK_FALSE(after->frames[7]->partners[0].is_present);
}

TEST_CASE("a backbone that is chosen during a run founds coalitions then, with accounts that balance", "[viz]") {
    Script script = make_script(tests::library_scenario("sonoma", 36), "opportunistic");
    const auto cost = static_cast<std::size_t>(models::observable_index("cost-backbone-grants"));
    const auto before = tests::run(script);
    script.commands = {lever(18, "coordination.backbone", 1), lever(18, "coordination.pooled", 0.4)};
    const auto after = tests::run(script);
    CHECK(before->at(36).observables[cost] == 0);
    CHECK(after->at(18).observables[cost] == 0); // not before it was chosen
    CHECK(after->at(36).observables[cost] > 0);
    for (std::size_t o = 0; o < models::observables().size(); ++o) {
        const double a = after->at(18).observables[o], b = before->at(18).observables[o];
        CHECK((a == b || (std::isnan(a) && std::isnan(b))));
    }
    const models::World world = world_at(script, 36, {after});
    REQUIRE(world.coalitions.size() > 0);
    CHECK(world.money.size() == world.accounts.first_coalition + world.coalitions.size());
    double members = 0, in_one = 0;
    for (const double n : world.coalitions.n_members)
        members += n;
    for (const sim::Row c : world.institutions.coalition)
        in_one += c != sim::no_row;
    CHECK(members == in_one);
}

TEST_CASE("coalitions that live take what the strategy changes to, and nobody joins twice", "[viz]") {
    Script script = make_script(tests::library_scenario("sonoma", 30), "collective-impact");
    script.commands = {lever(20, "coordination.shared-measurement", 0.25)};
    const models::World before = world_at(script, 20, {}), after = world_at(script, 21, {});
    REQUIRE(before.coalitions.size() > 0);
    for (std::size_t c = 0; c < before.coalitions.size(); ++c)
        if (before.coalitions.is_alive[c]) CHECK(after.coalitions.shared_measurement[c] == 0.25);
    for (std::size_t i = 0; i < before.institutions.size(); ++i) {
        const sim::Row c = before.institutions.coalition[i];
        if (c != sim::no_row && before.coalitions.is_alive[c]) CHECK(after.institutions.coalition[i] == c);
    }
}
