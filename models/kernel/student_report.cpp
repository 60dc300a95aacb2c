// A school's report card, cohort by cohort; the definitions stand in models/processes.h (9).
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {
namespace {

/// Counters and sums of a cohort while its rows pass; every count is exact, every sum goes through lanes.
struct Counts {
    std::uint32_t students = 0, chronic = 0, low_chronic = 0, rich = 0, poor = 0, far_below = 0, served = 0,
                  low_served = 0;
    LaneSums test, rich_score, poor_score;
};

ACCORD_LANES void count(const CohortColumns& c, std::size_t first, std::size_t rows, const ReportRates& r,
                        const Mask& mask, Counts& n) {
    Counts m;
    ACCORD_ROWS
    for (std::size_t i = first; i < first + rows; ++i) {
        const std::uint32_t on = mask.on[i] & 1u, low = on & (c.flags[i] >> low_bit);
        const std::uint32_t chronic = mask_of(c.absent[i] >= r.chronic_days);
        const std::uint32_t served = mask_of((c.flags[i] & 0xffffu) != 0u);
        m.students += on;
        m.chronic += on & chronic;
        m.low_chronic += low & chronic;
        m.served += on & served;
        m.low_served += low & served;
        m.rich += on & mask_of(c.ses[i] >= r.ses_rich);
        m.poor += on & mask_of(c.ses[i] <= r.ses_poor);
        m.far_below += on & mask_of(c.ability[i] + c.boost[i] < -1.0f);
    }
    n.students += m.students, n.chronic += m.chronic, n.low_chronic += m.low_chronic, n.served += m.served;
    n.low_served += m.low_served, n.rich += m.rich, n.poor += m.poor, n.far_below += m.far_below;
}

ACCORD_LANES void add_up(const CohortColumns& c, std::size_t first, std::size_t rows, const ReportRates& r,
                         const Mask& mask, const float* z, Counts& n) {
    Stage tests, riches, poors;
    ACCORD_ROWS
    for (std::size_t i = first; i < first + rows; ++i) {
        const float score = c.ability[i] + c.boost[i];
        tests.value[i] = masked(mask.on[i], score + r.error_sd * z[i]);
        riches.value[i] = masked(mask.on[i] & mask_of(c.ses[i] >= r.ses_rich), score);
        poors.value[i] = masked(mask.on[i] & mask_of(c.ses[i] <= r.ses_poor), score);
    }
    for (std::size_t i = first; i < first + rows; i += lanes) {
        n.test.add(tests.value + i);
        n.rich_score.add(riches.value + i);
        n.poor_score.add(poors.value + i);
    }
}

ACCORD_LANES ReportSums totals(const Counts& n) {
    const auto f = [](std::uint32_t x) { return static_cast<float>(x); };
    return {f(n.students), n.test.total(),       f(n.chronic),   f(n.low_chronic), f(n.rich),      n.rich_score.total(),
            f(n.poor),     n.poor_score.total(), f(n.far_below), f(n.served),      f(n.low_served)};
}

} // namespace

void student_report(const CohortColumns& columns, const CohortRows& cohorts, const ReportRates& rates,
                    ReportSums* out) {
    Counts sums;
    Cohorts each{cohorts.rows};
    Mask mask;
    Stage z1, z2, u;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        expand(c.taken, rows, mask);
        fetch(rows, c.ability, c.boost, c.absent, c.ses, c.flags);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, z1.value, z2.value, u.value);
        walk(each, rows, [&](std::size_t k, std::size_t first, std::size_t n, bool is_done) {
            count(c, first, n, rates, mask, sums);
            add_up(c, first, n, rates, mask, z1.value, sums);
            if (!is_done) return;
            out[k] = totals(sums);
            sums = {};
        });
    }
}

} // namespace models::ACCORD_ISA
