#include "sim/simd.h"
#include "sim/vector.h"

namespace sim::ACCORD_ISA {
namespace {

static_assert(lanes % width == 0);

/// Where the draws of an agent go.
struct Outputs {
    float *z1, *z2, *u;
};

/// What is not asked for is not computed: the compiler drops the parts of the cipher that nobody reads.
template <bool has_z1, bool has_z2, bool has_u>
ACCORD_LANES void write(const Outputs& to, std::size_t row, const Words& words) {
    if (has_z1 || has_z2) {
        const Normals normals = box_muller(words.w0, words.w1);
        if (has_z1) store(to.z1 + row, normals.z1);
        if (has_z2) store(to.z2 + row, normals.z2);
    }
    if (has_u) store(to.u + row, unit(words.w2));
}

template <bool has_z1, bool has_z2, bool has_u>
void fill(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step, std::uint32_t decision,
          std::size_t n, const Outputs& given) {
    const Outputs to = given; // a copy that no column can alias
    const vu step_word = splat(step), decision_word = splat(decision << 16);
    const auto words_at = [&](std::size_t row) __attribute__((always_inline)) {
        return philox(load<vu>(low + row), load<vu>(high + row), step_word, decision_word, luck.key0, luck.key1);
    };
    std::size_t row = 0;
    for (; row + 2 * width <= n; row += 2 * width) { // two at once: their chains of operations overlap
        const Words a = words_at(row), b = words_at(row + width);
        write<has_z1, has_z2, has_u>(to, row, a);
        write<has_z1, has_z2, has_u>(to, row + width, b);
    }
    if (row < n) write<has_z1, has_z2, has_u>(to, row, words_at(row));
}

} // namespace

void fill_draws(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,
                std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u) {
    const Outputs to{z1, z2, u};
    if (!z1 && !z2) return fill<false, false, true>(luck, low, high, step, decision, n, to);
    if (!z2 && !u) return fill<true, false, false>(luck, low, high, step, decision, n, to);
    if (!u) return fill<true, true, false>(luck, low, high, step, decision, n, to);
    fill<true, true, true>(luck, low, high, step, decision, n, to);
}

} // namespace sim::ACCORD_ISA
