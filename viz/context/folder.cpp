#include "viz/context/folder.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace viz {

const std::vector<FolderList::Entry>& FolderList::of(const std::filesystem::path& folder, std::string_view extension,
                                                     double seconds) {
    constexpr double fresh = 1; // [s]
    if (folder == folder_ && extension == extension_ && std::abs(seconds - read_at_) < fresh) return entries_;
    folder_ = folder, extension_ = extension, read_at_ = seconds;
    entries_.clear();
    std::error_code none;
    for (std::filesystem::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
        const std::string name = it->path().filename().string();
        std::error_code unknown;
        const bool is_folder = it->is_directory(unknown);
        if (name.starts_with('.') || (!is_folder && it->path().extension() != extension)) continue;
        entries_.push_back({name, is_folder});
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return std::tuple(!a.is_folder, a.name) < std::tuple(!b.is_folder, b.name);
    });
    return entries_;
}

} // namespace viz
