#include "scenarios/scenario.h"

#include "scenarios/condition_text.h"
#include "scenarios/json.h"
#include "sim/error.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace scenarios;
using tests::Lines;

namespace {

const std::string schools = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                            "english_learner_share\noak,Oak,Here,K-08,200,10,5500,0.3,0.1\n";

/// A right scenario beside a right schools.csv.
Json right() {
    return Json::parse(R"({"name": "here", "title": "Here", "about": "nothing to see",
                           "region": {"name": "Here", "schools": "schools.csv"}})");
}

Lines faults_of(const Json& document) {
    const tests::Folder folder;
    folder.write("schools.csv", schools);
    Problems problems;
    const auto scenario = read_scenario(folder.write("s.json", document.dump()), problems);
    CHECK(scenario.has_value() == problems.is_empty());
    return folder.plain(problems);
}

Scenario loaded(const Json& document) {
    const tests::Folder folder;
    folder.write("schools.csv", schools);
    return load_scenario(folder.write("s.json", document.dump()));
}

} // namespace

TEST_CASE("a scenario without choices has the documented ones", "[scenarios]") {
    const Scenario s = loaded(right());
    CHECK(s.months == 120);
    CHECK(s.replicates == 20);
    CHECK(s.seed == 1);
    CHECK(s.strategy == "opportunistic");
    CHECK(condition_label(s.setup.conditions) == "calm");
    CHECK(s.setup.region.schools.size() == 1);
    CHECK(s.setup.region.synthetic_partners);
    CHECK_FALSE(s.setup.region.synthetic_secondary);
    CHECK(s.caveats == Lines{"partners, programmes and agreements are synthetic: generated from the seed"});
    REQUIRE(s.inputs.size() == 2);
    CHECK(s.inputs[0].digest.size() == 16);
    CHECK(s.inputs[0].digest != s.inputs[1].digest);
}

TEST_CASE("every choice of a scenario arrives", "[scenarios]") {
    Json document = right();
    document.update(Json::parse(R"({"horizon-months": 24, "replicates": 3, "seed": 9007199254740991,
        "conditions": {"funding-cut": 0.5, "recession": 1}, "parameters": {"engagement.mean": 0.7},
        "strategies": {"mine": {"name": "my way", "about": "x", "like": "collective-impact",
                                "levers": {"search.wanted": 5}}},
        "strategy": "mine", "caveats": ["small"], "burn-in": 36})"));
    document["region"].update(Json::parse(R"({"money-year": 2020, "score-mean": 500, "score-pupil-sd": 100,
        "synthetic-partners": {"per-10000-pupils": 20}, "synthetic-secondary": {"pupils-per-school": 600},
        "synthetic-college": true})"));
    const Scenario s = loaded(document);
    CHECK(s.months == 24);
    CHECK(s.replicates == 3);
    CHECK(s.seed == 9007199254740991u);
    CHECK(condition_label(s.setup.conditions) == "funding-cut=0.5+recession");
    CHECK(s.setup.parameters.engagement.mean == 0.7);
    CHECK(s.strategy == "mine");
    CHECK(s.setup.levers.search.wanted == 5);
    CHECK(s.setup.levers.coordination.backbone ==
          scenarios::find_strategy("collective-impact")->levers.coordination.backbone);
    CHECK(s.find_strategy("mine")->name == "my way");
    CHECK(s.setup.burn_in.months == 36);
    CHECK(s.setup.today.search.wanted == 5);
    CHECK(s.find_strategy("status-quo")->levers.search.wanted == 5);
    CHECK(s.strategy_ids().back() == "mine");
    CHECK(s.setup.region.money_year == 2020);
    CHECK(s.setup.region.score_mean == 500);
    CHECK(s.setup.region.partners_per_10000 == 20);
    CHECK(s.setup.region.synthetic_secondary);
    CHECK(s.setup.region.pupils_per_secondary == 600);
    CHECK(s.setup.region.synthetic_college);
    CHECK(s.caveats.front() == "small");
    CHECK(s.caveats.back() == "the community college is synthetic");
    CHECK(s.setup.region.caveats == s.caveats);
}

TEST_CASE("everything wrong with a scenario and its data is said at once", "[scenarios][input]") {
    Json document = right();
    document.update(Json::parse(R"({"horizon-months": 0, "replicates": 100001, "seed": -1, "strategy": "oportunistic",
        "conditions": {"funding-cuts": 0.5, "recession": 1.5, "calm": 1}, "parameters": {"engagement.maen": 0.7},
        "strategies": {"opportunistic": {"like": "nobody-at-all-anywhere", "levers": {"search.wantd": 5}}},
        "no-such-key": 1})"));
    document["region"]["synthetic-partners"] = Json::parse(R"({"per-1000-pupils": 3})");
    document["region"]["schools"] = "school.csv";
    const Lines faults = faults_of(document);
    Lines firm(faults.begin(), faults.end());
    const auto says = [&](const std::string& line) { return std::find(firm.begin(), firm.end(), line) != firm.end(); };
    CAPTURE(faults);
    CHECK(says("s.json: /horizon-months: 0 is below the range; expected a whole number of months from 1 to 1200"));
    CHECK(
        says("s.json: /replicates: 100001 is above the range; expected a whole number of replicates from 1 to 100000"));
    CHECK(says("s.json: /seed: -1 is below the range; expected a whole number from 0 to 9007199254740991"));
    CHECK(says("s.json: /strategy: unknown strategy 'oportunistic'; did you mean 'opportunistic'?"));
    CHECK(says("s.json: /conditions/funding-cuts: unknown condition; did you mean 'funding-cut'?"));
    CHECK(says("s.json: /conditions/recession: 1.5 is above the range; expected a strength from 0 to 1"));
    CHECK(says("s.json: /parameters/engagement.maen: unknown parameter; did you mean 'engagement.mean'?"));
    CHECK(says("s.json: /strategies/opportunistic: is the name of a shipped strategy; expected another name"));
    CHECK(says("s.json: /strategies/opportunistic/levers/search.wantd: unknown lever; did you mean 'search.wanted'?"));
    CHECK(says("s.json: /no-such-key: unknown key; expected one of: $schema, name, title, about, horizon-months, "
               "replicates, seed, caveats, burn-in, conditions, parameters, strategies, strategy, region"));
    CHECK(says("s.json: /region/synthetic-partners/per-1000-pupils: unknown key; did you mean 'per-10000-pupils'?"));
    CHECK(says("school.csv: cannot be read: No such file or directory; expected a readable file"));
    CHECK(faults.size() == 14);
}

TEST_CASE("a burn-in is none, stationary or whole years", "[scenarios][input]") {
    Json document = right();
    document["burn-in"] = "stationary";
    CHECK(loaded(document).setup.burn_in.is_stationary);
    document["burn-in"] = "none";
    CHECK_FALSE(loaded(document).setup.burn_in.is_on());
    const std::string wanted = "; expected none, stationary, or a number of months in whole years from 12 to 1200";
    document["burn-in"] = 30;
    CHECK(faults_of(document) == Lines{"s.json: /burn-in: '30' is no burn-in" + wanted});
    document["burn-in"] = "warm";
    CHECK(faults_of(document) == Lines{"s.json: /burn-in: 'warm' is no burn-in" + wanted});
    document["burn-in"] = true;
    CHECK(faults_of(document) ==
          Lines{"s.json: /burn-in: is true; expected \"none\", \"stationary\" or months in whole years"});
}

TEST_CASE("a made-up country has bounds and stands alone", "[scenarios][input]") {
    Json document = right();
    document["region"]["synthetic-country"] =
        Json::parse(R"({"students": 999, "schools": 0, "counties": 100001, "seed": -1, "county": 3})");
    const Lines faults = faults_of(document);
    const std::string at = "s.json: /region/synthetic-country/";
    CHECK(faults == Lines{at + "students: 999 is below the range; expected pupils from 1000 to 500000000",
                          at + "schools: 0 is below the range; expected schools from 1 to 2000000",
                          at + "counties: 100001 is above the range; expected counties from 1 to 100000",
                          at + "seed: -1 is below the range; expected a whole number from 0 to 9007199254740991",
                          at + "county: unknown key; expected one of: students, schools, counties, seed",
                          "s.json: /region/synthetic-country: contradicts /region/schools; expected one of the two"});
    document["region"].erase("schools");
    document["region"]["synthetic-country"] = Json::parse(R"({"students": 20000, "schools": 30, "counties": 4})");
    const Scenario country = loaded(document);
    CHECK(country.setup.region.schools.size() >= 28); // shares of four counties are rounded
    CHECK(country.setup.region.schools.size() <= 32);
}

TEST_CASE("missing keys are named", "[scenarios][input]") {
    CHECK(faults_of(Json::object()) ==
          Lines{"s.json: /name: is missing; expected text", "s.json: /title: is missing; expected text",
                "s.json: /about: is missing; expected text", "s.json: /region: is missing; expected an object"});
}

TEST_CASE("partners of the user replace synthetic ones and ties need them", "[scenarios][input]") {
    Json document = right();
    document["region"]["ties"] = "ties.csv";
    CHECK(
        faults_of(document) ==
        Lines{"s.json: /region/ties: is given without partners; expected /region/partners with the partners it names"});
    document["region"]["partners"] = "partners.csv";
    document["region"]["synthetic-partners"] = Json::object();
    CHECK(faults_of(document).front() ==
          "s.json: /region/synthetic-partners: contradicts /region/partners; expected one of the two");

    const tests::Folder folder;
    folder.write("schools.csv", schools);
    folder.write("partners.csv", "id,name,kind,funds_usd_per_month,staff_hours_per_month,volunteer_hours_per_month,"
                                 "placements,facilities,seats\nclub,Club,nonprofit,1000,80,40,0,1,0\n");
    folder.write("ties.csv", "school,partner,programme,months\noak,club,tutoring,6\n");
    document["region"].erase("synthetic-partners");
    const Scenario s = load_scenario(folder.write("s.json", document.dump()));
    CHECK_FALSE(s.setup.region.synthetic_partners);
    CHECK(s.setup.region.partners.size() == 1);
    CHECK(s.setup.region.ties.size() == 1);
    CHECK(s.inputs.size() == 4);
    CHECK(s.caveats ==
          Lines{"given: partners and ties (1 of 1 start); synthetic: what becomes of them, other ties, and what the "
                "files leave open"});
}

TEST_CASE("load_scenario throws every message as one input error", "[scenarios][input]") {
    try {
        load_scenario("no/such/file.json");
        FAIL("nothing was thrown");
    } catch (const sim::InputError& error) {
        CHECK(error.messages() ==
              Lines{"no/such/file.json: cannot be read: No such file or directory; expected a readable file"});
    }
}

TEST_CASE("set_value finds parameters, levers and conditions and keeps to their ranges", "[scenarios][input]") {
    models::Setup setup;
    Problems problems;
    set_value(setup, "engagement.mean", 0.65, "x: --set", problems);
    set_value(setup, "search.wanted", 7, "x: --set", problems);
    set_value(setup, "hidden-goals", 0.5, "x: --set", problems);
    CHECK(problems.is_empty());
    CHECK(setup.parameters.engagement.mean == 0.65);
    CHECK(setup.levers.search.wanted == 7);
    CHECK(condition_label(setup.conditions) == "hidden-goals=0.5");
    set_value(setup, "hiden-goals", 0.5, "x: --set", problems);
    set_value(setup, "hidden-goals", 2, "x: --set", problems);
    set_value(setup, "calm", 1, "x: --set", problems);
    set_value(setup, "engagement.maen", 0.65, "x: --set", problems);
    set_value(setup, "engagement.mean", 65, "x: --set", problems);
    CHECK(problems.shown() ==
          Lines{"x: --set: unknown parameter, lever or condition 'hiden-goals'; did you mean 'hidden-goals'?",
                "x: --set: hidden-goals: 2 is above the range; expected a strength from 0 to 1",
                "x: --set: 'calm' is the absence of conditions; expected a parameter, a lever or another condition",
                "x: --set: unknown parameter, lever or condition 'engagement.maen'; did you mean 'engagement.mean'?",
                "x: --set: engagement.mean: 65 is above the range; expected 0.4 to 0.8 [index]"});
}

TEST_CASE("conditions are written and read back", "[scenarios]") {
    for (const char* text : {"calm", "funding-cut", "funding-cut=0.5", "unequal-power=0.25+recession"}) {
        models::Conditions conditions;
        Problems problems;
        add_condition(text, "x", conditions, problems);
        CHECK(problems.is_empty());
        CHECK(condition_label(conditions) == text);
    }
    models::Conditions none;
    Problems problems;
    add_condition("funding-cut=0", "x", none, problems);
    CHECK(condition_label(none) == "calm");
    CHECK(condition_words(none) == "calm conditions");
}

TEST_CASE("wrong conditions are named", "[scenarios][input]") {
    models::Conditions conditions;
    Problems problems;
    for (const char* text : {"funding-cut=1.5", "fundingcut", "recession=", "recession=x+partner-exit=-1"})
        add_condition(text, "accord run: --condition", conditions, problems);
    CHECK(problems.shown() ==
          Lines{"accord run: --condition: funding-cut: 1.5 is above the range; expected a strength from 0 to 1",
                "accord run: --condition: unknown condition 'fundingcut'; did you mean 'funding-cut'?",
                "accord run: --condition: recession: '' is not a number; expected a strength from 0 to 1",
                "accord run: --condition: recession: 'x' is not a number; expected a strength from 0 to 1",
                "accord run: --condition: partner-exit: -1 is below the range; expected a strength from 0 to 1"});
}

TEST_CASE("a scenario starts from its year's schools, and says what stands beside the run and what is not used",
          "[scenarios]") {
    const std::string years = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                              "english_learner_share,graduation_rate,chronic_absence_rate,year\n"
                              "h,High,Here,09-12,400,20,6000,0.5,0.2,0.8,0.3,2021\n"
                              "h,High,Here,09-12,300,20,6000,0.5,0.2,0.7,0.4,2022\n"
                              "i,New,Here,09-12,100,20,6000,0.5,0.2,0.9,,2022\n"
                              "h,High,Here,09-12,300,20,6000,0.5,0.2,0.7,,2020\n";
    const tests::Folder folder;
    folder.write("schools.csv", years);
    Json document = right();
    document["region"]["start-year"] = 2021;
    const Scenario s = load_scenario(folder.write("s.json", document.dump()));
    REQUIRE(s.setup.region.schools.size() == 1);
    CHECK(s.setup.region.schools[0].enrolment == 400);
    const std::string said = "schools start from their rows of 2021; of 2022 the rates of graduation, chronic absence "
                             "and college entry stand beside the run and nothing else is used; rows of 2020 are not "
                             "used";
    CHECK(std::count(s.caveats.begin(), s.caveats.end(), said) == 1);
    CHECK(std::count(s.notes.begin(), s.notes.end(), said) == 1);
    REQUIRE(s.recorded.size() == 2);
    CHECK(s.recorded[0].outcome == "graduation-rate");
    CHECK(s.recorded[0].year == 2022);
    CHECK(s.recorded[0].value == Approx(0.75)); // 75 leavers and 25
    CHECK(s.recorded[0].schools == 2);
    CHECK(s.recorded[1].outcome == "chronic-absence");
    CHECK(s.recorded[1].value == Approx(0.4));
    document["region"]["start-year"] = 2019;
    Problems problems;
    CHECK_FALSE(read_scenario(folder.write("t.json", document.dump()), problems));
    CHECK(folder.plain(problems) ==
          Lines{"schools.csv: year: no row of the year 2019 (start-year); expected one of: 2020, 2021, 2022"});
}
