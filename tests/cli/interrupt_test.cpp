// Ctrl-C and the progress bar, on a real terminal (a pseudo-terminal), without waiting for time to pass: the test
// reads until the bar shows a finished run and only then sends the signal.
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace {

struct Call {
    int code = -1;
    std::string out, terminal;
};

/// Runs the program with stderr on a terminal; sends SIGINT once the terminal shows `sign`, if one is given.
Call on_terminal(const std::vector<std::string>& arguments, const std::string& sign) {
    const tests::Folder folder;
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(master >= 0);
    REQUIRE(grantpt(master) == 0);
    REQUIRE(unlockpt(master) == 0);
    const std::string out = folder.path("out"), slave = ptsname(master);
    std::vector<char*> argv;
    std::string program = ACCORD_PROGRAM;
    argv.push_back(program.data());
    std::vector<std::string> copies = arguments;
    for (std::string& argument : copies)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int terminal = open(slave.c_str(), O_RDWR | O_NOCTTY);
    const pid_t child = fork();
    if (child == 0) {
        const int file = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, STDOUT_FILENO);
        dup2(terminal, STDERR_FILENO);
        execv(argv[0], argv.data());
        _exit(127);
    }
    close(terminal);
    Call call;
    bool is_sent = sign.empty();
    char buffer[4096];
    for (ssize_t n = 0; (n = read(master, buffer, sizeof buffer)) > 0;) {
        call.terminal.append(buffer, static_cast<std::size_t>(n));
        if (is_sent || call.terminal.find(sign) == std::string::npos) continue;
        kill(child, SIGINT);
        is_sent = true;
    }
    int status = 0;
    waitpid(child, &status, 0);
    close(master);
    call.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    call.out = tests::content_of(out);
    return call;
}

const std::string tiny = ACCORD_SOURCE_DIR "/scenarios/library/two-schools.json";

} // namespace

TEST_CASE("Ctrl-C prints what is complete and exits with 130", "[cli]") {
    const Call call = on_terminal({"run", tiny, "--replicates", "100000", "--format", "json"}, "% ");
    CHECK(call.code == 130);
    CHECK_THAT(call.terminal, Catch::Contains("accord: interrupted: results hold only the runs that were finished"));
    if (call.out.empty()) return; // stopped before the first run was finished: nothing to print
    const auto document = nlohmann::json::parse(call.out);
    CHECK(document["interrupted"] == true);
    CHECK(document["replicates"] < 100000);
    CHECK(document["replicates"] == document["outcomes"]["ability-mean"]["n"]);
}

TEST_CASE("a terminal sees a bar with runs, rate and time left and no colour", "[cli]") {
    const Call call = on_terminal({"run", tiny, "--replicates", "3", "--months", "12"}, "");
    CHECK(call.code == 0);
    CHECK_THAT(call.terminal, Catch::Contains("0/3 runs"));
    CHECK(call.terminal.find('\x1b') == std::string::npos);
    CHECK(on_terminal({"run", tiny, "--replicates", "3", "--months", "12", "--quiet"}, "").terminal.empty());
}
