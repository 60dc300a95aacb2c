#include "sim/number.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace sim {

#if defined(__cpp_lib_to_chars) && !defined(ACCORD_PLAIN_NUMBERS)

std::string shortest(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_all_read = error == std::errc{} && end == text.data() + text.size();
    return is_all_read && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

#else // emscripten's library reads and writes no floating-point numbers in <charconv>

std::string shortest(double value) {
    if (std::isnan(value)) return std::signbit(value) ? "-nan" : "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char digits[40]; // -d.ddde-xxx
    for (int more = 0; more < 17; ++more) {
        std::snprintf(digits, sizeof digits, "%.*e", more, value);
        if (std::strtod(digits, nullptr) == value) break;
    }
    const std::string with_exponent = digits;
    const std::size_t e = with_exponent.find('e');
    const int exponent = std::atoi(with_exponent.c_str() + e + 1);
    const int n_digits = static_cast<int>(e) - (value < 0 || std::signbit(value) ? 1 : 0) - (e > 2 ? 1 : 0);
    char plain[400];
    std::snprintf(plain, sizeof plain, "%.*f", std::max(0, n_digits - 1 - exponent), value);
    const std::string without = plain;
    return without.size() <= with_exponent.size() ? without : with_exponent;
}

std::optional<double> number_in(std::string_view text) {
    constexpr std::string_view allowed = "0123456789.eE+-";
    if (text.empty() || text.front() == '+' || text.find_first_not_of(allowed) != std::string_view::npos)
        return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    errno = 0;
    const double value = std::strtod(copy.c_str(), &end);
    const bool is_all_read = end == copy.c_str() + copy.size() && errno != ERANGE;
    return is_all_read && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

#endif

} // namespace sim
