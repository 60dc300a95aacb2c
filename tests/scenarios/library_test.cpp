#include "scenarios/library.h"

#include "models/model.h"
#include "scenarios/scenario.h"
#include "scenarios/text.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace scenarios;

TEST_CASE("every shipped scenario loads, says what to look at and states what is synthetic", "[scenarios]") {
    Problems problems;
    const auto entries = library(problems);
    CHECK_FALSE(entries.empty());
    for (const LibraryEntry& entry : entries) {
        CAPTURE(entry.id);
        const Scenario scenario = load_scenario(entry.file);
        CHECK(scenario.name == entry.id);
        CHECK(scenario.title == entry.title);
        CHECK_THAT(scenario.about, Catch::Contains("Look at"));
        CHECK(scenario.replicates == (entry.id == "nation" ? 1 : 20)); // a country takes half a minute
        CHECK(scenario.seed == 1);
        CHECK(scenario.months == 120);
        const bool is_case = entry.file.find("/cases/") != std::string::npos;
        CHECK((scenario.strategy == "opportunistic") != is_case);
        // Some notes are of what data leave open; none may be of data that contradict themselves.
        for (const std::string& note : scenario.notes)
            CHECK_THAT(note, !Catch::Contains("the latter is used"));
        const auto is_synthetic = [](const std::string& caveat) {
            return caveat.find("synthetic") != std::string::npos || caveat.find("invented") != std::string::npos;
        };
        CHECK(std::any_of(scenario.caveats.begin(), scenario.caveats.end(), is_synthetic));
    }
    CHECK(problems.is_empty());
}

TEST_CASE("every case people know runs, serves pupils, and has a page with what is known and what it cannot say",
          "[scenarios]") {
    Problems problems;
    std::size_t n = 0;
    for (const LibraryEntry& entry : library(problems)) {
        const std::size_t at = entry.file.find("/cases/");
        if (at == std::string::npos) continue;
        ++n;
        CAPTURE(entry.id);
        const Scenario scenario = load_scenario(entry.file);
        models::Setup setup = scenario.setup;
        setup.levers = scenario.find_strategy(scenario.strategy)->levers;
        const auto result = models::run(setup, {.seed = 1, .months = 36});
        CHECK(result.outcomes[static_cast<std::size_t>(models::observable_index("partnerships-formed"))] > 0);
        CHECK(result.outcomes[static_cast<std::size_t>(models::observable_index("students-served"))] > 0);
        const std::string page = read_text(entry.file.substr(0, entry.file.size() - 5) + ".md", problems).value_or("");
        for (const char* part : {"## What it was", "## What is known", "## What the model gives",
                                 "## Where it cannot speak", "<!-- known: ", "<!-- model: ", "<!-- end -->"})
            CHECK_THAT(page, Catch::Contains(part));
        CHECK_THAT(page, Catch::Contains("accord compare " + entry.id));
    }
    CHECK(n == 11);
    CHECK(problems.is_empty());
}

TEST_CASE("the shipped regions have the institutions and pupils they are known for", "[scenarios]") {
    struct Known {
        const char* id;
        std::size_t institutions;
        double pupils;
    };
    for (const Known& known : {Known{"sonoma", 29, 28'536}, Known{"san-mateo", 17, 55'917}, Known{"kern", 27, 83'925},
                               Known{"california", 355, 834'304}, Known{"tiny-region", 6, 2'020}}) {
        const Scenario scenario = load_scenario(find_scenario(known.id));
        double pupils = 0;
        for (const models::School& school : scenario.setup.region.schools)
            pupils += school.enrolment;
        CHECK(scenario.setup.region.schools.size() == known.institutions);
        CHECK(pupils == known.pupils);
    }
}

TEST_CASE("a scenario is found by path or by id", "[scenarios]") {
    CHECK(find_scenario("no/such/file.json") == "no/such/file.json");
    CHECK(find_scenario("nobody") == "nobody");
    CHECK_THAT(find_scenario("sonoma"), Catch::EndsWith("sonoma.json"));
}

TEST_CASE("a home that another program sets is looked into before the working folder", "[scenarios]") {
    const tests::Folder folder;
    std::filesystem::create_directories(folder.path("scenarios/library/strategies"));
    set_home(folder.path(""));
    CHECK(library_folder() == folder.path("scenarios/library"));
    CHECK(strategies_folder() == folder.path("scenarios/library/strategies"));
    set_home("");
    CHECK(library_folder() != folder.path("scenarios/library"));
}
