#pragma once
/// \file
/// Runs the real program and keeps what it says.

#include "tests/scenarios/files.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>

namespace tests {

/// How a call of the program ended.
struct Outcome {
    int code = -1;
    std::string out, err;
    nlohmann::ordered_json json() const { return nlohmann::ordered_json::parse(out); }
};

inline std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Calls `accord ARGUMENTS` through the shell, from the root of the source tree; stdout goes to `target` if given.
inline Outcome accord(const std::string& arguments, const std::string& target = "") {
    const Folder folder;
    const std::string out = target.empty() ? folder.path("out") : target;
    const std::string command = "cd '" ACCORD_SOURCE_DIR "' && '" ACCORD_PROGRAM "' " + arguments + " >'" + out +
                                "' 2>'" + folder.path("err") + "' </dev/null";
    const int status = std::system(command.c_str());
    Outcome outcome;
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (target.empty()) outcome.out = content_of(out);
    outcome.err = content_of(folder.path("err"));
    return outcome;
}

} // namespace tests
