#include "sim/mathematics.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double ln2_high = 6.93147180369123816490e-01; // 33 bits: k * ln2_high is exact
constexpr double ln2_low = 1.90821492927058770002e-10;

/// c[0] x^(N-1) + ... + c[N-1].
template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
    double y = c[0];
    for (std::size_t i = 1; i < N; ++i)
        y = y * x + c[i];
    return y;
}

double power_of_two(int k) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(k + 1023) << 52); }

template <class T>
double sum_in_lanes(std::span<const T> values) {
    double lane[16] = {};
    std::size_t row = 0;
    for (; row + 16 <= values.size(); row += 16)
        for (std::size_t i = 0; i < 16; ++i)
            lane[i] += values[row + i];
    for (std::size_t i = 0; row + i < values.size(); ++i)
        lane[i] += values[row + i];
    for (std::size_t width = 8; width > 0; width /= 2)
        for (std::size_t i = 0; i < width; ++i)
            lane[i] += lane[i + width];
    return lane[0];
}

/// floor(x) for |x| below 2^31, inline: baseline x86-64 would call the library for it.
double floor_of_small(double x) {
    const double whole = static_cast<double>(static_cast<std::int32_t>(x));
    return whole > x ? whole - 1.0 : whole;
}

/// sim::exp, inline. Reduction and coefficients after fdlibm (Sun Microsystems 1993).
[[gnu::always_inline]] inline double exp_inline(double x) {
    if (x != x) return x;
    if (x < -745.0) return 0.0;
    if (x > 709.0) x = 709.0;
    const double k = floor_of_small(x * 1.44269504088896338700 + 0.5);
    const double high = x - k * ln2_high, low = k * ln2_low;
    const double r = high - low;
    constexpr std::array p = {4.13813679705723846039e-08, -1.65339022054652515390e-06, 6.61375632143793436117e-05,
                              -2.77777777770155933842e-03, 1.66666666666666019037e-01};
    const double c = r - r * r * polynomial(p, r * r);
    const double y = 1.0 - ((low - r * c / (2.0 - c)) - high);
    const int half = static_cast<int>(k) / 2; // two factors, so that results below 2^-1022 round once
    return y * power_of_two(half) * power_of_two(static_cast<int>(k) - half);
}

/// P(Z > x) for x >= 0 (Hart 1968, as given by West 2005).
[[gnu::always_inline]] inline double upper_tail(double x) {
    if (x > 38.5) return 0.0;
    const double density = exp_inline(-0.5 * x * x);
    if (x >= 7.07106781186547)
        return density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631000502;
    constexpr std::array over = {3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                 112.079291497871,     221.213596169931,  220.206867912376};
    constexpr std::array under = {8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                  296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
    return density * polynomial(over, x) / polynomial(under, x);
}

/// Acklam's rational approximation for p in (0, 0.5]; relative error 1.2e-9.
double rough_quantile(double p) {
    constexpr std::array a = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                              1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr std::array b = {-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                              6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    constexpr std::array c = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                              -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr std::array d = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                              3.754408661907416e+00, 1.0};
    if (p < 0.02425) {
        const double q = std::sqrt(-2.0 * log(p));
        return polynomial(c, q) / polynomial(d, q);
    }
    const double q = p - 0.5;
    return q * polynomial(a, q * q) / polynomial(b, q * q);
}

} // namespace

double exp(double x) { return exp_inline(x); }

// Reduction and coefficients after fdlibm (Sun Microsystems 1993).
double log(double x) {
    if (x < 0.0 || x != x) return std::numeric_limits<double>::quiet_NaN();
    if (x == 0.0) return -infinity;
    if (x == infinity) return x;
    const bool is_subnormal = x < 0x1p-1022;
    const auto bits = __builtin_bit_cast(std::uint64_t, is_subnormal ? x * 0x1p54 : x);
    // x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2).
    const std::uint64_t shifted = bits - 0x3fe6a09e667f3bcdull;
    const double k = static_cast<double>(static_cast<std::int64_t>(shifted) >> 52) - (is_subnormal ? 54.0 : 0.0);
    const double f = __builtin_bit_cast(double, (shifted & 0xfffffffffffffull) + 0x3fe6a09e667f3bcdull) - 1.0;
    const double s = f / (2.0 + f), half_square = 0.5 * f * f;
    constexpr std::array p = {1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01,
                              2.222219843214978396e-01, 2.857142874366239149e-01, 3.999999999940941908e-01,
                              6.666666666666735130e-01};
    const double rest = s * s * polynomial(p, s * s);
    return k * ln2_high - ((half_square - (s * (half_square + rest) + k * ln2_low)) - f);
}

double power(double x, double y) {
    if (x == 0.0 && y > 0.0) return 0.0;
    return exp(y * log(x));
}

double logistic(double x) {
    const double e = exp(-std::abs(x));
    return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
}

double logit(double p) { return log(p / (1.0 - p)); }

double normal_cdf(double x) { return x > 0.0 ? 1.0 - upper_tail(x) : upper_tail(-x); }

double normal_quantile(double p) {
    const bool is_upper = p > 0.5;
    if (is_upper) p = 1.0 - p;
    const double x = rough_quantile(p);
    const double u = (upper_tail(-x) - p) * 2.506628274631000502 * exp_inline(0.5 * x * x);
    const double below = x - u / (1.0 + 0.5 * x * u);
    return is_upper ? -below : below;
}

double tree_sum(std::span<const double> values) { return sum_in_lanes(values); }
double tree_sum(std::span<const float> values) { return sum_in_lanes(values); }

} // namespace sim
