// Keys of rows: what tells runs apart, what is refused, what is put together and said.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/analysis/table.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace experiments;
using tests::Lines;

namespace {

/// As analyses of strategies read it.
std::optional<Data> read(const std::string& text, Lines& faults, ColumnNames names = {}) {
    const tests::Folder folder;
    scenarios::Problems problems;
    names.takes_all_inputs = false;
    auto data = read_data(folder.write("t.csv", text), names, problems);
    faults = folder.plain(problems);
    return data;
}

Data good(const std::string& text, const ColumnNames& names = {}) {
    Lines faults;
    auto data = read(text, faults, names);
    CHECK(faults == Lines{});
    REQUIRE(data);
    return *data;
}

Lines faults_of(const std::string& text, const ColumnNames& names = {}) {
    Lines faults;
    CHECK_FALSE(read(text, faults, names));
    return faults;
}

} // namespace

TEST_CASE("one run in two rows is refused with both lines and what tells them apart", "[experiments][input]") {
    CHECK(
        faults_of("strategy,world,replicate,y\nA,w1,1,1\nA,w1,2,2\nA,w1,2,-100\n") ==
        Lines{"t.csv:4: strategy, world, replicate: the same run as line 3 (A, w1, 2), but not in y; expected each run "
              "once, or the column that tells them apart (--replicate, --world, --inputs or --only)"});
    const std::string budget = "strategy,replicate,budget,y\nA,1,low,1\nB,1,low,2\nA,1,high,3\nB,1,high,4\n";
    const Lines faults = faults_of(budget);
    REQUIRE(faults.size() == 2);
    CHECK(faults[0] ==
          "t.csv:4: strategy, replicate: the same run as line 2 (A, 1), but not in budget, y; expected the "
          "column that tells them apart: budget has no part (--inputs budget, or --only budget=VALUE)");
    const Data named = good(budget, {.inputs = {"budget"}});
    CHECK(payoffs_of(named, 0).worlds == Lines{"budget=low", "budget=high"});
    CHECK(payoffs_of(good(budget, {.world = "budget"}), 0).worlds == Lines{"low", "high"});
}

TEST_CASE("a world column and an input are both part of the world", "[experiments]") {
    const Data data =
        good("strategy,world,budget,replicate,y\nA,w,1,1,1\nA,w,2,1,2\nB,w,1,1,3\nB,w,2,1,4\n", {.inputs = {"budget"}});
    CHECK(payoffs_of(data, 0).worlds == Lines{"world=w budget=1", "world=w budget=2"});
}

TEST_CASE("rows that are equal in every cell are one, and it is said", "[experiments]") {
    const Data data = good("strategy,replicate,y\nA,1,1\nB,1,2\nA,1,1\n");
    CHECK(data.n_rows == 2);
    CHECK(data.notes == Lines{"1 of 3 rows repeat an earlier row in every column and are left out."});
    std::string text = "x,y\n";
    for (int time = 0; time < 2; ++time)
        for (int i = 0; i < 9; ++i)
            text += std::to_string(i) + "," + std::to_string(i * i) + "\n";
    const Data twice = good(text);
    CHECK(twice.n_rows == 9);
    CHECK(twice.notes == Lines{"The table holds itself 2 times (line 11 is line 2 again, and so on): 9 of 18 rows are "
                               "left out."});
}

TEST_CASE("equal numbers and answers are one word, near names are said", "[experiments]") {
    const Data data = good("strategy,replicate,y\nA,1,1\nA,2,2\nB,1.0,3\nB,2.00,4\nA ,1,5\n");
    CHECK(data.replicate->levels == Lines{"1", "2"});
    REQUIRE(data.notes.size() == 2);
    CHECK(data.notes[0] == "In replicate '1.0' is 1 though written otherwise (and 1 more such).");
    CHECK(data.notes[1] == "In strategy 'A' and 'A ' differ only in spaces or capitals and count as two.");
    const Data answers = good("strategy,world,y\nA,TRUE,1\nA,False,2\nB,True,3\nB,FALSE,4\n");
    CHECK(answers.world->levels == Lines{"TRUE", "False"});
    CHECK(good("strategy,seed,y\nA,18446744073709551615,1\nA,18446744073709551614,2\n").seed->levels.size() == 2);
}

TEST_CASE("who meets nobody is named", "[experiments]") {
    const Data data = good("strategy,replicate,y\nA,1,1\nA,2,2\nB,3,3\nB,4,4\n");
    const auto found = strangers(data, "A");
    REQUIRE(found.size() == 1);
    CHECK(found[0].why == "no replicate of 'B' is one of 'A' (A: 1, 2; B: 3, 4)");
    CHECK(strangers(good("strategy,world,y\nA,u,1\nB,v,2\n"), "A")[0].why ==
          "no world of 'B' is one of 'A' (A: u; B: v)");
    CHECK(strangers(good("strategy,y\nA,1\nA,2\nB,3\n"), "A").empty());
}

TEST_CASE("runs that nothing numbers are independent; seeds that strategies share number them", "[experiments]") {
    const Payoffs payoffs = payoffs_of(good("strategy,y\nA,3\nA,1\nB,2\nB,5\n"), 0);
    CHECK_FALSE(payoffs.is_paired);
    CHECK(payoffs.runs[0][0] == std::vector<double>{1, 3}); // in rising order
    const Data seeds = good("strategy,seed,y\nA,7,3\nA,8,1\nB,8,2\nB,7,5\n");
    CHECK(payoffs_of(seeds, 0).is_paired);
    CHECK(payoffs_of(seeds, 0).runs[1][0] == std::vector<double>{5, 2});
    CHECK_FALSE(payoffs_of(good("strategy,seed,y\nA,7,3\nA,8,1\nB,9,2\nB,10,5\n"), 0).is_paired);
    CHECK_FALSE(
        payoffs_of(good("strategy,replicate,y\nA,1,3\nA,2,1\nB,1,2\nB,2,5\n", {.is_unpaired = true}), 0).is_paired);
}

TEST_CASE("several times of one run are refused as one problem", "[experiments][input]") {
    const Lines want{
        "t.csv: month: one run has several rows, month 1 to 2; expected one row a run: --only month=2 picks "
        "the last"};
    CHECK(faults_of("strategy,replicate,month,y\nA,1,1,1\nA,1,2,2\nB,1,1,3\nB,1,2,4\n") == want);
    CHECK(faults_of("strategy,month,y\nA,1,1\nA,2,2\nB,1,3\nB,2,4\n") == want);
    CHECK(faults_of("[run number],q,[step],y\n1,5,0,1\n1,5,9,2\n2,6,0,3\n2,6,9,4\n") ==
          Lines{"t.csv: [step]: one run has several rows, [step] 0 to 9; expected one row a run: --only [step]=9 picks "
                "the last"});
    CHECK(good("strategy,replicate,step,y\nA,1,90,1\nA,2,80,2\n").n_rows == 2); // when each run ended
}

TEST_CASE("columns of other programs are no inputs, those that count rows neither", "[experiments]") {
    const auto inputs = [](const std::string& text) {
        const tests::Folder folder;
        scenarios::Problems problems;
        const auto data = read_data(folder.write("t.csv", text), {}, problems);
        REQUIRE(data);
        Lines ids;
        for (const Column& input : data->inputs)
            ids.push_back(input.id);
        return ids;
    };
    CHECK(inputs("[run number],q,[step],y\n1,5,9,1\n2,6,9,2\n") == Lines{"q"});
    CHECK(inputs("RunId,iteration,Step,q,y\n0,0,9,5,1\n1,1,9,5,2\n") == Lines{"q"});
    CHECK(inputs(",q,y\n0,5,1\n1,6,2\n") == Lines{"q"});
    CHECK(inputs("Unnamed: 0,q,y\n0,5,1\n1,6,2\n") == Lines{"q"});
    CHECK(inputs("X,q,y\n7,5,1\n3,6,2\n") == Lines{"X", "q"}); // counts nothing
}

TEST_CASE("cells that are no numbers say why", "[experiments][input]") {
    CHECK(
        faults_of("x,y\n1,inf\n2,\"0,5\"\n") ==
        Lines{"t.csv:2: y: 'inf' is infinite; expected a finite number, or nothing where the run failed",
              "t.csv:3: y: '0,5' has a comma in a number: is it a decimal comma?; expected a number, or nothing where "
              "the run failed"});
    CHECK(faults_of("x,y\n\"0,5\",1\n\"0,7\",2\n").size() == 2); // no words
}

TEST_CASE("a gain needs pairs that are sure", "[experiments][input]") {
    const Data data = good("strategy,y\nA,1\nA,2\nB,3\nB,4\n");
    scenarios::Problems problems;
    CHECK_FALSE(gains_of(data, "B", "A", problems));
    CHECK(problems.shown().front().find("--gain: another run of A under equal inputs as line 2") != std::string::npos);
}
