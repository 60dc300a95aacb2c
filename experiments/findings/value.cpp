#include "experiments/findings/value.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <type_traits>

namespace experiments::findings {

using scenarios::Json;

Json json_of(const Value& value) {
    return std::visit(
        [](const auto& v) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, double>)
                return json_number(v);
            else if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                return nullptr;
            else
                return v;
        },
        value);
}

std::string text_of(const Value& value, std::string (*number)(double)) {
    if (std::holds_alternative<std::monostate>(value)) return number(std::numeric_limits<double>::quiet_NaN());
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value))
        return fmt::format("{}", fmt::join(*words, " or "));
    if (const auto* count = std::get_if<std::size_t>(&value)) return std::to_string(*count);
    if (const auto* answer = std::get_if<bool>(&value)) return *answer ? "yes" : "no";
    return number(std::get<double>(value));
}

Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

std::string csv_number(double value) { return std::isfinite(value) ? scenarios::text_of(value) : ""; }

} // namespace experiments::findings
