// run and compare: results, their forms, and that they do not depend on how they were made.
#include "models/model.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using tests::accord;

namespace {

const std::string smallest = "two-schools --months 24 --replicates 4 ", small = smallest + "--burn-in none ";

/// No number in `value` may be NaN: nlohmann would have refused to parse it, so look for stray nulls instead.
bool has_null(const nlohmann::ordered_json& value) {
    if (value.is_null()) return true;
    if (value.is_structured())
        for (const auto& part : value)
            if (has_null(part)) return true;
    return false;
}

} // namespace

TEST_CASE("run gives the document the contract promises", "[cli]") {
    const tests::Outcome got = accord("run " + small + "--seed 7 --condition funding-cut=0.5 --format json");
    REQUIRE(got.code == 0);
    CHECK(got.err.empty());
    const auto document = got.json();
    CHECK(document["scenario"] == "two-schools");
    CHECK(document["strategy"] == "opportunistic");
    CHECK(document["condition"] == "funding-cut=0.5");
    CHECK(document["seed"] == 7);
    CHECK(document["replicates"] == 4);
    CHECK(document["months"] == 24);
    CHECK(document["digest"].get<std::string>().size() == 16);
    CHECK(document["partners"] == "synthetic");
    CHECK_FALSE(document.contains("series"));
    CHECK_FALSE(has_null(document["outcomes"]));
    for (const auto& [id, outcome] : document["outcomes"].items()) {
        CAPTURE(id);
        for (const char* key : {"mean", "sd", "se", "lo", "hi", "n", "unit"})
            CHECK(outcome.contains(key));
        CHECK(outcome["lo"] <= outcome["mean"]);
        CHECK(outcome["mean"] <= outcome["hi"]);
    }
    CHECK(document["absent"].contains("graduation-rate")); // two primary schools: absent, never zero
    CHECK_FALSE(document["outcomes"].contains("graduation-rate"));
}

TEST_CASE("results are the same on any number of threads", "[cli][determinism]") {
    const auto one = accord("run " + small + "--threads 1 --format json").out;
    CHECK((accord("run " + small + "--threads 2 --format json").out == one));
    CHECK((accord("run " + small + "--threads 5 --format json").out == one));
    CHECK((accord("run " + small + "--seed 2 --format json").out != one));
}

TEST_CASE("series have one value a month", "[cli]") {
    const auto document = accord("run tiny-region --months 18 --replicates 2 --series --format json").json();
    REQUIRE_FALSE(document["series"].empty());
    for (const auto& [id, series] : document["series"].items())
        CHECK(series.size() == 18);
    const std::string csv = accord("run tiny-region --months 18 --replicates 2 --series --format csv").out;
    CHECK_THAT(csv, Catch::StartsWith("scenario,strategy,condition,partners,outcome,month,mean,unit\n"));
    CHECK_THAT(accord("run tiny-region --months 18 --replicates 2 --series").out, Catch::Contains("\nmonth"));
}

TEST_CASE("one replicate has no interval and says so", "[cli]") {
    const auto outcome =
        accord("run two-schools --months 12 --replicates 1 --format json").json()["outcomes"]["ability-mean"];
    CHECK(outcome["n"] == 1);
    CHECK(outcome["sd"].is_null());
    CHECK(outcome["lo"].is_null());
    CHECK_THAT(accord("run two-schools --months 12 --replicates 1").out, Catch::Contains("one run only: no interval"));
}

TEST_CASE("parameters and levers set on the command line change the run", "[cli]") {
    const auto digest = [](const std::string& options) {
        return accord("run " + small + options + " --format json").json()["digest"].get<std::string>();
    };
    const std::string usual = digest("");
    CHECK(digest("--set engagement.mean=0.8") != usual);
    CHECK(digest("--set search.effort=1 --set search.wanted=9") != usual);
    CHECK(digest("--set engagement.mean=0.6") == usual); // the default itself
    CHECK(digest("--strategy go-it-alone") != usual);
}

TEST_CASE("text begins with a sentence and ends with what limits the result", "[cli]") {
    const std::string text = accord("run " + small).out;
    CHECK_THAT(text, Catch::StartsWith("Over 2 years in Two schools under calm conditions, with the strategy"));
    CHECK_THAT(text, Catch::Contains("95 % interval"));
    CHECK_THAT(text, Catch::Contains("What limits this:\n- teaching data, invented"));
    CHECK_THAT(text, Catch::Contains("- partners, programmes and agreements are synthetic: generated from the seed"));
    CHECK(text.find('\x1b') == std::string::npos);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        CHECK(line.size() <= 120);
}

TEST_CASE("the profile names every process on stderr and leaves stdout alone", "[cli]") {
    const tests::Outcome got = accord("run " + small + "--profile --format json");
    CHECK(got.json()["replicates"] == 4);
    for (const auto& process : models::schedule())
        CHECK_THAT(got.err, Catch::Contains(process.id));
}

TEST_CASE("compare pairs every strategy with going alone", "[cli]") {
    const tests::Outcome got = accord("compare " + small +
                                      "--strategies equity-first,opportunistic --conditions "
                                      "calm,funding-cut=0.8,recession+partner-exit=0.5 --format json");
    REQUIRE(got.code == 0);
    const auto document = got.json();
    CHECK(document["baseline"] == "go-it-alone");
    CHECK(document["replicates"] == 4);
    std::set<std::pair<std::string, std::string>> cells;
    std::map<std::pair<std::string, std::string>, double> best;
    for (const auto& row : document["results"]) {
        cells.emplace(row["strategy"], row["condition"]);
        best[{row["condition"], row["outcome"]}] += row["p_best"].get<double>();
        CHECK(row["p_better"] >= 0);
        CHECK(row["p_better"] <= 1);
        if (row["strategy"] != "go-it-alone") continue;
        CHECK(row["difference"] == 0);
        CHECK(row["p_better"] == 0);
    }
    CHECK(cells.size() == 9);
    CHECK(cells.count({"equity-first", "recession+partner-exit=0.5"}) == 1);
    for (const auto& [key, sum] : best)
        CHECK(sum == Approx(1));
    CHECK_FALSE(has_null(document["results"]));
}

TEST_CASE("compare meets the same worlds as run", "[cli][determinism]") {
    const auto comparison =
        accord("compare " + small +
               "--strategies opportunistic --conditions recession --uncertainty chance --format json")
            .json();
    const auto single = accord("run " + small + "--strategy opportunistic --condition recession --format json").json();
    std::vector<std::string> digests, met; // exactly one row each: none would prove nothing
    for (const auto& cell : comparison["digests"])
        if (cell["strategy"] == "opportunistic") digests.push_back(cell["digest"]);
    for (const auto& row : comparison["results"])
        if (row["strategy"] == "opportunistic" && row["outcome"] == "ability-mean") met.push_back(row["mean"].dump());
    CHECK(digests == std::vector<std::string>{single["digest"]});
    CHECK(met == std::vector<std::string>{single["outcomes"]["ability-mean"]["mean"].dump()});
}

TEST_CASE("compare as text says who wins, in how many runs, at what cost, and how sure that is", "[cli]") {
    std::string text = accord("compare " + small + "--strategies opportunistic --conditions funding-cut").out;
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK_THAT(text, Catch::Contains("Under a funding cut, "));
    CHECK_THAT(text, Catch::Contains(" of 20 parameter sets"));
    CHECK_THAT(text, Catch::Contains("95 % interval"));
    CHECK_THAT(text, Catch::Contains("against going alone"));
    CHECK_THAT(text, Catch::Contains("What limits this:"));
    CHECK_THAT(text, Catch::Contains("synthetic"));
    const std::string csv =
        accord("compare " + small + "--strategies opportunistic --conditions calm --uncertainty chance --format csv")
            .out;
    CHECK_THAT(
        csv, Catch::StartsWith(
                 "scenario,condition,strategy,partners,outcome,unit,mean,difference,lo,hi,n,p_better,"
                 "p_best,not_clearly_behind,luck_lo,luck_hi\ntwo-schools,calm,go-it-alone,synthetic,ability-mean,SD,"));
}

TEST_CASE("compare does not call a difference clear that is shown as nothing", "[cli]") {
    std::string text =
        accord("compare " + small + "--strategies collective-impact --conditions calm --uncertainty chance").out;
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK_THAT(text,
               Catch::Contains("Under calm conditions, no strategy changes test-score ability by as much as 0.0005 SD "
                               "against going alone: collective impact, which has the best mean, differs by -"));
}

TEST_CASE("compare tells luck from ignorance of parameters, in words and in numbers, unless asked for chance alone",
          "[cli]") {
    const std::string asked = "compare sonoma --months 48 --replicates 4 --strategies collective-impact "
                              "--conditions calm ";
    std::string text = accord(asked + "--sets 6").out;
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK_THAT(text, Catch::Contains("4 replicates under the usual parameters and 2 under each of 6 other sets"));
    CHECK_THAT(text, Catch::Contains(" of 6 parameter sets"));
    CHECK_THAT(text, Catch::Contains("; luck alone "));
    CHECK_THAT(text, Catch::Contains("is ignorance of parameters; from set to set the gain goes from"));
    CHECK_THAT(text, Catch::Contains("intervals show other luck and other parameters"));
    CHECK_THAT(text, !Catch::Contains("chance alone"));
    const auto document = accord(asked + "--sets 6 --format json").json();
    CHECK(document.at("uncertainty") == "parameters");
    CHECK(document.at("parameter_sets") == 6);
    const auto alone = accord(asked + "--uncertainty chance --format json").json();
    CHECK(alone.at("uncertainty") == "chance");
    CHECK(alone.at("digests") == document.at("digests")); // the usual runs are the same
    for (const auto& row : document.at("results")) {
        if (row.at("n").get<std::size_t>() == 0) continue;
        CHECK(row.at("n").get<std::size_t>() <= 4 + 2 * 6);
        if (row.at("lo").is_null()) continue;
        CHECK(row.at("lo").get<double>() <= row.at("luck_lo").get<double>());
        CHECK(row.at("luck_hi").get<double>() <= row.at("hi").get<double>());
        CHECK(row.at("lo_sets").get<double>() <= row.at("hi_sets").get<double>());
        CHECK(row.at("sets_ahead").get<std::size_t>() <= 6);
    }
    for (const auto& row : alone.at("results"))
        CHECK((row.at("lo") == row.at("luck_lo") && row.at("hi") == row.at("luck_hi")));
    for (const auto& lead : document.at("answer").at(0).at("leads"))
        CHECK(lead.at("sets_behind").get<std::size_t>() <= lead.at("sets").get<std::size_t>());
}

TEST_CASE("compare --rivals says how the answer fares under each rival form, after the usual answer", "[cli]") {
    const std::string asked = "compare two-schools --months 36 --replicates 2 --seed 1 --quiet --conditions calm "
                              "--strategies opportunistic,equity-first ";
    const auto usual = accord(asked + "--uncertainty chance --format json").json();
    const auto document = accord(asked + "--rivals --format json").json();
    CHECK(document["results"] == usual["results"]);
    REQUIRE(document["rivals"].size() > 2);
    CHECK(document["rivals"][0]["id"] == "usual");
    for (const auto& form : document["rivals"]) {
        CHECK(form["results"].size() == 3);
        CHECK(form["fidelity"].get<double>() > 0);
    }
    CHECK(document["rivals"][1]["base"] != document["rivals"][0]["base"]);
    const auto text = accord(asked + "--rivals").out;
    CHECK_THAT(text, Catch::Contains("Rival forms under calm") && Catch::Contains("fidelity: weakest-link") &&
                         Catch::Contains(" has the highest mean under the usual form, "));
    std::string words = text;
    std::replace(words.begin(), words.end(), '\n', ' ');
    // Two runs of two schools settle nothing: no form may call anybody ahead of all others.
    CHECK_THAT(words,
               Catch::Contains("not clearly ahead of ") &&
                   Catch::Contains("it is clearly ahead of all others under 0, cannot be told from the best under"));
    CHECK_THAT(words, Catch::Contains("Not clearly behind: no other strategy under the same condition"));
}

TEST_CASE("compare --why says what the lead rests on, in shares that sum to 1, and how much of it is assumed",
          "[cli]") {
    const std::string asked =
        "compare two-schools --months 24 --replicates 2 --seed 1 --burn-in none --quiet --conditions "
        "calm --strategies aligned-agreements --uncertainty chance --why ";
    const auto why = accord(asked + "--format json").json()["why"];
    CHECK(why["strategy"] == "aligned-agreements");
    CHECK(why["against"] == "opportunistic"); // the scenario's own strategy, though nobody named it
    for (const char* kind : {"lever-groups", "mechanisms"}) {
        double sum = 0;
        for (const auto& [id, share] : why[kind].items())
            sum += share.get<double>();
        CHECK(sum == Approx(1));
    }
    CHECK(why["mechanisms"].contains("everything-else"));
    CHECK(why["sizes"]["lever-groups"]["terms"]["assumed"] == 6); // of six numbers none has a published size
    std::string text = accord(asked).out;
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK_THAT(text, Catch::Contains("What the lead of aligned agreements over taking what is offered"));
    CHECK_THAT(text, Catch::Contains(" % of this lead comes from ") && Catch::Contains(" size is assumed"));
    CHECK(accord("compare two-schools --months 12 --replicates 2 --strategies opportunistic --uncertainty chance --why "
                 "--quiet")
              .code == 0); // the best is the status quo itself: it is held against going alone
}

TEST_CASE("mechanisms are switched off by name, as by what they set", "[cli]") {
    const std::string asked = "run tiny-region --months 14 --replicates 1 --burn-in none --format json --quiet ";
    const auto digest = [&](const std::string& more) { return accord(asked + more).json()["digest"]; };
    const auto on = digest("");
    CHECK(digest("--without schools") != on);
    CHECK(digest("--without schools,stock") != digest("--without schools"));
    CHECK(digest("--without stock") == digest("--set student.stock-limit=0"));
}

TEST_CASE("levers set in compare leave the counterfactual alone", "[cli]") {
    const std::string arguments = "compare " + small + "--strategies opportunistic --conditions calm --format json";
    const auto digests = [](const std::string& call) {
        std::map<std::string, std::string> result;
        const auto document = accord(call).json();
        for (const auto& cell : document["digests"])
            result[cell["strategy"]] = cell["digest"];
        return result;
    };
    auto usual = digests(arguments), changed = digests(arguments + " --set search.effort=1 --set search.wanted=9");
    CHECK(usual["go-it-alone"] == changed["go-it-alone"]);
    CHECK(usual["opportunistic"] != changed["opportunistic"]);
}

TEST_CASE("a scenario's own strategies and conditions are compared by default", "[cli]") {
    const auto document = accord("compare recession-town --months 12 --replicates 2 --format json").json();
    std::set<std::string> strategies, conditions;
    for (const auto& row : document["results"]) {
        strategies.insert(row["strategy"]);
        conditions.insert(row["condition"]);
    }
    CHECK(strategies.count("thrifty-alignment") == 1);
    CHECK(strategies.count("go-it-alone") == 1);
    CHECK(conditions == std::set<std::string>{"recession", "calm", "misaligned-goals", "unequal-power", "funding-cut"});
}

TEST_CASE("years on record stand beside what the run made of them", "[cli][years]") {
    const tests::Folder folder;
    std::string schools = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                          "english_learner_share,chronic_absence_rate,year\n";
    for (const char* year : {"2020,0.2", "2021,0.3", "2022,0.4", "2030,0.5"})
        schools += std::string("oak,Oak,Here,K-08,400,20,12000,0.5,0.1,") + (year + 5) + "," +
                   std::string(year).substr(0, 4) + "\n";
    folder.write("schools.csv", schools);
    const std::string file = folder.write("s.json", R"({"name": "here", "title": "Here", "about": "years",
        "region": {"name": "Here", "schools": "schools.csv", "money-year": 2022, "start-year": 2021}})");
    const auto document = accord("run " + file + " --months 36 --replicates 2 --format json").json();
    REQUIRE(document["recorded"].size() == 2);
    CHECK(document["recorded"][0]["year"] == 2022);
    CHECK(document["recorded"][0]["outcome"] == "chronic-absence");
    CHECK(document["recorded"][0]["recorded"] == 0.4);
    CHECK(document["recorded"][0]["schools"] == 1);
    const auto series = accord("run " + file + " --months 36 --replicates 2 --series --format json").json()["series"];
    CHECK(document["recorded"][0]["simulated"] == series["chronic-absence"][23]); // August of the second year
    CHECK(document["recorded"][1]["year"] == 2030);
    CHECK(document["recorded"][1]["simulated"].is_null()); // beyond the horizon
    CHECK_FALSE(document.contains("series"));
    const std::string text = accord("run " + file + " --months 36 --replicates 2").out;
    CHECK_THAT(text, Catch::Contains("Years on record") && Catch::Contains("not reached"));
    CHECK_THAT(text, Catch::Contains("rows of 2020 are not used"));
    CHECK(accord("check " + file).out.find("schools start from their rows of 2021") != std::string::npos);
}

TEST_CASE("compare tells the years, the baseline and the burn-in", "[cli]") {
    const auto plain = accord("compare " + small + "--strategies opportunistic --conditions calm --format json").json();
    CHECK(plain["baseline"] == "go-it-alone");
    CHECK_FALSE(plain.contains("burn-in"));
    for (const auto& row : plain["results"]) {
        CAPTURE(row.dump());
        REQUIRE_FALSE(row["by_year"].empty());
        if (row["by_year"].back()["year"] == 2) CHECK(row["by_year"].back()["difference"] == row["difference"]);
    }
    const auto usual =
        accord("compare " + smallest + "--strategies opportunistic --conditions calm --format json").json();
    CHECK(usual["baseline"] == "status-quo");
    CHECK(usual["burn-in"]["asked"] == "240");
    const std::string warm = "compare " + smallest + "--strategies aligned-agreements --conditions calm --burn-in 24 ";
    const auto quo = accord(warm + "--format json").json();
    CHECK(quo["baseline"] == "status-quo");
    CHECK(quo["burn-in"]["asked"] == "24");
    CHECK(quo["burn-in"]["strategy"] == "opportunistic");
    CHECK(quo["burn-in"]["months"] == nlohmann::ordered_json({24, 24, 24, 24}));
    std::set<std::string> strategies;
    for (const auto& row : quo["results"]) {
        strategies.insert(row["strategy"].get<std::string>());
        if (row["strategy"] == "status-quo") CHECK(row["difference"] == 0);
    }
    CHECK(strategies == std::set<std::string>{"status-quo", "aligned-agreements"});
    const std::string text = accord(warm).out;
    CHECK_THAT(text, Catch::Contains("Before month 0 the world was run in for 2 years under the strategy"));
    CHECK_THAT(text, Catch::Contains("against the status quo"));
    CHECK_THAT(text, Catch::Contains("over the years"));
    const auto alone = accord(warm + "--baseline go-it-alone --format json").json();
    CHECK(alone["baseline"] == "go-it-alone");
    CHECK(accord("run " + smallest + "--burn-in 13").err == "accord run: --burn-in: '13' is no burn-in; expected none, "
                                                            "stationary, or a number of months in whole years from "
                                                            "12 to 1200\n");
    CHECK(accord("run " + smallest + "--burn-in 13").code == 2);
}

TEST_CASE("a run after a burn-in is the same on any number of threads, and another one than without",
          "[cli][determinism]") {
    const auto digest = [](const std::string& options) {
        return accord("run " + smallest + options + " --format json").json()["digest"];
    };
    const auto one = digest("--burn-in 36 --threads 1");
    CHECK(digest("--burn-in 36 --threads 3") == one);
    CHECK(digest("--burn-in 240") == digest("")); // unless told otherwise
    CHECK(digest("--burn-in none") != one);
}
