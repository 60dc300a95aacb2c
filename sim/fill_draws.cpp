#include "sim/simd.h"
#include "sim/vector.h"

namespace sim::ACCORD_ISA {

static_assert(lanes % width == 0);

void fill_draws(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,
                std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u) {
    const vu step_word = splat(step), decision_word = splat(decision << 16);
    const auto words_at = [&](std::size_t row) __attribute__((always_inline)) {
        return philox(load<vu>(low + row), load<vu>(high + row), step_word, decision_word, luck.key0, luck.key1);
    };
    const auto write = [&](std::size_t row, const Words& words) __attribute__((always_inline)) {
        const Normals normals = box_muller(words.w0, words.w1);
        store(z1 + row, normals.z1);
        store(z2 + row, normals.z2);
        store(u + row, unit(words.w2));
    };
    std::size_t row = 0;
    for (; row + 2 * width <= n; row += 2 * width) { // two at once: their chains of operations overlap
        const Words a = words_at(row), b = words_at(row + width);
        write(row, a);
        write(row + width, b);
    }
    if (row < n) write(row, words_at(row));
}

} // namespace sim::ACCORD_ISA
