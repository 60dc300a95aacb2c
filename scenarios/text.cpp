#include "scenarios/text.h"

#include "sim/digest.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace scenarios {
namespace {

constexpr std::size_t largest_file = std::size_t{256} << 20;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Close {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};
using File = std::unique_ptr<std::FILE, Close>;

bool is_standard_input(const std::string& path) { return path == "-" || path == "/dev/stdin"; }

File open_file(const std::string& path) {
    return File(is_standard_input(path) ? stdin : std::fopen(path.c_str(), "rb"));
}

/// Bytes of streams, which can be read only once, by path.
std::map<std::string, std::string> streams;
std::mutex streams_lock;

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

std::optional<std::string> read_text(const std::string& path, Problems& problems) {
    const auto refuse = [&](const std::string& reason) {
        problems.add(path, "cannot be read: " + reason, "expected a readable file");
        return std::nullopt;
    };
    struct stat info {};
    if (is_standard_input(path) ? fstat(STDIN_FILENO, &info) != 0 : stat(path.c_str(), &info) != 0)
        return refuse(std::strerror(errno));
    if (S_ISDIR(info.st_mode)) return refuse("it is a folder");
    const std::lock_guard lock(streams_lock);
    const bool is_stream = is_standard_input(path) || !S_ISREG(info.st_mode);
    if (const auto read = streams.find(path); is_stream && read != streams.end()) return read->second;
    const File file = open_file(path);
    if (!file) return refuse(std::strerror(errno));
    std::string text;
    char buffer[1 << 16];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) {
        text.append(buffer, n);
        if (text.size() > largest_file) return refuse("it is larger than 256 MiB");
    }
    if (std::ferror(file.get())) throw sim::MachineError(path + ": reading failed: " + std::strerror(errno));
    if (is_stream) streams.emplace(path, text);
    return text;
}

InputFile input_file(const std::string& path, Problems& problems) {
    const std::string text = read_text(path, problems).value_or("");
    return {path, sim::hex(sim::digest_bytes(text.data(), text.size(), 0))};
}

std::string start_of(const std::string& path, std::size_t n) {
    struct stat info {};
    if (is_standard_input(path) || (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode))) {
        Problems unheard; // whoever reads it next hears them
        return read_text(path, unheard).value_or("").substr(0, n);
    }
    std::string start(n, '\0');
    const File file = open_file(path);
    start.resize(file ? std::fread(start.data(), 1, n, file.get()) : 0);
    return start;
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
