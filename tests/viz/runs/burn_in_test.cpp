// The years before a run's month 0: the window begins in the world that `accord run` begins in.
#include "models/model.h"
#include "tests/viz/sessions.h"
#include "viz/runs/bands.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace viz;
using tests::lever;

namespace {

constexpr std::uint32_t years_before = 3, months = 20;

/// A scenario of the library whose world is run in for so many months.
std::shared_ptr<const scenarios::Scenario> scenario_after(models::BurnIn burn_in) {
    auto scenario = std::make_shared<scenarios::Scenario>(*tests::library_scenario("tiny-region", months));
    scenario->setup.burn_in = burn_in;
    return scenario;
}
std::shared_ptr<const scenarios::Scenario> warm_scenario() { return scenario_after({false, 12 * years_before}); }

models::RunResult models_run(const scenarios::Scenario& scenario, const models::Levers& levers,
                             std::uint32_t replicate = 0) {
    models::Setup setup = scenario.setup;
    setup.levers = levers;
    return models::run(setup, {.seed = scenario.seed, .replicate = replicate, .months = months, .keep_series = true});
}

/// How many months the beginning of a script takes in which it can be stopped: none where its world is known.
std::uint32_t months_run_in(const Script& script, bool is_kept = true) {
    std::uint32_t n = 0;
    models::World world;
    begin(
        script, world,
        [&] {
            ++n;
            return false;
        },
        is_kept);
    CHECK(month_of(world) == 0);
    return n;
}

} // namespace

TEST_CASE("whatever the burn-in, every strategy begins in the window as it does in the model, bit for bit",
          "[viz][burn-in][determinism]") {
    const models::BurnIn burn_in =
        GENERATE(models::BurnIn{}, models::BurnIn{false, 12 * years_before}, models::BurnIn{true, 0});
    const auto scenario = scenario_after(burn_in);
    for (const std::string id : {"opportunistic", "collective-impact", "go-it-alone", "status-quo"}) {
        INFO(burn_in.text() << ", " << id);
        const auto run = tests::run(make_script(scenario, id));
        CHECK(run->digest == models_run(*scenario, scenario->levers_of(id)).digest);
        CHECK(run->months_done() == months);
        for (std::uint32_t m = 0; m <= months; ++m)
            CHECK(run->frames[m]->month == m);
    }
}

TEST_CASE("a scenario's own going alone lets agreements run out in the window too", "[viz][burn-in]") {
    auto scenario = std::make_shared<scenarios::Scenario>(*warm_scenario());
    scenario->strategy = models::counterfactual;
    scenario->setup.levers = scenarios::find_strategy(models::counterfactual)->levers;
    CHECK(make_script(scenario, scenario->strategy).levers.agreement.readiness == 0);
    scenario->setup.levers.agreement.readiness = 0.3; // as a sweep may set it
    CHECK(make_script(scenario, scenario->strategy).levers.agreement.readiness == 0.3);
}

TEST_CASE("a branch after a burn-in is the model's world with other levers from that month on",
          "[viz][burn-in][determinism]") {
    const auto scenario = warm_scenario();
    Script script = make_script(scenario, scenario->strategy);
    const auto before = tests::run(script);
    constexpr std::uint32_t month = 9;
    script.commands = {lever(month, "money.co-funding", 0.6)};
    models::World world = models::start_world(scenario->setup, sim::luck(scenario->seed, 0));
    models::advance(world, month);
    world.levers.money.co_funding = 0.6;
    models::advance(world, months - month);
    CHECK(tests::run(script, {before})->digest == models::digest(world));
    CHECK(tests::run(script)->digest == models::digest(world));
    CHECK(before->digest != models::digest(world));
}

TEST_CASE("each luck of a band after a burn-in is that replicate of the model", "[viz][burn-in][determinism]") {
    const auto scenario = warm_scenario();
    Script script = make_script(scenario, "aligned-agreements");
    script.replicate = script.first_replicate = 2;
    Bands bands;
    Anchors own;
    constexpr std::size_t n = 3;
    REQUIRE(run_replicates(
        script, bands, n, own, {}, [](const Bands&) {}, false));
    for (std::uint32_t r = 0; r < n; ++r) {
        const auto run = models_run(*scenario, script.levers, 2 + r);
        for (std::size_t o = 0; o < run.series.size(); ++o)
            for (std::uint32_t m = 1; m <= months; ++m) {
                const float a = bands.replicates[r]->at(o, m), b = static_cast<float>(run.series[o][m - 1]);
                CHECK((a == b || (std::isnan(a) && std::isnan(b))));
            }
    }
}

TEST_CASE("scripts that begin in the same world run it in once", "[viz][burn-in]") {
    auto own = std::make_shared<scenarios::Scenario>(*warm_scenario());
    own->seed = 4711; // no other test's
    const std::shared_ptr<const scenarios::Scenario> scenario = own;
    const Script script = make_script(scenario, scenario->strategy);
    CHECK(months_run_in(script, false) == 12 * years_before); // kept by nobody
    CHECK(months_run_in(script) == 12 * years_before);
    CHECK(months_run_in(script) == 0);
    Script other = make_script(scenario, "equity-first");
    other.commands = {lever(0, "money.co-funding", 0.4), tests::shock(5, "recession")};
    CHECK(months_run_in(other) == 0);
    other.replicate = 1;
    CHECK(months_run_in(other) == 12 * years_before);
    models::Parameters parameters = scenario->setup.parameters;
    parameters.trust.loss_ratio *= 1.1;
    other = script, other.parameters = std::make_shared<const models::Parameters>(parameters);
    CHECK(months_run_in(other) == 12 * years_before);
    CHECK(n_warm_lucks(script) > 1);
}

TEST_CASE("whoever changes a script need not wait for the years before it", "[viz][burn-in]") {
    auto own = std::make_shared<scenarios::Scenario>(*warm_scenario());
    own->seed = 4712;
    const Script script = make_script(std::shared_ptr<const scenarios::Scenario>(own), own->strategy);
    std::uint32_t asked = 0;
    bool is_published = false;
    const auto run = run_script(
        script, 1, {}, [&](TrajectoryPtr) { is_published = true; }, [&] { return ++asked > 10; });
    CHECK(run == nullptr);
    CHECK_FALSE(is_published);
    CHECK(asked == 11); // in the first of those years
    CHECK(months_run_in(script) == 12 * years_before);
}
