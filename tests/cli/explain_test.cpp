// accord explain: every id has an answer, and a wrong one gets the nearest.
#include "models/acts.h"
#include "models/mechanisms.h"
#include "models/model.h"
#include "models/prediction.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <set>

using tests::accord;

TEST_CASE("explain shows a cited parameter with the place where it acts and its source", "[cli][explain]") {
    const auto json = accord("explain absence.effect --format json").json();
    CHECK(json["kind"] == "parameter");
    CHECK(json["unit"] == "SD/day");
    CHECK(json["range"].size() == 2);
    CHECK(json["range"][0] <= json["default"]);
    CHECK(json["acts-in"] == nlohmann::ordered_json{"students-learn"});
    CHECK(json["assumed"].is_null());
    REQUIRE(json["evidence"].size() == 1);
    const auto& finding = json["evidence"][0];
    CHECK(finding["id"] == "S-ABS-10D-M");
    for (const char* key : {"finding", "value", "low", "high", "unit", "source", "verified", "constrains"})
        CHECK_FALSE(finding[key].is_null());
}

TEST_CASE("explain says plainly that a number is assumed, and why", "[cli][explain]") {
    const tests::Outcome text = accord("explain delivery.adjust");
    CHECK(text.code == 0);
    CHECK_THAT(text.out, Catch::Contains("none: assumed, because programmes mature within a school year") &&
                             Catch::Contains("deliver-activities: "));
    const auto json = accord("explain delivery.adjust --format json").json();
    CHECK(json["assumed"] == "programmes mature within a school year");
    CHECK(json["evidence"].empty());
}

TEST_CASE("explain knows every kind", "[cli][explain]") {
    const auto kind_of = [](const std::string& id) {
        return accord("explain " + id + " --format json").json()["kind"].get<std::string>();
    };
    CHECK(kind_of("search.wanted") == "lever");
    CHECK(kind_of("predict.poverty") == "parameter");
    CHECK(kind_of("graduation-rate") == "outcome");
    CHECK(kind_of("collective-impact") == "strategy");
    CHECK(kind_of("recession") == "condition");
    CHECK(kind_of("seek-partners") == "process");
    CHECK(kind_of("tutoring") == "programme");
    CHECK(kind_of("coordination") == "mechanism");
    CHECK(kind_of("P-HCZ-ZONE") == "evidence");
    const auto finding = accord("explain M-JM-TEST --format json").json();
    CHECK(finding["cited-by"][0] == "money.learning");
    const auto condition = accord("explain recession --format json").json();
    CHECK(condition["evidence"].size() >= 2);
    CHECK(condition["at-strength-1"].size() == 6);
}

TEST_CASE("explain says of a mechanism what its switch does and which findings it carries", "[cli][explain]") {
    for (const models::Mechanism& mechanism : models::mechanisms()) {
        CAPTURE(mechanism.id);
        const auto json = accord("explain " + mechanism.id + " --kind mechanism --format json").json();
        CHECK(json["kind"] == "mechanism");
        CHECK(json["summary"] == mechanism.summary);
        CHECK(json["switched-off-by"].size() == mechanism.off.size());
        CHECK_FALSE(json["acts-in"].empty());
        CHECK_THAT(json["found-by"].get<std::string>(), Catch::Contains("seed ") && Catch::Contains("V19"));
        for (const auto& id : json["related"])
            CHECK(accord("explain " + id.get<std::string>()).code == 0);
    }
    const auto fade = accord("explain fade-out --format json").json();
    CHECK(fade["switched-off-by"] == nlohmann::ordered_json{"student.lasting-share = 1 (usual 0.25 share)"});
    CHECK(fade["carries"] ==
          nlohmann::ordered_json{"V11: Mean effect of a scaled programme in a simulated large RCT",
                                 "V13.1-year: Effect left 1 year after a programme ends",
                                 "V13.3-years: Effect left 3 years after a programme ends",
                                 "V21: Variance of partnership performance explained by measured traits"});
    CHECK_THAT(accord("explain goal-drift --format json").json()["carries"].get<std::string>(),
               Catch::StartsWith("none of the findings of V08, "));
    CHECK_THAT(accord("explain delivery.poor-ratio").out, Catch::Contains("Switched off with\n  fidelity-threshold\n"));
}

TEST_CASE("a name of two kinds is explained as the first and says so", "[cli][explain]") {
    const auto first = accord("explain trust --format json").json();
    CHECK(first["kind"] == "outcome");
    CHECK(first["also"] == nlohmann::ordered_json{"mechanism"});
    CHECK_THAT(accord("explain trust").out,
               Catch::Contains("a name of the kind mechanism: accord explain trust --kind mechanism\n"));
    CHECK(accord("explain trust --kind mechanism --format json").json()["also"] == nlohmann::ordered_json{"outcome"});
    CHECK(accord("explain tutoring --format json").json()["also"].empty());
}

TEST_CASE("explain and list show whom a finding is about", "[cli][explain]") {
    CHECK(accord("explain S-ABS-10D-M --format json").json()["evidence"][0]["population"] ==
          "pupils of North Carolina");
    CHECK_THAT(accord("explain absence.effect").out, Catch::Contains("      Population: pupils of North Carolina\n"));
    CHECK_THAT(accord("list evidence").out, Catch::Contains("absences, math [pupils of\n"));
    for (const auto& row : accord("list evidence --format json").json())
        CHECK_FALSE(row["population"].get<std::string>().empty());
}

TEST_CASE("ids are one name each over all kinds", "[cli][explain]") {
    std::set<std::string> seen;
    for (const char* kind :
         {"strategies", "conditions", "outcomes", "parameters", "levers", "programmes", "processes", "evidence"})
        for (const auto& row : accord(std::string("list ") + kind + " --format json").json()) {
            CAPTURE(row["id"].get<std::string>());
            CHECK(seen.insert(row["id"].get<std::string>()).second);
        }
    CHECK(seen.size() > 600);
}

TEST_CASE("explain as text fits 120 columns and as CSV has two columns", "[cli][explain]") {
    for (const char* id : {"trust.loss-ratio", "community-school", "deliver-activities", "chronic-absence", "D-FJ"}) {
        std::istringstream lines(accord(std::string("explain ") + id).out);
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            CHECK((line.size() <= 120 || line.find("http") != std::string::npos)); // addresses are not broken
        }
        CHECK_THAT(accord(std::string("explain ") + id + " --format csv").out, Catch::StartsWith("field,value\nid,"));
    }
}

TEST_CASE("an unknown id is answered with the nearest ones", "[cli][explain][input]") {
    const auto refused = [](const std::string& arguments, const std::string& message) {
        const tests::Outcome got = accord(arguments);
        CHECK(got.code == 2);
        CHECK(got.out.empty());
        CHECK(got.err == message + "\n");
    };
    refused("explain absence.efect", "accord explain: ID: nothing is called 'absence.efect'; did you mean "
                                     "'absence.effect'?");
    refused("explain chronic", "accord explain: ID: nothing is called 'chronic'; did you mean 'chronic-absence', "
                               "'need.usual-chronic', 'absence.chronic-share', 'chronic-absence-low-income'?");
    refused("explain trust --kind outcom", "accord explain: --kind: unknown kind 'outcom'; did you mean 'outcome'?");
    refused("explain tutoring --kind outcome", "accord explain: --kind: 'tutoring' is no outcome; expected programme");
    refused("explain qqqqqqqq", "accord explain: ID: nothing is called 'qqqqqqqq'; expected an id of `accord list "
                                "parameters`, outcomes, strategies, ...");
    refused("explain --format xml", "accord explain: --format: unknown form 'xml'; expected one of: text, json, csv\n"
                                    "accord explain: ID: is missing; expected an id of `accord list parameters`, "
                                    "outcomes, strategies, ...");
}
