// Experiment files: what is right is understood, what is wrong is named in full, the shipped ones are in order.
#include "experiments/sweep/experiment.h"

#include "experiments/sweep/identity.h"
#include "scenarios/condition_text.h"
#include "scenarios/schema.h"
#include "scenarios/strategies.h"
#include "scenarios/text.h"
#include "tests/experiments/sweeps.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace experiments;
using tests::small_experiment;

namespace {

tests::Lines problems_of(const tests::Folder& folder, const scenarios::Json& document) {
    scenarios::Problems problems;
    read_experiment(tests::write_experiment(folder, document), problems);
    return folder.plain(problems);
}

Experiment read(const tests::Folder& folder, const std::string& patch) {
    return load_experiment(tests::write_experiment(folder, small_experiment(patch)));
}

const std::string experiments_folder = ACCORD_SOURCE_DIR "/scenarios/experiments";

} // namespace

TEST_CASE("every shipped experiment is in order", "[experiments][library]") {
    std::set<std::string> names;
    for (const auto& item : std::filesystem::directory_iterator(experiments_folder)) {
        CAPTURE(item.path().string());
        const Experiment experiment = load_experiment(item.path().string());
        CHECK(experiment.name == item.path().stem().string());
        CHECK(names.insert(experiment.name).second);
        const Treatments treatments(experiment);
        CHECK(treatments.size() > 1);
        CHECK(treatment_identity(treatments.scenario_of(0), treatments.setup(0), treatments.strategy_of(0),
                                 treatments.months(0), experiment.seed) != 0);
    }
    for (const char* name : {"quick", "assumptions", "tipping-points", "funding-cuts"})
        CHECK(names.count(name) == 1);
    for (const auto& region : std::filesystem::directory_iterator(ACCORD_SOURCE_DIR "/scenarios/library"))
        if (region.is_regular_file() && region.path().stem() != "two-schools" && region.path().stem() != "nation")
            CHECK(names.count("strategies-" + region.path().stem().string()) == 1);
}

TEST_CASE("the assumptions experiment varies every assumed parameter", "[experiments][library]") {
    const Experiment experiment = load_experiment(experiments_folder + "/assumptions.json");
    std::size_t n = 0;
    for (const auto& row : models::parameter_table().rows())
        n += row.evidence.is_assumed();
    CHECK(experiment.design.inputs.size() == n);
}

TEST_CASE("everything wrong with an experiment is named at once", "[experiments][input]") {
    const tests::Folder folder;
    const auto document = small_experiment(R"({"tilte": 1, "strategies": ["go-it-alone", "equityfirst", "go-it-alone"],
        "baseline": "equity-first", "conditions": [{"funding-cut": 2}, {"recesion": 1}, {"calm": 1}, {"calm": 0}, {}],
        "outcomes": ["abilty-mean"], "replicates": 0, "series": 1, "limits": {"retry": 1},
        "until": {"outcome": "trust", "at-most": 1}, "design": {"method": "lsh", "points": -1, "curvs": 2},
        "inputs": [{"id": "trust.loss-ratio", "low": 0.1, "high": 5, "kind": "lgo"}, {"id": "trust.los-ratio"},
                   {"id": "hidden-goals", "levels": [1, 2]}, {"id": "search.wanted", "kind": "categorical", "levels": [1, 99]}]})");
    CHECK(
        problems_of(folder, document) ==
        tests::Lines{
            "small.json: /replicates: 0 is below the range; expected a whole number of replicates from 1 to 100000",
            "small.json: /series: is a number; expected true or false",
            "small.json: /strategies/1: unknown strategy 'equityfirst'; did you mean 'equity-first'?",
            "small.json: /strategies/2: 'go-it-alone' is there twice; expected it once",
            "small.json: /baseline: 'equity-first' is not among the strategies; did you mean 'equityfirst'?",
            "small.json: /conditions/0/funding-cut: 2 is above the range; expected a strength from 0 to 1",
            "small.json: /conditions/1/recesion: unknown condition; did you mean 'recession'?",
            "small.json: /conditions/2/calm: 1 is above the range; expected a strength from 0 to 0",
            "small.json: /conditions/4: 'calm' is there twice; expected it once",
            "small.json: /outcomes/0: unknown outcome 'abilty-mean'; did you mean 'ability-mean'?",
            "small.json: /inputs/0/kind: unknown kind 'lgo'; did you mean 'log'?",
            "small.json: /inputs/0/low: 0.1 is below the range; expected a number of its range from 0.5 to 5",
            "small.json: /inputs/1/id: unknown input 'trust.los-ratio'; did you mean 'trust.loss-ratio'?",
            "small.json: /inputs/2/levels: is there without kind categorical; expected kind categorical, or no levels",
            "small.json: /inputs/3/levels: '99' is no value of search.wanted; expected numbers from 0 to 12",
            "small.json: /design/method: unknown method 'lsh'; did you mean 'lhs'?",
            "small.json: /design/points: -1 is below the range; expected a whole number from 0 to 20000000",
            "small.json: /design/curvs: unknown key; did you mean 'curves'?",
            "small.json: /until/half-width: is missing; expected a half-width from 1e-12 to 1000000000000",
            "small.json: /until/at-most: 1 is below the range; expected a whole number of replicates from 8 to 100000",
            "small.json: /limits/retry: unknown key; expected one of: seconds-per-run, retries",
            "small.json: /tilte: unknown key; did you mean 'title'?",
        });
}

TEST_CASE("inputs reach the part of the set-up they name", "[experiments]") {
    const tests::Folder folder;
    const Experiment experiment = read(folder, R"({"inputs": [{"id": "trust.loss-ratio", "low": 2, "high": 4},
        {"id": "money.reserve", "low": 0.01, "high": 0.03}, {"id": "recession"},
        {"id": "region.per-10000-pupils", "low": 20, "high": 30}, {"id": "horizon-months", "low": 6, "high": 18},
        {"id": "coordination.backbone", "kind": "categorical", "levels": [0, 1]},
        {"id": "scenario", "levels": [")" ACCORD_SOURCE_DIR R"(/scenarios/library/tiny-region.json",
        ")" ACCORD_SOURCE_DIR R"(/scenarios/library/recession-town.json"]}],
        "design": {"method": "monte-carlo", "points": 20}})");
    const Treatments treatments(experiment);
    std::set<std::string> names;
    for (std::uint64_t t = 0; t < treatments.size(); ++t) {
        const models::Setup setup = treatments.setup(t);
        const auto& inputs = treatments.inputs_of(t);
        const auto& gain = *models::parameter_table().find("trust.loss-ratio");
        CHECK(sim::ParameterTable<models::Parameters>::at(setup.parameters, gain) == inputs[0]);
        const bool is_alone = treatments.strategy_of(t) == models::counterfactual;
        CHECK(setup.levers.money.reserve ==
              (is_alone ? scenarios::find_strategy("go-it-alone")->levers.money.reserve : inputs[1]));
        CHECK(setup.levers.coordination.backbone == (is_alone ? 0 : inputs[5]));
        CHECK(setup.conditions.of(models::Condition::recession) == inputs[2]);
        const bool is_cut = treatments.stored(t).condition == "funding-cut=0.5";
        CHECK(setup.conditions.of(models::Condition::funding_cut) == (is_cut ? 0.5 : 0.0));
        CHECK(setup.region.partners_per_10000 == inputs[3]);
        CHECK(treatments.months(t) == inputs[4]);
        CHECK(treatments.design().inputs[6].levels[static_cast<std::size_t>(inputs[6])] ==
              treatments.scenario_of(t).name);
        names.insert(setup.region.name);
    }
    CHECK(names.size() == 2);
    CHECK(experiment.files.size() == 6); // three scenarios with their schools
}

TEST_CASE("absent keys have the values the documentation says", "[experiments]") {
    const tests::Folder folder;
    const Experiment experiment = load_experiment(tests::write_experiment(
        folder, small_experiment(R"({"strategies": null, "conditions": null, "inputs": null, "design": null,
                                     "replicates": null, "seed": null, "horizon-months": null})")));
    CHECK(experiment.strategies == std::vector<std::string>{"opportunistic"});
    CHECK(experiment.baseline == "opportunistic");
    CHECK(experiment.conditions.size() == 1);
    CHECK(experiment.replicates == 8);
    CHECK(experiment.months == 120);
    CHECK(experiment.outcomes.size() == models::observables().size());
    const Treatments treatments(experiment);
    CHECK(treatments.size() == 1);
    CHECK(treatments.stored(0).inputs.empty());
}

TEST_CASE("inputs may be correlated, constrained, truncated and given in a file", "[experiments]") {
    const tests::Folder folder;
    const Experiment wide = read(folder, R"({"inputs": [
        {"id": "trust.gain", "low": 0.1, "high": 0.5, "spread": "normal", "mean": 0.3, "sd": 0.2},
        {"id": "hidden-goals", "spread": "triangular", "mode": 0.2}, {"id": "recession"}],
        "design": {"method": "lhs", "points": 64, "correlations": [{"a": "trust.gain", "b": "recession", "rho": 0.8}],
                   "constraints": [{"terms": {"hidden-goals": 1, "recession": 1}, "at-most": 1.5}]}})");
    const Treatments treatments(wide);
    CHECK(treatments.n_groups() == 128);
    for (std::uint64_t t = 0; t < treatments.size(); ++t) {
        const auto& inputs = treatments.inputs_of(t);
        CHECK((inputs[0] >= 0.1 && inputs[0] <= 0.5 && inputs[1] + inputs[2] <= 1.5));
    }
    folder.write("points.csv", "hidden-goals,trust.gain\n0.25,0.2\n1,0.4\n");
    const Experiment given = read(folder, R"({"inputs": [{"id": "trust.gain"}, {"id": "hidden-goals"}],
                                              "design": {"method": "explicit", "rows": "points.csv", "points": null}})");
    CHECK(given.design.rows == std::vector<std::vector<double>>{{0.2, 0.25}, {0.4, 1}});
    CHECK(folder.plain({given.files.back().path}) == tests::Lines{"points.csv"});
    folder.write("points.csv", "hidden-goals,trust.gain\n2,x\n");
    CHECK(problems_of(folder, small_experiment(R"({"inputs": [{"id": "trust.gain"}, {"id": "hidden-goals"}],
                                              "design": {"method": "explicit", "rows": "points.csv", "points": null}})")) ==
          tests::Lines{"points.csv:2: trust.gain: 'x' is not a number; expected a value of the input from 0.05 to 0.6",
                       "points.csv:2: hidden-goals: 2 is above the range; expected a value of the input from 0 to 1"});
}

TEST_CASE("the reader and the schema agree on what is broken", "[experiments][input]") {
    const tests::Folder folder;
    const std::string patch = GENERATE(
        R"({"no-such-key": 1})", R"({"name": null})", R"({"name": "Not Kebab"})", R"({"title": ""})",
        R"({"scenario": null})", R"({"strategies": "some"})", R"({"conditions": [{"funding-cut": 2}]})",
        R"({"conditions": [{"none": 1}]})", R"({"inputs": [{"low": 1}]})", R"({"inputs": [{"id": "no.such"}]})",
        R"({"inputs": [{"id": "recession", "kind": "normal"}]})", R"({"design": {"method": "none"}})",
        R"({"design": {"points": 1.5}})", R"({"design": {"unknown": 1}})", R"({"replicates": 1.5})",
        R"({"until": {"outcome": "trust"}})", R"({"limits": {"retries": -1}})", R"({"outcomes": ["none"]})",
        R"({"inputs-from": "everything"})", R"({"series": 0})", R"({"design": {"correlations": [{"rho": 0}]}})");
    CAPTURE(patch);
    const auto document = small_experiment(patch);
    CHECK_FALSE(problems_of(folder, document).empty());
    scenarios::Problems problems;
    scenarios::check_schema(experiment_schema(), document, "s.json", "accord schema experiment", problems);
    CHECK_FALSE(problems.is_empty());
}

TEST_CASE("a run's id follows from what decides it and from nothing else", "[experiments][determinism]") {
    const tests::Folder folder;
    const Experiment experiment = read(folder, "{}");
    const Treatments treatments(experiment);
    const auto of = [&](std::uint64_t t, std::uint32_t months = 12, std::uint64_t seed = 3) {
        return treatment_identity(treatments.scenario_of(t), treatments.setup(t), treatments.strategy_of(t), months,
                                  seed);
    };
    std::set<std::uint64_t> ids{of(0, 13), of(0, 12, 4), run_identity(of(0), 0), run_identity(of(0), 1)};
    for (std::uint64_t t = 0; t < treatments.size(); ++t)
        ids.insert(of(t));
    CHECK(ids.size() == treatments.size() + 4);
    const Experiment renamed =
        read(folder, R"({"name": "other", "title": "Other", "outcomes": ["trust"], "series": true})");
    const Treatments same(renamed);
    CHECK(treatment_identity(same.scenario_of(5), same.setup(5), same.strategy_of(5), 12, 3) == of(5));
}

TEST_CASE("all is every strategy and every condition, and the text that a store keeps spells it out",
          "[experiments][strategies]") {
    const tests::Folder folder;
    const Experiment all = read(folder, R"({"strategies": "all", "conditions": "all", "baseline": null})");
    CHECK(all.strategies == all.scenarios.front().strategy_ids());
    CHECK(all.baseline == "go-it-alone");
    REQUIRE(all.conditions.size() == models::n_conditions);
    for (std::size_t c = 0; c < models::n_conditions; ++c)
        CHECK(scenarios::condition_label(all.conditions[c]) == models::condition_infos[c].id);
    const scenarios::Json text = scenarios::Json::parse(all.text);
    CHECK(text["strategies"] == scenarios::Json(all.strategies));
    scenarios::Json listed = small_experiment(R"({"baseline": null})");
    listed["strategies"] = text["strategies"], listed["conditions"] = text["conditions"];
    const Experiment spelt = load_experiment(tests::write_experiment(folder, listed));
    CHECK(spelt.strategies == all.strategies);
    const Treatments a(all), b(spelt);
    REQUIRE(a.size() == b.size());
    for (std::uint64_t t = 0; t < a.size(); ++t)
        CHECK(treatment_identity(a.scenario_of(t), a.setup(t), a.strategy_of(t), a.months(t), 1) ==
              treatment_identity(b.scenario_of(t), b.setup(t), b.strategy_of(t), b.months(t), 1));
}

TEST_CASE("all in a list adds what is not there yet", "[experiments][strategies]") {
    const tests::Folder folder;
    const Experiment some = read(folder, R"({"strategies": ["equity-first", "all"], "baseline": null,
                                             "conditions": [{"recession": 0.5}, {"calm": 0}, "all"]})");
    CHECK(some.strategies.size() == some.scenarios.front().strategy_ids().size());
    CHECK(some.strategies[0] == "equity-first");
    CHECK(some.strategies[1] == "go-it-alone");
    CHECK(some.conditions.size() == models::n_conditions + 1); // half a recession is another condition
    CHECK(scenarios::condition_label(some.conditions[2]) == models::condition_infos[1].id);
}

TEST_CASE("an experiment takes strategies by file, for all its scenarios", "[experiments][strategies]") {
    const tests::Folder folder;
    folder.write("mine.json", R"({"id": "mine", "name": "m", "summary": "s", "like": "base", "levers": {}})");
    folder.write("base.json", R"({"id": "base", "name": "b", "summary": "s", "levers": {"search.wanted": 7}})");
    const Experiment own = read(folder, R"({"strategies": ["go-it-alone", "mine.json"], "baseline": null,
        "inputs": [{"id": "scenario", "levels": [")" ACCORD_SOURCE_DIR R"(/scenarios/library/tiny-region.json",
        ")" ACCORD_SOURCE_DIR R"(/scenarios/library/two-schools.json"]}], "design": {"method": "factorial"}})");
    CHECK(own.strategies == std::vector<std::string>{"go-it-alone", "mine"});
    const Treatments treatments(own);
    for (std::uint64_t t = 0; t < treatments.size(); ++t)
        if (treatments.strategy_of(t) == "mine") CHECK(treatments.setup(t).levers.search.wanted == 7);
    std::set<std::string> files;
    for (const auto& file : own.files)
        files.insert(file.path);
    CHECK(files.count(folder.path("mine.json")) == 1);
    CHECK(files.count(folder.path("base.json")) == 1);
    CHECK(problems_of(folder, small_experiment(R"({"strategies": ["go-it-alone", "gone.json", "equityfirst"],
                                                   "baseline": null, "conditions": ["al"]})")) ==
          tests::Lines{"gone.json: cannot be read: No such file or directory; expected a readable file",
                       "small.json: /strategies/2: unknown strategy 'equityfirst'; did you mean 'equity-first'?",
                       "small.json: /conditions/0: is text; expected an object"});
}

TEST_CASE("a number that came late counts in a run's id once it is not its default", "[experiments][determinism]") {
    const tests::Folder folder;
    const Experiment experiment = read(folder, "{}");
    const Treatments treatments(experiment);
    models::Setup setup = treatments.setup(0);
    const auto id = [&] {
        return treatment_identity(treatments.scenario_of(0), setup, treatments.strategy_of(0), 12, 3);
    };
    std::set<std::uint64_t> ids{id()};
    std::size_t n = 1;
    for (const sim::ParameterRow& row : models::parameter_table().rows()) {
        if (!row.is_late) continue;
        double& value = sim::ParameterTable<models::Parameters>::at(setup.parameters, row);
        const double before = value;
        value = value == row.range.low ? row.range.high : row.range.low;
        ids.insert(id()), ++n;
        value = before;
    }
    CHECK(ids.size() == n);
    CHECK(ids.count(id()) == 1);
    CHECK(n > 1);
}
