// A sweep's store in the viewer: who gains what, and every run of it as something that can be played.
#include "viz/session/stored_run.h"

#include "sim/digest.h"
#include "sim/error.h"
#include "tests/experiments/sweeps.h"
#include "tests/viz/sessions.h"
#include "viz/session/session_file.h"
#include "viz/session/sweep_view.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace viz;

TEST_CASE("every run of a store, opened as a scenario, has the store's bits", "[viz][sweep][determinism]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    tests::sweep(folder, tests::small_experiment(), path);
    const experiments::Store store(path);
    std::size_t n = 0;
    store.each_run([&](const experiments::StoredRun& stored) {
        const StoredRunScenario run = stored_run({path, stored.treatment}, stored.replicate);
        Script script = make_script(run.scenario, run.scenario->strategy);
        script.replicate = stored.replicate;
        CHECK(run.digest == stored.digest);
        CHECK(sim::hex(tests::run(script)->digest) == stored.digest);
        ++n;
    });
    CHECK(n == 32);
    CHECK(stored_run({path, 3}, 99).digest.empty()); // no such luck was run
    CHECK_THROWS_AS(stored_run({path, 99}, 0), sim::InputError);
    CHECK_THROWS_AS(stored_run({folder.path("none.db"), 0}, 0), sim::InputError);
}

TEST_CASE("gains are paired: same point, condition and luck", "[viz][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    tests::sweep(folder, tests::small_experiment(), path);
    const experiments::Store store(path);
    const SweepView view = open_sweep(path);
    REQUIRE(view.strategies == std::vector<std::string>{"go-it-alone", "aligned-agreements"});
    CHECK(view.baseline == "go-it-alone");
    REQUIRE(view.conditions.size() == 2);
    const auto outcome = static_cast<std::size_t>(store.outcome_index("ability-mean"));
    const SweepOutcome read = read_outcome(view, outcome);
    const SweepSlice slice = slice_of(view, read, 1, 0, true);
    REQUIRE(slice.points.size() == 4);
    double sum = 0;
    for (const SweepPoint& point : slice.points) {
        const auto& treatment = view.treatments[point.row];
        CHECK(treatment.strategy == "aligned-agreements");
        CHECK(treatment.condition == "calm");
        const auto own = store.values(treatment.treatment, outcome),
                   base = store.values(treatment.treatment - 1, outcome);
        const double gain = (own[0] - base[0] + own[1] - base[1]) / 2; // of both replicates
        CHECK(point.gain == Approx(gain).margin(1e-15));
        sum += gain;
    }
    CHECK(read.gains[1][0].difference.mean == Approx(sum / 4).margin(1e-15));
    CHECK(read.gains[1][0].difference.n == 4);
    CHECK(read.gains[1][0].wins.pairs == 8);
    CHECK(read.gains[0][0].difference.mean == 0);
    CHECK(sweep_finding(view, read, outcome, 0, 0) ==
          "This is going alone, which the others are compared with: choose another strategy.");
    CHECK(sweep_finding(view, read, outcome, 1, 0).find("Under calm conditions, ") == 0);
    const auto caveats = sweep_caveats(view);
    REQUIRE(caveats.size() == 3);
    CHECK(caveats[0] == view.caveats[0]);
}

TEST_CASE("a session that began in a store is saved with its origin and replays from it", "[viz][sweep][determinism]") {
    const tests::Folder folder;
    const std::string store = folder.path("s.db"), path = folder.path("session.json");
    tests::sweep(folder, tests::small_experiment(), store);
    std::uint64_t digest = 0;
    {
        const StoredRunScenario run = stored_run({store, 5}, 1);
        Engine engine(0);
        Session session(run.scenario, engine, 1, {store, 5});
        session.act(tests::act(tests::shock(6, "recession")));
        engine.wait();
        digest = engine.snapshot().run(Lane::a)->digest;
        CHECK(sim::hex(digest) != run.digest);
        save_session(path, stored(session, engine.snapshot(), 12));
    }
    scenarios::Problems problems;
    const auto read = read_session(path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    const auto scenario = scenario_of(*read, path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    CHECK(read->origin == StoreOrigin{store, 5});
    Engine engine(0);
    Session session(scenario, engine, read->replicate, read->origin);
    session.replace(history_of(*read));
    engine.wait();
    CHECK(engine.snapshot().run(Lane::a)->digest == digest);
    CHECK(replay_difference(*read, engine.snapshot()) == "");
    CHECK(std::remove(store.c_str()) == 0);
    scenarios::Problems gone;
    CHECK(scenario_of(*read, path, gone) == nullptr);
    REQUIRE(gone.size() == 1);
    CHECK(folder.plain(gone)[0].find("session.json: /store: ") == 0);
}
