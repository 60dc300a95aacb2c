#include "scenarios/cells.h"

#include "scenarios/plausible.h"
#include "sim/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scenarios {

std::string Measure::expected() const {
    return fmt::format("expected {} from {} to {}", what, text_of(low), text_of(high));
}

std::string Measure::refusal(double value) const {
    if (value < low) return text_of(value) + " is below the range";
    if (value > high) return text_of(value) + " is above the range";
    if (is_whole && value != std::floor(value)) return text_of(value) + " is not whole";
    return "";
}

std::optional<double> parse_number(std::string_view text) { return sim::number_in(text); }

const std::string* Cells::find(std::string_view column) const {
    const auto it = std::find(table_.header.begin(), table_.header.end(), column);
    return it == table_.header.end() ? nullptr : &row_.cells[static_cast<std::size_t>(it - table_.header.begin())];
}

std::string Cells::place(std::string_view column) const {
    return fmt::format("{}:{}: {}", table_.file, row_.line, column);
}

void Cells::fault(std::string_view column, std::string_view wrong, std::string_view expected) {
    problems_.add(place(column), wrong, expected);
}

std::string Cells::text(std::string_view column) {
    const std::string* cell = find(column);
    if (cell && cell->empty()) fault(column, "is empty", "expected text");
    return cell ? *cell : "";
}

std::string Cells::optional_text(std::string_view column) {
    const std::string* cell = find(column);
    return cell ? *cell : "";
}

double Cells::number(std::string_view column, const Measure& measure) {
    const std::string* cell = find(column);
    if (cell && cell->empty()) fault(column, "is empty", measure.expected());
    return optional_number(column, measure).value_or(measure.low);
}

std::optional<double> Cells::optional_number(std::string_view column, const Measure& measure) {
    const std::string* cell = find(column);
    if (!cell || cell->empty()) return std::nullopt;
    const std::optional<double> value = parse_number(*cell);
    std::string wrong = value ? measure.refusal(*value) : fmt::format("'{}' is not a number", shown(*cell));
    if (wrong.empty()) return value;
    if (const std::string hidden = suppression(*cell); !value && !hidden.empty())
        wrong = fmt::format("'{}' {}", shown(*cell), hidden);
    constexpr double missing = -1; // as offices write it where a number cannot be negative
    if (value && *value == missing && measure.low >= 0) wrong += " and often stands for a suppressed cell";
    fault(column, wrong, measure.expected());
    return std::nullopt;
}

std::optional<std::size_t> Cells::choice(std::string_view column, const std::vector<std::string>& choices,
                                         bool is_required) {
    const std::string* cell = find(column);
    if (!cell || (cell->empty() && !is_required)) return std::nullopt;
    const auto it = std::find(choices.begin(), choices.end(), *cell);
    if (it != choices.end()) return static_cast<std::size_t>(it - choices.begin());
    if (cell->empty())
        fault(column, "is empty", fmt::format("expected one of: {}", fmt::join(choices, ", ")));
    else
        fault(column, fmt::format("unknown choice '{}'", shown(*cell)), suggestion(*cell, choices));
    return std::nullopt;
}

} // namespace scenarios
