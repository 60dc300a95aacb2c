// Hundreds of bad files, one fault each, and what is said of them word for word. Where a message follows from a row of
// a table (a parameter's range, a column's measure), it is generated from that row: a row added later is tested at
// once.
#include "models/levers.h"
#include "models/parameters.h"
#include "scenarios/cells.h"
#include "scenarios/region.h"
#include "scenarios/scenario.h"
#include "scenarios/strategies.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <string_view>

using namespace scenarios;
using tests::Lines;

namespace {

struct Bad {
    std::string json, wrong;
};
/// Above the range, below it, text, nothing, an array.
std::vector<Bad> bad_values(const sim::ParameterRow& row) {
    return {{text_of(row.range.high + 1e6), text_of(row.range.high + 1e6) + " is above the range"},
            {text_of(row.range.low - 1e6), text_of(row.range.low - 1e6) + " is below the range"},
            {"\"much\"", "is text"},
            {"null", "is null"},
            {"[1]", "is an array"}};
}
std::string expected(const sim::ParameterRow& row) {
    return fmt::format("expected {} from {} to {}", row.unit, text_of(row.range.low), text_of(row.range.high));
}

} // namespace

TEST_CASE("every parameter refuses five kinds of bad values, each with its place and its range",
          "[scenarios][bad-files]") {
    const tests::Folder folder;
    for (const sim::ParameterRow& row : models::parameter_table().rows())
        for (const Bad& bad : bad_values(row)) {
            const std::string file = folder.write(
                "s.json",
                fmt::format(R"({{"name": "s", "title": "S", "about": "A.", "region": {{"name": "R", "schools": "{}",
                                          "money-year": 1999}}, "parameters": {{"{}": {}}}}})",
                            ACCORD_SOURCE_DIR "/scenarios/data/teaching_two_schools.csv", row.id, bad.json));
            Problems problems;
            read_scenario(file, problems);
            CHECK(folder.plain(problems) ==
                  Lines{fmt::format("s.json: {}: {}; {}", shown(fmt::format("/parameters/{}", row.id)), bad.wrong,
                                    expected(row))});
        }
}

TEST_CASE("every lever of a strategy refuses the same, and a name nobody knows", "[scenarios][bad-files]") {
    const tests::Folder folder;
    const auto said = [&](const std::string& levers) {
        Problems problems;
        read_strategy(
            folder.write("m.json",
                         fmt::format(R"({{"id": "m", "name": "m", "summary": "m", "levers": {{{}}}}})", levers)),
            problems);
        return folder.plain(problems);
    };
    for (const sim::ParameterRow& row : models::lever_table().rows()) {
        for (const Bad& bad : bad_values(row))
            CHECK(said(fmt::format("\"{}\": {}", row.id, bad.json)) ==
                  Lines{fmt::format("m.json: /levers/{}: {}; {}", row.id, bad.wrong, expected(row))});
        CHECK(said(fmt::format("\"{}x\": 0", row.id)) ==
              Lines{fmt::format("m.json: /levers/{0}x: unknown lever; did you mean '{0}'?", row.id)});
    }
}

TEST_CASE("every number of a row of schools refuses text, infinity and what is out of its range",
          "[scenarios][bad-files]") {
    struct Column {
        std::string_view id, good, expected;
        double low, high;
    };
    constexpr std::array columns{
        Column{"enrolment", "300", "a whole number of pupils from 1 to 10000000", 1, 1e7},
        Column{"teachers_fte", "15", "full-time teachers from 0.01 to 1000000", 0.01, 1e6},
        Column{"spending_per_pupil_usd", "9000", "dollars a pupil and year from 1 to 1000000", 1, 1e6},
        Column{"lunch_share", "0.4", "a share from 0 to 1", 0, 1},
        Column{"english_learner_share", "0.2", "a share from 0 to 1", 0, 1}};
    const tests::Folder folder;
    for (const Column& bad : columns)
        for (const auto& [cell, wrong] : std::vector<std::pair<std::string, std::string>>{
                 {"many", "'many' is not a number"},
                 {"1e999", "'1e999' is not a number"},
                 {"nan", "'nan' is a suppressed or missing cell"},
                 {"12 %", "'12 %' is not a number"},
                 {"0x10", "'0x10' is not a number"},
                 {"", "is empty"},
                 {text_of(bad.low - 2), text_of(bad.low - 2) + " is below the range" +
                                            (bad.low - 2 == -1 ? " and often stands for a suppressed cell" : "")},
                 {text_of(bad.high + 1), text_of(bad.high + 1) + " is above the range"}}) {
            std::string header = "id,name,county,grades", row = "a,A,C,K-06";
            for (const Column& column : columns)
                header += "," + std::string(column.id),
                    row += "," + (&column == &bad ? cell : std::string(column.good));
            Problems problems;
            std::vector<std::string> notes;
            read_schools(folder.write("x.csv", header + "\n" + row + "\n"), std::nullopt, problems, notes);
            CHECK(folder.plain(problems) ==
                  Lines{fmt::format("x.csv:2: {}: {}; expected {}", bad.id, wrong, bad.expected)});
        }
}
