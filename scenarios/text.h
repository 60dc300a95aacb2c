#pragma once
/// \file
/// Text of a file as it may be trusted: read whole, UTF-8 checked, byte order mark removed.

#include "scenarios/problems.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace scenarios {

/// The file's bytes; "-" is standard input. What is no regular file (a pipe, a device) is read once and its text kept,
/// so that whoever looks into it first takes nothing from the next. A missing, unreadable or too large file and a
/// folder are problems of the input, each with its own text: "FILE: cannot be read: No such file or directory; expected
/// a readable file".
std::optional<std::string> read_text(const std::string& path, Problems& problems);

/// Texts that another program hands over instead of files: as long as this lives, whoever reads a file of such a name
/// on the thread that made it reads the text. Paths inside such a text are relative to the working folder.
class GivenTexts {
  public:
    explicit GivenTexts(std::map<std::string, std::string> text_by_name);
    ~GivenTexts();
    GivenTexts(const GivenTexts&) = delete;
    GivenTexts& operator=(const GivenTexts&) = delete;

  private:
    std::map<std::string, std::string> before_; ///< Those of an outer one.
};

/// Does it start with these bytes? False where it cannot be read.
bool starts_with(const std::string& path, std::string_view bytes);

/// Is it standard input or another pipe or device, which gives its bytes once?
bool is_stream(const std::string& path);

/// The folder that paths inside a file are relative to: its own; for standard input and other pipes the working folder.
std::string folder_of(const std::string& path);

/// A file that a result was made of, with the digest of its bytes, so that it is known what exactly it was.
struct InputFile {
    std::string path;
    std::string digest; ///< 16 hex digits.
};
/// The file as it is now.
InputFile input_file(const std::string& path, Problems& problems);

/// Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates), or npos.
std::size_t first_invalid_utf8(std::string_view text);

/// As read_text, without a leading byte order mark; text that is not UTF-8 is a problem named with its line.
std::optional<std::string> read_utf8(const std::string& path, Problems& problems);

/// Line of a byte offset, counted from 1.
std::size_t line_of(std::string_view text, std::size_t offset);
/// Column of a byte offset within its line, counted from 1 [bytes].
std::size_t column_of(std::string_view text, std::size_t offset);

} // namespace scenarios
