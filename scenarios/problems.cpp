#include "scenarios/problems.h"

#include "sim/error.h"

#include <fmt/format.h>

namespace scenarios {
namespace {

constexpr std::size_t most_named = 30; ///< Longer lists are not written out.

} // namespace

void Problems::add(std::string_view place, std::string_view wrong, std::string_view expected) {
    messages_.push_back(fmt::format("{}: {}; {}", place, wrong, expected));
}

std::vector<std::string> Problems::shown() const {
    if (messages_.size() <= problems_shown) return messages_;
    std::vector<std::string> first(messages_.begin(), messages_.begin() + problems_shown);
    const std::string& last = first.back();
    const std::string file = last.substr(0, last.find(':'));
    const std::size_t hidden = messages_.size() - problems_shown;
    first.push_back(fmt::format("{}: {} more {} not shown; correct the first {} and check again", file, hidden,
                                hidden == 1 ? "error is" : "errors are", problems_shown));
    return first;
}

void Problems::throw_if_any() const {
    if (!messages_.empty()) throw sim::InputError(shown());
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const std::string near = sim::nearest(word, known);
    if (!near.empty()) return fmt::format("did you mean '{}'?", near);
    if (known.size() > most_named) return fmt::format("expected one of the {} ids of `accord list`", known.size());
    return fmt::format("expected one of: {}", fmt::join(known, ", "));
}

std::string shown(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string result;
    for (const char c : text.substr(0, longest))
        result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    if (text.size() <= longest) return result;
    while (!result.empty() && (static_cast<unsigned char>(result.back()) & 0xc0u) == 0x80u)
        result.pop_back();
    if (!result.empty() && static_cast<unsigned char>(result.back()) >= 0xc0u) result.pop_back();
    return result + "...";
}

std::string text_of(double value) { return fmt::format("{}", value); }

} // namespace scenarios
