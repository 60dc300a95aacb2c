#include "scenarios/import/import.h"
#include "scenarios/scenario.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace scenarios;
using tests::Lines;

namespace {

/// Invented files in the layouts of the publishers.
const std::string snapshot_header =
    "DBN,School Name,Year,Total Enrollment,Grade 3K,Grade PK (Half Day & Full Day),Grade K,Grade 1,Grade 2,Grade 3,"
    "Grade 4,Grade 5,Grade 6,Grade 7,Grade 8,Grade 9,Grade 10,Grade 11,Grade 12,% English Language Learners,% "
    "Poverty\n";
const std::string snapshot = snapshot_header +
                             "01M901,P.S. 901,2021-22,300,0,20,40,40,50,50,50,50,0,0,0,0,0,0,0,0.1,0.8\n"
                             "01M902,High 902,2021-22,400,0,0,0,0,0,0,0,0,0,0,0,100,100,100,100,0.2,Above 95%\n"
                             "84M903,Charter 903,2021-22,200,0,0,0,0,0,0,0,0,0,0,0,50,50,50,50,0.2,0.5\n"
                             "01M901,P.S. 901,2020-21,310,0,20,50,40,50,50,50,50,0,0,0,0,0,0,0,0.1,0.8\n";
const std::string outcomes = "dbn,lat,lon,boro,q_grad_4yr,chronically_absent\n"
                             "01M901,40.7,-73.9,Manhattan,,0.4\n"
                             "01M902,40.8,-73.9,Manhattan,0.7,0.3\n";
const std::string ratio = "SCHOOL CODE,pupils_per_teacher\nM901,12.5\n";
const std::string money = "Location,S2: Label d: FSF Preliminary\nM901,1500000\nM902,2000000\n";
const std::string casa = "fy,dbn,organization,ein,amount,status\n"
                         "2020,01M901,\"Dance, Inc.\",11,20000.0,Cleared\n"
                         "2021,01M901,Dance Inc,11,20000.0,Cleared\n"
                         "2022,01M901,\"Dance, Inc.\",11,20000.0,Cleared\n"
                         "2022,01M902,Theatre,12,20000.0,Cleared\n"
                         "2022,01M902,Theatre,12,5000.0,Cleared\n"
                         "2022,01M999,Theatre,12,20000.0,Cleared\n";

std::string read(const std::string& path) {
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

struct Outcome {
    Lines page, faults;
    bool is_written = false;
};

Outcome run(const tests::Folder& folder, import::Order order) {
    Outcome outcome;
    Problems problems;
    order.out = folder.path("out");
    outcome.page = folder.plain(import::import_region(order, problems));
    outcome.faults = folder.plain(problems);
    outcome.is_written = std::filesystem::exists(order.out);
    return outcome;
}

bool has(const Lines& lines, const std::string& text) {
    return std::any_of(lines.begin(), lines.end(), [&](const auto& l) { return l.find(text) != std::string::npos; });
}

import::Order new_york(const tests::Folder& folder){
    return {"new-york",
            {folder.write("money.csv", money), folder.write("casa.csv", casa), folder.write("snapshot.csv", snapshot),
             folder.write("ratio.csv", ratio), folder.write("outcomes.csv", outcomes)},
            "",
            "",
            {}};
} // namespace

} // namespace

TEST_CASE("New York's files become schools, partners, ties and a scenario that reads", "[scenarios][import]") {
    const tests::Folder folder;
    const Outcome got = run(folder, new_york(folder));
    REQUIRE(got.faults.empty());
    CHECK(read(folder.path("out/schools.csv")) ==
          "id,name,county,grades,enrolment,pupils_per_teacher,teachers_fte,spending_per_pupil_usd,lunch_share,"
          "english_learner_share,graduation_rate,chronic_absence_rate,latitude,longitude\n"
          "01M901,P.S. 901,Manhattan,PK-05,300,12.5,24,24500,0.8,0.1,,0.4,40.7,-73.9\n"
          "01M902,High 902,Manhattan,09-12,400,12.5,32,24500,0.975,0.2,0.7,0.3,40.8,-73.9\n");
    CHECK(read(folder.path("out/ties.csv")) == "school,partner,programme,usd_per_year,paid_by,since\n"
                                               "01M901,11,arts,20000,public,2019-07\n"
                                               "01M902,12,arts,25000,public,2021-07\n");
    CHECK(read(folder.path("out/partners.csv")) == "id,name,kind,programmes\n"
                                                   "11,\"Dance, Inc.\",museum,arts;after-school\n"
                                                   "12,Theatre,museum,arts;after-school\n");
    CHECK(has(got.page, "imputed: schools.csv lunch_share: 1 of 2 (a masked cell stands for the middle of its span)"));
    CHECK(has(got.page, "imputed: schools.csv pupils_per_teacher: 1 of 2 (the median of its county)"));
    CHECK(has(got.page, "left out: casa.csv:7: fy: the tie of '01M999' and '12' is left out; the school is not in the "
                        "region"));
    Problems problems;
    const auto scenario = read_scenario(folder.path("out/scenario.json"), problems);
    REQUIRE(problems.is_empty());
    CHECK(scenario->setup.region.ties.size() == 2);
    CHECK(has(scenario->caveats, "given: partners and ties (2 of 2 start)"));
    CHECK(has(scenario->caveats, "schools.csv lunch_share: 1 of 2 imputed"));
}

TEST_CASE("all that is wrong with official files is said at once, and nothing is written", "[scenarios][import]") {
    const tests::Folder folder;
    import::Order order = new_york(folder);
    folder.write("money.csv", "Location,FSF\nM901,1500000\n");
    folder.write("casa.csv", "fy,dbn,organization,ein,amount\n2022,01M901,Dance,11,2000000\n2022,01M902,Dance,11,x\n");
    folder.write("ratio.csv", "SCHOOL CODE,pupils_per_teacher\n01M901,12.5\n01M902,13\n");
    const Outcome got = run(folder, order);
    CHECK(
        got.faults ==
        Lines{
            "money.csv:1: S2: Label d: FSF Preliminary: the column is missing; expected it in Fair Student Funding",
            "ratio.csv: SCHOOL CODE: joins 0 of the 2 rows of snapshot.csv; expected keys such as 'M901', found "
            "such as '01M901'",
            "casa.csv:2: amount: 2000000 is out of the range; expected dollars a year (not cents) from 100 to 500000",
            "casa.csv:3: amount: 'x' is not a number; expected dollars a year (not cents) or a mask the recipe knows"});
    CHECK_FALSE(got.is_written);
}

TEST_CASE("a year that is not in the files is named with those that are", "[scenarios][import]") {
    const tests::Folder folder;
    import::Order order = new_york(folder);
    order.year = "2019";
    const Outcome got = run(folder, order);
    CHECK(has(got.faults, "snapshot.csv: Year: no row of the year '2018-19'; expected one of: 2020-21, 2021-22"));
    CHECK(has(got.faults, "casa.csv: fy: no row of the year '2019'; expected one of: 2020, 2021, 2022"));
    CHECK_FALSE(got.is_written);
}

TEST_CASE("a missing file, an unknown one, a second one and a full folder are refused", "[scenarios][import]") {
    const tests::Folder folder;
    const std::string odd = folder.write("odd.csv", "a,b\n1,2\n");
    Outcome got = run(folder, {"new-york", {folder.write("ratio.csv", ratio)}, "", "", {}});
    CHECK(has(got.faults, "accord import new-york: Demographic Snapshot is not among the files; expected a file with "
                          "the columns DBN, School Name"));
    got = run(folder, {"new-york", {odd}, "", "", {}});
    CHECK(has(got.faults, "odd.csv:1: is none of the files that recipe 'new-york' reads; expected one of: "));
    const std::string one = folder.write("a.csv", snapshot), two = folder.write("b.csv", snapshot);
    got = run(folder, {"new-york", {one, two}, "", "", {}});
    CHECK(has(got.faults, "b.csv: is a second file of Demographic Snapshot; expected one, as "));
    folder.write("taken", "");
    Problems problems;
    import::import_region({"new-york", {one}, folder.path("taken"), "", {}}, problems);
    CHECK(has(folder.plain(problems), "taken: is there already; expected a folder that is not there yet, or is empty"));
    got = run(folder, {"new-yorc", {one}, "", "", {}});
    CHECK(has(got.faults, "accord import: RECIPE: unknown recipe 'new-yorc'; did you mean 'new-york'?"));
}

TEST_CASE("Massachusetts', Chicago's and the Common Core's layouts are read", "[scenarios][import]") {
    const tests::Folder folder;
    Outcome got = run(
        folder, {"massachusetts",
                 {folder.write("ma.csv", "School Code,School Name,Grade,District Name,TOTAL_Enrollment,Economically "
                                         "Disadvantaged,English Language Learner,Total In-district FTEs,FTE "
                                         "Count,Average In-District Expenditures per Pupil,% Graduated,% Attending "
                                         "College\n"
                                         "1,Elm,\"PK,K,01\",Town,200,50,10,2000,160,14000,,\n"
                                         "2,Town High,\"09,10,11,12\",Town,400,,20,2000,160,14000,90.5,75\n"
                                         "3,Empty,\"01\",Town,0,0,0,2000,160,14000,,\n")},
                 "",
                 "",
                 {}});
    REQUIRE(got.faults.empty());
    CHECK(has(got.page, "left out: ma.csv:4: School Code: the row is left out; it gives no enrolment"));
    CHECK(read(folder.path("out/schools.csv")).find("2,Town High,Town,09-12,400,12.5,32,14000,0.25,0.05,0.905,0.75") !=
          std::string::npos);
    std::filesystem::remove_all(folder.path("out"));
    got = run(folder, {"chicago",
                       {folder.write("cps.csv", "School_ID,Long_Name,Student_Count_Total,Student_Count_Low_Income,"
                                                "Student_Count_English_Learners,Grades_Offered_All,School_Latitude,"
                                                "School_Longitude,Graduation_Rate_School,College_Enrollment_Rate_"
                                                "School\n"
                                                "609,Lake,320,240,32,\"PK,K,1,2,3,4,5,6,7,8\",41.9,-87.6,,\n"
                                                "610,Prairie High,900,700,90,\"9,10,11,12\",41.8,-87.7,81.5,60\n")},
                       "",
                       "",
                       {}});
    REQUIRE(got.faults.empty());
    CHECK(has(got.page, "imputed: schools.csv spending_per_pupil_usd: 2 of 2 (18000: about the district's mean"));
    CHECK(read(folder.path("out/schools.csv"))
              .find("610,Prairie High,Chicago,09-12,900,16,56.25,18000,0.777778,0.1,"
                    "0.815,0.6,41.8,-87.7") != std::string::npos);
    std::filesystem::remove_all(folder.path("out"));
    got = run(folder,
              {"nces",
               {folder.write("dir.csv", "NCESSCH,SCH_NAME,LEAID,LEA_NAME,GSLO,GSHI,SY_STATUS\n"
                                        "010001,Elm,01,Town,KG,05,1\n010002,Shut,01,Town,KG,05,2\n"),
                folder.write("mem.csv", "NCESSCH,STUDENT_COUNT,TOTAL_INDICATOR,RACE_ETHNICITY\n"
                                        "010001,200,Education Unit Total,No Category Codes\n010001,90,Other,White\n"),
                folder.write("lunch.csv", "NCESSCH,LUNCH_PROGRAM,STUDENT_COUNT,TOTAL_INDICATOR\n"
                                          "010001,Free lunch qualified,80,x\n010001,Reduced-price lunch "
                                          "qualified,20,x\n010001,No Category Codes,100,x\n"),
                folder.write("staff.csv", "NCESSCH,TEACHERS\n010001,12.5\n")},
               "",
               "",
               {}});
    REQUIRE(got.faults.empty());
    CHECK(read(folder.path("out/schools.csv")).find("010001,Elm,Town,K-05,200,16,12.5,15000,0.5,0.1") !=
          std::string::npos);
}

TEST_CASE("CASA awards become ties of the user's own schools, of which every column is kept", "[scenarios][import]") {
    const tests::Folder folder;
    const std::string own = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                            "english_learner_share,feeds,trust,mean_score,graduation_rate,year\n";
    const std::string rows = "01M901,P.S. 901,Manhattan,PK-08,300,20,24000,0.8,0.1,01M902:1,0.6,640,,2021\n"
                             "01M902,High 902,Manhattan,09-12,400,25,24000,0.7,0.2,,,655,0.7,2021\n";
    const std::string awards = "fy,dbn,organization,ein,amount\n"
                               "2021,01M901,Dance Inc,11,20000.0\n"
                               "2022,01M901,\"Dance, Inc.\",11,20000.0\n"
                               "2022,01M902,\"Dance, Inc.\",11,20000.0\n"
                               "2022,01M902,DANCE INC,11,5000.0\n"
                               "2022,,Nobody Knows,13,20000.0\n"
                               "2022,75M001,Special,14,20000.0\n"
                               "2022,01M999,Theatre,12,20000.0\n";
    const import::Order order{
        "casa", {folder.write("own.csv", own + rows), folder.write("casa.csv", awards)}, "", "", {}};
    Outcome got = run(folder, order);
    REQUIRE(got.faults.empty());
    CHECK(read(folder.path("out/schools.csv")) ==
          "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,english_learner_share,feeds,"
          "mean_score,trust,year,graduation_rate\n"
          "01M901,P.S. 901,Manhattan,PK-08,300,20,24000,0.8,0.1,01M902:1,640,0.6,2021,\n"
          "01M902,High 902,Manhattan,09-12,400,25,24000,0.7,0.2,,655,,2021,0.7\n");
    CHECK(read(folder.path("out/ties.csv")) == "school,partner,programme,usd_per_year,paid_by,since\n"
                                               "01M901,11,arts,20000,public,2020-07\n"
                                               "01M902,11,arts,25000,public,2021-07\n");
    CHECK(read(folder.path("out/partners.csv")) == "id,name,kind,programmes\n"
                                                   "11,\"Dance, Inc.\",museum,arts;after-school\n");
    CHECK(has(got.page, "taken: partners.csv: 1 partners are spelt in several ways; the commonest is kept"));
    CHECK(has(got.page, "left out: casa.csv:6: fy: the row is left out; it gives no school"));
    CHECK(has(got.page, "left out: casa.csv:8: fy: the tie of '01M999' and '12' is left out; the school is not in the "
                        "region"));
    std::filesystem::remove_all(folder.path("out"));
    folder.write("casa.csv", "fy,dbn,organization,ein,amount\n2022,02M001,Dance,11,20000\n");
    got = run(folder, order);
    CHECK(got.faults ==
          Lines{"casa.csv: school: no tie is of a school of the region; expected schools such as '01M901'"});
    CHECK_FALSE(got.is_written);
}

TEST_CASE("a guess says which column it took for which, and asks for the rest", "[scenarios][import]") {
    const tests::Folder folder;
    const std::string odd =
        folder.write("odd.csv", "School Number,Name,Total Enrollment,% Poverty,Low Grade,High Grade\n"
                                "12,Elm,310,*,PK,5\n13,Oak,280,45.5%,6,8\n");
    Outcome got = run(folder, {"guess", {odd}, "", "", {}});
    CHECK(has(got.page, "taken: 'Total Enrollment' for enrolment"));
    CHECK(has(got.page, "taken: '% Poverty' for lunch_share"));
    CHECK(has(got.faults, "odd.csv:1: teachers_fte: no column of the file is it; expected a column such as 'teachers "
                          "fte', or --assume teachers_fte=VALUE"));
    CHECK_FALSE(got.is_written);
    got = run(folder,
              {"guess",
               {odd},
               "",
               "",
               {"pupils_per_teacher=15", "spending_per_pupil_usd=12000", "english_learner_share=0.1", "county=Town"}});
    REQUIRE(got.faults.empty());
    CHECK(has(got.page, "imputed: schools.csv lunch_share: 1 of 2 (the median of all rows)"));
    CHECK(got.is_written);
}

TEST_CASE(
    "a guess reads pupils by grade, counts and percent, knows names by their words, and fills no school's own rates",
    "[scenarios][import]") {
    const tests::Folder folder;
    const std::string odd =
        folder.write("odd.csv", "School Code,School Name,District Name,Grade PK (Half Day),Grade K,Grade 9,Grade 10,"
                                "student_satisfaction,TotalEnrollment,# Poverty,English "
                                "Learners,Pupil-Teacher Ratio,Average Expenditures per Pupil,% Graduated\n"
                                "1,Elm,Town,20,30,0,0,7,50,25,10,12.5,14000,\n"
                                "2,High,Town,0,0,200,200,8,400,100,20,16,15000,81.5\n");
    const Outcome got = run(folder, {"guess", {odd}, "", "", {}});
    CHECK(got.faults.empty());
    CHECK(has(got.page, "taken: 'TotalEnrollment' for enrolment"));
    CHECK(has(got.page, "taken: 'Grade PK (Half Day)' for grades and 3 like it, by their pupils"));
    CHECK(has(got.page, "taken: '# Poverty' for lunch_share, as pupils of the enrolment"));
    CHECK(has(got.page, "taken: 'English Learners' for english_learner_share, in percent"));
    CHECK(has(got.page, "taken: '% Graduated' for graduation_rate, in percent"));
    CHECK_FALSE(has(got.page, "graduation_rate: 1 of 2"));
    const std::string schools = read(folder.path("out/schools.csv"));
    CHECK(schools.find("PK-00,1,Elm,Town,50,") != std::string::npos);
    CHECK(schools.find("09-10,2,High,Town,400,") != std::string::npos);
    CHECK(schools.find("0.815") != std::string::npos);
}

TEST_CASE("a column that a recipe names and the file has not is a fault where ours need it, else said",
          "[scenarios][import]") {
    const tests::Folder folder;
    const std::string recipe =
        R"({"id": "own", "title": "t", "summary": "s", "publisher": "p", "about": "a", "region": "r",
        "money-year": 2022, "sources": {"a": {"what": "A", "required": true, "needs": ["Code"]}},
        "schools": {"from": "a", "columns": {"id": "Code", "name": "Code", "county": {"text": "Town"},
            "grades": {"grade-list": "Grade"}, "enrolment": "Pupils",
            "pupils_per_teacher": {"value": "Ratoi", "else": {"median-of": "all"}},
            "teachers_fte": {"value": {"own": "enrolment"}, "over": {"own": "pupils_per_teacher"}},
            "spending_per_pupil_usd": "Money", "lunch_share": "Lunch",
            "english_learner_share": {"text": "0.1"}, "graduation_rate": {"value": "Graduated"},
            "trust": {"value": "Trust"}}}})";
    const std::string file =
        folder.write("a.csv", "Code,Grade,Pupils,Ratio,Money,Graduated\n1,\"9,10,11,12\",400,16,14000,0.8\n");
    import::Order order{folder.write("own.json", recipe), {file}, "", "", {}};
    Outcome got = run(folder, order);
    CHECK(got.faults ==
          Lines{"a.csv:1: Ratoi: the column is missing; expected it for pupils_per_teacher, as recipe "
                "'own' says",
                "a.csv:1: Lunch: the column is missing; expected it for lunch_share, as recipe 'own' says"});
    CHECK_FALSE(got.is_written);
    order.assume = {"pupils_per_teacher=15", "lunch_share=0.5"};
    got = run(folder, order);
    CHECK(got.faults.empty());
    CHECK(has(got.page,
              "taken: a.csv has no column 'Ratoi' (for pupils_per_teacher), 'Lunch' (for lunch_share), 'Trust' "
              "(for trust)"));
    CHECK(got.is_written);
}

TEST_CASE("every shipped recipe reads, and a wrong one is named at its pointer", "[scenarios][import]") {
    Problems problems;
    const auto all = import::recipes(problems);
    CHECK_FALSE(all.empty());
    for (const auto& entry : all) {
        INFO(entry.id);
        CHECK(import::read_recipe(entry.file, problems).has_value());
    }
    CHECK(problems.is_empty());
    const tests::Folder folder;
    Problems heard;
    import::read_recipe(folder.write("own.json", R"({"id": "own", "title": "t", "summary": "s", "publisher": "p",
        "sources": {"a": {"what": "A", "nedes": ["x"]}}, "schools": {"from": "b", "columns": {"id": {}}}})"),
                        heard);
    CHECK(folder.plain(heard) ==
          Lines{"own.json: /sources/a/nedes: unknown key; did you mean 'needs'?",
                "own.json: /schools/columns/id/value: is missing; expected value, text, grades or a constant",
                "own.json: /schools/from: 'b' is not one of the sources; expected an id of /sources"});
}
