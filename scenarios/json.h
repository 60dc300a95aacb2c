#pragma once
/// \file
/// Strict JSON (RFC 8259): no comments, no doubled keys, at most 64 levels, UTF-8. Faults of form are named with line
/// and column, faults of content with a JSON pointer.

#include "scenarios/problems.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace scenarios {

using Json = nlohmann::ordered_json;

inline constexpr std::size_t deepest_json = 64;

/// The document in `text`, or nothing and a problem: "FILE:3:14: is not JSON: ...; expected ...".
std::optional<Json> parse_json(std::string_view text, const std::string& file, Problems& problems);

/// The same for a file.
std::optional<Json> read_json(const std::string& path, Problems& problems);

/// JSON pointer of `key` below `pointer` (RFC 6901: ~ and / escaped).
std::string pointer_to(const std::string& pointer, std::string_view key);

/// "an object", "a number", ... as it reads in a sentence.
std::string kind_of(const Json& value);

} // namespace scenarios
