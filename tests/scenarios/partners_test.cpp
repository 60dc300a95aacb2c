#include "scenarios/region.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace scenarios;
using tests::Lines;

namespace {

const std::string capacities =
    "funds_usd_per_month,staff_hours_per_month,volunteer_hours_per_month,placements,facilities,seats";
const std::string header = "id,name,kind," + capacities;

std::vector<models::PartnerInput> partners(const std::string& text, Lines& faults) {
    const tests::Folder folder;
    Problems problems;
    Lines notes;
    auto result = read_partners(folder.write("partners.csv", text), problems, notes);
    faults = folder.plain(problems);
    return result;
}

std::vector<models::Tie> ties(const std::string& text, const models::Region* region, Lines& faults) {
    const tests::Folder folder;
    Problems problems;
    Lines notes;
    auto result = read_ties(folder.write("ties.csv", text), region, 2021, problems, notes);
    faults = folder.plain(problems);
    return result;
}

models::Region small_region() {
    models::Region region;
    region.schools.resize(1);
    region.schools[0].id = "oak";
    region.schools[0].grade_low = 0;
    region.schools[0].grade_high = 6;
    region.partners.resize(1);
    region.partners[0].id = "club";
    region.partners[0].programmes = {"tutoring", "career-academy"};
    return region;
}

} // namespace

TEST_CASE("a row becomes a partner, goals are scaled to sum 1", "[scenarios]") {
    Lines faults;
    const auto got =
        partners(header + ",programmes,goal_learning,goal_attendance,goal_equity,goal_career,goal_college,"
                          "horizon_months,reputation\n"
                          "club,Club,nonprofit,1000,80,40,0,1,0,tutoring;mentoring,0.5,0.2,0.3,0,0.005,36,0.7\n"
                          "firm,Firm,business,5000,0,0,3,0,0,,,,,,,,\n",
                 faults);
    REQUIRE(faults.empty());
    REQUIRE(got.size() == 2);
    CHECK(got[0].kind == models::PartnerKind::nonprofit);
    CHECK(got[0].capacity == models::Resources{1000, 80, 40, 0, 1, 0});
    CHECK(got[0].programmes == Lines{"tutoring", "mentoring"});
    REQUIRE(got[0].goals);
    CHECK((*got[0].goals)[0] == Approx(0.5 / 1.005));
    CHECK(got[0].horizon_months == 36.0);
    CHECK(got[1].programmes.empty());
    CHECK_FALSE(got[1].goals);
    CHECK_FALSE(got[1].reputation);
}

TEST_CASE("every wrong cell of a partners file is named with its line", "[scenarios][input]") {
    Lines faults;
    partners(header + ",programmes,goal_learning,goal_attendance,goal_equity,goal_career,goal_college\n"
                      "a,A,nonprofti,1,1,1,1,1,1,tutorin;tutoring;tutoring,,,,,\n"
                      "a,A,business,0,0,0,0,0,0,,0.5,0.1,0.1,0.1,0.1\n"
                      "b,B,business,-5,,0,0,0,0,,0.5,0.5,,,\n",
             faults);
    CHECK(faults ==
          Lines{"partners.csv:2: kind: unknown choice 'nonprofti'; did you mean 'nonprofit'?",
                "partners.csv:2: programmes: unknown programme 'tutorin'; did you mean 'tutoring'?",
                "partners.csv:2: programmes: 'tutoring' appears twice; expected it once",
                "partners.csv:3: funds_usd_per_month: the partner has nothing to give; expected a capacity above "
                "0 in one column",
                "partners.csv:3: goal_learning: the goals sum to 0.9; expected a sum of 1",
                "partners.csv:3: id: 'a' appears twice; expected a unique id",
                "partners.csv:4: funds_usd_per_month: -5 is below the range; expected an amount a month from 0 to "
                "1000000000",
                "partners.csv:4: goal_learning: 2 of the 5 goals are given; expected all of them or none"});
}

TEST_CASE("ties carry survey scores from 1 to 4, which may be empty", "[scenarios]") {
    Lines faults;
    const models::Region region = small_region();
    const auto got = ties("school,partner,programme,months,reliability,mission,openness\noak,club,tutoring,18,3.5,,4\n",
                          &region, faults);
    REQUIRE(faults.empty());
    REQUIRE(got.size() == 1);
    CHECK(got[0].months == 18);
    CHECK(got[0].reliability == 3.5);
    CHECK_FALSE(got[0].mission);
    CHECK_FALSE(got[0].resources);
}

TEST_CASE("ties must name schools, partners and programmes that go together", "[scenarios][input]") {
    Lines faults;
    const models::Region region = small_region();
    ties("school,partner,programme,months,reliability\n"
         "elm,clubb,tutoring,18,5\n"
         "oak,club,career-academy,18,\n"
         "oak,club,mentoring,18,\n"
         "oak,club,mentoring,20,\n",
         &region, faults);
    CHECK(
        faults ==
        Lines{
            "ties.csv:2: reliability: 5 is above the range; expected a survey score from 1 to 4",
            "ties.csv:2: school: 'elm' is not a school of the region; expected an id of the schools file",
            "ties.csv:2: partner: 'clubb' is not a partner of the region; expected an id of the partners file",
            "ties.csv:4: programme: 'mentoring' is not run by this partner; expected one of: tutoring, career-academy",
            "ties.csv:5: school: the same school, partner and programme appear twice; expected each tie once",
            "ties.csv:5: programme: 'mentoring' is not run by this partner; expected one of: tutoring, "
            "career-academy"});
}

TEST_CASE("a tie may carry dollars, dates, a share and pupils instead of months", "[scenarios]") {
    Lines faults;
    models::Region region = small_region();
    region.partners[0].programmes.clear();
    const auto got = ties("school,partner,programme,months,usd_per_year,since,until,share,pupils,paid_by\n"
                          "oak,club,tutoring,,20000,2019-07,2022-06-30,0.5,40,public\n"
                          "oak,club,arts,7,,,,,,\n"
                          "oak,club,mentoring,,,2022,,,,donors\n",
                          &region, faults);
    REQUIRE(faults.empty());
    REQUIRE(got.size() == 3);
    CHECK(got[0].months == 26.0); // July 2019 to September 2021
    CHECK(got[0].ends_in == 9.0);
    CHECK(got[0].usd_per_year == 20000.0);
    CHECK(got[0].share == 0.5);
    CHECK(got[0].pupils == 40.0);
    CHECK(got[0].payer == models::Payer::taxpayer);
    CHECK(got[1].programme == "arts");
    CHECK(got[1].months == 7.0);
    CHECK(got[2].begins_in == 12.0);
    CHECK_FALSE(got[2].months);
}

TEST_CASE("cents, dates that run backwards and shares of nothing are named", "[scenarios][input]") {
    Lines faults;
    const models::Region region = small_region();
    ties("school,partner,programme,usd_per_year,since,until,share\n"
         "oak,club,tutoring,2000000,2021-13,,\n"
         "oak,club,career-academy,,2021-07,2020-07,0\n",
         &region, faults);
    CHECK(faults == Lines{"ties.csv:2: usd_per_year: 2000000 for one tie looks like cents; expected dollars a year up "
                          "to 1000000",
                          "ties.csv:2: since: '2021-13' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
                          "ties.csv:3: share: 0 is no tie; expected a share of a full programme above 0",
                          "ties.csv:3: until: lies before since; expected dates that run forwards"});
}

TEST_CASE("partners may leave their capacities open and be of kinds that data know", "[scenarios]") {
    Lines faults;
    const auto got = partners("id,name,kind,staff_hours_per_month\nmet,Met,museum,\nstm,St M,hospital,80\n", faults);
    REQUIRE(faults.empty());
    REQUIRE(got.size() == 2);
    CHECK(got[0].kind == models::PartnerKind::nonprofit);
    CHECK(got[0].usual.front() == "arts");
    CHECK(std::isnan(got[0].capacity[0]));
    CHECK(got[1].kind == models::PartnerKind::agency);
    CHECK(got[1].capacity[1] == 80);
}
