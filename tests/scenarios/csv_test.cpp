#include "scenarios/csv.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;
using tests::Lines;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& text, Problems& problems) {
    Rows rows;
    const auto table = parse_csv(text, "t.csv", problems);
    if (!table) return rows;
    for (const CsvRow& row : table->rows)
        rows.push_back(row.cells);
    return rows;
}

Lines faults_of(const std::string& text) {
    Problems problems;
    rows_of(text, problems);
    return problems.shown();
}

Lines header_faults(const std::string& text) {
    const tests::Folder folder;
    Problems problems;
    read_csv(folder.write("t.csv", text), {{"id", "lunch_share"}, {"name"}}, problems);
    return folder.plain(problems);
}

} // namespace

TEST_CASE("cells are read with LF and CRLF, with and without a final line end", "[scenarios]") {
    const Rows expected{{"1", "x"}, {"2", ""}};
    for (const char* text : {"a,b\n1,x\n2,\n", "a,b\r\n1,x\r\n2,\r\n", "a,b\n1,x\n2,"}) {
        Problems problems;
        CHECK(rows_of(text, problems) == expected);
        CHECK(problems.is_empty());
    }
}

TEST_CASE("quoted cells hold commas, line ends and doubled quotes", "[scenarios]") {
    Problems problems;
    const auto table = parse_csv("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\nlines\",\"\"\n3,4\n", "t.csv", problems);
    REQUIRE(table);
    REQUIRE(table->rows.size() == 3);
    CHECK(table->rows[0].cells == Lines{"x, y", "he said \"no\""});
    CHECK(table->rows[1].cells == Lines{"two\nlines", ""});
    CHECK(table->rows[1].line == 3);
    CHECK(table->rows[2].line == 5); // lines inside quotes are counted
    CHECK(problems.is_empty());
}

TEST_CASE("faults of form are named with line and column, all at once", "[scenarios][input]") {
    CHECK(faults_of("a,b\n1,\"x\n") == Lines{"t.csv:2: column 2: the quote is never closed; expected a closing quote"});
    CHECK(faults_of("a,b\n\"1\"x,2\n") ==
          Lines{"t.csv:2: column 1: text after the closing quote; expected a comma or the end of the line"});
    CHECK(faults_of("a,b\n1,x\"y\"\n") ==
          Lines{"t.csv:2: column 2: a quote inside an unquoted cell; expected the whole "
                "cell in quotes, inner quotes doubled"});
    CHECK(faults_of("a,b\n1\n1,2,3\n\n4,5\n") ==
          Lines{"t.csv:2: 1 cell; expected 2 as in the header", "t.csv:3: 3 cells; expected 2 as in the header",
                "t.csv:4: the line is empty; expected 2 as in the header (one line a row, none between)"});
    CHECK(faults_of("a,b\n1\r2,3\n") ==
          Lines{"t.csv:2: column 1: a carriage return alone; expected lines to end in LF or CRLF"});
    CHECK(faults_of(std::string("a,b\n1\0,3\n", 9)) ==
          Lines{"t.csv:2: column 1: a NUL byte; expected text saved as UTF-8"});
    CHECK(faults_of("a;b\n1;2\n") ==
          Lines{"t.csv:1: the header is separated by semicolons; expected commas between cells"});
    CHECK(faults_of("") == Lines{"t.csv: is empty; expected a header line and rows"});
}

TEST_CASE("what other programs write is named by its cause, once", "[scenarios][input]") {
    const std::string rows = "1,2,3\n4,5,6\n7,8,9\n";
    CHECK(faults_of("sep=,\na,b,c\n" + rows) == Lines{"t.csv:1: 'sep=,' tells Excel the separator and is no header; "
                                                      "expected the header: delete the line sep="});
    CHECK(faults_of("a\tb\n1\t2\n") ==
          Lines{"t.csv:1: the header is separated by tabs; expected commas between cells"});
    CHECK(
        faults_of("\"BehaviorSpace \"\"results\"\"\"\nm.nlogo\na,b,c\n" + rows) ==
        Lines{
            "t.csv:1: line 1 has 1 cell and line 3 has 3: is there a preamble before the header?; expected the header "
            "in line 1: delete lines 1 to 2"});
    CHECK(
        faults_of("# made today\na,b,c\n" + rows) ==
        Lines{
            "t.csv:1: line 1 has 1 cell and line 2 has 3: is there a preamble before the header?; expected the header "
            "in line 1: delete line 1"});
    // A second header of the same width before the true one (NetLogo's size of the world).
    CHECK(faults_of("title\nmin,max,size\n0,9,10\na,b,c\n" + rows)[0].find("delete lines 1 to 3") != std::string::npos);
    CHECK(faults_of("a,b\n" + rows) ==
          Lines{"t.csv:1: the header has 2 cells and the rows 3: does the first column hold "
                "names of rows (R's write.table)?; expected a name for every column"});
    CHECK(faults_of("a,b\n1,2,\n3,4,\n") == Lines{"t.csv:2: every row ends in a comma; expected 2 as in the header"});
    CHECK(faults_of("a,b,\n1,2\n3,4\n") == Lines{"t.csv:1: the header ends in a comma; expected 2 as in the rows"});
    CHECK(faults_of("a,b\n1,2\na,b\n3,4\n") == Lines{"t.csv:3: repeats the header: were two tables put together?; "
                                                     "expected one header: delete the line"});
}

TEST_CASE("every fault of a header is named, with the nearest column", "[scenarios][input]") {
    CHECK(header_faults("id,lunchshare,id,,zzz\n1,2,3,4,5\n") ==
          Lines{"t.csv:1: lunchshare: unknown column; did you mean 'lunch_share'?",
                "t.csv:1: id: the column appears twice; expected it once",
                "t.csv:1: column 4: has no name; expected one of: id, lunch_share, name",
                "t.csv:1: zzz: unknown column; expected one of: id, lunch_share, name",
                "t.csv:1: lunch_share: the column is missing; expected it in the header"});
    CHECK(header_faults("id,lunch_share\n") == Lines{"t.csv: has a header but no rows; expected at least one row"});
    CHECK(header_faults("\xef\xbb\xbfid,lunch_share\r\n1,0.5\r\n").empty());
}

TEST_CASE("thousands of rows are read, and of thousands of faults 50 are shown", "[scenarios]") {
    std::string text = "a,b\n";
    for (int i = 0; i < 20'000; ++i)
        text += std::to_string(i) + ",x\n";
    Problems problems;
    CHECK(rows_of(text, problems).size() == 20'000);
    std::string broken = "a,b\n";
    for (int i = 0; i < 5'000; ++i)
        broken += "1\n";
    const Lines faults = faults_of(broken);
    CHECK(faults.size() == 51);
    CHECK(faults.back() == "t.csv: 4950 more errors are not shown; correct the first 50 and check again");
}

TEST_CASE("the index that pandas and R write is no column; an unnamed column that repeats itself is a fault",
          "[scenarios][input]") {
    const tests::Folder folder;
    const CsvColumns columns{{"id"}, {"size"}};
    Problems problems;
    const auto table = read_csv(folder.write("index.csv", ",id,size\n0,a,1\n7,b,2\n"), columns, problems);
    REQUIRE(table);
    CHECK(problems.is_empty());
    CHECK(table->header == std::vector<std::string>{"id", "size"});
    CHECK(table->rows.at(1).cells == std::vector<std::string>{"b", "2"});
    CHECK(csv_header(folder.path("index.csv"), problems) == table->header);
    read_csv(folder.write("twice.csv", ",id\nx,a\nx,b\n"), columns, problems);
    CHECK(folder.plain(problems) ==
          std::vector<std::string>{"twice.csv:1: column 1: has no name; expected one of: id, size"});
}
