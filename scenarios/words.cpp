#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scenarios {
namespace {

constexpr double least_decimal = 1e-6; ///< Smaller ones are written with an exponent.
constexpr double rounding = 1e-12;     ///< 100 x 0.07 is 7, whatever its last bit says.

int digits_of(double size) {
    if (size >= 1000) return 0;
    if (size >= 10) return 1;
    if (size >= 1) return 2;
    if (size >= 0.01) return 3;
    return 1 - static_cast<int>(std::floor(std::log10(size))); // two that count
}

std::string with_commas(std::string digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    for (std::size_t at = whole; at > 3; at -= 3)
        digits.insert(digits.begin() + static_cast<std::ptrdiff_t>(at) - 3, ',');
    return digits;
}

/// Of a finite value, without its sign.
std::string size_text(double size) {
    constexpr double largest_written_out = 1e15;
    if (size >= largest_written_out) return fmt::format("{:.2e}", size);
    const double whole = std::round(size);
    if (std::abs(size - whole) <= rounding * size) return with_commas(fmt::format("{:.0f}", whole));
    if (size < least_decimal) return fmt::format("{:.1e}", size);
    const std::string text = fmt::format("{:.{}f}", size, digits_of(size));
    const int digits = digits_of(std::stod(text)); // 9.996 is 10.0, not 10.00
    return with_commas(fmt::format("{:.{}f}", size, digits));
}

} // namespace

ShownUnit shown_unit(std::string_view unit) {
    if (unit == "share") return {100, "%", "percentage points"};
    std::string words(unit);
    for (std::size_t at = 0; (at = words.find('/', at)) != std::string::npos;)
        words.replace(at, 1, " a ");
    return {1, words, words};
}

std::string Voice::number(double value) const {
    if (!std::isfinite(value)) return "absent";
    return fmt::format("{}{}", value < 0 ? minus : "", size_text(std::abs(value)));
}

std::string Voice::signed_number(double value) const {
    const std::string words = number(value);
    return value > 0 && std::isfinite(value) ? fmt::format("+{}", words) : words;
}

std::string Voice::number(double value, std::string_view unit) const { return number(shown_unit(unit).scale * value); }

std::string Voice::signed_number(double value, std::string_view unit) const {
    return signed_number(shown_unit(unit).scale * value);
}

std::string Voice::level(double value, std::string_view unit) const {
    if (!std::isfinite(value)) return number(value);
    const ShownUnit shown = shown_unit(unit);
    return fmt::format("{}{}{}", number(shown.scale * value), shown.level.empty() ? "" : " ", shown.level);
}

std::string Voice::change(double value, std::string_view unit) const {
    if (!std::isfinite(value)) return number(value);
    const ShownUnit shown = shown_unit(unit);
    return fmt::format("{}{}{}", signed_number(shown.scale * value), shown.change.empty() ? "" : " ", shown.change);
}

std::string Voice::size(double value, std::string_view unit) const {
    if (!std::isfinite(value)) return number(value);
    const ShownUnit shown = shown_unit(unit);
    return fmt::format("{}{}{}", number(std::abs(shown.scale * value)), shown.change.empty() ? "" : " ", shown.change);
}

std::string Voice::range(double low, double high, std::string_view unit) const {
    if (std::isnan(low) || std::isnan(high)) return "";
    const double scale = shown_unit(unit).scale;
    return fmt::format("{} to {}", number(scale * low), number(scale * high));
}

std::string Voice::interval(double low, double high, std::string_view unit, std::string_view none) const {
    const std::string words = range(low, high, unit);
    return words.empty() ? std::string(none) : "95 % interval " + words;
}

std::string duration(std::uint32_t months) {
    return months % 12 != 0 || months == 0 ? plural(months, "month") : plural(months / 12, "year");
}

std::string plural(std::size_t n, std::string_view one, std::string_view many) {
    const std::string count = plain.number(static_cast<double>(n));
    if (n == 1) return fmt::format("{} {}", count, one);
    return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

} // namespace scenarios
