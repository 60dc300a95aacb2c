// accord report: files, refusals, determinism.
#include "tests/cli/program.h"
#include "tests/experiments/sweeps.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace tests;

namespace {
const std::string small = "report two-schools --replicates 2 --months 24 --strategies opportunistic --conditions calm";
}

TEST_CASE("report writes one page, the same for any number of threads", "[cli][report]") {
    const Folder folder;
    const Outcome one = accord(small + " --threads 1 --out " + folder.path("1.html"));
    REQUIRE(one.code == 0);
    CHECK(one.out.empty());
    REQUIRE(accord(small + " --threads 2 --out " + folder.path("2.html")).code == 0);
    const std::string page = content_of(folder.path("1.html"));
    CHECK(page.size() > 20'000);
    CHECK(page == content_of(folder.path("2.html")));
    CHECK(page.find("Generated") == std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path("1.html.part")));
}

TEST_CASE("report bears a date only when it is told one", "[cli][report]") {
    const Folder folder;
    REQUIRE(accord(small + " --date '2026-05-04 <b>' --out " + folder.path("a.html")).code == 0);
    CHECK(content_of(folder.path("a.html")).find("Generated 2026-05-04 &lt;b&gt;.") != std::string::npos);
}

TEST_CASE("report refuses what it cannot do before it runs anything", "[cli][report]") {
    const Folder folder;
    CHECK(accord("report two-schools").err == "accord report: --out: is missing; expected the HTML file to write\n");
    CHECK(accord("report two-schools").code == 2);
    CHECK(accord("report no-such-thing --out " + folder.path("a.html")).code == 2);
    CHECK(accord(small + " --out " + folder.path("no/folder.html")).code == 2);
    CHECK(accord(small + " --format json --out " + folder.path("a.html")).code == 2);
    CHECK_FALSE(std::filesystem::exists(folder.path("a.html")));
}

TEST_CASE("the report of a store has its months, flows and lives, and counts sets of parameters", "[cli][report]") {
    const Folder folder;
    const auto page_of = [&](const scenarios::Json& document, const std::string& name) {
        const std::string file = write_experiment(folder, document, name + ".json"), db = folder.path(name + ".db");
        REQUIRE(accord("sweep " + file + " --quiet --out " + db).code == 0);
        const Outcome got = accord("report " + db + " --out " + folder.path(name + ".html"));
        CHECK(got.code == 0);
        return content_of(folder.path(name + ".html"));
    };
    const auto has = [](const std::string& page, const std::string& part) {
        return page.find(part) != std::string::npos;
    };
    const std::string with =
        page_of(small_experiment(R"({"series": true, "horizon-months": 36, "conditions": [{"calm": 0}]})"), "with");
    CHECK(has(with, "data-chart=\"fan-1\""));
    CHECK(has(with, "data-chart=\"fan-partnerships-live\""));
    CHECK(has(with, "Agreements a run"));
    CHECK(has(with, "in 8 runs over 4 sets of parameters"));
    CHECK(has(with, "of 4 sets of parameters"));
    CHECK(has(with, "a set counts once"));
    CHECK(has(with, "The null test: under calm conditions, with nobody working together, "));
    CHECK(has(with, "Schools&#39; indicators trending right"));
    const std::string without = page_of(small_experiment(), "without");
    CHECK(has(without, "This sweep kept no months, so there are no fan charts."));
    CHECK_FALSE(has(without, "data-chart=\"fan-1\""));
    CHECK(has(without, "Agreements a run"));
}

TEST_CASE("a validation table is read from a file, and every fault in it is named", "[cli][report][input]") {
    const Folder folder;
    const std::string good = folder.write("v.json", R"({"passed": 1, "failed": 1, "targets": [
            {"id": "T1", "target": 0.5, "low": 0.4, "high": 0.6, "simulated": 0.55, "se": 0.01, "pass": true, "use": "holdout"},
            {"id": "<T2>", "target": null, "low": 1, "high": 2, "simulated": null, "se": null, "pass": false, "use": "calibrate"}]})");
    REQUIRE(accord(small + " --validation " + good + " --out " + folder.path("a.html")).code == 0);
    const std::string page = content_of(folder.path("a.html"));
    CHECK(page.find("1 of 2 published findings are met") != std::string::npos);
    CHECK(page.find("&lt;T2&gt; (calibrate)") != std::string::npos);
    CHECK(page.find("<T2>") == std::string::npos);
    const std::string bad = folder.write("w.json", R"({"targets": [{"id": 3, "low": 1, "high": "x", "pass": 1}, 7]})");
    const Outcome got = accord(small + " --validation " + bad + " --out " + folder.path("b.html"));
    CHECK(got.code == 2);
    CHECK(got.err == bad + ": /targets/0/id: is a number; expected text\n" + bad +
                         ": /targets/0/high: is text; expected a number\n" + bad +
                         ": /targets/0/pass: is a number; expected true, false or null\n" + bad +
                         ": /targets/1: is a number; expected an object\n");
    const std::string empty = folder.write("e.json", "{}");
    CHECK(accord(small + " --validation " + empty + " --out " + folder.path("b.html")).err ==
          empty + ": /targets: is missing or empty; expected what `accord validate --format json` writes\n");
    CHECK_FALSE(std::filesystem::exists(folder.path("b.html")));
}

namespace {

/// A region of one school with three ties: one starts, one is scaled, one cannot start.
std::string region_with_ties(const Folder& folder) {
    folder.write("schools.csv", "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                                "english_learner_share\noak,Oak <East>,Here,K-08,400,20,12000,0.5,0.1\n");
    folder.write("partners.csv", "id,name,kind,staff_hours_per_month,funds_usd_per_month\n"
                                 "club,Youth & Co,nonprofit,,\nmet,The Met,museum,1,1\n");
    folder.write("ties.csv", "school,partner,programme,share\noak,club,after-school,0.1\n"
                             "oak,met,arts,1\noak,club,internships,\n");
    return folder.write("s.json", R"({"name": "here", "title": "Here", "about": "ties", "region": {"name": "Here",
        "schools": "schools.csv", "partners": "partners.csv", "ties": "ties.csv", "money-year": 2022}})");
}

} // namespace

TEST_CASE("a report and results name every given tie that was scaled or left out", "[cli][report][ties]") {
    const Folder folder;
    const std::string file = region_with_ties(folder);
    const auto ties = accord("run " + file + " --months 1 --replicates 1 --format json").json()["ties"];
    CHECK(ties["given"] == 3);
    CHECK(ties["started"] == 2);
    CHECK(ties["scaled"] == 1);
    REQUIRE(ties["scaled-down"].size() == 1);
    CHECK(ties["scaled-down"][0]["partner"] == "met");
    const double part = ties["scaled-down"][0]["part"];
    CHECK((part > 0 && part < 0.1));
    REQUIRE(accord("report " + file + " --months 3 --replicates 2 --strategies opportunistic --conditions calm --out " +
                   folder.path("r.html"))
                .code == 0);
    const std::string page = content_of(folder.path("r.html"));
    const std::size_t at = page.find("<section id=\"ties\">");
    REQUIRE(at != std::string::npos);
    const std::string section = page.substr(at, page.find("</section>", at) - at);
    for (const char* part_of :
         {"2 of 3 given ties are in force at the start, 1 of them scaled to their partners&#39; means; 1 is left out.",
          "Oak &lt;East&gt; (oak)", "Youth &amp; Co (club)", "The Met (met)",
          "left out: internships serves grades 10 to 14, the school teaches K to 8", "scaled to "})
        CHECK_THAT(section, Catch::Contains(part_of));
}

TEST_CASE("a report without given ties says so", "[cli][report][ties]") {
    const Folder folder;
    REQUIRE(accord(small + " --out " + folder.path("a.html")).code == 0);
    CHECK_THAT(content_of(folder.path("a.html")),
               Catch::Contains("No ties were given: all agreements are simulated from the seed."));
}
