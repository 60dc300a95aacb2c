// accord report: files, refusals, determinism.
#include "tests/cli/program.h"

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
