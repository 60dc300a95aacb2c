// Who of a cohort is in a programme; the rule stands in kernel/student_kernel.h.
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {

JoinSums student_joins(const CohortColumns& columns, const JoinRates& rates) {
    const std::uint32_t member = 1u << rates.bit;
    std::uint32_t students = 0, joined = 0;
    Stage u;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, nullptr, nullptr, u.value);
        for (std::size_t row = 0; row < rows; row += lanes) {
            const std::uint32_t enrolled = c.taken[row / lanes];
            GroupBits in;
#pragma GCC unroll 4
            for (std::size_t v = 0; v < vectors; ++v) {
                const std::size_t i = row + v * width;
                const vu on = mask_of_bits(enrolled >> (v * width)), flags = load<vu>(c.flags + i);
                const vf chance = has(flags, low_bit) ? splat(rates.low_chance) : splat(rates.chance);
                const vu joins = on & (vu)(load<vf>(u.value + i) < chance);
                store(c.flags + i, (flags & ~member) | (joins & member));
                in.set(v, joins);
            }
            students += count(enrolled);
            joined += count(in.bits);
        }
    }
    return {static_cast<float>(students), static_cast<float>(joined)};
}

} // namespace models::ACCORD_ISA
