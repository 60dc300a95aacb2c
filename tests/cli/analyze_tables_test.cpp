// analyze on tables of any model: which rows belong together, which design they are, and what is said of both.
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

using tests::accord;

namespace {

/// Lines of a table after its header, in another order.
std::string reordered(const std::string& table, std::size_t stride) {
    std::istringstream in(table);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line + "\n");
    std::string text = lines[0];
    const std::size_t n = lines.size() - 1;
    for (std::size_t i = 0; i < n; ++i)
        text += lines[1 + i * stride % n];
    return text;
}

constexpr const char* sorted = "strategy,y\nA,1\nA,2\nA,3\nA,4\nA,5\nA,6\nB,2\nB,3\nB,4\nB,5\nB,6\nB,7.1\n";

} // namespace

TEST_CASE("runs that nothing numbers are compared as independent ones, in any order", "[cli]") {
    const tests::Folder folder;
    const std::string one = folder.write("one.csv", sorted), other = folder.write("other.csv", reordered(sorted, 5));
    for (const std::string kind : {"compare", "power"}) {
        const std::string what = " " + kind + " --baseline A --format json";
        const char* member = kind == "power" ? "rows" : "results";
        const auto of_b = [&](const std::string& file) {
            const auto found = accord("analyze " + file + what).json();
            for (const auto& row : found[member])
                if (row["strategy"] == "B") return row;
            return nlohmann::ordered_json();
        };
        CHECK(of_b(one).is_object());
        CHECK(of_b(one) == of_b(other));
    }
    const auto row = accord("analyze " + one + " compare --format json").json()["results"][1];
    CHECK(row["difference"].get<double>() == Approx(6.1 / 6));
    CHECK(row["lo"].get<double>() == Approx(-1.41).margin(0.01)); // Welch, by scipy
    CHECK(row["hi"].get<double>() == Approx(3.44).margin(0.01));
    const tests::Outcome text = accord("analyze " + one + " compare");
    CHECK_THAT(text.out, Catch::Contains("independent runs, nothing paired"));
    CHECK_THAT(text.out, Catch::Contains("Nothing is paired: no column says which runs share their luck"));
    CHECK(accord("analyze " + one + " compare --format json").json()["pairing"]["by"].is_null());
}

TEST_CASE("replicates that do not meet are refused", "[cli][input]") {
    const tests::Folder folder;
    const std::string file = folder.write("x.csv", "strategy,replicate,y\nA,1,1\nA,2,2\nB,3,2\nB,4,3\n");
    for (const char* kind : {"compare", "power"}) {
        const tests::Outcome got = accord("analyze " + file + " " + kind);
        CHECK(got.code == 2);
        CHECK(got.err ==
              file + ": strategy: no replicate of 'B' is one of 'A' (A: 1, 2; B: 3, 4); expected runs under the "
                     "same worlds and replicates, or --unpaired for independent runs\n");
    }
    CHECK(accord("analyze " + file + " compare --unpaired").code == 0);
    const std::string equal = folder.write("e.csv", "strategy,replicate,y\nA,1,1\nA,2,2\nB,1.0,2\nB,2.0,3.5\n");
    CHECK(accord("analyze " + equal + " compare --format json").json()["results"][1]["n"] == 2);
}

TEST_CASE("Morris counts its moves, refuses rows in disorder and levels that are not the table's", "[cli][input]") {
    const tests::Folder folder;
    const std::string table = accord("design --function linear --method morris --points 12 --format csv").out;
    const std::string right = folder.write("right.csv", table);
    const auto whole = accord("analyze " + right + " morris --format json").json();
    CHECK(whole["moves"]["used"] == 48);
    CHECK(whole["moves"]["of"] == 48);
    const tests::Outcome levels = accord("analyze " + right + " morris --levels 8");
    CHECK(levels.code == 2);
    CHECK_THAT(levels.err, Catch::Contains("the table has 4 levels"));
    const tests::Outcome none = accord("analyze " + folder.write("s.csv", reordered(table, 7)) + " morris");
    CHECK(none.code == 2);
    CHECK_THAT(none.err, Catch::Contains(": the rows are no trajectories, "));
    CHECK_THAT(none.err, Catch::Contains(" of 48 moves change one input alone"));
    std::string holes = table; // the 7th row of data is gone
    std::size_t begin = 0;
    for (int line = 0; line < 7; ++line)
        begin = holes.find('\n', begin) + 1;
    holes.erase(begin, holes.find('\n', begin) + 1 - begin);
    const auto part = accord("analyze " + folder.write("h.csv", holes) + " morris --format json").json();
    for (const char* input : {"x1", "x2", "x3", "x4"})
        CHECK(part["effects"][input]["mu_star"].get<double>() ==
              Approx(whole["effects"][input]["mu_star"].get<double>()).epsilon(1e-6));
    CHECK(part["moves"]["used"] < 48);
    CHECK(
        accord("analyze " + folder.write("t.csv", table + table.substr(table.find('\n') + 1)) + " morris --format json")
            .json()["trajectories"] == 12); // appended to itself: counted once
}

TEST_CASE("steps in logarithms are measured as they were meant", "[cli]") {
    const tests::Folder folder;
    std::string table = "a,b,y\n"; // y = log10(a) + 4 b, a of 1, 10, 100, 1000
    for (int t = 0; t < 4; ++t) {
        const double a = t % 2 ? 0 : 1, b = t / 2 ? 0 : 1.0 / 3;
        for (const auto& [la, lb] : {std::pair(a, b), {a + 2, b}, {a + 2, b + 2.0 / 3}}) {
            char line[80];
            std::snprintf(line, sizeof line, "%.10g,%.10g,%.10g\n", std::pow(10, la), lb, la + 4 * lb);
            table += line;
        }
    }
    const std::string file = folder.write("log.csv", table), ranges = " morris --ranges a=1:1000,b=0:1";
    CHECK_THAT(accord("analyze " + file + ranges).out, Catch::Contains("but equal in logarithms"));
    const auto effects = accord("analyze " + file + ranges + " --log a --format json").json()["effects"];
    CHECK(effects["a"]["mu_star"].get<double>() == Approx(3));
    CHECK(effects["b"]["mu_star"].get<double>() == Approx(4));
    CHECK(accord("analyze " + file + ranges + " --log c").code == 2);
}

TEST_CASE("eFAST and Sobol refuse rows that are not their design", "[cli][input]") {
    const tests::Folder folder;
    const std::string random = accord("design --function ishigami --method monte-carlo --points 390 --format csv").out;
    const std::string file = folder.write("x.csv", random);
    const tests::Outcome got = accord("analyze " + file + " efast");
    CHECK(got.code == 2);
    CHECK_THAT(got.err,
               Catch::StartsWith(file + ":2: the rows of curve 1 do not follow a search curve in x1; expected "));
    const std::string design = accord("design --function ishigami --method saltelli --points 16 --format csv").out;
    std::string again = design; // one base point written again
    std::size_t begin = design.find('\n') + 1, end = begin;
    for (int line = 0; line < 8; ++line)
        end = design.find('\n', end) + 1;
    again += design.substr(begin, end - begin);
    const tests::Outcome twice = accord("analyze " + folder.write("y.csv", again) + " sobol");
    CHECK(twice.code == 2);
    CHECK_THAT(twice.err,
               Catch::Contains(":130: base point 17 is an earlier one again: was the table appended to itself?"));
    CHECK(accord("analyze " + folder.write("z.csv", design + design.substr(begin)) + " sobol --format json")
              .json()["points"] == 16);
    CHECK(accord("analyze " + folder.write("w.csv", reordered(design, 7)) + " sobol").code == 2);
}

TEST_CASE("a pipe is read whole, and a store in a pipe is refused", "[cli]") {
    const tests::Folder folder;
    const std::string file = folder.write("x.csv", "x,y\n1,2\n2,3\n3,5\n");
    const auto whole = accord("analyze " + file + " summary --format json").json();
    const auto through_pipe = [&](const std::string& source, const std::string& more) {
        const std::string pipe = folder.path("pipe");
        REQUIRE(
            std::system(("rm -f '" + pipe + "' && mkfifo '" + pipe + "' && (cat '" + source + "' > '" + pipe + "' &)")
                            .c_str()) == 0);
        return accord("analyze " + pipe + " " + more);
    };
    const tests::Outcome got = through_pipe(file, "summary --format json");
    CAPTURE(got.err);
    REQUIRE(got.code == 0);
    CHECK(got.json()["rows"] == whole["rows"]);
    const std::string fake = folder.write("x.db", std::string("SQLite format 3\0", 16));
    CHECK_THAT(through_pipe(fake, "summary").err,
               Catch::EndsWith("/pipe: is a store in a pipe; expected the file of the store\n"));
    CHECK(accord("analyze - summary").err == "-: is empty; expected a header line and rows\n"); // of /dev/null
}

TEST_CASE("several boxes cover what one does not", "[cli]") {
    const tests::Folder folder;
    std::string table = "a,b,y\n";
    for (int i = 0; i < 400; ++i) {
        const double a = (i % 20) / 19.0, b = (i / 20) / 19.0;
        table +=
            std::to_string(a) + "," + std::to_string(b) + "," + (a > 0.75 || (a < 0.25 && b < 0.25) ? "1" : "0") + "\n";
    }
    const auto got = accord("analyze " + folder.write("x.csv", table) + " discovery --boxes 3 --format json").json();
    REQUIRE(got["boxes"].size() == 2); // then no case is left
    CHECK(got["covered"]["coverage"].get<double>() > 0.95);
    CHECK(got["coverage"].get<double>() < 0.9); // the first alone
}
