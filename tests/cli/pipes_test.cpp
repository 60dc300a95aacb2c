// Pipes at both ends of the program: what is read from one, what is written to one, and readers that leave.
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <filesystem>

namespace {

/// A line of shell in which "accord" is the program; from the root of the source tree.
tests::Outcome shell(const tests::Folder& folder, const std::string& line) {
    const std::string command = "cd '" ACCORD_SOURCE_DIR "' && accord() { '" ACCORD_PROGRAM "' \"$@\"; } && " + line;
    const std::string script = folder.write("script.sh", command + "\n");
    const int status = std::system(
        ("bash -o pipefail '" + script + "' >'" + folder.path("out") + "' 2>'" + folder.path("err") + "'").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), tests::content_of(folder.path("out")),
            tests::content_of(folder.path("err"))};
}

std::string runs_csv() {
    std::string csv = "strategy,replicate,x,y\n";
    for (int i = 0; i < 2000; ++i) // longer than what a look at the start would eat
        csv += (i % 2 ? "a," : "b,") + std::to_string(i / 2) + "," + std::to_string(i % 7) + "," + std::to_string(i) +
               "\n";
    return csv;
}

} // namespace

TEST_CASE("a table from a pipe is read whole", "[cli][input]") {
    const tests::Folder folder;
    const std::string csv = folder.write("runs.csv", runs_csv());
    const auto rows = tests::accord("analyze '" + csv + "' summary --format json").json()["rows"];
    for (const std::string& call : {"cat '" + csv + "' | accord analyze - summary --format json",
                                    "cat '" + csv + "' | accord analyze /dev/stdin summary --format json",
                                    "accord analyze - summary --format json < '" + csv + "'",
                                    "accord analyze <(cat '" + csv + "') summary --format json"}) {
        CAPTURE(call);
        const tests::Outcome got = shell(folder, call);
        CHECK(got.code == 0);
        CHECK(got.err.empty());
        CHECK(got.json()["rows"] == rows);
    }
}

TEST_CASE("scenarios and experiments come from a pipe too", "[cli][input]") {
    const tests::Folder folder;
    const std::string run = " --months 2 --replicates 1 --format json --quiet";
    const tests::Outcome got = shell(folder, "cd scenarios/library && accord run - < tiny-region.json" + run),
                         piped = shell(folder,
                                       "cd scenarios/library && cat tiny-region.json | accord run /dev/stdin" + run);
    CHECK(got.code == 0);
    CHECK(got.json()["digest"] == tests::accord("run tiny-region" + run).json()["digest"]);
    CHECK(piped.json()["digest"] == got.json()["digest"]);
    CHECK(shell(folder, "cd scenarios/library && cat tiny-region.json | accord check -").code == 0);
    CHECK(shell(folder, "cd scenarios/experiments && cat quick.json | accord sweep - --estimate --format json").code ==
          0);
    CHECK(shell(folder, "accord status <(echo)").err.find("is a pipe; expected a store of a sweep in a file") !=
          std::string::npos);
}

TEST_CASE("a reader that leaves is no error, and says nothing", "[cli]") {
    const tests::Folder folder;
    const tests::Outcome got = shell(folder, "accord list parameters | head -1");
    CHECK(got.code == 0);
    CHECK(got.err.empty());
}

TEST_CASE("a report goes through a pipe and a link, never over them", "[cli]") {
    const tests::Folder folder;
    const std::string pipe = folder.path("pipe"), link = folder.path("link.html"), real = folder.write("real", "old");
    const std::string report = "accord report two-schools --replicates 1 --months 2 --quiet --out ";
    std::filesystem::create_symlink(real, link);
    const tests::Outcome got = shell(folder, "mkfifo '" + pipe + "' && (cat '" + pipe + "' | wc -c &) && " + report +
                                                 "'" + pipe + "' && " + report + "'" + link + "'");
    CHECK(got.code == 0);
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK(std::filesystem::is_symlink(link));
    CHECK(tests::content_of(real).size() > 20'000);
    CHECK(shell(folder, report + "- | head -c 15").out == "<!DOCTYPE html>");
    CHECK(shell(folder, report + "'" + folder.path("") + "'").code == 2);
}
