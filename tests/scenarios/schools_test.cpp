#include "scenarios/region.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;
using tests::Lines;

namespace {

const std::string header = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                           "english_learner_share";

struct Read {
    std::vector<models::School> schools;
    Lines faults, notes;
};

Read read(const std::string& text, std::optional<ScoreScale> scale = std::nullopt) {
    const tests::Folder folder;
    Problems problems;
    Read result;
    result.schools = read_schools(folder.write("schools.csv", text), scale, problems, result.notes);
    result.faults = folder.plain(problems);
    result.notes = folder.plain(result.notes);
    return result;
}

} // namespace

TEST_CASE("a row becomes a school with the file's units", "[scenarios]") {
    const Read got = read(header + ",income_usd,mean_score,x_km,y_km,feeds\n"
                                   "a,\"Oak, East\",Here,K-06,200,10,5500,0.25,0.1,21000,668,1,2,b\n"
                                   "b,Mill,Here,07-12,100,5,6000,0.5,0.2,,,,,\n");
    REQUIRE(got.faults.empty());
    REQUIRE(got.schools.size() == 2);
    const models::School& oak = got.schools[0];
    CHECK(oak.name == "Oak, East");
    CHECK(oak.kind == models::InstitutionKind::primary);
    CHECK(oak.grade_low == 0);
    CHECK(oak.grade_high == 6);
    CHECK(oak.spending_per_pupil == 5500);
    CHECK(oak.low_income_share == 0.25);
    CHECK(oak.mean_score == 668.0);
    CHECK(oak.x_km == 1.0);
    CHECK(oak.feeds == "b");
    CHECK(got.schools[1].kind == models::InstitutionKind::secondary);
    CHECK_FALSE(got.schools[1].mean_score);
    CHECK(got.schools[1].income_usd == 0);
}

TEST_CASE("kind follows from the grades unless given", "[scenarios]") {
    using Kind = models::InstitutionKind;
    CHECK(kind_of_grades(0, 8) == Kind::primary);
    CHECK(kind_of_grades(6, 8) == Kind::middle);
    CHECK(kind_of_grades(7, 12) == Kind::secondary);
    CHECK(kind_of_grades(9, 12) == Kind::secondary);
    CHECK(kind_of_grades(13, 14) == Kind::college);
    CHECK(read(header + ",kind\na,A,C,13-16,900,30,9000,0.2,0.1,university\n").schools.at(0).kind == Kind::university);
}

TEST_CASE("grades are a span from PK to 16 that does not cross into college", "[scenarios]") {
    CHECK(parse_grades("K-08") == std::pair{0, 8});
    CHECK(parse_grades("K-8") == std::pair{0, 8});
    CHECK(parse_grades("09-12") == std::pair{9, 12});
    CHECK(parse_grades("13-14") == std::pair{13, 14});
    CHECK(parse_grades("PK-05") == std::pair{-1, 5});
    CHECK(parse_grades("K-00") == std::pair{0, 0});
    CHECK(parse_grades("PK-PK") == std::pair{-1, -1});
    for (const char* bad : {"K", "K-", "-8", "8-K", "K-17", "00-05", "12-13", "K-8-9", "k-8", "K - 8", "K-008"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_grades(bad));
    }
}

TEST_CASE("every wrong cell of a schools file is named with its line", "[scenarios][input]") {
    const Read got = read(header + ",kind,feeds\n"
                                   "a,A,C,K-08,0,10,5500,1.4,0.1,,\n"
                                   "a,,C,K8,200,x,5500,0.3,0.1,primry,\n"
                                   "c,C,C,K-06,200,10,5500,0.3,0.1,college,nowhere\n"
                                   "d,D,C,K-06,200,10,5500,0.3,0.1,,c\n");
    CHECK(
        got.faults ==
        Lines{
            "schools.csv:2: enrolment: 0 is below the range; expected a whole number of pupils from 1 to 10000000",
            "schools.csv:2: lunch_share: 1.4 is above the range; expected a share from 0 to 1",
            "schools.csv:3: name: is empty; expected text",
            "schools.csv:3: grades: 'K8' is not a span of grades; expected LOW-HIGH with K for kindergarten and 13 to "
            "16 for college, such as K-08 or 09-12",
            "schools.csv:3: teachers_fte: 'x' is not a number; expected full-time teachers from 0.01 to 1000000",
            "schools.csv:4: kind: 'college' does not go with grades K-06; expected grades from 13 on",
            "schools.csv:3: id: 'a' appears twice; expected an id other than that of line 2",
            "schools.csv:4: feeds: 'nowhere' is not an id of this file; expected the id of the school its leavers go "
            "to",
            "schools.csv:5: feeds: 'c' does not teach grade 7; expected a school that takes its leavers"});
}

TEST_CASE("columns that contradict each other are refused, small differences noted", "[scenarios][input]") {
    const Read got = read(header + ",budget_usd,pupils_per_teacher\n"
                                   "a,A,C,K-08,200,10,5000,0.3,0.1,1200000,20\n"
                                   "b,B,C,K-08,200,10,5000,0.3,0.1,1050000,20.2\n"
                                   "c,C,C,K-08,200,10,5000,0.3,0.1,,30\n");
    CHECK(got.faults ==
          Lines{"schools.csv:2: budget_usd: 1200000 contradicts enrolment x spending_per_pupil_usd; expected "
                "1e+06 within 10 %",
                "schools.csv:4: pupils_per_teacher: 30 contradicts enrolment / teachers_fte; expected 20 "
                "within 10 %"});
    CHECK(got.notes ==
          Lines{"schools.csv:3: budget_usd: 1050000 is 5 % off enrolment x spending_per_pupil_usd; the latter "
                "is used"});
}

TEST_CASE("a score from another scale is found out", "[scenarios][input]") {
    const std::string text = header + ",mean_score\na,A,C,K-08,200,10,5000,0.3,0.1,75\n";
    CHECK(read(text).faults.empty()); // without a scenario nothing is known of the scale
    CHECK(read(text, ScoreScale{654.16, 45}).faults ==
          Lines{"schools.csv:2: mean_score: 75 is on another scale; expected points within 5 pupil SDs (45) of the "
                "scenario's score-mean 654.16"});
}

TEST_CASE("one coordinate without the other is refused", "[scenarios][input]") {
    CHECK(read(header + ",x_km,y_km\na,A,C,K-08,200,10,5000,0.3,0.1,3,\n").faults ==
          Lines{"schools.csv:2: y_km: is empty while the other coordinate is given; expected both or none"});
}

TEST_CASE("a missing column does not cause contradictions elsewhere", "[scenarios][input]") {
    CHECK(
        read("id,name,county,grades,teachers_fte,spending_per_pupil_usd,lunch_share,english_learner_share,budget_usd\n"
             "a,A,C,K-08,10,5000,0.3,0.1,1000000\n")
            .faults == Lines{"schools.csv:1: enrolment: the column is missing; expected it in the header"});
}

namespace {

/// Two years of two schools; the first year is before any start.
const std::string two_years = header + ",graduation_rate,chronic_absence_rate,year\n"
                                       "a,Oak,Here,K-08,200,10,5500,0.25,0.1,,0.2,2021\n"
                                       "b,High,Here,09-12,400,20,6000,0.5,0.2,0.8,0.3,2021\n"
                                       "a,Oak,Here,K-08,210,10,5600,0.35,0.1,,0.25,2022\n"
                                       "b,High,Here,09-12,380,20,6100,0.6,0.2,0.7,0.35,2022\n";

} // namespace

TEST_CASE("a file of several years gives the rows of the year asked for, and keeps the others apart", "[scenarios]") {
    const tests::Folder folder;
    Problems problems;
    Lines notes;
    SchoolYears years{2021, {}};
    const auto got = read_schools(folder.write("s.csv", two_years), std::nullopt, problems, notes, &years);
    REQUIRE(problems.is_empty());
    REQUIRE(got.size() == 2);
    CHECK(got[0].enrolment == 200);
    CHECK(got[1].graduation_rate == 0.8);
    REQUIRE(years.others.size() == 1);
    CHECK(years.others.at(2022)[1].graduation_rate == 0.7);
    const Read alone = read(two_years); // nobody said which
    CHECK(alone.schools.at(0).enrolment == 210);
    CHECK(alone.notes == Lines{"schools.csv: rows of 2 years; those of 2022 are used, a scenario uses those of its "
                               "start-year"});
}

TEST_CASE("a year that no row is of is refused with the years that are there, and each year is judged by itself",
          "[scenarios][input]") {
    const tests::Folder folder;
    const auto said = [&](const std::string& text, int year) {
        Problems problems;
        Lines notes;
        SchoolYears years{year, {}};
        read_schools(folder.write("s.csv", text), std::nullopt, problems, notes, &years);
        return folder.plain(problems);
    };
    CHECK(said(two_years, 2019) ==
          Lines{"s.csv: year: no row of the year 2019 (start-year); expected one of: 2021, 2022"});
    const std::string more = two_years + "a,Oak,Here,K-08,200,10,5500,0.25,0.1,,1.2,2023\n"
                                         "a,Oak,Here,K-08,200,10,5500,0.25,0.1,,0.2,2023\n"
                                         "b,High,Here,09-12,380,20,6100,0.6,0.2,0.7,0.35,\n"
                                         "b,High,Here,09-12,380,20,6100,0.6,0.2,0.7,0.35,2021-22\n";
    CHECK(said(more, 2021) ==
          Lines{"s.csv:8: year: is empty; expected a year from 1900 to 2100",
                "s.csv:9: year: '2021-22' is not a number; expected a year from 1900 to 2100",
                "s.csv:6: chronic_absence_rate: 1.2 is above the range; expected a share from 0 to 1",
                "s.csv:7: id: 'a' appears twice; expected an id other than that of line 6"});
}
