// design and analyze: what they print, against exact numbers, and what they refuse.
#include "tests/cli/program.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>

using tests::accord;

namespace {

void refused(const std::string& arguments, const std::string& message) {
    CAPTURE(arguments);
    const tests::Outcome got = accord(arguments);
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == message + "\n");
}

/// Writes a design of a function and returns its path.
std::string design(const tests::Folder& folder, const std::string& arguments) {
    const tests::Outcome got = accord("design " + arguments + " --format csv");
    REQUIRE(got.code == 0);
    return folder.write("runs.csv", got.out);
}

const nlohmann::json& oracle() {
    static const nlohmann::json all =
        nlohmann::json::parse(tests::content_of(ACCORD_SOURCE_DIR "/tests/experiments/oracles.json"));
    return all;
}

constexpr const char* payoffs = "strategy,world,replicate,y,cost\n"
                                "a,w1,1,10,3\na,w1,2,11,3\na,w2,1,2,4\na,w2,2,3,5\n"
                                "b,w1,1,6,2\nb,w1,2,7,2\nb,w2,1,6,2\nb,w2,2,6.5,2\n"
                                "c,w1,1,9,6\nc,w1,2,9.5,6\nc,w2,1,1,7\nc,w2,2,,7\n";

} // namespace

TEST_CASE("the Ishigami design and its Sobol indices are the published ones", "[cli][oracle]") {
    const tests::Folder folder;
    const std::string file = design(folder, "--function ishigami --method saltelli --points 1024");
    const auto got = accord("analyze " + file + " sobol --inputs x1,x2,x3 --output y --format json").json();
    const auto& want = oracle()["salib_estimators"]["ishigami_N1024"];
    for (std::size_t k = 0; k < 3; ++k) {
        const auto& index = got["indices"]["x" + std::to_string(k + 1)];
        CHECK(std::abs(index["S1"].get<double>() - want["S1"][k].get<double>()) < 1e-9);
        CHECK(std::abs(index["ST"].get<double>() - want["ST"][k].get<double>()) < 1e-9);
        CHECK(index["S1_lo"] < index["S1"]);
        CHECK(index["ST"] < index["ST_hi"]);
    }
    CHECK(std::abs(got["second_order"]["x1:x3"]["S2"].get<double>() - want["S2"]["x1_x3"].get<double>()) < 1e-9);
    CHECK(got["noise_share"].is_null());
    CHECK(got["failed"] == 0);
    CHECK(accord("analyze " + file + " sobol --format json").out ==
          accord("analyze " + file + " sobol --format json").out);
    CHECK(accord("analyze " + file + " sobol --bootstrap 0 --format json").json()["indices"]["x1"]["S1_lo"].is_null());
}

TEST_CASE("a design is printed as text, CSV and JSON with the exact answer", "[cli]") {
    const auto json = accord("design --function linear --method morris --points 3 --format json").json();
    CHECK(json["rows"].size() == 15);
    CHECK(json["block"] == 5);
    CHECK(json["exact"]["indices"]["x1"]["S1"].get<double>() == Approx(16 / 30.0));
    const tests::Outcome text = accord("design --function linear --method lhs --points 30");
    CHECK_THAT(text.out, Catch::StartsWith("lhs design for linear (4 x1 + 3 x2 + 2 x3 + x4): 30 rows.\n"));
    CHECK_THAT(text.out, Catch::Contains("... and 18 rows more; --format csv prints all"));
    CHECK_THAT(accord("design --function noisy-linear --method lhs --points 2 --replicates 2 --format csv").out,
               Catch::StartsWith("x1,x2,x3,x4,replicate,y\n"));
    CHECK_THAT(accord("design quick").out, Catch::StartsWith("quick: 256 treatments"));
    for (const char* method : {"factorial", "fractional-factorial", "one-at-a-time", "monte-carlo", "maximin-lhs",
                               "sobol", "scrambled-sobol", "halton", "radial-morris", "efast"})
        CHECK(accord("design --function linear --points 128 --method " + std::string(method)).code == 0);
}

TEST_CASE("every kind of analysis starts with a sentence", "[cli]") {
    const tests::Folder folder;
    const std::string file = folder.write("payoffs.csv", payoffs);
    const auto starts = [&](const std::string& arguments, const std::string& sentence) {
        const tests::Outcome got = accord("analyze " + file + " " + arguments);
        CAPTURE(arguments, got.err);
        CHECK(got.code == (arguments == "audit" ? 1 : 0)); // a run failed: that is a fault
        CHECK_THAT(got.out, Catch::StartsWith(sentence));
        CHECK_THAT(got.out, Catch::Contains("1 of 12 runs failed"));
    };
    starts("summary", "y of a in w1 is 10.5 on average over 2 runs (95 % interval 4.15 to 16.9).");
    starts("compare --baseline a", "b does worse than a in y by 0.125");
    starts("regret --threshold 5",
           "a has the least largest regret in y over 2 worlds: at worst 3.75 behind the best strategy");
    starts("pareto --output y,cost --good up,down",
           "2 of 3 strategies are beaten by no other in all of 2 outcomes: a, b.");
    starts("stability --output y,cost --good up,down", "b is best by the mean; it stays best in 100 % of criteria");
    starts("power", "2 of 2 differences are open; about 11 pairs would settle them if they are what they seem.");
    starts("power --half-width 0.5", "The mean of y is known to");
    starts("audit", "The audit of 12 runs found");
}

TEST_CASE("analyses of designs start with a sentence too", "[cli]") {
    const tests::Folder folder;
    const auto sentence = [&](const std::string& made, const std::string& analysis) {
        const tests::Outcome got = accord("analyze " + design(folder, made) + " " + analysis);
        CAPTURE(analysis, got.err);
        CHECK(got.code == 0);
        return got.out;
    };
    CHECK_THAT(sentence("--function linear --method morris --points 10", "morris --levels 4"),
               Catch::StartsWith("x1 moves y most: by 4 on average over its whole range (95 % interval 4 to 4)."));
    CHECK_THAT(sentence("--function linear --method efast --points 257", "efast"),
               Catch::StartsWith("x1 matters most for y: alone it explains 53.2 %"));
    CHECK_THAT(sentence("--function linear --method one-at-a-time", "tornado"),
               Catch::StartsWith("x1 swings y most: by 4 from 0 to 1, all else at the baseline (the first point)."));
    CHECK_THAT(sentence("--function linear --method lhs --points 200", "importance"),
               Catch::StartsWith("x1 matters most for y"));
    CHECK_THAT(sentence("--function box --method lhs --points 500", "discovery"),
               Catch::StartsWith("In 14.4 % of the 500 points y is 1. Where x1 is above 0.592 and x2 lies between"));
    CHECK_THAT(sentence("--function linear --method lhs --points 200", "audit"),
               Catch::StartsWith("The audit of 200 runs found nothing wrong."));
    CHECK_THAT(sentence("--function noisy-linear --method saltelli --points 256 --replicates 6", "sobol"),
               Catch::Contains("Noise between the 6 replicates makes up"));
}

TEST_CASE("inputs whose shares are the same are named together", "[cli]") {
    const tests::Folder folder;
    std::string text = "x,twice,z,y\n"; // the second is the first in another unit
    for (int i = 0; i < 60; ++i)
        text += fmt::format("{},{},{},{}\n", i, 2 * i, i * 7 % 60, i * i);
    const tests::Outcome got = accord("analyze " + folder.write("runs.csv", text) + " importance");
    CHECK_THAT(got.out, Catch::StartsWith("x and twice matter most for y, and alike: classes of each explain "));
}

TEST_CASE("a box of failed runs is found", "[cli]") {
    const tests::Folder folder;
    std::string text = "x,z,y\n";
    for (int i = 0; i < 300; ++i)
        text += std::to_string(i) + "," + std::to_string(i * 7 % 300) + "," + (i > 200 ? "" : "1.5") + "\n";
    const tests::Outcome got = accord("analyze " + folder.write("runs.csv", text) + " discovery --cases failed");
    CHECK_THAT(got.out, Catch::StartsWith("In 33 % of the 300 points the run fails. Where x is above"));
}

TEST_CASE("analyze reads the store of a sweep", "[cli]") {
    const tests::Folder folder;
    const std::string db = folder.path("quick.db");
    REQUIRE(accord("sweep scenarios/experiments/quick.json --quiet --out " + db).code == 0);
    const auto compare = accord("analyze " + db + " compare --format json").json();
    CHECK(compare["baseline"] == "go-it-alone");
    CHECK(compare["results"].size() == 8); // strategies x conditions; the 32 points are a sample
    for (const auto& row : compare["results"])
        CHECK(row["n"] == 32);
    for (const char* kind : {"summary", "compare", "importance", "regret", "power", "audit", "discovery --threshold 0",
                             "pareto --output ability-mean,cost-per-student", "stability --output ability-mean"}) {
        const tests::Outcome got = accord("analyze " + db + " " + kind);
        CAPTURE(kind, got.err);
        CHECK(got.code == 0);
        CHECK(!got.out.empty());
    }
    const auto summary = accord("analyze " + db + " summary --format json").json();
    const auto& row = summary["rows"][0];
    CHECK(row["points"] == 32);
    // Of 256 runs 8 share their luck: the interval must be wider than that of 256 that share nothing.
    CHECK(row["hi"].get<double>() - row["lo"].get<double>() > 2.5 * 2 * 1.97 * row["sd"].get<double>() / 16);
    CHECK(accord("analyze " + db + " audit --format json").json()["faults"] == 0);
    const auto all = accord("analyze " + db + " importance --format json").json();
    CHECK(all["importance"].contains("condition")); // what varies is an input
    CHECK(all["importance"].contains("strategy"));
    const auto one =
        accord("analyze " + db + " importance --only strategy=collective-impact --only condition=calm --format json")
            .json();
    CHECK_FALSE(one["importance"].contains("condition"));
    // What is exported is analysed as the store itself is.
    const std::string csv = folder.write("runs.csv", accord("export " + db + " --table runs --format csv").out);
    const std::string what = " compare --output ability-mean --baseline go-it-alone --format json";
    auto of_store = accord("analyze " + db + what).json(), of_csv = accord("analyze " + csv + what).json();
    CHECK(of_store["complete"]["missing"] == 0);
    of_store.erase("complete"); // a CSV does not know its plan
    CHECK(of_store == of_csv);
    // What one strategy gains over another is explained as an output of its own, from the same pairs.
    const std::string gain = " --gain aligned-agreements --only condition=calm --format json";
    const auto lead = accord("analyze " + db + " summary" + gain).json()["rows"][0];
    for (const auto& pair : compare["results"])
        if (pair["strategy"] == "aligned-agreements" && pair["world"] == "calm")
            for (const auto& [of_pair, of_lead] : {std::pair("difference", "mean"), {"lo", "lo"}, {"hi", "hi"}})
                CHECK(lead[of_lead].get<double>() == Approx(pair[of_pair].get<double>()));
    const auto why = accord("analyze " + db + " importance" + gain).json();
    CHECK_FALSE(why["importance"].contains("strategy"));
    CHECK(why["importance"].size() == 3);
    CHECK(why["failed"] == 0);
    refused("analyze " + db + " importance --gain go-it-alone",
            db + ": --gain: 'go-it-alone' is the baseline; expected another strategy");
    refused("analyze " + db + " importance --gain aligned-agreement",
            db + ": --gain: unknown strategy 'aligned-agreement'; did you mean 'aligned-agreements'?");
    refused("analyze " + db + " summary --output ability-meen",
            db + ": column: no column 'ability-meen'; did you mean 'ability-mean'?");
    refused("analyze " + db + " importance --only strategy=colective-impact",
            db + ": --only: no row has strategy 'colective-impact'; did you mean 'collective-impact'?");
}

TEST_CASE("sensitivity designs are analysed in their stores, runs that failed or lack are said", "[cli]") {
    const tests::Folder folder;
    const auto stored = [&](const std::string& design, const std::string& more) {
        const std::string file = folder.write(
            "x.json",
            R"({"name": "x", "title": "x", "about": "x", "scenario": ")" ACCORD_SOURCE_DIR
            R"(/scenarios/library/tiny-region.json", "strategies": ["aligned-agreements"], "conditions": [{"calm": 0}],
            "inputs": [{"id": "trust.loss-ratio", "kind": "log", "low": 0.5, "high": 5}, {"id": "hidden-goals"}],
            "design": )" +
                design + R"(, "horizon-months": 60)" + more + "}");
        std::string db = folder.path("x.db");
        std::remove(db.c_str());
        const tests::Outcome got = accord("sweep " + file + " --quiet --out " + db);
        CAPTURE(got.err);
        CHECK(got.code <= 1);
        return db;
    };
    std::string db = stored(R"({"method": "saltelli", "points": 16})", R"(, "replicates": 2)");
    const auto sobol = accord("analyze " + db + " sobol --output ability-mean --format json").json();
    CHECK(sobol["indices"].contains("hidden-goals"));
    CHECK(sobol["indices"]["trust.loss-ratio"]["ST"].is_number());
    CHECK(sobol["noise_share"].is_number());
    CHECK(sobol["points"] == 16);
    db = stored(R"({"method": "morris", "points": 4})", R"(, "replicates": 2)");
    const auto morris = accord("analyze " + db + " morris --output ability-mean --format json").json();
    CHECK(morris["trajectories"] == 4);
    CHECK(morris["effects"]["hidden-goals"]["noise"].is_number());
    db = stored(R"({"method": "efast", "points": 65})", R"(, "replicates": 1)");
    CHECK(accord("analyze " + db + " efast --output ability-mean").code == 0);
    db = stored(R"({"method": "one-at-a-time"})", R"(, "replicates": 2)");
    CHECK_THAT(accord("analyze " + db + " tornado --output ability-mean").out,
               Catch::Contains(" swings ability-mean most"));

    db = stored(R"({"method": "lhs", "points": 40})", R"(, "replicates": 2, "limits": {"seconds-per-run": 1e-9})");
    const tests::Outcome failed = accord("analyze " + db + " discovery --cases failed");
    CHECK_THAT(failed.out, Catch::StartsWith("In 40 of 40 points the run fails: there is nothing to tell apart."));
    CHECK_THAT(failed.out, Catch::Contains("80 of 80 runs failed and are left out"));
    CHECK_THAT(accord("analyze " + db + " audit").out, Catch::Contains("80 of 80 runs failed"));

    // A shard of a sweep holds half of its runs; the others keep their places.
    const std::string half = folder.path("half.db");
    REQUIRE(accord("sweep scenarios/experiments/quick.json --quiet --shard 1/2 --out " + half).code == 0);
    const tests::Outcome part = accord("analyze " + half + " compare");
    CHECK(part.code == 0);
    CHECK_THAT(part.out, Catch::Contains(" of 2048 runs are done, "));
    const auto complete = accord("analyze " + half + " summary --format json").json()["complete"];
    CHECK(complete["planned"] == 2048);
    CHECK(complete["done"].get<int>() + complete["missing"].get<int>() == 2048);
    CHECK(complete["missing"] > 0);
}

TEST_CASE("wrong calls of design and analyze are refused in full", "[cli][input]") {
    const tests::Folder folder;
    const std::string file = folder.write("payoffs.csv", payoffs);
    refused("design",
            "accord design: --function: is missing; expected one of: ishigami, sobol-g, linear, noisy-linear, box");
    refused("design --function ishigamy --method saltely --points 0",
            "accord design: --function: unknown function 'ishigamy'; did you mean 'ishigami'?\n"
            "accord design: --method: unknown method 'saltely'; did you mean 'saltelli'?\n"
            "accord design: --points: 0 is below the range; expected a whole number of points from 1 to 10000000");
    refused("design --function linear --groups a,b",
            "accord design: 2 groups for 4 inputs; expected one group name an input");
    refused("analyze",
            "accord analyze: FILE: is missing; expected a CSV with one run a row, or a store\n"
            "accord analyze: KIND: is missing; expected one of: summary, compare, sobol, morris, efast, tornado, "
            "importance, discovery, regret, pareto, stability, power, audit");
    refused("analyze " + file + " soboll --good sideways --tail 2 --ranges x",
            "accord analyze: KIND: unknown kind 'soboll'; did you mean 'sobol'?\n"
            "accord analyze: --tail: 2 is above the range; expected a share from 0.001 to 1\n"
            "accord analyze: --good: unknown word 'sideways'; expected one of: up, down\n"
            "accord analyze: --ranges: 'x' is not a range; expected INPUT=LOW:HIGH");
    refused("analyze " + file + " sobol --inputs cots --output z",
            file + ": column: no column 'z'; expected one of: strategy, world, replicate, y, cost\n" + file +
                ": column: no column 'cots'; did you mean 'cost'?");
    const std::string expected =
        "; expected the column that tells them apart: world has no part (--inputs world, or --only "
        "world=VALUE)";
    refused("analyze " + file + " sobol --inputs cost",
            file + ":8: cost, replicate: the same run as line 6 (2, 1), but not in world" + expected + "\n" + file +
                ":9: cost, replicate: the same run as line 7 (2, 2), but not in world, y" + expected);
    const std::string three = folder.write("three.csv", "x,y\n1,1\n2,2\n3,3\n4,4\n");
    refused("analyze " + three + " sobol",
            three +
                ":3: point 2 breaks Saltelli's layout; expected rows A, AB_1 .. AB_D, BA_1 .. BA_D, B a base point; "
                "--only strategy=NAME picks one of several strategies, --gain NAME its lead over the baseline; "
                "`importance` takes any design");
    refused("analyze " + file + " discovery",
            file + ": y: is neither 0 nor 1; expected --threshold NUMBER to say which runs are cases (--cases "
                   "above|below|failed)");
    refused("analyze " + file + " compare --baseline d",
            file + ": --baseline: unknown strategy 'd'; expected one of: a, b, c");
    refused("analyze " + file + " pareto",
            file + ": --output: one output has no front; expected two or more, --output a,b");
    refused("analyze nowhere.csv audit",
            "nowhere.csv: cannot be read: No such file or directory; expected a readable file");
}
