#pragma once
/// \file
/// The exact numbers of tests/experiments/oracles.json (its `_about` says how they were made) and small helpers.

#include "experiments/analysis/table.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

namespace tests {

inline const nlohmann::json& oracles() {
    static const nlohmann::json all = [] {
        std::ifstream file(ACCORD_SOURCE_DIR "/tests/experiments/oracles.json");
        return nlohmann::json::parse(file);
    }();
    return all;
}

/// Within an absolute tolerance.
inline bool is_near(double value, double expected, double tolerance = 1e-9) {
    INFO("value " << value << " expected " << expected);
    return std::abs(value - expected) <= tolerance;
}

/// Largest absolute difference of a list from the oracle's; lists of different lengths are far apart.
inline double largest_gap(const std::vector<double>& values, const nlohmann::json& expected) {
    if (values.size() != expected.size()) return HUGE_VAL;
    double gap = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        gap = std::max(gap, std::abs(values[i] - expected[i].get<double>()));
    return gap;
}

/// The lattice that the oracles of PRIM, trees and regional sensitivity use: x_ij = (((i+1) g^j mod N) + 0.5) / N.
inline std::vector<experiments::Column> korobov(std::size_t d) {
    constexpr std::size_t n = 1009, g = 76;
    std::vector<experiments::Column> columns;
    std::size_t power = 1;
    for (std::size_t j = 0; j < d; ++j, power = power * g % n) {
        experiments::Column column{"x" + std::to_string(j + 1), {}, {}};
        for (std::size_t i = 0; i < n; ++i)
            column.values.push_back((static_cast<double>((i + 1) * power % n) + 0.5) / n);
        columns.push_back(std::move(column));
    }
    return columns;
}

/// 1 if x1 > 0.6 and 0.2 < x2 < 0.55.
inline std::vector<bool> box_cases(const std::vector<experiments::Column>& x) {
    std::vector<bool> cases;
    for (std::size_t i = 0; i < x[0].values.size(); ++i)
        cases.push_back(x[0].values[i] > 0.6 && x[1].values[i] > 0.2 && x[1].values[i] < 0.55);
    return cases;
}

} // namespace tests
