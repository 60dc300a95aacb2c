#include "scenarios/text.h"

#include "sim/digest.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <sys/stat.h>
#include <utility>

namespace scenarios {
namespace {

constexpr std::size_t largest_file = std::size_t{256} << 20;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Length of the UTF-8 sequence that starts at `i`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> unsigned {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
    };
    const unsigned first = byte(i);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const unsigned low = first == 0xe0 ? 0xa0u : first == 0xf0 ? 0x90u : 0x80u;
    const unsigned high = first == 0xed ? 0x9fu : first == 0xf4 ? 0x8fu : 0xbfu;
    if (byte(i + 1) < low || byte(i + 1) > high) return 0;
    for (std::size_t k = 2; k < length; ++k)
        if ((byte(i + k) & 0xc0u) != 0x80u) return 0;
    return length;
}

} // namespace

namespace {

std::string name_of(const std::string& path) { return path == "-" ? "/dev/stdin" : path; }

bool is_regular(const std::string& path) {
    struct stat info {};
    return stat(name_of(path).c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

/// Everything in an open file, or nothing where it is too large.
std::optional<std::string> read_all(std::FILE* file, const std::string& path) {
    std::string text;
    char buffer[1 << 16];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file)) {
        text.append(buffer, n);
        if (text.size() > largest_file) return std::nullopt;
    }
    if (std::ferror(file)) throw sim::MachineError(path + ": reading failed: " + std::strerror(errno));
    return text;
}

/// Texts of pipes by path: what was read once is gone from them.
struct Kept {
    std::mutex mutex;
    std::map<std::string, std::string> texts;
};
Kept& kept() {
    static Kept all;
    return all;
}

/// Of this thread: who hands texts over reads them in one go.
std::map<std::string, std::string>& given_texts() {
    thread_local std::map<std::string, std::string> texts;
    return texts;
}

} // namespace

GivenTexts::GivenTexts(std::map<std::string, std::string> text_by_name)
    : before_(std::exchange(given_texts(), std::move(text_by_name))) {}

GivenTexts::~GivenTexts() { given_texts() = std::move(before_); }

std::optional<std::string> read_text(const std::string& path, Problems& problems) {
    const auto refuse = [&](const std::string& reason) {
        problems.add(path, "cannot be read: " + reason, "expected a readable file");
        return std::nullopt;
    };
    if (const auto it = given_texts().find(path); it != given_texts().end()) return it->second;
    const std::string name = name_of(path);
    struct stat info {};
    if (stat(name.c_str(), &info) != 0) return refuse(std::strerror(errno));
    if (S_ISDIR(info.st_mode)) return refuse("it is a folder");
    std::unique_lock guard(kept().mutex, std::defer_lock);
    if (!S_ISREG(info.st_mode)) {
        guard.lock();
        if (const auto it = kept().texts.find(name); it != kept().texts.end()) return it->second;
    }
    const std::unique_ptr<std::FILE, Close> file(std::fopen(name.c_str(), "rb"));
    if (!file) return refuse(std::strerror(errno));
    auto text = read_all(file.get(), path);
    if (!text) return refuse("it is larger than 256 MiB");
    if (guard.owns_lock()) kept().texts.emplace(name, *text);
    return text;
}

InputFile input_file(const std::string& path, Problems& problems) {
    const std::string text = read_text(path, problems).value_or("");
    return {path, sim::hex(sim::digest_bytes(text.data(), text.size(), 0))};
}

bool starts_with(const std::string& path, std::string_view bytes) {
    if (!is_regular(path)) {
        Problems ignored;
        return read_text(path, ignored).value_or("").starts_with(bytes);
    }
    const std::unique_ptr<std::FILE, Close> file(std::fopen(name_of(path).c_str(), "rb"));
    std::string start(bytes.size(), '\0');
    return file && std::fread(start.data(), 1, start.size(), file.get()) == start.size() && start == bytes;
}

bool is_stream(const std::string& path) {
    std::error_code error;
    return path == "-" || path == "/dev/stdin" || (std::filesystem::exists(path, error) && !is_regular(path));
}

std::string folder_of(const std::string& path) {
    return is_stream(path) ? "" : std::filesystem::path(path).parent_path().string();
}

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text, i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

std::optional<std::string> read_utf8(const std::string& path, Problems& problems) {
    std::optional<std::string> text = read_text(path, problems);
    if (!text) return text;
    if (text->starts_with("\xff\xfe") || text->starts_with("\xfe\xff")) {
        problems.add(path, "is UTF-16 (Excel's \"Unicode text\")", "expected the file saved as UTF-8");
        return std::nullopt;
    }
    if (const std::size_t bad = first_invalid_utf8(*text); bad != std::string_view::npos) {
        problems.add(fmt::format("{}:{}:{}", path, line_of(*text, bad), column_of(*text, bad)), "is not UTF-8 text",
                     "expected the file saved as UTF-8");
        return std::nullopt;
    }
    if (text->starts_with(byte_order_mark)) text->erase(0, byte_order_mark.size());
    return text;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

std::size_t column_of(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return newline == std::string_view::npos ? offset + 1 : offset - newline;
}

} // namespace scenarios
