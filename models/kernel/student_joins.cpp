// Who of a cohort is in a programme; the rule stands in kernel/student_kernel.h.
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {

JoinSums student_joins(const CohortColumns& columns, const JoinRates& rates) {
    std::uint32_t students = 0, joined = 0;
    Mask mask;
    Stage z1, z2, u;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        expand(c.taken, rows, mask);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, z1.value, z2.value, u.value);
        ACCORD_ROWS
        for (std::size_t i = 0; i < rows; ++i) {
            const std::uint32_t low = 0u - ((c.flags[i] >> low_bit) & 1u);
            const float chance = select_lane(low, rates.low_chance, rates.chance);
            const std::uint32_t in = mask.on[i] & mask_of(u.value[i] < chance);
            c.flags[i] = (c.flags[i] & ~(1u << rates.bit)) | ((in & 1u) << rates.bit);
            students += mask.on[i] & 1u;
            joined += in & 1u;
        }
    }
    return {static_cast<float>(students), static_cast<float>(joined)};
}

} // namespace models::ACCORD_ISA
