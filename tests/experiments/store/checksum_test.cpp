// Whatever is changed in a store after it was written is noticed, named, and can be run again.
#include "experiments/store/sqlite.h"
#include "tests/experiments/stores.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace tests;

namespace {

/// The message of a row that was changed.
std::string wrong(const std::string& path, const std::string& row) {
    return path + ": " + row +
           ": its checksum is wrong: something in the row was changed after it was written; expected an undamaged row";
}

std::vector<std::string> faults_of(const std::string& path) {
    try {
        Store(path).verify();
    } catch (const sim::InputError& error) {
        return error.messages();
    }
    return {};
}

} // namespace

TEST_CASE("whatever is changed in a row is noticed wherever the row is read, and named", "[experiments][store]") {
    const tests::Folder folder;
    const char* changes[] = {"UPDATE run SET \"ability-mean\" = \"ability-mean\" + 1e-15",
                             "UPDATE run SET \"ability-mean\" = NULL",
                             "UPDATE run SET dropout = 0.0",
                             "UPDATE run SET seed = 8",
                             "UPDATE run SET digest = ''",
                             "UPDATE run SET status = 'failed'",
                             "UPDATE run SET run = 'f' || substr(run, 2)",
                             "UPDATE run SET replicate = replicate + 2"};
    for (std::size_t k = 0; k < std::size(changes); ++k) {
        const char* change = changes[k];
        CAPTURE(change);
        const std::string path = folder.path(std::to_string(k) + ".db");
        fill(path, {run(0, 0, 0.5), run(0, 1, 0.25)});
        CHECK(faults_of(path).empty());
        Connection(path, Connection::Mode::write).run(std::string(change) + " WHERE replicate = 1");
        CHECK_THROWS_AS(Store(path).verify(), sim::InputError);
        CHECK_THROWS_AS(Store(path).values(0), sim::InputError);
        CHECK_THROWS_AS(Store(path).runs_of(0), sim::InputError);
        CHECK_THROWS_AS(Store(path).strategy_means(0), sim::InputError);
        CHECK_THROWS_AS(StoreWriter(path, Start::resume, header()).places(), sim::InputError);
        CHECK_THROWS_AS(merge_stores({path}, folder.path("merged.db")), sim::InputError);
        CHECK_FALSE(std::filesystem::exists(folder.path("merged.db")));
        std::size_t n = 0;
        CHECK_THROWS_AS(Store(path).each_run([&](const StoredRun& r) { n += r.outcomes[0] == 0.5; }), sim::InputError);
        CHECK(n == 1); // the whole one was handed out
    }
    const std::string path = folder.path("0.db");
    const std::vector<std::string> faults = faults_of(path);
    REQUIRE(faults.size() == 2);
    CHECK(faults[0] == wrong(path, "run 0000000000000001 (treatment 0, replicate 1)"));
    CHECK(faults[1] ==
          path + ": `accord sweep EXPERIMENT --out " + path + " --resume --retry-failed` runs damaged rows again");
}

TEST_CASE("changed treatments, months and headers are noticed too", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    const auto change = [&](const char* sql) {
        std::filesystem::remove(path);
        fill(path, {run(0, 0, 0.5)});
        Connection(path, Connection::Mode::write).run(sql);
    };
    change("UPDATE treatment SET \"trust.gain\" = 0.11 WHERE treatment = 1");
    CHECK(faults_of(path).at(0) == wrong(path, "treatment 1"));
    CHECK_THROWS_AS(Store(path).treatment(1), sim::InputError);
    CHECK(Store(path).treatment(0)->inputs[0] == 0.1);
    CHECK_FALSE(StoreWriter(path, Start::resume, header()).holds(each_treatment)); // so a sweep writes them again
    change("UPDATE series SET data = zeroblob(length(data))");
    CHECK(faults_of(path).at(0) == wrong(path, "series of treatment 0, replicate 0"));
    CHECK_THROWS_AS(Store(path).series(0, 0, models::observables()[0].id), sim::InputError);
    CHECK_THROWS_AS(merge_stores({path}, folder.path("merged.db")), sim::InputError);
    for (const char* sql :
         {"UPDATE meta SET value = '3' WHERE key = 'replicates'", "UPDATE outcome SET good = 'down'",
          "UPDATE input SET high = 0.7 WHERE id = 'trust.gain'", "UPDATE input_file SET content = 'x'",
          "UPDATE series_column SET id = id || 'x' WHERE position = 1"}) {
        CAPTURE(sql);
        change(sql);
        CHECK_THAT(refusal<sim::InputError>([&] { Store{path}; }),
                   Catch::StartsWith(path + ": the checksum of its header"));
    }
}

TEST_CASE("damaged rows are taken out when they are to be run again, and nothing else", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    fill(path, {run(0, 0, 1), run(0, 1, 2), run(1, 0, 3), failed(1, 1)});
    Connection(path, Connection::Mode::write)
        .run("UPDATE run SET seed = 9 WHERE treatment = 0 AND replicate = 1; "
             "UPDATE series SET months = 2 WHERE treatment = 1");
    {
        StoreWriter writer(path, Start::resume, header());
        CHECK(writer.places(true).size() == 3);
        CHECK(writer.forget_failed() == 2);
        CHECK(writer.places().size() == 1);
        RunQueue queue(writer, {});
        queue.put(run(0, 1, 2)), queue.put(run(1, 0, 3));
        queue.finish("finished");
    }
    CHECK(faults_of(path).empty());
    CHECK(Store(path).counts().done == 3);
    CHECK(Store(path).counts().all() == 3); // the failed one is to be run again
}

TEST_CASE("runs that move to another place keep a right checksum, with their months", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    fill(path, {run(0, 0, 1), run(1, 0, 2)});
    {
        StoreWriter writer(path, Start::resume, header());
        writer.replace_plan(header(), each_treatment, {{{0, 0}, {1, 0}}, {{1, 0}, {0, 0}}}); // exchanged
    }
    CHECK(faults_of(path).empty());
    const Store store(path);
    CHECK(store.values(0, 0) == std::vector<double>{2});
    CHECK(store.series(1, 0, models::observables()[0].id) == std::vector<float>{1, 2, 3});
}

TEST_CASE("a store of version 1 is read with a caveat, and gets its checksums when it is written to",
          "[experiments][store]") {
    const tests::Folder folder;
    const std::string old = folder.path("old.db"), made = folder.path("made.db");
    fill(old, {run(0, 0, 0.5), run(1, 1, 0.25)});
    Connection(old, Connection::Mode::write)
        .run(
            "ALTER TABLE run DROP COLUMN checksum; ALTER TABLE treatment DROP COLUMN checksum; ALTER TABLE series DROP "
            "COLUMN checksum; DELETE FROM meta WHERE key = 'checksum'; PRAGMA user_version = 1");
    const Store store(old);
    CHECK(store.values(0, 0) == std::vector<double>{0.5});
    CHECK(store.series(1, 1, models::observables()[1].id) == std::vector<float>{3.25f, 4.25f, 5.25f});
    CHECK(store.treatment(1)->strategy == "equity-first");
    const std::string unchecked =
                          ": is a store of version 1: its rows have no checksums, so a changed number would not be "
                          "noticed",
                      later =
                          ": was begun as a store of version 1: its first rows got their checksums later, so a number "
                          "changed before that would not be noticed";
    CHECK(store.caveat() == old + unchecked);
    CHECK(merge_stores({old}, made) == 2);
    CHECK(Store(made).caveat() == made + later);
    CHECK(faults_of(made).empty());
    CHECK(Store(made).values(1, 0)[1] == 0.25);
    {
        StoreWriter writer(old, Start::resume, header());
        CHECK(writer.places().size() == 2);
        CHECK(Store(old).caveat() == old + unchecked); // opened, and nothing changed yet
        RunQueue queue(writer, {});
        queue.put(run(0, 1, 0.125));
        queue.finish("finished");
    }
    CHECK(Store(old).caveat() == old + later);
    CHECK(faults_of(old).empty());
    CHECK(Store(old).values(0, 0) == std::vector<double>{0.5, 0.125});
    Connection(old, Connection::Mode::write).run("UPDATE run SET seed = 3 WHERE treatment = 0");
    CHECK(faults_of(old).size() == 3); // both rows, and what to do
}
