#pragma once
/// \file
/// Walks a JSON object and collects everything wrong with it: missing and unknown keys, wrong kinds, values out of
/// range.

#include "scenarios/cells.h"
#include "scenarios/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// One object of a document. Every key asked for counts as known; `finish` reports the others.
class Reader {
  public:
    /// `value` may be null: then nothing is there and nothing is reported but what is required.
    Reader(const Json* value, std::string file, std::string pointer, Problems& problems);

    bool has(std::string_view key);
    std::string text(std::string_view key); ///< Required, not empty.
    std::string optional_text(std::string_view key, std::string fallback);
    std::string identifier(std::string_view key); ///< Required, kebab-case, at most 60 bytes.
    double optional_number(std::string_view key, const Measure& measure, double fallback);
    std::uint64_t optional_count(std::string_view key, const Measure& measure, std::uint64_t fallback);
    bool optional_flag(std::string_view key, bool fallback);
    std::vector<std::string> optional_texts(std::string_view key);
    Reader object(std::string_view key, bool is_required); ///< The object under `key`.
    /// Members of an object with free keys, in order; empty where this object is absent.
    std::vector<std::pair<std::string, const Json*>> members() const;
    /// `value` as a number of `measure`, or nothing and a problem at `key`.
    std::optional<double> number_of(std::string_view key, const Json& value, const Measure& measure);
    void fault(std::string_view key, std::string_view wrong, std::string_view expected);
    Reader child(std::string_view key, const Json& value); ///< Of a member with a free key.
    void finish();                                         ///< Reports unknown keys.

  private:
    const Json* find(std::string_view key);
    const Json* required(std::string_view key, std::string_view expected);

    const Json* value_;
    std::string file_, pointer_;
    Problems& problems_;
    std::vector<std::string> known_;
};

/// Kebab-case: lower-case letters and digits in words joined by single dashes.
bool is_identifier(std::string_view text);
inline constexpr std::string_view identifier_pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
inline constexpr std::size_t longest_identifier = 60;

} // namespace scenarios
