// The yardstick itself: regressions against sums by hand, verdicts at their limits, targets that cite what exists,
// studies that give the same numbers, mechanisms that do what their names say.
#include "experiments/runs/runner.h"
#include "experiments/statistics/crossed.h"
#include "experiments/validation/calibrate.h"
#include "experiments/validation/ensemble.h"
#include "experiments/validation/regression.h"
#include "experiments/validation/studies.h"
#include "models/mechanisms.h"
#include "scenarios/json.h"
#include "sim/random.h"

#include "scenarios/library.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

using namespace experiments;

namespace {

Target target(std::optional<double> low, std::optional<double> high, bool needs_sign = false) {
    Target t;
    t.low = low, t.high = high, t.needs_sign = needs_sign;
    return t;
}

/// One study's findings by id.
std::map<std::string, Finding> found_by(Findings (*study)(const Laboratory&), const Laboratory& lab) {
    std::map<std::string, Finding> all;
    for (Finding& f : study(lab))
        all[f.id] = f;
    return all;
}

Laboratory small() {
    Laboratory lab;
    lab.effort = 0.1;
    return lab;
}

} // namespace

TEST_CASE("least squares gives the line, its errors and R2 that hand calculation gives", "[experiments][validation]") {
    // x = 1..5, y = 2, 4, 5, 4, 5: slope 0.6, intercept 2.2, residual sum 2.4, R2 0.6, se of the slope sqrt(0.8 / 10).
    const Regression line = least_squares({{1, 2, 3, 4, 5}}, {2, 4, 5, 4, 5});
    CHECK(line.coefficient[0] == Approx(2.2));
    CHECK(line.coefficient[1] == Approx(0.6));
    CHECK(line.se[1] == Approx(std::sqrt(0.08)));
    CHECK(line.r2 == Approx(0.6));
    // Two clusters {1, 2, 3}, {4, 5}: scores of the slope around the mean are 0.4 and -0.4; variance 2 x 0.32 / 100.
    const Regression robust = least_squares({{-2, -1, 0, 1, 2}}, {2, 4, 5, 4, 5}, {0, 0, 0, 1, 1});
    const double scores = std::pow(-2 * -0.8 + -1 * 0.6 + 0, 2) + std::pow(1 * -0.6 + 2 * -0.2, 2);
    CHECK(robust.se[1] == Approx(std::sqrt(2 * scores) / 10));
}

TEST_CASE("least squares leaves out rows with holes and refuses collinear columns", "[experiments][validation]") {
    const double nan = std::nan("");
    CHECK(least_squares({{1, 2, 3, 4, 5, nan}}, {2, 4, 5, 4, 5, 1}).coefficient[1] == Approx(0.6));
    CHECK(std::isnan(least_squares({{1, 2, 3, 4}, {2, 4, 6, 8}}, {1, 3, 2, 4}).coefficient[1]));
    CHECK(std::isnan(least_squares({{1, 2}}, {1, 2}).coefficient[1]));
}

TEST_CASE("variance components of a balanced table are those of the textbook", "[experiments][validation]") {
    // Groups {1, 2, 3}, {4, 5, 6}: MS within 1, MS between 13.5, component (13.5 - 1) / 3.
    const VarianceShares shares = one_way({1, 2, 3, 4, 5, 6}, {0, 0, 0, 1, 1, 1}, 2);
    CHECK(shares.within == Approx(1));
    CHECK(shares.between == Approx(12.5 / 3));
    CHECK(one_way({1, 2, 1, 2}, {0, 0, 1, 1}, 2).between == 0); // never negative
}

TEST_CASE("a verdict holds at the limits and asks for significance where a sign is the target",
          "[experiments][validation]") {
    CHECK(is_met(target(0.1, 0.2), {"", 0.1, 0.5, ""}));
    CHECK(is_met(target(0.1, 0.2), {"", 0.2, 0.5, ""}));
    CHECK_FALSE(is_met(target(0.1, 0.2), {"", 0.2001, 0, ""}));
    CHECK_FALSE(is_met(target(0.1, 0.2), {"", std::nan(""), 0, ""}));
    CHECK(is_met(target(0, std::nullopt, true), {"", 0.2, 0.1, ""}));
    CHECK_FALSE(is_met(target(0, std::nullopt, true), {"", 0.19, 0.1, ""})); // 1.9 standard errors
    CHECK_FALSE(is_met(target(std::nullopt, 0, true), {"", 0.2, 0.1, ""}));
}

TEST_CASE("distances are 0 at a target, 1 at a limit, and never beyond 3", "[experiments][validation]") {
    Target t = target(0.1, 0.4);
    t.target = 0.2;
    CHECK(distance(t, {"", 0.2, 0, ""}) == 0);
    CHECK(distance(t, {"", 0.1, 0, ""}) == Approx(1));
    CHECK(distance(t, {"", 0.3, 0, ""}) == Approx(0.5));
    CHECK(distance(t, {"", 9, 0, ""}) == 3);
    CHECK(distance(t, {"", std::nan(""), 0, ""}) == 3);
    CHECK(distance(target(0.5, std::nullopt), {"", 0.5, 0, ""}) <= 1);
}

TEST_CASE("every target from V01 to V26 is there, with limits or a reason, and a study that speaks to it",
          "[experiments][validation]") {
    std::set<std::string> of, ids;
    for (const Target& t : targets()) {
        CAPTURE(t.id);
        of.insert(t.of);
        CHECK(ids.insert(t.id).second);
        CHECK((t.low || t.high || !t.reason.empty()));
        CHECK((t.use == "calibrate" || t.use == "check"));
        CHECK_FALSE(t.evidence.empty());
        bool has_study = false;
        for (const Study& study : studies())
            for (const std::string& covered : study.targets)
                has_study |= t.id == covered || t.id.starts_with(covered + ".");
        CHECK((has_study || !t.reason.empty()));
    }
    for (int v = 1; v <= 26; ++v)
        CHECK(of.count((v < 10 ? "V0" : "V") + std::to_string(v)) == 1);
}

TEST_CASE("a finding counts once whatever its parts, and a statistic once whatever its sources",
          "[experiments][validation]") {
    Validation all; // every target with a verdict is met
    for (const Target& t : targets())
        all.verdicts.push_back({t, Finding{}, t.reason.empty() ? std::optional(true) : std::nullopt});
    const auto [findings_met, findings] = all.findings_met();
    const auto [moments_met, moments] = all.moments_met();
    CHECK(findings_met == findings);
    std::set<std::string> of;
    std::size_t alone = 0;
    for (const Target& t : targets()) {
        if (t.reason.empty() && t.of != "data") of.insert(t.of);
        alone += t.reason.empty() && t.of == "data" && t.repeats.empty() && !t.id.starts_with("T-") ? 1 : 0;
        const auto same = [&](const Target& other) { return other.id == t.repeats && other.of == t.repeats; };
        if (!t.repeats.empty()) CHECK(std::any_of(targets().begin(), targets().end(), same));
    }
    CHECK(findings == of.size());
    CHECK(moments == alone);
    CHECK(moments_met == moments);
    for (Verdict& v : all.verdicts) { // one part of a finding, one share between schools of a data set
        if (v.target.id == "V13.1-year" || v.target.id == "star.gK.math.icc") v.is_met = false;
    }
    CHECK(all.findings_met().first == findings - 1);
    CHECK(all.moments_met().first == moments);
    std::size_t shares = 0; // of variance between schools: V01 and those that repeat it
    for (const Target& t : targets())
        shares += t.repeats == "V01" && t.reason.empty() ? 1 : 0;
    CHECK(shares > 1);
}

TEST_CASE("an unknown target is refused with what was probably meant", "[experiments][validation][input]") {
    scenarios::Problems problems;
    validate(small(), {"V99", "V13"}, problems);
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems.shown()[0], Catch::StartsWith("accord validate: --only: unknown target 'V99'; "));
}

TEST_CASE("only what is asked for is run, and twice the same", "[experiments][validation]") {
    scenarios::Problems problems;
    const Validation one = validate(small(), {"V13"}, problems), two = validate(small(), {"V13"}, problems);
    REQUIRE(one.verdicts.size() == 2);
    CHECK(one.verdicts[0].target.id == "V13.1-year");
    for (std::size_t k = 0; k < 2; ++k)
        CHECK(one.verdicts[k].finding->value == two.verdicts[k].finding->value);
    CHECK(one.findings_met().second == 1);
}

TEST_CASE("a pupil is in two Junes by key, whatever the order", "[experiments][validation]") {
    Pupil a, b, c;
    a.key = 1, b.key = 2, c.key = 3;
    int pairs = 0;
    for_each_pair({a, b}, {b, c}, [&](const Pupil& x, const Pupil& y) {
        CHECK(x.key == y.key);
        ++pairs;
    });
    CHECK(pairs == 1);
}

TEST_CASE("money works through its mechanism and not otherwise", "[experiments][validation][slow]") {
    Laboratory lab = small();
    models::switch_off(lab.parameters,
                       *models::find_mechanism("money-for-poor")); // this region is not as poor as the nation
    Laboratory without = lab;
    models::switch_off(without.parameters, *models::find_mechanism("money"));
    CHECK(found_by(money_study, lab).at("V08").value == Approx(4 * lab.parameters.money.learning).epsilon(0.02));
    CHECK(found_by(money_study, without).at("V08").value == Approx(0).margin(1e-9));
}

TEST_CASE("gains fade through the mechanism of fading and stay without it", "[experiments][validation][slow]") {
    Laboratory lab = small(), without = lab;
    models::switch_off(without.parameters, *models::find_mechanism("fade-out"));
    const double fading = found_by(fading_study, lab).at("V13.3-years").value;
    const double staying = found_by(fading_study, without).at("V13.3-years").value;
    CHECK(fading < 0.45);
    CHECK(staying > 0.7);
}

TEST_CASE("every mechanism sets parameters that exist and changes them", "[experiments][validation]") {
    for (const models::Mechanism& mechanism : models::mechanisms()) {
        CAPTURE(mechanism.id);
        CHECK_FALSE(mechanism.off.empty());
        for (const auto& [id, value] : mechanism.off) {
            CAPTURE(id);
            const sim::ParameterRow* row = models::parameter_table().find(id);
            REQUIRE(row != nullptr);
            CHECK(row->value != value);
        }
    }
    CHECK(models::find_mechanism("no-such") == nullptr);
}

TEST_CASE("calibration keeps a record of all it tried, and comes out the same twice",
          "[experiments][validation][slow]") {
    CalibrationPlan plan;
    plan.method = CalibrationMethod::abc, plan.effort = 0.02, plan.search = 2, plan.particles = 4, plan.generations = 2,
    plan.tries = 4;
    const Calibration one = calibrate(plan, {}, nullptr), two = calibrate(plan, {}, nullptr);
    CHECK(one.trials.size() >= 1 + 2 + 4);
    CHECK(one.trials.front().step == "default");
    CHECK(calibration_json(one) == calibration_json(two));
    for (const Trial& trial : one.trials)
        for (std::size_t k = 0; k < one.parameters.size(); ++k) {
            CHECK(trial.values[k] >= one.parameters[k].low - 1e-9);
            CHECK(trial.values[k] <= one.parameters[k].high * (1 + 1e-9));
        }
    CHECK(one.trials[one.best].distance <= one.trials.front().distance);
    CHECK_FALSE(one.ensemble.empty());
}

TEST_CASE("an interrupted calibration goes on from its record to the same end", "[experiments][validation][slow]") {
    CalibrationPlan plan;
    plan.method = CalibrationMethod::abc, plan.effort = 0.02, plan.search = 2, plan.particles = 4, plan.generations = 2,
    plan.tries = 4;
    const Calibration whole = calibrate(plan, {}, nullptr);
    std::atomic<bool> stop = false;
    const Calibration part =
        calibrate(plan, {}, &stop, [&](std::size_t done, std::size_t, const Calibration&) { stop = done == 3; });
    CHECK(part.was_interrupted);
    CHECK(part.trials.size() == 3);
    std::string folder = (std::filesystem::temp_directory_path() / "accord-calibration-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()));
    const std::string file = folder + "/calibration.json";
    std::ofstream(file) << calibration_json(part);
    scenarios::Problems problems;
    const auto earlier = earlier_trials(file, plan, problems);
    CHECK(problems.is_empty());
    REQUIRE(earlier.size() == 3);
    CHECK(calibration_json(calibrate(plan, earlier, nullptr)) == calibration_json(whole));
    plan.search = 0; // what a shorter search does not ask for stays in the record
    const Calibration shorter = calibrate(plan, whole.trials, nullptr);
    CHECK(shorter.earlier.size() == 1);
    std::ofstream(file) << calibration_json(shorter);
    CHECK(earlier_trials(file, plan, problems).size() == whole.trials.size() - 1); // the search began at the defaults

    plan.seed = 7;
    CHECK(earlier_trials(file, plan, problems).empty());
    std::ofstream(file) << "[]";
    CHECK(earlier_trials(file, plan, problems).empty());
    const std::string there = "accord calibrate: --out: '" + file + "' is there already and ";
    CHECK(problems.shown() ==
          std::vector<std::string>{
              there + "is of another seed; expected a new file, or a record to go on with of the same version, seed "
                      "and effort",
              there + "is no record of a calibration; expected a new file, or a record to go on with"});
    std::filesystem::remove_all(folder);
}

TEST_CASE(
    "history matching by the model keeps its record, goes on where it was interrupted, and names each set's lineage",
    "[experiments][validation][slow]") {
    CalibrationPlan plan;
    plan.only = {"V17", "V18"}, plan.effort = 0.02, plan.history.waves = 1, plan.history.points = 24,
    plan.history.draws = 2000, plan.history.ensemble = 4, plan.history.checks = 2;
    const Calibration whole = calibrate(plan, {}, nullptr);
    REQUIRE(whole.history);
    CHECK(whole.history->demands.size() == whole.targets.size());
    CHECK(whole.trials.size() >= 1 + plan.history.points + plan.history.checks);
    CHECK(whole.history->ensemble.size() == whole.ensemble.size());
    const auto record = scenarios::Json::parse(calibration_json(whole));
    CHECK(record["history"]["coverage"]["by-emulators"]["truths"].get<std::size_t>() == whole.history->coverage.truths);
    for (const auto& set : record["ensemble"])
        CHECK(set.contains("lineage"));
    std::atomic<bool> stop = false;
    const Calibration part =
        calibrate(plan, {}, &stop, [&](std::size_t done, std::size_t, const Calibration&) { stop = done == 9; });
    CHECK(part.was_interrupted);
    CHECK(calibration_json(calibrate(plan, part.trials, nullptr)) == calibration_json(whole));

    // Another search, which these runs inform: they stand in its record, and are judged before its first wave.
    std::string folder = (std::filesystem::temp_directory_path() / "accord-calibration-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()));
    const std::string file = folder + "/calibration.json";
    std::ofstream(file) << calibration_json(whole);
    scenarios::Problems problems;
    CalibrationPlan informed = plan;
    informed.history.points = 8, informed.history.checks = 0, informed.discrepancy = 2;
    informed.informing = informing_trials(file, informed, problems);
    CHECK(problems.is_empty());
    REQUIRE(informed.informing.size() == whole.trials.size());
    const Calibration second = calibrate(informed, {}, nullptr);
    REQUIRE(second.history->waves.size() == 2);
    CHECK(second.history->waves[0].runs == whole.trials.size());
    CHECK(second.history->waves[1].runs == whole.trials.size() + 8);
    CHECK(std::count_if(second.trials.begin(), second.trials.end(), [](const Trial& t) {
              return t.step == "before";
          }) == static_cast<std::ptrdiff_t>(whole.trials.size()));
    std::ofstream(file) << calibration_json(second);
    const auto held = earlier_trials(file, informed, problems); // of its own alone: the others come from their record
    CHECK(held.size() == second.trials.size() - whole.trials.size());
    CHECK(calibration_json(calibrate(informed, held, nullptr)) == calibration_json(second));
    informed.effort = 0.03;
    CHECK(informing_trials(file, informed, problems).empty());
    CHECK(problems.shown() == std::vector<std::string>{"accord calibrate: --informed-by: '" + file +
                                                       "' is of another effort; expected a record of `accord "
                                                       "calibrate` of the same version, seed and effort"});
    std::filesystem::remove_all(folder);
}

TEST_CASE("calibration that is told to stop keeps what it has", "[experiments][validation]") {
    std::atomic<bool> stop = true;
    const Calibration record = calibrate({}, {}, &stop);
    CHECK(record.was_interrupted);
    CHECK(record.trials.empty());
}

TEST_CASE("the shipped ensemble changes free parameters alone, inside their ranges", "[experiments][validation]") {
    scenarios::Problems problems;
    const models::Parameters base = models::parameter_table().defaults();
    const auto sets = ensemble(base, "", problems);
    CHECK(problems.is_empty());
    REQUIRE(sets.size() >= 8);
    std::set<std::string> free;
    for (const FreeParameter& p : free_parameters())
        free.insert(p.id);
    for (const models::Parameters& set : sets)
        for (const sim::ParameterRow& row : models::parameter_table().rows()) {
            CAPTURE(row.id);
            const double value = models::parameter_table().at(set, row);
            if (free.count(row.id) == 0) CHECK(value == models::parameter_table().at(base, row));
            CHECK(value >= row.range.low);
            CHECK(value <= row.range.high);
        }
}

TEST_CASE("runs in sets of parameters stand beside the usual ones, whose luck they share in turn",
          "[experiments][validation]") {
    Laboratory lab;
    Plan plan;
    plan.months = 6, plan.replicates = 3;
    plan.cells = {{"opportunistic", "calm", lab.setup("two-schools", "opportunistic")}};
    Plan one = plan;
    models::Parameters other = lab.parameters;
    other.money.learning = 0.016;
    other.student.within_slope = 0.3;
    plan.sets = {lab.parameters, other};
    const Runs both = run_cells(plan), first = run_cells(one);
    REQUIRE(both.in_sets.size() == 4);
    for (std::size_t r = 0; r < 3; ++r)
        CHECK(both.at(0, r).result.digest == first.at(0, r).result.digest);
    CHECK(both.digest(0) == first.digest(0));
    CHECK(both.in_sets[0].result.digest == first.at(0, 0).result.digest); // the usual parameters again
    CHECK(both.in_sets[1].result.digest == first.at(0, 1).result.digest);
    one.cells[0].setup.parameters = other;
    const Runs third = run_cells(one);
    CHECK(both.in_sets[2].result.digest == third.at(0, 2).result.digest); // then lucks 2 and 0
    CHECK(both.in_sets[3].result.digest == third.at(0, 0).result.digest);
    const auto outcome = static_cast<std::size_t>(models::observable_index("ability-mean"));
    CHECK(both.values_in_sets(0, outcome)[3] == third.at(0, 0).result.outcomes[outcome]);
}

TEST_CASE("what is given stays as given in every set of parameters", "[experiments][validation]") {
    scenarios::Problems problems;
    JobSettings settings;
    settings.sets = {"crisis.trust=3"}; // its default, but named
    settings.without = {"coordination"};
    auto job = job_of(scenarios::load_scenario(scenarios::find_scenario("two-schools")), settings, "--", problems);
    REQUIRE(job);
    UncertaintySettings asked;
    asked.sets = "4";
    take_sets(*job, settings, asked, "--", problems);
    CHECK(problems.is_empty());
    REQUIRE(job->plan.sets.size() == 4);
    std::set<double> free;
    for (const models::Parameters& set : job->plan.sets) {
        CHECK(set.crisis.trust == 3);
        CHECK(set.delivery.hours == 0);
        free.insert(set.delivery.trust);
    }
    CHECK(free.size() > 1);
    asked = {};
    job->plan.sets.clear(), job->plan.replicates = 1;
    take_sets(*job, settings, asked, "--", problems); // one run tells neither luck nor ignorance
    CHECK((problems.is_empty() && job->plan.sets.empty()));
}
