#pragma once
/// \file
/// Text of a file as it may be trusted: read whole, UTF-8 checked, byte order mark removed.

#include "scenarios/problems.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenarios {

/// The file's bytes. A missing, unreadable or too large file and a folder are problems of the input, each with its own
/// text: "FILE: cannot be read: No such file or directory; expected a readable file".
/// "-" and "/dev/stdin" are standard input. What is no regular file (a pipe) gives its bytes once, so they are kept:
/// every later call for that path returns the same.
std::optional<std::string> read_text(const std::string& path, Problems& problems);

/// A file that a result was made of, with the digest of its bytes, so that it is known what exactly it was.
struct InputFile {
    std::string path;
    std::string digest; ///< 16 hex digits.
};
/// The file as it is now.
InputFile input_file(const std::string& path, Problems& problems);

/// The first `n` bytes at most, to see what kind of file it is; empty where there is nothing to read.
std::string start_of(const std::string& path, std::size_t n);

/// Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates), or npos.
std::size_t first_invalid_utf8(std::string_view text);

/// As read_text, without a leading byte order mark; text that is not UTF-8 is a problem named with its line.
std::optional<std::string> read_utf8(const std::string& path, Problems& problems);

/// Line of a byte offset, counted from 1.
std::size_t line_of(std::string_view text, std::size_t offset);
/// Column of a byte offset within its line, counted from 1 [bytes].
std::size_t column_of(std::string_view text, std::size_t offset);

} // namespace scenarios
