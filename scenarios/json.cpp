#include "scenarios/json.h"

#include "scenarios/text.h"

#include <fmt/format.h>

#include <set>
#include <vector>

namespace scenarios {
namespace {

std::string place_of(const std::string& file, std::string_view text, std::size_t offset) {
    return fmt::format("{}:{}:{}", file, line_of(text, offset), column_of(text, offset));
}

/// Offset of the bracket that opens one level too many, or npos.
std::size_t too_deep_at(std::string_view text) {
    std::size_t depth = 0;
    bool is_in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_in_text && c == '\\')
            ++i;
        else if (c == '"')
            is_in_text = !is_in_text;
        else if (is_in_text)
            continue;
        else if ((c == '[' || c == '{') && ++depth > deepest_json)
            return i;
        else if ((c == ']' || c == '}') && depth > 0)
            --depth;
    }
    return std::string_view::npos;
}

/// The library's own words after its position, cut and without control characters.
std::pair<std::string, std::string> reason_of(const std::string& what) {
    const std::size_t dash = what.find(" - ");
    std::string reason = dash == std::string::npos ? what : what.substr(dash + 3);
    std::string expected = "expected JSON without comments";
    if (const std::size_t split = reason.find("; expected "); split != std::string::npos) {
        expected = reason.substr(split + 2);
        reason.resize(split);
    }
    return {shown(reason), expected};
}

/// Notes doubled keys while the document is read.
class KeyWatch {
  public:
    KeyWatch(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

    bool operator()(Json::parse_event_t event, const Json& value) {
        if (event == Json::parse_event_t::object_start) open_.emplace_back();
        if (event == Json::parse_event_t::object_end) open_.pop_back();
        if (event == Json::parse_event_t::key && !open_.back().insert(value.get<std::string>()).second)
            problems_.add(file_,
                          fmt::format("the key '{}' appears twice in one object", shown(value.get<std::string>())),
                          "expected it once");
        return true;
    }

  private:
    const std::string& file_;
    Problems& problems_;
    std::vector<std::set<std::string>> open_;
};

} // namespace

std::optional<Json> parse_json(std::string_view text, const std::string& file, Problems& problems) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        problems.add(file, "is empty", "expected a JSON object");
        return std::nullopt;
    }
    if (const std::size_t deep = too_deep_at(text); deep != std::string_view::npos) {
        problems.add(place_of(file, text, deep), fmt::format("is nested deeper than {} levels", deepest_json),
                     fmt::format("expected at most {}", deepest_json));
        return std::nullopt;
    }
    const std::size_t before = problems.size();
    try {
        Json document =
            Json::parse(text, [watch = std::make_shared<KeyWatch>(file, problems)](
                                  int, Json::parse_event_t event, Json& value) { return (*watch)(event, value); });
        if (problems.size() > before) return std::nullopt;
        return document;
    } catch (const Json::parse_error& error) {
        const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
        const auto [reason, expected] = reason_of(error.what());
        const bool is_cut = reason.find("unexpected end of input") != std::string::npos;
        problems.add(place_of(file, text, offset), is_cut ? "is cut short" : "is not JSON: " + reason, expected);
    } catch (const Json::exception&) {
        problems.add(file, "holds a number too large to read", "expected numbers below 1.8e308");
    }
    return std::nullopt;
}

std::optional<Json> read_json(const std::string& path, Problems& problems) {
    const std::optional<std::string> text = read_utf8(path, problems);
    return text ? parse_json(*text, path, problems) : std::nullopt;
}

std::string pointer_to(const std::string& pointer, std::string_view key) {
    std::string result = pointer + "/";
    for (const char c : key)
        result += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return result;
}

std::string kind_of(const Json& value) {
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::object:
        return "an object";
    case Json::value_t::array:
        return "an array";
    case Json::value_t::string:
        return "text";
    case Json::value_t::boolean:
        return value.get<bool>() ? "true" : "false";
    default:
        return "a number";
    }
}

} // namespace scenarios
