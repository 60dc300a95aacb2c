// accord predict: what the contract promises, and what becomes of wrong files.
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>

using tests::accord;

namespace {

const std::string california = "scenarios/data/region_california_dev.csv";
const std::string header =
    "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,english_learner_share,income_usd,"
    "mean_score\n";

} // namespace

TEST_CASE("predict beats lunch share alone on counties it has not seen, by a clear margin", "[cli][predict]") {
    const auto json = accord("predict " + california + " --format json").json();
    CHECK(json["n"] == 355);
    CHECK(json["rows"].size() == 355);
    CHECK(json["how"] == "each of 42 counties predicted from the others alone");
    CHECK(json["resampled"] == "counties");
    CHECK(json["rmse"].get<double>() < 8.7);
    CHECK(json["rmse_lunch_only"].get<double>() == Approx(9.528).margin(0.001)); // as an independent program found
    CHECK(json["r_lunch_only"].get<double>() == Approx(0.8569).margin(0.0001));
    CHECK(json["r"].get<double>() > 0.88);
    CHECK(json["rmse_gain"]["lo"].get<double>() > 0);
    CHECK(json["r_gain"]["lo"].get<double>() > 0);
    CHECK(json["covered"].get<double>() == Approx(0.95).margin(0.03));
    for (const auto& row : json["rows"]) {
        CHECK(row["lo"] < row["predicted"]);
        CHECK(row["predicted"] < row["hi"]);
    }
}

TEST_CASE("predict leaves out of the fit what it predicts, and says so", "[cli][predict]") {
    const auto shipped = accord("predict scenarios/data/region_kern.csv --format json").json();
    CHECK(shipped["fitted_on"] == 328);
    CHECK(shipped["how"] == "fitted on 328 institutions of scenarios/data/region_california_dev.csv");
    const auto other = accord("predict scenarios/data/region_kern.csv --fit " + california + " --format json").json();
    CHECK(other["rmse"] == shipped["rmse"]);
    CHECK(other["caveats"][0] ==
          "27 rows of " + california + " lie in counties that both files share and were left out of the fit");
    const auto apart = accord("predict scenarios/data/region_kern.csv --fit scenarios/data/region_sonoma.csv --format "
                              "json")
                           .json();
    CHECK(apart["fitted_on"] == 29);
    CHECK(apart["n"] == 27);
}

TEST_CASE("predict uses the shipped calibration where nothing else is known, with or without scores",
          "[cli][predict]") {
    const tests::Folder folder;
    const std::string file = folder.write("mine.csv", header + "a,A,Here,K-06,400,20,5300,0.4,0.1,15000,\n"
                                                               "b,B,Here,K-06,400,20,5300,0.9,0.1,9000,\n");
    const auto json = accord("predict '" + file + "' --format json").json();
    CHECK(json["fitted_on"] == 355);
    CHECK(json["n"] == 0);
    CHECK(json["rmse"].is_null());
    CHECK(json["rows"][0]["observed"].is_null());
    CHECK(json["rows"][0]["predicted"] > json["rows"][1]["predicted"]);
    const tests::Outcome text = accord("predict '" + file + "'");
    CHECK(text.code == 0);
    CHECK_THAT(text.out, Catch::Contains("nothing can be scored") && Catch::Contains("no causal effect"));
}

TEST_CASE("predict as text names who does better and worse with the caution; as CSV a line a district",
          "[cli][predict]") {
    const tests::Outcome text = accord("predict " + california);
    CHECK_THAT(text.out, Catch::Contains("Furthest above what their intake suggests") &&
                             Catch::Contains("Furthest below what their intake suggests") &&
                             Catch::Contains("A difference is no causal effect"));
    std::istringstream lines(text.out);
    for (std::string line; std::getline(lines, line);)
        CHECK(line.size() <= 120);
    const std::string csv = accord("predict " + california + " --format csv").out;
    CHECK_THAT(csv, Catch::StartsWith("id,name,county,observed,predicted,lo,hi,lunch_only,surprise\nCA"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 356);
}

TEST_CASE("the shipped calibration is what predict learns from the file it names", "[cli][predict]") {
    const tests::Folder folder;
    CHECK(accord("predict " + california + " --save '" + folder.path("c.json") + "'").code == 0);
    const auto stored = nlohmann::ordered_json::parse(
        tests::content_of(ACCORD_SOURCE_DIR "/scenarios/data/prediction_california.json"));
    const auto fresh = nlohmann::ordered_json::parse(tests::content_of(folder.path("c.json")));
    CHECK(fresh["digest"] == stored["digest"]);
    CHECK(fresh["ids"] == stored["ids"]);
    for (std::size_t k = 0; k < stored["slope"].size(); ++k)
        CHECK(fresh["slope"][k].get<double>() == Approx(stored["slope"][k].get<double>()).epsilon(1e-8));
    CHECK(fresh["scale"].get<double>() == Approx(stored["scale"].get<double>()).epsilon(1e-8));
}

TEST_CASE("all that is wrong with files to predict is said at once", "[cli][predict][input]") {
    const tests::Folder folder;
    const std::string bad = folder.write("bad.csv", header + "a,A,Here,K-06,400,20,5300,1.4,0.1,15000,650\n"
                                                             "b,B,Here,K-06,400,twenty,5300,0.9,0.1,9000,640\n");
    const std::string poor = folder.write("poor.csv", header + "a,A,Here,K-06,400,20,5300,0.4,0.1,,650\n"
                                                               "b,B,Here,K-06,400,20,5300,0.9,0.1,9000,640\n");
    const tests::Outcome got = accord("predict '" + bad + "' --fit '" + poor + "' --format xml");
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(folder.plain({got.err})[0] ==
          "accord predict: --format: unknown form 'xml'; expected one of: text, json, csv\n"
          "bad.csv:2: lunch_share: 1.4 is above the range; expected a share from 0 to 1\n"
          "bad.csv:3: teachers_fte: 'twenty' is not a number; expected full-time teachers from 0.01 to 1000000\n"
          "poor.csv:2: income_usd: is empty or 0; expected an average income; predictions rest on it\n");
    const tests::Outcome few =
        accord("predict scenarios/data/region_kern.csv --fit '" +
               folder.write("few.csv", header + "a,A,Here,K-06,400,20,5300,0.4,0.1,9000,650\n") + "'");
    CHECK(folder.plain({few.err})[0] ==
          "few.csv: 1 row has a mean_score; expected at least 8 rows with different scores to fit on\n");
    CHECK(accord("predict").err ==
          "accord predict: REGION.csv: is missing; expected a file with the columns of schools.csv\n");
    const std::string none =
        folder.write("none.csv", "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                                 "english_learner_share\na,A,Here,K-06,400,20,5300,0.4,0.1\n");
    CHECK(folder.plain({accord("predict '" + none + "'").err})[0] ==
          "none.csv:1: income_usd: is missing; expected average incomes; predictions rest on them\n");
}
