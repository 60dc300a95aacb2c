#include "viz/context/recovery.h"

#include "sim/rethrow.h"
#include "viz/session/export.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace viz {
namespace {

namespace fs = std::filesystem;

std::string lock_of(const std::string& file) { return fs::path(file).replace_extension(".lock").string(); }

/// Takes the lock; -1 where another window holds it.
int locked(const std::string& path) {
    const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
    if (lock >= 0) ::close(lock);
    return -1;
}

} // namespace

std::string recovery_folder() {
    const auto known = [](const char* name) { return std::getenv(name) && *std::getenv(name); };
    if (known("XDG_STATE_HOME")) return std::string(std::getenv("XDG_STATE_HOME")) + "/accord/recovery";
    if (known("HOME")) return std::string(std::getenv("HOME")) + "/.local/state/accord/recovery";
    return "";
}

std::vector<std::string> left_behind(const std::string& folder) {
    std::vector<std::pair<fs::file_time_type, std::string>> found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() != ".json") continue;
        const int lock = locked(lock_of(entry.path().string()));
        if (lock < 0) continue; // its window lives
        ::close(lock);
        found.emplace_back(entry.last_write_time(none), entry.path().string());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::string> files;
    for (const auto& one : found)
        files.push_back(one.second);
    return files;
}

void forget(const std::string& file) {
    std::error_code none;
    fs::remove(file, none);
    fs::remove(lock_of(file), none);
}

Recovery::Recovery(std::string folder) : folder_(std::move(folder)) {}

Recovery::~Recovery() {
    if (lock_ >= 0) ::close(lock_);
}

/// A name and a lock of its own; false where the folder cannot be written.
bool Recovery::begin() {
    std::error_code wrong;
    fs::create_directories(folder_, wrong);
    for (int n = 0; !wrong && n < 1000; ++n) { // windows of one process each have their own
        const std::string file = fmt::format("{}/{}-{}.json", folder_, ::getpid(), n);
        if (fs::exists(file, wrong)) continue; // of a window of the same number that did not come to its end
        lock_ = locked(lock_of(file));
        if (lock_ < 0) continue;
        file_ = file;
        return true;
    }
    problem_ = folder_ + ": cannot be written" + (wrong ? ": " + wrong.message() : "");
    return false;
}

void was_recovered(Context& context, const std::string& file) {
    context.files.recovered = file, context.files.workshop.clear();
    context.files.saved = {static_cast<std::size_t>(-1), 0, 0}; // whatever it holds lies in no file of its own
}

void recover(Context& context, const std::string& file) {
    std::erase(context.files.kept, file);
    context.files.attempt([&] {
        resume_from(context, file);
        was_recovered(context, file);
        return std::string("The session of a window that did not come to its end goes on; save it where it belongs.");
    });
}

void Recovery::keep(Context& context, double seconds, bool must) {
    constexpr double least = 1; // between two writes [s]
    if (folder_.empty() || !problem_.empty() || (!must && seconds - last_ < least)) return;
    last_ = seconds;
    try {
        StoredSession session = stored_now(context);
        const std::string text = session_text(session);
        session.digest_a.clear(), session.digest_b.clear(); // they come by themselves, and are no change
        std::string compared = session_text(session);
        if (compared == known_) return;
        const bool is_first = known_.empty() && context.files.recovered.empty();
        known_ = std::move(compared);
        if (is_first || (file_.empty() && !begin())) return;
        write_text(file_, text);
        if (!context.files.recovered.empty()) forget(context.files.recovered), context.files.recovered.clear();
    } catch (...) {
        problem_ = sim::text_of_current_error();
    }
}

void Recovery::discard() {
    if (!file_.empty()) forget(file_);
    file_.clear();
}

} // namespace viz
