// Whatever happens on the way, a sweep ends in the same tables.
#include "experiments/store/run_queue.h"
#include "experiments/store/sqlite.h"
#include "experiments/sweep/completeness.h"
#include "experiments/sweep/replay.h"
#include "sim/error.h"
#include "tests/experiments/sweeps.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;
using tests::content_of_store;
using tests::small_experiment;
using tests::sweep;

namespace {

/// Stops the sweep once `n` runs are done.
struct StopAfter {
    std::atomic<bool> stop{false};
    SweepWatch watch;
    explicit StopAfter(std::uint64_t n) {
        watch.stop = &stop;
        watch.on_progress = [this, n](const SweepProgress& progress) {
            if (progress.done + progress.failed >= n) stop = true;
        };
    }
};

SweepOptions resumed(int threads = 2) { return {"", true, false, {}, threads}; }

} // namespace

TEST_CASE("a sweep holds each planned run once, and each is the model's own", "[experiments][sweep][determinism]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    const SweepResult result = sweep(folder, small_experiment(), path);
    CHECK(result.counts.done == 32);
    CHECK_FALSE(result.was_interrupted);
    const Store store(path);
    CHECK(store.header().n_treatments == 16);
    CHECK(store.header().baseline == "go-it-alone");
    const Experiment experiment = load_experiment(folder.path("small.json"));
    const Treatments treatments(experiment);
    const auto stored = store.runs_of(13)[1]; // point 3, calm, aligned-agreements
    CHECK(store.treatment(13)->point == 3);
    CHECK(store.treatment(13)->condition == "calm");
    CHECK(store.treatment(13)->strategy == "aligned-agreements");
    const auto alone = models::run(treatments.setup(13), {.seed = 3, .replicate = 1, .months = 12});
    CHECK(stored.digest == sim::hex(alone.digest));
    CHECK(stored.outcomes[0] == alone.outcomes[0]);
}

TEST_CASE("tables depend neither on threads nor on interruptions nor on shards", "[experiments][sweep][determinism]") {
    const tests::Folder folder;
    const auto document = small_experiment();
    sweep(folder, document, folder.path("whole.db"), {"", false, false, {}, 1});
    const auto reference = content_of_store(folder.path("whole.db"));
    REQUIRE(reference.size() == 32);
    sweep(folder, document, folder.path("threads.db"), {"", false, false, {}, 3});
    CHECK(content_of_store(folder.path("threads.db")) == reference);

    std::uint64_t before = 0;
    for (std::uint64_t n : {1u, 7u, 11u}) {
        StopAfter stop(n);
        const auto result = sweep(folder, document, folder.path("cut.db"), resumed(), stop.watch);
        CHECK(result.was_interrupted);
        CHECK(result.progress.stored == before);
        before = result.counts.all();
        CHECK(Store(folder.path("cut.db")).sessions().back().state == "interrupted");
    }
    CHECK(sweep(folder, document, folder.path("cut.db"), resumed()).progress.done == 32 - before);
    CHECK(content_of_store(folder.path("cut.db")) == reference);
    CHECK(sweep(folder, document, folder.path("cut.db"), resumed()).progress.done == 0);

    std::vector<std::string> parts;
    for (std::uint64_t i = 1; i <= 3; ++i) {
        parts.push_back(folder.path("part" + std::to_string(i) + ".db"));
        sweep(folder, document, parts.back(), {"", false, false, {i, 3}, 1});
    }
    CHECK(Store(parts[0]).counts().done == 11);
    merge_stores(parts, folder.path("merged.db"));
    CHECK(content_of_store(folder.path("merged.db")) == reference);
}

TEST_CASE("a grown experiment runs only what is new", "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path);
    const auto grown = small_experiment(R"({"design": {"points": 8, "first-points": 4}, "replicates": 3,
        "strategies": ["go-it-alone", "equity-first", "aligned-agreements"], "conditions": [{"recession": 1}, {"calm": 0},
        {"funding-cut": 0.5}]})");
    const SweepResult result = sweep(folder, grown, path, resumed());
    CHECK(result.counts.done == 8 * 3 * 3 * 3);
    CHECK(result.progress.done == 8 * 3 * 3 * 3 - 32);
    sweep(folder, grown, folder.path("fresh.db"));
    CHECK(content_of_store(path) == content_of_store(folder.path("fresh.db")));
    CHECK(Store(path).header().n_treatments == 72);
}

TEST_CASE("a store is not continued with another experiment, and stays as it is", "[experiments][sweep][input]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path);
    const auto before = content_of_store(path);
    CHECK_THROWS_WITH(sweep(folder, small_experiment(R"({"seed": 4})"), path, resumed()),
                      path + ": 32 of 32 stored runs are not those of this experiment; expected the same experiment, "
                             "scenario and data, perhaps with more points, replicates, strategies or conditions, or "
                             "another --out");
    CHECK_THROWS_WITH(sweep(folder, small_experiment(R"({"replicates": 1})"), path, resumed()),
                      Catch::Contains("16 of 32 stored runs are not those of this experiment"));
    CHECK_THROWS_WITH(sweep(folder, small_experiment(R"({"outcomes": ["trust"]})"), path, resumed()),
                      path +
                          ": the store has other inputs, outcomes or series than the experiment; expected the same, or "
                          "another --out");
    CHECK(content_of_store(path) == before);
}

TEST_CASE("until adds replicates to the worlds that need them, whatever the split", "[experiments][sweep]") {
    const tests::Folder folder;
    // The width was chosen so that some worlds are decided early and some not at all; work that goes well gains more
    // and less evenly.
    const auto document = small_experiment(R"({"until": {"outcome": "ability-mean", "half-width": 0.008, "at-most": 10},
                             "inputs": [{"id": "delivery.base", "low": -4, "high": 1}], "seed": 5, "horizon-months": 48})");
    sweep(folder, document, folder.path("whole.db"));
    const Store store(folder.path("whole.db"));
    std::vector<std::size_t> counts;
    for (std::uint64_t treatment = 0; treatment < 16; treatment += 2) {
        counts.push_back(store.runs_of(treatment).size());
        CHECK(store.runs_of(treatment + 1).size() == counts.back());
        CHECK(counts.back() % 2 == 0);
    }
    CHECK(*std::min_element(counts.begin(), counts.end()) < *std::max_element(counts.begin(), counts.end()));
    const auto reference = content_of_store(folder.path("whole.db"));
    StopAfter stop(20);
    sweep(folder, document, folder.path("cut.db"), {}, stop.watch);
    sweep(folder, document, folder.path("cut.db"), resumed(1));
    CHECK(content_of_store(folder.path("cut.db")) == reference);
    for (std::uint64_t i = 1; i <= 2; ++i)
        sweep(folder, document, folder.path("part" + std::to_string(i)), {"", false, false, {i, 2}, 2});
    merge_stores({folder.path("part1"), folder.path("part2")}, folder.path("merged.db"));
    CHECK(content_of_store(folder.path("merged.db")) == reference);
}

TEST_CASE("a run over its limit is kept with reason and seed, tried again by rule", "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    const auto document = small_experiment(R"({"limits": {"seconds-per-run": 1e-9, "retries": 2}})");
    SweepResult result = sweep(folder, document, path);
    CHECK(result.counts.over_limit == 32);
    CHECK(result.progress.failed == 32);
    const StoredRun run = Store(path).runs_of(5)[1];
    CHECK(run.status == RunStatus::over_limit);
    CHECK(run.reason == "took longer than 1e-09 s");
    CHECK(run.attempts == 3);
    CHECK(run.seed == 3);
    CHECK(run.digest.empty());
    CHECK(std::isnan(run.outcomes[0]));
    CHECK(sweep(folder, document, path, resumed()).progress.failed == 0); // a failure is a result
    const auto relaxed = small_experiment(R"({"limits": {"seconds-per-run": 1000}})");
    SweepOptions again = resumed();
    again.retries_failed = true;
    result = sweep(folder, relaxed, path, again);
    CHECK(result.progress.done == 32);
    CHECK(result.counts.all() == 32);
    CHECK(result.counts.over_limit == 0);
}

TEST_CASE("what a store lacks is known from the store alone", "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path, {"", false, false, {2, 4}, 1});
    const Store store(path);
    const auto missing = missing_runs(store);
    CHECK(missing.size() == 24);
    CHECK(missing[0].treatment == 0);
    CHECK(missing[0].replicate == 0);
    CHECK(missing[1].treatment == 1); // (0, 1) is in the shard
    CHECK(missing_runs(store, {2, 4}).empty());
}

TEST_CASE("completeness is counted cell by cell against the plan, also where rows were taken out",
          "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path);
    Completeness whole = completeness_of(Store(path));
    CHECK(whole.text() == "32 of 32 runs");
    CHECK(whole.missing() == 0);
    CHECK(whole.short_cells().empty());
    CHECK(whole.cells.size() == 4); // two strategies under two conditions
    Connection(path, Connection::Mode::write).run("DELETE FROM run WHERE treatment IN (0, 1) AND replicate = 0");
    whole = completeness_of(Store(path));
    CHECK(whole.done == 30);
    CHECK(whole.missing() == 2);
    CHECK(whole.is_short(whole.cells[0].strategy, whole.cells[0].condition));
    CHECK_FALSE(whole.is_short(whole.cells[2].strategy, whole.cells[2].condition));
    CHECK(whole.short_cells(1) ==
          whole.cells[0].strategy + " under " + whole.cells[0].condition + " 7 of 8 and 1 more");
    Connection(path, Connection::Mode::write).run("DELETE FROM treatment WHERE treatment = 3");
    CHECK_THROWS_WITH(completeness_of(Store(path)),
                      path + ": holds 15 of the 16 treatments of its plan; expected all: rows of the table treatment "
                             "were taken out");
}

TEST_CASE("a run is replayed from the store alone, and a changed digest is found",
          "[experiments][sweep][determinism]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path);
    std::filesystem::remove(folder.path("small.json"));
    std::string id;
    {
        const Store store(path);
        id = store.runs_of(11)[1].run;
        const Replay replay = replay_run(store, id);
        CHECK(replay.is_identical());
        CHECK(replay.again.run == id);
        CHECK(replay.notes.empty());
        CHECK_THROWS_WITH(replay_run(store, "no-such-run"),
                          Catch::StartsWith(path + ": no run 'no-such-run'; expected"));
    }
    StoredRun other = *Store(path).find_run(id); // a result that another model would have given
    other.digest = "00";
    other.outcomes[static_cast<std::size_t>(Store(path).outcome_index("ability-mean"))] = 5;
    Connection(path, Connection::Mode::write).run("DELETE FROM run WHERE run = '" + id + "'");
    {
        StoreWriter writer(path, StoreWriter::Start::resume, Store(path).header());
        RunQueue queue(writer, {});
        queue.put(other);
        queue.finish("finished");
    }
    const Replay replay = replay_run(Store(path), id);
    CHECK_FALSE(replay.is_identical());
    CHECK(replay.differing.size() == 1);
}

TEST_CASE("damaged rows stop a resume, and are run again when asked for", "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(), path);
    const auto reference = content_of_store(path);
    const auto damage = [&] {
        Connection(path, Connection::Mode::write)
            .run("UPDATE run SET \"ability-mean\" = 0.5 WHERE treatment = 3; "
                 "UPDATE treatment SET \"trust.loss-ratio\" = 1 WHERE treatment = 7");
    };
    damage();
    CHECK_THROWS_WITH(sweep(folder, small_experiment(), path, resumed()), Catch::Contains("its checksum is wrong"));
    SweepOptions again = resumed();
    again.retries_failed = true;
    const SweepResult result = sweep(folder, small_experiment(), path, again);
    CHECK(result.n_damaged == 2);
    CHECK(result.progress.done == 2);
    CHECK(content_of_store(path) == reference);
}

TEST_CASE("an input held at one value acts like its parameter set, and is no column", "[experiments][sweep]") {
    const tests::Folder folder;
    for (const char* held :
         {R"({"id": "hidden-goals", "value": 0.25})", R"({"id": "hidden-goals", "low": 0.25, "high": 0.25})"}) {
        auto document = small_experiment();
        document["inputs"][1] = scenarios::Json::parse(held);
        document["inputs"].push_back(scenarios::Json::parse(R"({"id": "trust.gain", "value": 0.2})"));
        const Experiment experiment = load_experiment(tests::write_experiment(folder, document));
        const Treatments treatments(experiment);
        CHECK(treatments.design().inputs.size() == 1);
        for (std::uint64_t t = 0; t < treatments.size(); ++t) {
            const auto setup = treatments.setup(t);
            CHECK(setup.conditions.strength[static_cast<std::size_t>(models::condition_index("hidden-goals"))] == 0.25);
            CHECK(sim::ParameterTable<models::Parameters>::at(setup.parameters,
                                                              *models::parameter_table().find("trust.gain")) == 0.2);
        }
    }
    auto document = small_experiment();
    document["inputs"] =
        scenarios::Json::parse(R"([{"id": "horizon-months", "value": 3}, {"id": "trust.gain", "value": 0.2},
        {"id": "trust.gain", "value": 0.3, "low": 0.1}, {"id": "hidden-goals", "value": 2}, {"id": "search.wanted"}])");
    const std::string path = tests::write_experiment(folder, document);
    scenarios::Problems problems;
    CHECK_FALSE(read_experiment(path, problems));
    CHECK(folder.plain(problems.shown()) ==
          std::vector<std::string>{
              "small.json: /inputs/0/id: horizon-months is not held here; expected the experiment's own key "
              "horizon-months",
              "small.json: /inputs/2/low: is there beside value; expected one or the other",
              "small.json: /inputs/2/id: 'trust.gain' is there twice; expected it once",
              "small.json: /inputs/3/value: 2 is above the range; expected a number of its range from 0 to 1"});
}

TEST_CASE("series are kept on request", "[experiments][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    sweep(folder, small_experiment(R"({"series": true, "outcomes": ["trust", "ability-mean"]})"), path);
    const Store store(path);
    CHECK(store.header().outcomes.size() == 2);
    const Experiment experiment = load_experiment(folder.path("small.json"));
    const auto again =
        models::run(Treatments(experiment).setup(7), {.seed = 3, .replicate = 1, .months = 12, .keep_series = true});
    const auto students = static_cast<std::size_t>(models::observable_index("students"));
    const auto series = store.series(7, 1, "students");
    REQUIRE(series.size() == 12);
    for (std::size_t month = 0; month < 12; ++month)
        CHECK(series[month] == static_cast<float>(again.series[students][month]));
}

TEST_CASE("an estimate names runs, time and disk", "[experiments][sweep]") {
    SweepEstimate estimate;
    estimate.runs = estimate.most_runs = 12288;
    estimate.pilot_runs = 4;
    estimate.seconds_per_run = 0.5;
    estimate.seconds = 11400;
    estimate.threads = 2;
    estimate.bytes = 2.1e9;
    CHECK(estimate_text(estimate) ==
          "12288 runs, about 3 h 10 min on 2 threads (500 ms a run, from 4 runs), about 2.1 GB of disk");
    const tests::Folder folder;
    const auto found = estimate_sweep(load_experiment(tests::write_experiment(folder, small_experiment())), {}, 1);
    CHECK(found.runs == 32);
    CHECK(found.pilot_runs == 2);
    CHECK(found.seconds > 0);
}

TEST_CASE("shards are written I/N", "[experiments][sweep]") {
    CHECK(parse_shard("2/3")->text() == "2/3");
    for (const char* wrong : {"", "1", "0/3", "4/3", "1/0", "a/3", "1/3 ", "-1/3", "1/3/4"})
        CHECK_FALSE(parse_shard(wrong));
}
