#include "scenarios/given.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scenarios {

std::optional<double> given_number(const std::string& text, const Measure& measure, const std::string& place,
                                   Problems& problems) {
    const auto value = parse_number(text);
    const std::string wrong = value ? measure.refusal(*value) : fmt::format("'{}' is not a number", shown(text));
    if (wrong.empty()) return value;
    problems.add(place, wrong, measure.expected());
    return std::nullopt;
}

std::optional<std::size_t> given_word(const std::string& word, const std::vector<std::string>& known,
                                      std::string_view what, const std::string& place, Problems& problems) {
    const auto it = std::find(known.begin(), known.end(), word);
    if (it != known.end()) return static_cast<std::size_t>(it - known.begin());
    problems.add(place, fmt::format("unknown {} '{}'", what, shown(word)), suggestion(word, known));
    return std::nullopt;
}

std::optional<models::BurnIn> given_burn_in(const std::string& text, const std::string& place, Problems& problems) {
    if (text == "none") return models::BurnIn{};
    if (text == stationary_word) return models::BurnIn{.is_stationary = true};
    const auto months = parse_number(text);
    constexpr double year = 12;
    if (months && burn_in_measure.refusal(*months).empty() && std::fmod(*months, year) == 0)
        return models::BurnIn{.months = static_cast<std::uint32_t>(*months)};
    problems.add(place, fmt::format("'{}' is no burn-in", shown(text)),
                 fmt::format("expected none, stationary, or a number of months in whole years from {} to {}",
                             burn_in_measure.low, burn_in_measure.high));
    return std::nullopt;
}

std::optional<std::pair<std::string, double>> given_setting(const std::string& text, const std::string& place,
                                                            Problems& problems) {
    const std::size_t equals = text.find('=');
    const auto value = equals == std::string::npos ? std::nullopt : parse_number(text.substr(equals + 1));
    if (value) return std::pair(text.substr(0, equals), *value);
    problems.add(place, fmt::format("'{}' is not a setting", shown(text)),
                 "expected PARAMETER=NUMBER, such as the ids of `accord list parameters`");
    return std::nullopt;
}

} // namespace scenarios
