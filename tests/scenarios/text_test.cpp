#include "scenarios/text.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sys/stat.h>
#include <thread>

using namespace scenarios;
using tests::Lines;

TEST_CASE("a missing file is named with the reason", "[scenarios][input]") {
    Problems problems;
    CHECK_FALSE(read_text("no/such/file.json", problems));
    CHECK(problems.shown() ==
          Lines{"no/such/file.json: cannot be read: No such file or directory; expected a readable file"});
}

TEST_CASE("a folder is not a file", "[scenarios][input]") {
    const tests::Folder folder;
    Problems problems;
    CHECK_FALSE(read_text(folder.path(""), problems));
    CHECK_THAT(problems.shown().at(0), Catch::EndsWith("cannot be read: it is a folder; expected a readable file"));
}

TEST_CASE("a byte order mark is removed", "[scenarios][input]") {
    const tests::Folder folder;
    Problems problems;
    CHECK(read_utf8(folder.write("bom.txt", "\xef\xbb\xbfid"), problems) == "id");
    CHECK(read_utf8(folder.write("plain.txt", "id"), problems) == "id");
    CHECK(problems.is_empty());
}

TEST_CASE("text that is not UTF-8 is refused with line and column", "[scenarios][input]") {
    const tests::Folder folder;
    Problems problems;
    CHECK_FALSE(read_utf8(folder.write("latin.csv", "id,name\n1,Ca\xf1on\n"), problems));
    CHECK(folder.plain(problems) == Lines{"latin.csv:2:5: is not UTF-8 text; expected the file saved as UTF-8"});
}

TEST_CASE("UTF-8 is judged as RFC 3629 says", "[scenarios]") {
    constexpr std::size_t none = std::string_view::npos;
    CHECK(first_invalid_utf8("Ca\xc3\xb1on \xe2\x82\xac \xf0\x9f\x98\x80") == none);
    CHECK(first_invalid_utf8("a\xc0\x80") == 1);        // overlong
    CHECK(first_invalid_utf8("a\xe0\x80\x80") == 1);    // overlong
    CHECK(first_invalid_utf8("\xed\xa0\x80") == 0);     // surrogate
    CHECK(first_invalid_utf8("\xf4\x90\x80\x80") == 0); // beyond Unicode
    CHECK(first_invalid_utf8("ab\xe2\x82") == 2);       // cut short
    CHECK(first_invalid_utf8("\xff\xfe\0{") == 0);
}

TEST_CASE("lines and columns count from 1", "[scenarios]") {
    const std::string text = "ab\ncd\n";
    CHECK(line_of(text, 0) == 1);
    CHECK(column_of(text, 1) == 2);
    CHECK(line_of(text, 3) == 2);
    CHECK(column_of(text, 3) == 1);
    CHECK(line_of(text, 99) == 3);
}

TEST_CASE("more than 50 problems are counted instead of shown", "[scenarios][input]") {
    Problems problems;
    for (int i = 0; i < 50; ++i)
        problems.add("f.csv:" + std::to_string(i), "is wrong", "expected right");
    CHECK(problems.shown().size() == 50);
    problems.add("f.csv:50", "is wrong", "expected right");
    CHECK(problems.shown().size() == 51);
    CHECK(problems.shown().back() == "f.csv: 1 more error is not shown; correct the first 50 and check again");
    problems.add("f.csv:51", "is wrong", "expected right");
    CHECK(problems.shown().back() == "f.csv: 2 more errors are not shown; correct the first 50 and check again");
}

TEST_CASE("text of users is shown without control characters and cut", "[scenarios]") {
    CHECK(shown("a\x1b[31m\nb") == "a?[31m?b");
    CHECK(shown(std::string(61, 'x')) == std::string(60, 'x') + "...");
    CHECK(shown(std::string(59, 'x') + "\xc3\xb1") == std::string(59, 'x') + "..."); // no half letters
}

TEST_CASE("a pipe is read whole, also after someone looked into it", "[scenarios][input]") {
    const tests::Folder folder;
    const std::string path = folder.path("pipe"), text = "a,b\n" + std::string(100'000, '1') + ",2\n";
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    std::thread writer([&] { std::ofstream(path) << text; });
    CHECK_FALSE(scenarios::starts_with(path, "SQLite"));
    writer.join();
    Problems problems;
    CHECK(read_text(path, problems) == text);
    CHECK(read_text(path, problems) == text); // and again
    CHECK(scenarios::starts_with(path, "a,b"));
    CHECK(problems.is_empty());
    CHECK(scenarios::folder_of(path).empty());
    CHECK(scenarios::folder_of("-").empty());
    CHECK(scenarios::folder_of(folder.write("x.csv", "a")) + "/" == folder.path(""));
}

TEST_CASE("texts handed over are read instead of files, on the thread that has them and as long as they live",
          "[scenarios]") {
    Problems problems;
    {
        const GivenTexts outer({{"<a>.json", "outer"}, {"<b>.json", "b"}});
        {
            const GivenTexts inner(std::map<std::string, std::string>{{"<a>.json", "inner"}});
            CHECK(read_text("<a>.json", problems) == "inner");
            CHECK(starts_with("<a>.json", "inn"));
            CHECK(input_file("<a>.json", problems).digest != input_file("<c>.json", problems).digest);
        }
        CHECK(read_text("<a>.json", problems) == "outer");
        CHECK(folder_of("<a>.json").empty());
        std::optional<std::string> elsewhere;
        std::thread([&] {
            Problems own;
            elsewhere = read_text("<a>.json", own);
        }).join();
        CHECK_FALSE(elsewhere);
    }
    CHECK_FALSE(read_text("<b>.json", problems));
    CHECK(problems.shown().back() == "<b>.json: cannot be read: No such file or directory; expected a readable file");
}
