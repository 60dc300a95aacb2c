#include "sim/output_file.h"

#include "sim/error.h"

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace sim {
namespace {

std::string words(int error) { return std::generic_category().message(error); }

/// Number of the open file that a name stands for, or -1. Opening such a name anew would start at its beginning.
int descriptor_of(const std::string& path) {
    if (path == "-" || path == "/dev/stdout") return STDOUT_FILENO;
    if (path == "/dev/stderr") return STDERR_FILENO;
    for (const std::string folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder) || path.size() == folder.size() || path.size() > folder.size() + 6) continue;
        const std::string number = path.substr(folder.size());
        if (number.find_first_not_of("0123456789") == std::string::npos) return std::stoi(number);
    }
    return -1;
}

/// Where links lead, also to a file that is not there yet; empty (and errno) where they lead nowhere.
std::string end_of_links(std::string path) {
    for (int n = 0; n < 40; ++n) { // as many as Linux follows
        char buffer[PATH_MAX];
        const ssize_t length = ::readlink(path.c_str(), buffer, sizeof buffer);
        if (length < 0) return path; // no link: a file, or nothing
        const std::string next(buffer, static_cast<std::size_t>(length));
        const std::size_t slash = path.rfind('/');
        path = next.starts_with('/') || slash == std::string::npos ? next : path.substr(0, slash + 1) + next;
    }
    errno = ELOOP;
    return "";
}

} // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
    if (const int open_file = descriptor_of(path); open_file >= 0) {
        file_ = ::fcntl(open_file, F_DUPFD_CLOEXEC, 3);
        if (file_ < 0) refuse("cannot be written: " + words(errno));
        return;
    }
    struct stat info {};
    const bool is_there = ::stat(path.c_str(), &info) == 0;
    if (is_there && S_ISDIR(info.st_mode)) refuse("is a folder");
    if (is_there && !S_ISREG(info.st_mode))
        open_through(path);
    else
        open_beside(path);
    if (is_there && !part_.empty()) ::fchmod(file_, info.st_mode & 07777);
}

OutputFile::~OutputFile() {
    if (file_ >= 0) ::close(file_);
    if (!part_.empty()) ::unlink(part_.c_str());
}

void OutputFile::open_through(const std::string& path) {
    file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) refuse("cannot be written: " + words(errno));
}

void OutputFile::open_beside(const std::string& path) {
    target_ = end_of_links(path);
    if (target_.empty()) refuse("cannot be written: " + words(errno));
    if (::access(target_.c_str(), F_OK) == 0 && ::access(target_.c_str(), W_OK) != 0)
        refuse("cannot be written: " + words(errno));
    static std::atomic<unsigned> count{0};
    const std::string start = target_.substr(0, target_.rfind('/') + 1) + ".accord-" + std::to_string(::getpid()) +
                              "-"; // rfind: npos + 1 = 0
    while (file_ < 0) {            // a stranger's file of that name stays
        part_ = start + std::to_string(count++) + ".part";
        file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file_ >= 0 || errno == EEXIST) continue;
        part_.clear();
        refuse("cannot be written: " + words(errno));
    }
}

void OutputFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(file_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail(errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void OutputFile::keep() {
    const bool is_replaced = !part_.empty();
    if (is_replaced && ::fsync(file_) != 0) fail(errno);
    const int file = std::exchange(file_, -1);
    if (::close(file) != 0) fail(errno);
    if (!is_replaced) return;
    if (::rename(part_.c_str(), target_.c_str()) != 0) fail(errno);
    part_.clear();
}

void OutputFile::refuse(const std::string& why) const {
    throw InputError(path_ + ": " + why + "; expected a file in a folder that may be written");
}

void OutputFile::fail(int error) const { throw MachineError(path_ + ": cannot be written: " + words(error)); }

void write_whole(const std::string& path, std::string_view bytes) {
    OutputFile file(path);
    file.write(bytes);
    file.keep();
}

} // namespace sim
