#pragma once
/// \file
/// Settings that people give as text, on the command line or from another program: one reader, one wording of what is
/// wrong.

#include "models/burn_in.h"
#include "scenarios/cells.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scenarios {

/// The number in `text`; what is wrong with it is a problem at `place`.
std::optional<double> given_number(const std::string& text, const Measure& measure, const std::string& place,
                                   Problems& problems);

/// Overwrites `target` with the number in `text`, if there is a text and it is right.
template <class T>
void take_number(const std::optional<std::string>& text, const Measure& measure, T& target, const std::string& place,
                 Problems& problems) {
    if (!text) return;
    if (const auto value = given_number(*text, measure, place, problems)) target = static_cast<T>(*value);
}

/// Place of a word among those that are known, or nothing and a problem: "unknown form 'jsno'; did you mean 'json'?".
/// `what` says what it is a word for.
std::optional<std::size_t> given_word(const std::string& word, const std::vector<std::string>& known,
                                      std::string_view what, const std::string& place, Problems& problems);

/// How long a world is run in, of "none", "stationary" or months in whole years, or nothing and a problem.
std::optional<models::BurnIn> given_burn_in(const std::string& text, const std::string& place, Problems& problems);
inline constexpr Measure burn_in_measure{"months in whole years", 12, 1'200, true};
inline constexpr std::string_view stationary_word = "stationary";

/// The id and the number of "ID=NUMBER", or nothing and a problem.
std::optional<std::pair<std::string, double>> given_setting(const std::string& text, const std::string& place,
                                                            Problems& problems);

} // namespace scenarios
