// Values that are possible and absurd are refused with the likely cause, or noted.
#include "scenarios/plausible.h"
#include "scenarios/region.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;

namespace {

const std::string header = "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                           "english_learner_share,income_usd,mean_score\n";

struct Read {
    tests::Lines problems, notes;
};
Read read(const std::string& rows) {
    const tests::Folder folder;
    Problems problems;
    Read result;
    read_schools(folder.write("plausible.csv", header + rows), std::nullopt, problems, result.notes);
    result.problems = folder.plain(problems);
    result.notes = folder.plain(result.notes);
    return result;
}

} // namespace

TEST_CASE("money in thousands and hundredths of teachers are refused with the likely cause, all at once",
          "[scenarios][units]") {
    const Read found = read("a,A,C,K-06,100000,0.01,5.99,0.5,0.1,22.69,650\n");
    CHECK(found.problems ==
          tests::Lines{"plausible.csv:2: income_usd: 22.69 dollars is no yearly income; expected dollars "
                       "of a household a year, 1000 "
                       "or more; is the column in thousands?",
                       "plausible.csv:2: spending_per_pupil_usd: 5.99 dollars is no yearly spending on a "
                       "pupil; expected dollars a "
                       "pupil and year, 500 or more; is the column in thousands?",
                       "plausible.csv:2: teachers_fte: 0.01 teachers for 100000 pupils are 1e+07 pupils a "
                       "teacher; expected 2 to 200 "
                       "pupils a teacher; is the column a share, a ratio or in thousands?"});
}

TEST_CASE("values at the edge of what schools are like are taken without a word", "[scenarios][units]") {
    const Read found = read("a,A,C,K-06,200,1,500,0.5,0.1,1000,650\nb,B,C,K-06,2,1,500,0.5,0.1,1000,650\n");
    CHECK(found.problems.empty());
    CHECK(found.notes.empty());
}

TEST_CASE("many shares that are exactly 0 are counted in a note, a few are not", "[scenarios][units]") {
    std::string rows;
    for (int k = 0; k < 20; ++k)
        rows += "s" + std::to_string(k) + ",S,C,K-06,300,15,9000," + (k < 3 ? "0" : "0.4") + "," +
                (k < 2 ? "0" : "0.2") + ",30000,650\n";
    CHECK(read(rows).notes == tests::Lines{"plausible.csv: lunch_share: 3 of 20 rows are exactly 0; some offices "
                                           "write suppressed cells as 0"});
}

TEST_CASE("a score of 0 beside others in the hundreds is a missing one, among SDs it is a score",
          "[scenarios][units]") {
    const std::string start = ",S,C,K-06,300,15,9000,0.4,0.2,30000,";
    CHECK(read("a" + start + "650\nb" + start + "0\nc" + start + "640\n").problems ==
          tests::Lines{"plausible.csv:3: mean_score: 0 is no score beside others around 650; expected the mean of "
                       "the school's scores, or an empty cell where it has none"});
    CHECK(read("a" + start + "0.4\nb" + start + "0\nc" + start + "-0.4\n").problems.empty());
}

TEST_CASE("suppressed cells of official files are named as what they are", "[scenarios][units]") {
    for (const char* mark : {"*", "s", "S", "N/A", "suppressed"})
        CHECK(suppression(mark) == "is a suppressed or missing cell");
    for (const char* bound : {"<10", "> 95%", "Above 95%", "Below 5%", "fewer than 10"})
        CHECK(suppression(bound) == "gives a bound instead of a number");
    for (const char* text : {"12", "0.5", "twelve", "above", "St. Mary"})
        CHECK(suppression(text).empty());
    const Read found = read("a,A,C,K-06,300,15,9000,*,Above 95%,-1,650\n");
    CHECK(found.problems ==
          tests::Lines{
              "plausible.csv:2: lunch_share: '*' is a suppressed or missing cell; expected a share from 0 to 1",
              "plausible.csv:2: english_learner_share: 'Above 95%' gives a bound instead of a number; expected a share "
              "from 0 "
              "to 1",
              "plausible.csv:2: income_usd: -1 is below the range and often stands for a suppressed cell; expected "
              "dollars "
              "from 0 to 10000000"});
}
