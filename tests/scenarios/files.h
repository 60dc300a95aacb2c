#pragma once
/// \file
/// Real files for tests, below the build tree, and the messages that reading them gives.

#include "scenarios/problems.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace tests {

/// A folder of one test, removed afterwards.
class Folder {
  public:
    Folder() {
        static int count = 0;
        path_ = std::filesystem::path(ACCORD_BUILD_DIR) / "test-files" /
                (std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path(const std::string& name) const { return (path_ / name).string(); }

    /// Writes a file and returns its path.
    std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    /// Messages with the folder left out, so that they can be compared word for word.
    std::vector<std::string> plain(std::vector<std::string> messages) const {
        for (std::string& message : messages)
            for (std::size_t at = 0; (at = message.find(path_.string() + "/", at)) != std::string::npos;)
                message.erase(at, path_.string().size() + 1);
        return messages;
    }
    std::vector<std::string> plain(const scenarios::Problems& problems) const { return plain(problems.shown()); }

  private:
    std::filesystem::path path_;
};

using Lines = std::vector<std::string>;

} // namespace tests
