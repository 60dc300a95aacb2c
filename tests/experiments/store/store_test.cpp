// The file itself: what goes in comes out, nothing is overwritten, and what is no store is refused by name.
#include "experiments/store/sqlite.h"
#include "tests/experiments/stores.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tests;

TEST_CASE("a store gives back what was put in, bit for bit", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("a?b #1%.db"); // SQLite's own special signs
    fill(path, {run(1, 1, 0.1), run(0, 0, -0.0), run(0, 1, 1e-300), failed(1, 0)});
    const Store store(path);
    CHECK(store.integrity() == "ok");
    const StoreHeader& h = store.header();
    CHECK(h.title == header().title);
    CHECK(h.seed == header().seed);
    CHECK(h.caveats == header().caveats);
    CHECK(h.inputs[1].levels == std::vector<std::string>{"one", "two"});
    CHECK(h.outcomes[1].good == sim::Good::down);
    CHECK(h.files[0].content == std::string("a\0b", 3));
    CHECK(store.outcome_index("dropout") == 1);
    CHECK(store.input_index("dropout") == -1);
    std::string order;
    store.each_run([&](const StoredRun& r) { order += r.run.back(); });
    CHECK(order == "0145");                      // by treatment and replicate, however they came in
    CHECK(store.runs_of(0)[0].outcomes[0] == 0); // SQLite knows no -0: the one bit it does not keep
    CHECK(store.find_run("0000000000000005")->outcomes[0] == 0.1);
    CHECK(std::isnan(store.find_run("0000000000000005")->outcomes[1]));
    CHECK_FALSE(store.find_run("0000000000000009"));
    CHECK(store.treatment(1)->strategy == "equity-first");
    CHECK(store.treatment(0)->inputs == std::vector<double>{0.1, 1});
    CHECK(store.values(0, 0)[1] == 1e-300);
    CHECK(std::isnan(store.values(0)[1][0]));
    CHECK(store.values(0)[1][1] == 0.1);
    CHECK(store.counts().done == 3);
    CHECK(store.counts().over_limit == 1);
    CHECK(store.sessions().at(0).state == "finished");
    CHECK(store.sessions().at(0).failed == 1);
    CHECK(store.strategy_means(0).front().strategy == "equity-first");
    CHECK(store.series(1, 1, models::observables()[2].id) == std::vector<float>{6.1f, 7.1f, 8.1f});
    CHECK(store.series(1, 0, models::observables()[2].id).empty());
}

TEST_CASE("a store is never overwritten and has one writer", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    fill(path, {run(0, 0, 1)});
    CHECK(refusal<sim::InputError>([&] { StoreWriter(path, Start::fresh, header()); }) ==
          path + ": exists and is never overwritten; expected a new file, or --resume to go on");
    StoreWriter writer(path, Start::resume, header());
    CHECK_FALSE(writer.is_new());
    CHECK(writer.places().size() == 1);
    CHECK(refusal<sim::MachineError>([&] { StoreWriter(path, Start::resume, header()); }) ==
          path + ": is locked: another sweep is writing it (`accord status` shows which)");
    CHECK(Store(path).counts().done == 1); // reading is allowed meanwhile
}

TEST_CASE("a second result of one run is an error of the writer, and the first stays", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    fill(path, {run(0, 0, 1)});
    {
        StoreWriter writer(path, Start::resume, header());
        RunQueue queue(writer, {});
        queue.put(run(0, 0, 2));
        CHECK_THROWS_AS(queue.finish("finished"), sim::MachineError);
    }
    CHECK(Store(path).values(0, 0) == std::vector<double>{1});
}

TEST_CASE("what is no store is refused by name", "[experiments][store][input]") {
    const tests::Folder folder;
    CHECK(refusal<sim::InputError>([&] { Store(folder.path("no.db")); }) ==
          folder.path("no.db") + ": cannot be read: No such file or directory; expected a store of a sweep");
    CHECK(refusal<sim::InputError>([&] { Store(folder.path("")); }) ==
          folder.path("") + ": is no file; expected a store of a sweep");
    const std::string text = folder.write("text.db", std::string(5000, 'x'));
    CHECK(refusal<sim::InputError>([&] { Store{text}; }) ==
          text + ": is not a store: file is not a database; expected a store of a sweep");
    CHECK(refusal<sim::InputError>([&] { StoreWriter(text, Start::resume, header()); }) ==
          text + ": is not a store: file is not a database; expected a store of a sweep");
    const std::string empty = folder.write("empty.db", "");
    CHECK(refusal<sim::InputError>([&] { Store{empty}; }) ==
          empty + ": is empty: its sweep was stopped before it began; expected a store");
    const std::string foreign = folder.write("foreign.db", "");
    Connection(foreign, Connection::Mode::write).run("CREATE TABLE t(x)");
    for (const bool is_read : {true, false})
        CHECK(refusal<sim::InputError>([&] {
                  if (is_read) Store{foreign};
                  StoreWriter(foreign, Start::resume, header());
              }) == foreign + ": is a database of another program; expected a store of a sweep");
    CHECK(Connection(foreign, Connection::Mode::read).number("SELECT count(*) FROM sqlite_schema") == 1);
    const std::string later = folder.path("later.db");
    fill(later, {});
    Connection(later, Connection::Mode::write).run("PRAGMA user_version = 99");
    CHECK(refusal<sim::InputError>([&] { Store{later}; }) ==
          later + ": is a store of version 99; expected version 2: use the accord that made it");
}

TEST_CASE("a damaged store is named as damaged", "[experiments][store][input]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    std::vector<StoredRun> runs;
    for (std::uint32_t r = 0; r < 200; ++r)
        runs.push_back(run(0, r, r));
    fill(path, runs);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    CHECK_THAT(refusal<sim::InputError>([&] { Store(path).each_run([](const StoredRun&) {}); }),
               Catch::StartsWith(path + ": is damaged: "));
}

TEST_CASE("a store that may not be written says so, and can be read all the same", "[experiments][store]") {
    // Root may write everything, so a child that is nobody tries; what it is told comes back through a file.
    std::string pattern = (std::filesystem::temp_directory_path() / "accord-store-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    const std::string folder = pattern, path = folder + "/s.db", said = folder + "/said";
    fill(path, {run(0, 0, 1)});
    std::ofstream(said) << "";
    chmod(said.c_str(), 0666), chmod(path.c_str(), 0444), chmod(folder.c_str(), 0555);
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && seteuid(65534) != 0) _exit(2);
        std::ofstream out(said);
        const auto tell = [&](const std::function<void()>& act) {
            try {
                act();
            } catch (const std::exception& error) {
                out << error.what() << "\n";
            }
        };
        tell([&] { StoreWriter(path, Start::resume, header()); });
        tell([&] { out << Store(path).counts().done << " to be read\n"; });
        out.flush();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    chmod(folder.c_str(), 0755);
    std::ifstream back(said);
    const std::string told{std::istreambuf_iterator<char>(back), {}};
    CHECK(told == path + ": cannot be written: Permission denied\n1 to be read\n");
    CHECK(Store(path).values(0, 0) == std::vector<double>{1});
    std::filesystem::remove_all(folder);
}

TEST_CASE("an empty file left by a kill at birth becomes a store on resume", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.write("s.db", "");
    StoreWriter writer(path, Start::resume, header());
    CHECK(writer.is_new());
    CHECK(writer.header().experiment == "small");
}

TEST_CASE("shards merge into one store, and contradictions are refused", "[experiments][store]") {
    const tests::Folder folder;
    const std::string a = folder.path("a.db"), b = folder.path("b.db"), whole = folder.path("whole.db");
    fill(a, {run(0, 0, 1), failed(1, 0)});
    fill(b, {run(0, 1, 2), run(1, 0, 3), run(0, 0, 1)});
    CHECK(merge_stores({a, b}, whole) == 4);
    const Store store(whole);
    CHECK(store.counts().done == 3); // what succeeded anywhere has succeeded
    CHECK(store.counts().over_limit == 0);
    CHECK(store.series(1, 0, models::observables()[0].id) == std::vector<float>{3, 4, 5});
    CHECK(refusal<sim::InputError>([&] {
              merge_stores({a, b}, whole);
          }) == whole + ": exists and is never overwritten; expected a new file");
    StoredRun other = run(0, 0, 1);
    other.digest = "00000000000000bb";
    fill(folder.path("c.db"), {other});
    CHECK(refusal<sim::InputError>([&] {
              merge_stores({a, folder.path("c.db")}, folder.path("d.db"));
          }) == folder.path("d.db") +
                    ": treatment 0, replicate 0 has two results (00000000000000aa and 00000000000000bb); "
                    "expected shards of one experiment, made by one version");
    CHECK_FALSE(std::filesystem::exists(folder.path("d.db"))); // nothing half-merged is left
}

TEST_CASE("the view for other tools holds parameters and outcomes of each run", "[experiments][store]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    fill(path, {run(0, 0, 1)});
    Connection file(path, Connection::Mode::read);
    CHECK(file.text("SELECT strategy || ' ' || condition || ' ' || \"trust.gain\" || ' ' || scenario || ' ' || "
                    "\"ability-mean\" FROM runs") == "go-it-alone calm 0.1 two 1.0");
    CHECK(file.text("PRAGMA journal_mode") == "wal");
}

TEST_CASE("a name that means something else to SQLite is a plain name", "[experiments][store]") {
    const tests::Folder folder;
    const std::filesystem::path home = std::filesystem::current_path();
    std::filesystem::current_path(folder.path(""));
    for (const std::string name : {":memory:", "file:x.db", "file:x.db?mode=memory"}) {
        CAPTURE(name);
        fill(name, {run(0, 0, 1)});
        CHECK(std::filesystem::file_size(name) > 0);
        CHECK(Store(name).counts().done == 1);
    }
    CHECK_FALSE(std::filesystem::exists("x.db"));
    std::filesystem::current_path(home);
}

TEST_CASE("what a killed merge left is in nobody's way, and the merged store needs no journal",
          "[experiments][store]") {
    const tests::Folder folder;
    const std::string a = folder.path("a.db"), whole = folder.path("whole.db");
    fill(a, {run(0, 0, 1)});
    folder.write("whole.db.merging-" + std::to_string(getpid()), "left by another");
    CHECK(merge_stores({a}, whole) == 1);
    std::ifstream left(folder.path("whole.db.merging-" + std::to_string(getpid())));
    CHECK(std::string{std::istreambuf_iterator<char>(left), {}} == "left by another");
    CHECK(Connection(whole, Connection::Mode::read).text("PRAGMA journal_mode") == "delete");
    CHECK_FALSE(std::filesystem::exists(whole + "-wal"));
}
