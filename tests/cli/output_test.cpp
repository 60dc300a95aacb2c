#include "cli/output.h"

#include "cli/progress.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace cli;

TEST_CASE("text is broken at spaces and indented", "[cli]") {
    CHECK(wrapped("one two three", 7) == "one two\nthree\n");
    CHECK(wrapped("- one two three", 9, 2) == "- one two\n  three\n");
    CHECK(wrapped("incomprehensibilities", 5) == "incomprehensibilities\n");
    CHECK(wrapped("", 5) == "\n");
}

TEST_CASE("a table aligns numbers right and breaks where it is too wide", "[cli]") {
    const TextTable table{{"id", "a", "long"}, {{"x", "1", "22"}, {"yy", "333", "4"}}, {}};
    CHECK(table.text(80) == "id    a  long\n-------------\nx     1    22\nyy  333     4\n");
    CHECK(table.text(8) == "id    a\n-------\nx     1\nyy  333\n\nid  long\n--------\nx     22\nyy     4\n");
}

TEST_CASE("a header may take two lines and a last text column is wrapped", "[cli]") {
    const TextTable split{{"id", "cost\n[USD]"}, {{"x", "1"}}, {}};
    CHECK(split.text(80) == "id   cost\n    [USD]\n---------\nx       1\n");
    const TextTable broken{{"id", "long", "cost\n[USD]"}, {{"x", "1", "2"}}, {}}; // no empty line over the first part
    CHECK(broken.text(9) == "id  long\n--------\nx      1\n\nid   cost\n    [USD]\n---------\nx       2\n");
    const TextTable running{{"id", "summary"}, {{"x", "a long line of words that goes on"}}, {true, true}};
    CHECK(running.text(28) ==
          "id  summary\n----------------------------\nx   a long line of words\n    that goes on\n");
}

TEST_CASE("CSV cells are quoted where they must be", "[cli]") {
    const TextTable table{{"a", "b"}, {{"x,y", "say \"no\""}, {"", "two\nlines"}}, {}};
    CHECK(table.csv() == "a,b\n\"x,y\",\"say \"\"no\"\"\"\n,\"two\nlines\"\n");
}

TEST_CASE("NaN becomes null in JSON and empty in CSV", "[cli]") {
    CHECK(json_number(std::nan("")).is_null());
    CHECK(json_number(0.1).dump() == "0.1");
    CHECK(csv_number(std::nan("")).empty());
    CHECK(csv_number(0.1) == "0.1");
}

TEST_CASE("the progress line has runs, share, rate and time left", "[cli]") {
    CHECK(progress_line({3, 20, 30, 200}, 6, 20) == "[###-----------------] 3/20 runs  15 %  0.5 runs/s  ETA 0:34");
    CHECK(progress_line({0, 20, 0, 200}, 0, 4) == "[----] 0/20 runs  0 %");
    CHECK(progress_line({20, 20, 200, 200}, 7200, 4) == "[####] 20/20 runs  100 %  0.0028 runs/s  ETA 0:00");
    CHECK(progress_line({500, 1000, 5000, 10000}, 1.5, 4) == "[##--] 500/1000 runs  50 %  333 runs/s  ETA 0:02");
}
