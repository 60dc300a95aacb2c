#include "scenarios/library.h"

#include "scenarios/json.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* cases_folder = "cases"; ///< Below the library: cases people know, each with a page.

std::string text_at(const Json& document, const char* key) {
    const auto it = document.is_object() ? document.find(key) : document.end();
    return document.is_object() && it != document.end() && it->is_string() ? it->get<std::string>() : "";
}

std::string& home_set() {
    static std::string folder;
    return folder;
}

/// Where shipped files are looked for, best first.
std::vector<fs::path> homes() {
    std::vector<fs::path> homes;
    if (const char* home = std::getenv("ACCORD_HOME"); home && *home) homes.emplace_back(home);
    if (!home_set().empty()) homes.emplace_back(home_set());
    homes.emplace_back("");
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) homes.push_back(program.parent_path().parent_path() / "share" / "accord"); // installed
    for (fs::path up = program.parent_path(); !error && up.has_relative_path(); up = up.parent_path())
        homes.push_back(up);
    homes.emplace_back(ACCORD_SOURCE_DIR);
    return homes;
}

/// The best home's folder, or "".
std::string home_folder(const char* path) {
    std::error_code error;
    for (const fs::path& home : homes())
        if (fs::is_directory(home / path, error)) return (home / path).string();
    return "";
}

/// Appends the scenarios of one folder by id.
void add_entries(const fs::path& folder, std::vector<LibraryEntry>& entries, Problems& problems) {
    std::error_code error;
    const std::size_t before = entries.size();
    for (const auto& item : fs::directory_iterator(folder, error)) {
        const fs::path& path = item.path();
        if (path.extension() != ".json" || path.filename().string().starts_with('.')) continue;
        const auto document = read_json(path.string(), problems);
        if (document)
            entries.push_back(
                {path.stem().string(), text_at(*document, "title"), text_at(*document, "about"), path.string()});
    }
    std::sort(entries.begin() + static_cast<std::ptrdiff_t>(before), entries.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
}

} // namespace

void set_home(const std::string& folder) { home_set() = folder; }

std::string library_folder() { return home_folder("scenarios/library"); }

std::string strategies_folder() { return home_folder("scenarios/library/strategies"); }

std::string home_file(const std::string& path, Problems& problems) {
    std::error_code error;
    for (const fs::path& home : homes())
        if (fs::is_regular_file(home / path, error)) return (home / path).string();
    problems.add(path, "is not found",
                 "expected it below ACCORD_HOME, the working folder or a folder above the program");
    return path;
}

std::vector<LibraryEntry> library(Problems& problems) {
    std::vector<LibraryEntry> entries;
    const std::string folder = library_folder();
    if (folder.empty())
        problems.add("scenarios/library", "is not found",
                     "expected it below ACCORD_HOME, the working folder or a folder above the program");
    for (const fs::path& part : {fs::path(folder), fs::path(folder) / cases_folder})
        add_entries(part, entries, problems);
    return entries;
}

std::string find_scenario(const std::string& argument) {
    std::error_code error;
    const bool is_path = argument.find_first_of("/.") != std::string::npos || argument.empty();
    if (is_path || fs::exists(argument, error)) return argument;
    for (const fs::path& part : {fs::path(library_folder()), fs::path(library_folder()) / cases_folder})
        if (const fs::path shipped = part / (argument + ".json"); fs::exists(shipped, error)) return shipped.string();
    return argument;
}

} // namespace scenarios
