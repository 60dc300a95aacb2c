// list, check, schema, help: what they print.
#include "cli/commands/commands.h"
#include "models/model.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>

using tests::accord;

TEST_CASE("list gives every kind as JSON with unique ids and summaries", "[cli]") {
    const std::string kind = GENERATE("strategies", "conditions", "outcomes", "parameters", "levers", "programmes",
                                      "processes", "scenarios", "evidence");
    const tests::Outcome got = accord("list " + kind + " --format json");
    CHECK(got.code == 0);
    CHECK(got.err.empty());
    std::set<std::string> ids;
    for (const auto& row : got.json()) {
        CAPTURE(row.dump());
        CHECK(ids.insert(row["id"].get<std::string>()).second);
        CHECK_FALSE(row["summary"].get<std::string>().empty());
    }
    CHECK(ids.size() >= 7);
}

TEST_CASE("listed parameters have unit, default, range and evidence", "[cli]") {
    for (const char* kind : {"parameters", "levers"})
        for (const auto& row : accord(std::string("list ") + kind + " --format json").json()) {
            CAPTURE(row.dump());
            CHECK_FALSE(row["unit"].get<std::string>().empty());
            CHECK_FALSE(row["evidence"].get<std::string>().empty());
            CHECK(row["evidence"] != "assumed"); // the reason is given too
            CHECK(row["range"][0] <= row["default"]);
            CHECK(row["default"] <= row["range"][1]);
        }
}

TEST_CASE("list as text and CSV has one header and fits 120 columns", "[cli]") {
    for (const char* kind : {"strategies", "outcomes", "parameters", "processes", "scenarios", "evidence"}) {
        const tests::Outcome text = accord(std::string("list ") + kind);
        std::istringstream lines(text.out);
        for (std::string line; std::getline(lines, line);)
            CHECK(line.size() <= 120);
        CHECK_THAT(text.out, Catch::StartsWith("id "));
        const tests::Outcome csv = accord(std::string("list ") + kind + " --format csv");
        CHECK_THAT(csv.out, Catch::StartsWith("id,"));
    }
}

TEST_CASE("check says what a right file holds", "[cli]") {
    CHECK(accord("check scenarios/library/sonoma.json")
              .out.starts_with("scenarios/library/sonoma.json: ok: scenario sonoma: 29 institutions and "));
    CHECK(accord("check scenarios/data/region_kern.csv").out ==
          "scenarios/data/region_kern.csv: ok: schools: 27 institutions, 83925 pupils\n");
    const auto json = accord("check scenarios/data/region_sonoma.csv --format json").json();
    CHECK(json[0]["kind"] == "schools");
    CHECK(json[0]["ok"] == true);
}

TEST_CASE("check knows region files by their header and notes small contradictions", "[cli]") {
    const tests::Folder folder;
    const std::string partners = folder.write(
        "p.csv",
        "id,name,kind,funds_usd_per_month,staff_hours_per_month,volunteer_hours_per_month,placements,facilities,"
        "seats\nclub,Club,nonprofit,1000,80,40,0,1,0\n");
    const std::string ties = folder.write("t.csv", "school,partner,programme,months\noak,club,tutoring,6\n");
    const std::string schools = folder.write(
        "s.csv",
        "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,english_learner_share,"
        "budget_usd\noak,Oak,Here,K-08,200,10,5000,0.3,0.1,1050000\n");
    const tests::Outcome got = accord("check '" + partners + "' '" + ties + "' '" + schools + "'");
    CHECK(got.code == 0);
    CHECK(folder.plain({got.out})[0] ==
          "p.csv: ok: partners: 1 partner\n"
          "t.csv: ok: ties: 1 tie (their ids are checked with a scenario)\n"
          "s.csv: ok: schools: 1 institution, 200 pupils\n"
          "  note: s.csv:2: budget_usd: 1050000 is 5 % off enrolment x spending_per_pupil_usd; the latter is used\n");
}

TEST_CASE("schema prints the committed schema", "[cli]") {
    CHECK((accord("schema").out == tests::content_of(ACCORD_SOURCE_DIR "/scenarios/scenario.schema.json")));
}

TEST_CASE("every command has help with its summary, its options and an example of itself", "[cli]") {
    REQUIRE_FALSE(cli::commands().empty());
    for (const cli::Command& command : cli::commands()) {
        const std::string name(command.name);
        CAPTURE(name);
        cli::Options options;
        CHECK(command.declare(options));
        const tests::Outcome got = accord(name + " --help");
        CHECK(got.code == 0);
        CHECK(got.err.empty());
        CHECK_THAT(got.out, Catch::StartsWith(std::string(command.summary) + "\n"));
        CHECK_THAT(got.out, Catch::Contains("Example") && Catch::Contains("\n  accord " + name));
        for (const cli::Option& option : options.rows)
            CHECK_THAT(got.out, Catch::Contains("  " + option.name));
    }
}

TEST_CASE("the program's help has every command under its heading, and its version", "[cli]") {
    const tests::Outcome got = accord("--help");
    CHECK(got.code == 0);
    CHECK(got.err.empty());
    CHECK_THAT(got.out, Catch::Contains("Examples:\n  accord list strategies\n"));
    std::set<std::string_view> names;
    std::size_t at = 0; // headings and commands come in the order of the table
    for (const cli::Command& command : cli::commands()) {
        CAPTURE(command.name);
        CHECK(names.insert(command.name).second);
        CHECK(got.out.find(fmt::format("\n{}:\n", command.group)) != std::string::npos);
        const std::size_t found = got.out.find(fmt::format("\n  {} ", command.name));
        REQUIRE(found != std::string::npos);
        CHECK(found > at);
        at = found;
    }
}
