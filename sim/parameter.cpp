#include "sim/parameter.h"

#include "sim/number.h"

#include <cmath>

namespace sim {
std::string refusal(const ParameterRow& row, double value) {
    const std::string expected =
        "; expected " + shortest(row.range.low) + " to " + shortest(row.range.high) + " [" + row.unit + "]";
    if (!std::isfinite(value)) return "not a finite number" + expected;
    if (value < row.range.low) return shortest(value) + " is below the range" + expected;
    if (value > row.range.high) return shortest(value) + " is above the range" + expected;
    return "";
}

} // namespace sim
