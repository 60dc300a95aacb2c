#pragma once
/// \file
/// What lies in a folder, for the file dialog: folders first, then files of one ending, by name. Read anew once a
/// second. An own list instead of a library: those that Dear ImGui has (ImFileDialog) load pictures through the
/// graphics card, which panels do not know, and those that call the desktop's dialogs (NFD, portable-file-dialogs) need
/// one.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace viz {

class FolderList {
  public:
    struct Entry {
        std::string name;
        bool is_folder = false;
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    /// Of `folder`, whose files end in `extension`, at `seconds` of a clock; empty where it cannot be read.
    const std::vector<Entry>& of(const std::filesystem::path& folder, std::string_view extension, double seconds);

  private:
    std::filesystem::path folder_;
    std::string extension_;
    double read_at_ = -1e9;
    std::vector<Entry> entries_;
};

} // namespace viz
