// A school's report card, cohort by cohort; the definitions stand in models/processes/report_cards.cpp.
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {
namespace {

/// Counters and sums of a cohort while its rows pass; every count is exact, every sum goes through lanes.
struct Counts {
    std::uint32_t students = 0, chronic = 0, low_chronic = 0, rich = 0, poor = 0, far_below = 0, served = 0,
                  low_served = 0;
    LaneSums test, rich_score, poor_score;
};

/// What a group's counts come from, a bit a row.
struct Bits {
    GroupBits low, chronic, served, rich, poor, far_below;
};

ACCORD_LANES void add(Counts& n, std::uint32_t enrolled, const Bits& b) {
    const std::uint32_t low = enrolled & b.low.bits;
    n.students += count(enrolled);
    n.chronic += count(enrolled & b.chronic.bits), n.low_chronic += count(low & b.chronic.bits);
    n.served += count(enrolled & b.served.bits), n.low_served += count(low & b.served.bits);
    n.rich += count(enrolled & b.rich.bits), n.poor += count(enrolled & b.poor.bits);
    n.far_below += count(enrolled & b.far_below.bits);
}

/// Rows [first, first + rows) of one cohort; `z` = errors of measurement [SD].
ACCORD_LANES void pass(const CohortColumns& c, std::size_t first, std::size_t rows, const ReportRates& r,
                       float error_sd, const float* z, Counts& total) {
    Counts n = total;
    for (std::size_t row = first; row < first + rows; row += lanes) {
        const std::uint32_t enrolled = c.taken[row / lanes];
        fetch_ahead(row, c.ability, c.boost, c.absent, c.ses, c.flags);
        Bits bits;
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v) {
            const std::size_t i = row + v * width;
            const vu on = mask_of_bits(enrolled >> (v * width)), flags = load<vu>(c.flags + i);
            const vf score = load<vf>(c.ability + i) + load<vf>(c.boost + i), ses = load<vf>(c.ses + i);
            const vu rich = (vu)(ses >= splat(r.ses_rich)), poor = (vu)(ses <= splat(r.ses_poor));
            n.test.lane[v] += masked(on, score + error_sd * load<vf>(z + i));
            n.rich_score.lane[v] += masked(on & rich, score);
            n.poor_score.lane[v] += masked(on & poor, score);
            bits.low.set(v, has(flags, low_bit));
            bits.chronic.set(v, (vu)(load<vf>(c.absent + i) >= splat(r.chronic_days)));
            bits.served.set(v, (vu)((flags & programme_bits) != 0u));
            bits.rich.set(v, rich), bits.poor.set(v, poor);
            bits.far_below.set(v, (vu)(score < splat(-1.0f)));
        }
        add(n, enrolled, bits);
    }
    total = n;
}

ACCORD_LANES ReportSums totals(const Counts& n) {
    const auto f = [](std::uint32_t x) { return static_cast<float>(x); };
    return {f(n.students), n.test.total(),       f(n.chronic),   f(n.low_chronic), f(n.rich),      n.rich_score.total(),
            f(n.poor),     n.poor_score.total(), f(n.far_below), f(n.served),      f(n.low_served)};
}

} // namespace

void student_report(const CohortColumns& columns, const CohortRows& cohorts, const ReportRates& given,
                    ReportSums* out) {
    const ReportRates rates = given; // a copy that no column can alias
    Counts sums;
    Cohorts each{cohorts.rows};
    Stage z;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, z.value, nullptr, nullptr);
        walk(each, rows, [&](std::size_t k, std::size_t first, std::size_t n, bool is_done) {
            pass(c, first, n, rates, rates.error_of ? rates.error_of[k] : rates.error_sd, z.value, sums);
            if (!is_done) return;
            out[k] = totals(sums);
            sums = {};
        });
    }
}

} // namespace models::ACCORD_ISA
