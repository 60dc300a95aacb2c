#include "cli/commands/commands.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

std::vector<std::string> words(const std::string& line) {
    std::vector<std::string> found;
    for (const cli::Choice& choice : cli::offer(line, cli::commands()).words)
        found.push_back(choice.word);
    return found;
}
bool offers(const std::string& line, const std::string& word) {
    const auto found = words(line);
    return std::find(found.begin(), found.end(), word) != found.end();
}
bool has_files(const std::string& line) { return cli::offer(line, cli::commands()).are_files; }

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("every command and every option of it is offered with its meaning", "[cli][completion]") {
    for (const cli::Command& command : cli::commands()) {
        const std::string name(command.name);
        CAPTURE(name);
        CHECK(offers("accord " + name.substr(0, 2), name));
        cli::Options options;
        command.declare(options);
        for (const cli::Option& option : options.rows)
            if (option.name.starts_with('-'))
                CHECK(offers("accord " + name + " " + option.name.substr(0, 4), option.name));
        CHECK(offers("accord " + name + " --h", "--help"));
    }
    CHECK(cli::offer("accord comp", cli::commands()).words.front().meaning ==
          "Compare strategies with going alone, under the same luck");
    CHECK(words("accord complet").empty()); // shells call it, people do not
}

TEST_CASE("a value is offered where its option or its place asks for it", "[cli][completion]") {
    CHECK(words("accord run sonoma --format ") == Words{"text", "json", "csv"});
    CHECK(words("accord run --format=js") == Words{"--format=json"});
    CHECK(words("accord run --quiet sonom") == Words{"sonoma"}); // a flag takes no value
    CHECK(words("accord run --seed 7 sonom") == Words{"sonoma"});
    CHECK(offers("accord analyze 'my runs.csv' ", "sobol")); // a quoted blank parts no words
    CHECK(offers("accord analyze my\\ runs.csv ", "sobol"));
    CHECK(words("accord run sonoma --seed ").empty());
    CHECK(words("accord nonsense ").empty());
}

TEST_CASE("a word of a list is completed behind its last comma or plus", "[cli][completion]") {
    CHECK(words("accord compare sonoma --strategies equity-first,collective") ==
          Words{"equity-first,collective-impact"});
    CHECK(words("accord compare sonoma --conditions calm,unequal-power+funding-c") ==
          Words{"calm,unequal-power+funding-cut"});
    CHECK(words("accord run sonoma --set trust.loss-r") == Words{"trust.loss-ratio="});
}

TEST_CASE("files are offered where files may be given and nowhere else", "[cli][completion]") {
    CHECK(has_files("accord check a.json "));
    CHECK(has_files("accord run "));
    CHECK(has_files("accord report sonoma --out "));
    CHECK_FALSE(has_files("accord run sonoma --seed "));
    CHECK_FALSE(has_files("accord run sonoma --format "));
    CHECK_FALSE(has_files("accord list "));
}

TEST_CASE("what is offered for a word of few the command takes", "[cli][completion]") {
    for (const std::string& kind : words("accord list ")) {
        CAPTURE(kind);
        CHECK(tests::accord("list " + kind).code == 0);
    }
    for (const std::string& kind : words("accord schema "))
        CHECK(tests::accord("schema " + kind).code == 0);
}

TEST_CASE("the manual has a page a command, with every option of its help", "[cli][manual]") {
    const tests::Folder folder;
    CHECK(tests::accord("manual --out '" + folder.path("man") + "'").code == 0);
    const std::string all = tests::content_of(folder.path("man/accord.1"));
    for (const cli::Command& command : cli::commands()) {
        const std::string name(command.name);
        CAPTURE(name);
        const std::string page = tests::content_of(folder.path("man/accord-" + name + ".1"));
        CHECK_THAT(page, Catch::StartsWith(".TH ACCORD"));
        cli::Options options;
        command.declare(options);
        for (const cli::Option& option : options.rows) {
            std::string escaped;
            for (const char c : option.name)
                escaped += c == '-' ? "\\-" : std::string(1, c);
            CHECK_THAT(page, Catch::Contains("\\fB" + escaped + "\\fR"));
        }
        CHECK_THAT(page, Catch::Contains(".SH EXAMPLES"));
    }
    CHECK_THAT(all, Catch::Contains(".BR accord\\-compare (1)"));
}

TEST_CASE("text that roff would take for a request stays text", "[cli][manual]") {
    const cli::Command command{"x", "Group", "Sum\n.mary", [](cli::Options& options) {
                                   options.examples = "Example:\n'quoted' and a\\b";
                                   return cli::Run{};
                               }};
    const std::string page = cli::manual_page({"accord", "", "accord 1", ""}, command);
    CHECK_THAT(page, Catch::Contains("Sum\n\\&.mary"));
    CHECK_THAT(page, Catch::Contains("\n\\&'quoted' and a\\eb\n"));
}
