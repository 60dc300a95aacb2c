#pragma once
/// \file
/// The bulk draws of students for one lane, in plain C++: what every instruction set must reproduce.

#include "sim/random.h"

#include <bit>
#include <cmath>
#include <utility>

namespace reference {

inline float minus_log(float x) {
    const std::uint32_t shifted = std::bit_cast<std::uint32_t>(x) - 0x3f3504f3u;
    const float k = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
    const float f = std::bit_cast<float>((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
    const float f2 = f * f, f4 = f2 * f2;
    const float low = (f * -2.4999993993e-1f + 3.3333331174e-1f) + (f * -1.6668057665e-1f + 2.0000714765e-1f) * f2;
    const float high = (f * -1.2420140846e-1f + 1.4249322787e-1f) + (f * -1.1514610310e-1f + 1.1676998740e-1f) * f2;
    const float p = low + (high + f4 * 7.0376836292e-2f) * f4;
    return 0.0f - (k * 0.693147181f + (f + (f2 * -0.5f + p * f * f2)));
}

inline std::pair<float, float> box_muller(std::uint32_t a, std::uint32_t b) {
    const float x = static_cast<float>(static_cast<std::int32_t>(a >> 1)) * 0x1p-31f + 0x1p-32f;
    const float radius = std::sqrt(minus_log(x) * 2.0f);
    const std::uint32_t quarter = (b + 0x20000000u) >> 30;
    const float angle = static_cast<float>(static_cast<std::int32_t>(b - (quarter << 30))) * 1.46291808e-9f;
    const float w = angle * angle;
    const float sine = ((w * -1.9515295891e-4f + 8.3321608736e-3f) * w - 1.6666654611e-1f) * w * angle + angle;
    const float cosine = ((w * 2.443315711809948e-5f - 1.388731625493765e-3f) * w + 4.166664568298827e-2f) * (w * w) +
                         (w * -0.5f + 1.0f);
    switch (quarter) {
    case 0:
        return {radius * cosine, radius * sine};
    case 1:
        return {radius * -sine, radius * cosine};
    case 2:
        return {radius * -cosine, radius * -sine};
    default:
        return {radius * sine, radius * -cosine};
    }
}

} // namespace reference
