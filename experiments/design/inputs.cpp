#include "experiments/design/inputs.h"

#include "sim/mathematics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

/// The scale on which the spread is defined.
double scale_of(const Input& input, double value) {
    return input.kind == InputKind::log_real ? sim::log(value) / sim::log(10.0) : value;
}

double triangular_at(double low, double mode, double high, double u) {
    const double split = (mode - low) / (high - low);
    if (u < split) return low + std::sqrt(u * (high - low) * (mode - low));
    return high - std::sqrt((1 - u) * (high - low) * (high - mode));
}

double triangular_unit(double low, double mode, double high, double x) {
    if (x < mode) return (x - low) * (x - low) / ((high - low) * (mode - low));
    if (x >= high) return 1.0;
    return 1.0 - (high - x) * (high - x) / ((high - low) * (high - mode));
}

/// A place between the ends on the scale of the input.
double place_at(const Input& input, double u) {
    const double low = scale_of(input, input.low), high = scale_of(input, input.high);
    if (input.spread == Spread::even) return low + u * (high - low);
    if (input.spread == Spread::triangular) return triangular_at(low, input.mode, high, u);
    const double from = sim::normal_cdf((low - input.mean) / input.sd),
                 to = sim::normal_cdf((high - input.mean) / input.sd);
    const double p = std::clamp(from + u * (to - from), 1e-15, 1.0 - 1e-15);
    return std::clamp(input.mean + input.sd * sim::normal_quantile(p), low, high);
}

double place_unit(const Input& input, double place) {
    const double low = scale_of(input, input.low), high = scale_of(input, input.high);
    if (input.spread == Spread::even) return (place - low) / (high - low);
    if (input.spread == Spread::triangular) return triangular_unit(low, input.mode, high, place);
    const double from = sim::normal_cdf((low - input.mean) / input.sd),
                 to = sim::normal_cdf((high - input.mean) / input.sd);
    return (sim::normal_cdf((place - input.mean) / input.sd) - from) / (to - from);
}

void judge_ends(const Input& input, const std::string& place, scenarios::Problems& problems) {
    if (!std::isfinite(input.low) || !std::isfinite(input.high) || !(input.low < input.high))
        problems.add(place, fmt::format("low {} and high {} are no range", input.low, input.high),
                     "expected low below high");
    if (input.kind == InputKind::log_real && input.low <= 0)
        problems.add(place, fmt::format("low {} has no logarithm", input.low), "expected low above 0");
    const bool is_whole = input.low == std::floor(input.low) && input.high == std::floor(input.high);
    if (input.kind == InputKind::integer && !is_whole)
        problems.add(place, fmt::format("ends {} and {} are not whole", input.low, input.high),
                     "expected whole numbers");
}

void judge_spread(const Input& input, const std::string& place, scenarios::Problems& problems) {
    if (input.spread == Spread::even) return;
    if (input.kind == InputKind::integer || input.kind == InputKind::categorical) {
        problems.add(place, "only real inputs can be normal or triangular", "expected even");
        return;
    }
    const double low = scale_of(input, input.low), high = scale_of(input, input.high);
    if (input.spread == Spread::triangular && !(input.mode >= low && input.mode <= high))
        problems.add(place, fmt::format("mode {} lies outside the ends", input.mode),
                     "expected it between low and high");
    if (input.spread == Spread::triangular) return;
    if (!(input.sd > 0)) problems.add(place, fmt::format("sd {} is no spread", input.sd), "expected sd above 0");
    const double from = sim::normal_cdf((low - input.mean) / input.sd),
                 to = sim::normal_cdf((high - input.mean) / input.sd);
    if (input.sd > 0 && !(to - from > 1e-9))
        problems.add(place, "nearly all of the normal distribution lies outside the ends",
                     "expected mean and sd that fit low and high");
}

} // namespace

std::size_t Input::n_levels() const {
    if (kind == InputKind::categorical) return levels.size();
    return kind == InputKind::integer ? static_cast<std::size_t>(high - low) + 1 : 0;
}

void judge(const Input& input, const std::string& place, scenarios::Problems& problems) {
    const std::string here = fmt::format("{}: {}", place, input.id);
    if (input.id.empty()) problems.add(place, "an input has no id", "expected one");
    if (input.kind != InputKind::categorical) {
        const std::size_t before = problems.size();
        judge_ends(input, here, problems);
        if (problems.size() == before) judge_spread(input, here, problems);
        return;
    }
    if (input.levels.size() < 2) problems.add(here, "has fewer than two levels", "expected at least two");
    for (auto it = input.levels.begin(); it != input.levels.end(); ++it)
        if (std::find(input.levels.begin(), it, *it) != it)
            problems.add(here, fmt::format("level '{}' is there twice", *it), "expected different levels");
}

double value_at(const Input& input, double u) {
    if (const std::size_t n = input.n_levels()) {
        const double step = std::min(std::floor(u * static_cast<double>(n)), static_cast<double>(n - 1));
        return input.kind == InputKind::integer ? input.low + step : step;
    }
    const double place = place_at(input, u);
    if (input.kind == InputKind::real) return place;
    return std::clamp(sim::exp(place * sim::log(10.0)), input.low, input.high);
}

double unit_of(const Input& input, double value) {
    if (const std::size_t n = input.n_levels()) {
        const double step = input.kind == InputKind::integer ? value - input.low : value;
        return (step + 0.5) / static_cast<double>(n);
    }
    return place_unit(input, scale_of(input, value));
}

std::vector<double> levels_of(const Input& input, std::size_t n) {
    const std::size_t there = input.n_levels();
    if (there > 0) n = input.kind == InputKind::categorical ? there : std::min(n, there);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        const double u = n > 1 ? static_cast<double>(i) / static_cast<double>(n - 1) : 0.5;
        if (input.kind == InputKind::integer)
            values.push_back(input.low + std::round(u * (input.high - input.low)));
        else
            values.push_back(there > 0 ? static_cast<double>(i) : value_at(input, u));
    }
    return values;
}

std::string text_of(const Input& input, double value) {
    if (input.kind == InputKind::categorical) return input.levels[static_cast<std::size_t>(value)];
    return scenarios::text_of(value);
}

} // namespace experiments
