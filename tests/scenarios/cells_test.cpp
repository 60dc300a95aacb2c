#include "scenarios/cells.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;
using tests::Lines;

namespace {

constexpr Measure pupils{"a whole number of pupils", 1, 1000, true};

/// What reading `cell` as a number of `measure` says.
Lines number_faults(const std::string& cell, const Measure& measure) {
    const CsvTable table{"s.csv", {"n"}, {{7, {cell}}}};
    Problems problems;
    Cells(table, table.rows[0], problems).number("n", measure);
    return problems.shown();
}

} // namespace

TEST_CASE("numbers are plain, finite and alone in their cell", "[scenarios]") {
    CHECK(parse_number("12.5") == 12.5);
    CHECK(parse_number("-3e2") == -300.0);
    for (const char* text : {"", " 1", "1 ", "1,5", "nan", "inf", "1e999", "0x10", "+1", "12%", "--1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text));
    }
}

TEST_CASE("a number that may not be says why and what may", "[scenarios][input]") {
    CHECK(number_faults("1.4", share) == Lines{"s.csv:7: n: 1.4 is above the range; expected a share from 0 to 1"});
    CHECK(number_faults("-0.1", share) == Lines{"s.csv:7: n: -0.1 is below the range; expected a share from 0 to 1"});
    CHECK(number_faults("2.5", pupils) ==
          Lines{"s.csv:7: n: 2.5 is not whole; expected a whole number of pupils from 1 to 1000"});
    CHECK(number_faults("many", pupils) ==
          Lines{"s.csv:7: n: 'many' is not a number; expected a whole number of pupils from 1 to 1000"});
    CHECK(number_faults("", pupils) == Lines{"s.csv:7: n: is empty; expected a whole number of pupils from 1 to 1000"});
    CHECK(number_faults("12", pupils).empty());
}

TEST_CASE("optional cells may be empty or their column absent", "[scenarios]") {
    const CsvTable table{"s.csv", {"n", "t"}, {{2, {"", ""}}}};
    Problems problems;
    Cells cells(table, table.rows[0], problems);
    CHECK_FALSE(cells.optional_number("n", share));
    CHECK_FALSE(cells.optional_number("absent", share));
    CHECK(cells.optional_text("t").empty());
    CHECK_FALSE(cells.choice("t", {"a"}, false));
    CHECK(problems.is_empty());
    cells.text("t");
    cells.choice("t", {"a", "b"}, true);
    CHECK(problems.shown() ==
          Lines{"s.csv:2: t: is empty; expected text", "s.csv:2: t: is empty; expected one of: a, b"});
}

TEST_CASE("an unknown choice is answered with the nearest one", "[scenarios][input]") {
    const CsvTable table{"s.csv", {"kind"}, {{3, {"primry"}}, {4, {"zoo"}}}};
    Problems problems;
    for (const CsvRow& row : table.rows)
        Cells(table, row, problems).choice("kind", {"primary", "college"}, true);
    CHECK(problems.shown() == Lines{"s.csv:3: kind: unknown choice 'primry'; did you mean 'primary'?",
                                    "s.csv:4: kind: unknown choice 'zoo'; expected one of: primary, college"});
}
