// Sweeps through the real program: killed, interrupted, out of disk, read by others; the tables end equal.
#include "experiments/store/sqlite.h"
#include "experiments/store/writer.h"
#include "tests/cli/program.h"
#include "tests/experiments/sweeps.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>

using tests::accord;

namespace {

/// 640 runs of a few milliseconds.
std::string write_long(const tests::Folder& folder) {
    return tests::write_experiment(folder, tests::small_experiment(R"({"replicates": 40, "horizon-months": 24})"));
}

pid_t start(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{ACCORD_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    const int none = open("/dev/null", O_RDWR);
    dup2(none, STDOUT_FILENO);
    dup2(none, STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
}

int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

std::string quoted(const std::string& path) { return " '" + path + "'"; }

} // namespace

TEST_CASE("kill -9 at twenty moments loses no committed run, and the tables end equal", "[cli][sweep][slow]") {
    const tests::Folder folder;
    const std::string file = write_long(folder), whole = folder.path("whole.db"), cut = folder.path("cut.db");
    REQUIRE(accord("sweep" + quoted(file) + " --out" + quoted(whole)).code == 0);
    const auto reference = tests::content_of_store(whole);
    REQUIRE(reference.size() == 640);
    tests::Lines committed;
    for (long moment = 0; moment < 20; ++moment) {
        const pid_t child = start({"sweep", file, "--out", cut, "--resume"});
        const timespec delay{0, (3 + 37 * moment % 101) * 1'000'000}; // 3 to 103 ms: before, between and within commits
        nanosleep(&delay, nullptr);
        kill(child, SIGKILL);
        wait_for(child);
        if (!exists(cut) || tests::content_of(cut).empty()) continue;
        {
            experiments::Connection store(cut, experiments::Connection::Mode::read);
            CHECK(store.text("PRAGMA integrity_check") == "ok");
            if (store.number("PRAGMA application_id") == 0) continue; // killed at birth
        }
        const auto now = tests::content_of_store(cut);
        for (const std::string& line : committed)
            CHECK(std::find(now.begin(), now.end(), line) != now.end());
        committed = now;
    }
    CHECK(accord("sweep" + quoted(file) + " --out" + quoted(cut) + " --resume").code == 0);
    CHECK(tests::content_of_store(cut) == reference);
}

TEST_CASE("an interrupted sweep ends with 130, keeps its runs and is finished by --resume", "[cli][sweep]") {
    const tests::Folder folder;
    const std::string file = write_long(folder), store = folder.path("s.db");
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const pid_t child = start({"sweep", file, "--out", store, "--resume", "--threads", "1"});
        const timespec pause{0, 2'000'000};
        for (bool has_begun = false; !has_begun; nanosleep(&pause, nullptr)) {
            if (waitpid(child, nullptr, WNOHANG) != 0) FAIL("ended before it was interrupted");
            try {
                const auto sessions = experiments::Store(store).sessions();
                has_begun = !sessions.empty() && sessions.back().state == "running" && sessions.back().process == child;
            } catch (const std::exception&) { // not there yet
            }
        }
        kill(child, signal);
        CHECK(wait_for(child) == 130);
        CHECK(experiments::Store(store).sessions().back().state == "interrupted");
    }
    const tests::Outcome status = accord("status" + quoted(store) + " --format json");
    CHECK(status.code == 0);
    CHECK(status.json()["state"] == "interrupted");
    CHECK(status.json()["planned"] == 640);
    CHECK(accord("sweep" + quoted(file) + " --out" + quoted(store) + " --resume").code == 0);
    CHECK(accord("status" + quoted(store) + " --format json").json()["done"] == 640);
    CHECK(accord("plan-missing" + quoted(store)).out == store + ": nothing is missing\n");
}

TEST_CASE("a store is never overwritten", "[cli][sweep][input]") {
    const tests::Folder folder;
    const std::string store = folder.write("s.db", "precious");
    const tests::Outcome got = accord("sweep quick --out" + quoted(store));
    CHECK(got.code == 2);
    CHECK(got.err == store + ": exists and is never overwritten; expected a new file, or --resume to go on\n");
    CHECK(accord("sweep quick --resume --out" + quoted(store)).err ==
          store + ": is not a store: file is not a database; expected a store of a sweep\n");
    CHECK(tests::content_of(store) == "precious");
}

TEST_CASE("what the machine refuses ends with 3, and what was committed stays", "[cli][sweep]") {
    const tests::Folder folder;
    const std::string file = write_long(folder), store = folder.path("s.db");
    CHECK(accord("sweep" + quoted(file) + " --shard 1/8 --out" + quoted(store)).code == 0);
    const auto before = tests::content_of_store(store);
    { // A limit on the size of files is a disk that is full.
        const std::string command = "ulimit -f 250; '" ACCORD_PROGRAM "' sweep" + quoted(file) + " --resume --out" +
                                    quoted(store) + " >/dev/null 2>" + quoted(folder.path("err"));
        const int status = std::system(command.c_str());
        CHECK(WEXITSTATUS(status) == 3);
        CHECK_THAT(tests::content_of(folder.path("err")), Catch::Contains("verything committed before is kept"));
    }
    const auto after = tests::content_of_store(store);
    CHECK(after.size() > before.size());
    for (const std::string& line : before)
        CHECK(std::find(after.begin(), after.end(), line) != after.end());
    { // Another writer.
        const int held = open(store.c_str(), O_RDWR);
        REQUIRE(flock(held, LOCK_EX) == 0);
        const tests::Outcome got = accord("sweep" + quoted(file) + " --resume --out" + quoted(store));
        CHECK(got.code == 3);
        CHECK(got.err ==
              "accord: " + store + ": is locked: another sweep is writing it (`accord status` shows which)\n");
        close(held);
    }
    CHECK(accord("sweep" + quoted(file) + " --resume --out" + quoted(store)).code == 0);
    CHECK(accord("sweep quick --out /proc/no.db").code >= 2);
}

TEST_CASE("shards, merge, export and replay agree", "[cli][sweep]") {
    const tests::Folder folder;
    const std::string file = tests::write_experiment(folder, tests::small_experiment());
    std::string parts;
    for (const char* i : {"1", "2"}) {
        parts += quoted(folder.path(i));
        CHECK(accord("sweep" + quoted(file) + " --threads 1 --shard " + i + "/2 --out" + quoted(folder.path(i))).code ==
              0);
    }
    CHECK_THAT(accord("plan-missing" + quoted(folder.path("1"))).out, Catch::EndsWith("16 runs are missing\n"));
    const std::string whole = folder.path("whole.db");
    CHECK(accord("merge" + parts + " --out" + quoted(whole)).out ==
          whole + ": 32 runs of 2 stores; 0 failed, 0 still missing\n");
    const auto rows = accord("export" + quoted(whole) + " --format json").json();
    REQUIRE(rows.size() == 32);
    CHECK(rows[5]["treatment"] == 2);
    CHECK(rows[5]["replicate"] == 1);
    CHECK(rows[5]["condition"] == "funding-cut=0.5");
    const std::string csv = accord("export" + quoted(whole) + " --table runs --format csv").out;
    CHECK_THAT(csv, Catch::StartsWith(
                        "run,treatment,point,strategy,condition,replicate,seed,status,reason,trust.loss-ratio,hidden-"
                        "goals,ability-mean,"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 33);
    CHECK_THAT(csv.substr(0, csv.find('\n')), Catch::EndsWith(",digest,started,finished,seconds,host,worker,shard"));
    const std::string id = rows[5]["run"];
    const tests::Outcome replay = accord("replay" + quoted(whole) + " " + id);
    CHECK(replay.code == 0);
    CHECK_THAT(replay.out, Catch::EndsWith("\nbit-identical\n"));
    experiments::Connection(whole, experiments::Connection::Mode::write).run("UPDATE run SET digest = '00'");
    const tests::Outcome changed = accord("replay" + quoted(whole) + " " + id);
    CHECK(changed.code == 2);
    CHECK_THAT(changed.err, Catch::Contains("run " + id + " (treatment 2, replicate 1): its checksum is wrong"));
    for (const char* command : {"status", "export", "analyze", "report", "merge"}) {
        CAPTURE(command);
        const std::string more = std::string(command) == "analyze" ? " summary"
                                 : std::string(command) == "report" || std::string(command) == "merge"
                                     ? " --out" + quoted(folder.path(command))
                                     : "";
        const tests::Outcome got = accord(command + quoted(whole) + more);
        CHECK(got.code == 2);
        CHECK(got.out.empty());
        CHECK_THAT(got.err, Catch::Contains("its checksum is wrong"));
        CHECK_FALSE(std::filesystem::exists(folder.path(command)));
    }
    CHECK(accord("replay" + quoted(whole) + " 0123").code == 2);
}

TEST_CASE("what is missing is counted against the plan, said and told by exit codes", "[cli][sweep]") {
    const tests::Folder folder;
    const std::string file = tests::write_experiment(folder, tests::small_experiment()), part = folder.path("1.db"),
                      merged = folder.path("merged.db"), page = folder.path("page.html");
    CHECK(accord("sweep" + quoted(file) + " --threads 1 --shard 1/2 --out" + quoted(part)).code == 0);
    const auto shard = accord("status" + quoted(part) + " --format json").json();
    CHECK(shard["state"] == "finished"); // of its shard
    CHECK(shard["complete"].dump() == R"({"planned":32,"done":16,"failed":0,"missing":16})");
    CHECK(shard["shard"]["missing"] == 0);
    const tests::Outcome merge = accord("merge" + quoted(part) + " --out" + quoted(merged));
    CHECK(merge.code == 1);
    CHECK_THAT(merge.err,
               Catch::Contains("16 of 32 runs are done, 16 are missing, 0 failed; short: go-it-alone under calm "
                               "4 of 8"));
    const tests::Outcome status = accord("status" + quoted(merged));
    CHECK_THAT(status.out, Catch::Contains(": incomplete\n16 of 32 runs: 16 done, 0 failed, 16 missing;"));
    CHECK(accord("plan-missing" + quoted(merged)).code == 1);
    CHECK(accord("plan-missing" + quoted(merged) + " --format json").json().size() == 16);
    CHECK(accord("report" + quoted(merged) + " --quiet --out" + quoted(page)).code == 0);
    const std::string text = tests::content_of(page);
    CHECK_THAT(text,
               Catch::Contains("This report rests on 16 of 32 runs that were planned. 16 are missing: go-it-alone "
                               "under calm 4 of 8"));
    CHECK_THAT(text, Catch::Contains("nothing is ranked, because runs are missing."));
    CHECK(accord("sweep" + quoted(file) + " --resume --out" + quoted(merged)).code == 0);
    CHECK(accord("plan-missing" + quoted(merged)).code == 0);
    CHECK_THAT(accord("status" + quoted(merged)).out, Catch::Contains(": finished\n32 of 32 runs"));
    accord("report" + quoted(merged) + " --quiet --out" + quoted(page));
    CHECK_THAT(tests::content_of(page), Catch::Contains("This report rests on 32 of 32 runs that were planned."));
}

TEST_CASE("wrong usage of the batch commands is named", "[cli][sweep][input]") {
    const tests::Outcome sweep = accord("sweep --shard 3/2 --threads x");
    CHECK(sweep.code == 2);
    CHECK(sweep.err ==
          "accord sweep: --out: is missing; expected the file of the store\n"
          "accord sweep: --shard: '3/2' is no part; expected I/N with I from 1 to N\n"
          "accord sweep: --threads: 'x' is not a number; expected a whole number of threads (0 = all) from 0 to 1024\n"
          "accord sweep: EXPERIMENT: is missing; expected an experiment file, such as "
          "scenarios/experiments/quick.json\n");
    CHECK(accord("status no.db").err ==
          "no.db: cannot be read: No such file or directory; expected a store of a sweep\n");
    CHECK_THAT(accord("export scenarios/library/sonoma.json").err,
               Catch::Contains("is not a store: file is not a database"));
    CHECK(accord("export x.db --table run").err ==
          "accord export: --table: unknown table 'run'; did you mean 'runs'?\n");
}

TEST_CASE("check and schema know experiments", "[cli][sweep]") {
    CHECK(accord("check scenarios/experiments/quick.json").out ==
          "scenarios/experiments/quick.json: ok: experiment quick: 256 treatments, 4 strategies, 2 conditions, 32 "
          "points of "
          "3 inputs, 8 replicates each, 2048 runs\n");
    CHECK(accord("schema experiment").json()["title"] == "Accord experiment");
    CHECK(accord("schema experimnt").code == 2);
    CHECK_THAT(accord("sweep quick --estimate").out, Catch::StartsWith("quick: 2048 runs, about "));
}
