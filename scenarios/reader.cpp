#include "scenarios/reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

Reader::Reader(const Json* value, std::string file, std::string pointer, Problems& problems)
    : value_(value), file_(std::move(file)), pointer_(std::move(pointer)), problems_(problems) {
    if (!value_ || value_->is_object()) return;
    problems_.add(fmt::format("{}: {}", file_, pointer_.empty() ? "/" : pointer_), "is " + kind_of(*value_),
                  "expected an object");
    value_ = nullptr;
}

void Reader::fault(std::string_view key, std::string_view wrong, std::string_view expected) {
    problems_.add(fmt::format("{}: {}", file_, shown(pointer_to(pointer_, key))), wrong, expected);
}

const Json* Reader::find(std::string_view key) {
    const std::string name(key);
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) known_.push_back(name);
    if (!value_) return nullptr;
    const auto it = value_->find(name);
    return it == value_->end() ? nullptr : &*it;
}

const Json* Reader::required(std::string_view key, std::string_view expected) {
    const Json* found = find(key);
    if (!found && value_) fault(key, "is missing", expected);
    return found;
}

bool Reader::has(std::string_view key) { return find(key) != nullptr; }

std::string Reader::text(std::string_view key) {
    const Json* found = required(key, "expected text");
    if (!found) return "";
    if (found->is_string() && !found->get_ref<const std::string&>().empty()) return found->get<std::string>();
    fault(key, found->is_string() ? "is empty" : "is " + kind_of(*found), "expected text");
    return "";
}

std::string Reader::optional_text(std::string_view key, std::string fallback) {
    return has(key) ? text(key) : std::move(fallback);
}

std::string Reader::identifier(std::string_view key) {
    const std::size_t before = problems_.size();
    std::string word = text(key);
    if (value_ && problems_.size() == before && !is_identifier(word))
        fault(key, fmt::format("'{}' is not a name in kebab-case", shown(word)),
              fmt::format("expected lower-case letters, digits and single dashes, at most {}", longest_identifier));
    return word;
}

std::optional<double> Reader::number_of(std::string_view key, const Json& value, const Measure& measure) {
    if (!value.is_number()) {
        fault(key, "is " + kind_of(value), measure.expected());
        return std::nullopt;
    }
    const double number = value.get<double>();
    const std::string wrong = measure.refusal(number);
    if (wrong.empty()) return number;
    fault(key, wrong, measure.expected());
    return std::nullopt;
}

double Reader::optional_number(std::string_view key, const Measure& measure, double fallback) {
    const Json* found = find(key);
    return found ? number_of(key, *found, measure).value_or(fallback) : fallback;
}

std::uint64_t Reader::optional_count(std::string_view key, const Measure& measure, std::uint64_t fallback) {
    return static_cast<std::uint64_t>(optional_number(key, measure, static_cast<double>(fallback)));
}

bool Reader::optional_flag(std::string_view key, bool fallback) {
    const Json* found = find(key);
    if (!found) return fallback;
    if (found->is_boolean()) return found->get<bool>();
    fault(key, "is " + kind_of(*found), "expected true or false");
    return fallback;
}

std::vector<std::string> Reader::optional_texts(std::string_view key) {
    const Json* found = find(key);
    if (!found) return {};
    std::vector<std::string> texts;
    if (!found->is_array())
        fault(key, "is " + kind_of(*found), "expected an array of texts");
    else
        for (std::size_t i = 0; i < found->size(); ++i) {
            const Json& item = (*found)[i];
            if (item.is_string() && !item.get_ref<const std::string&>().empty())
                texts.push_back(item.get<std::string>());
            else
                problems_.add(fmt::format("{}: {}/{}", file_, pointer_to(pointer_, key), i),
                              item.is_string() ? "is empty" : "is " + kind_of(item), "expected text");
        }
    return texts;
}

Reader Reader::object(std::string_view key, bool is_required) {
    const Json* found = is_required ? required(key, "expected an object") : find(key);
    return {found, file_, pointer_to(pointer_, key), problems_};
}

Reader Reader::child(std::string_view key, const Json& value) {
    return {&value, file_, pointer_to(pointer_, key), problems_};
}

std::vector<std::pair<std::string, const Json*>> Reader::members() const {
    std::vector<std::pair<std::string, const Json*>> result;
    if (value_)
        for (const auto& [key, value] : value_->items())
            result.emplace_back(key, &value);
    return result;
}

void Reader::finish() {
    for (const auto& [key, value] : members())
        if (std::find(known_.begin(), known_.end(), key) == known_.end())
            fault(key, "unknown key", suggestion(key, known_));
}

bool is_identifier(std::string_view text) {
    if (text.empty() || text.size() > longest_identifier || text.front() == '-' || text.back() == '-') return false;
    const auto is_allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return std::all_of(text.begin(), text.end(), is_allowed) && text.find("--") == std::string_view::npos;
}

} // namespace scenarios
