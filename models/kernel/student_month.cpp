// One teaching month of a school in four stages over chunks of rows; the equations stand in models/processes.h (8).
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {
namespace {

/// What participation adds to each row this month.
struct Dose {
    Stage lasting, transient, absence, readiness, staying;
};

/// What every pupil gets.
ACCORD_LANES void set_common(std::size_t rows, const MonthRates& r, Dose& dose) {
    ACCORD_ROWS
    for (std::size_t i = 0; i < rows; ++i) {
        dose.lasting.value[i] = r.lasting;
        dose.transient.value[i] = r.transient;
        dose.absence.value[i] = 1.0f;
        dose.staying.value[i] = 0.0f;
    }
}

/// What every pupil of rows [first, first + rows) gets.
ACCORD_LANES void set_readiness(std::size_t first, std::size_t rows, float readiness, Dose& dose) {
    for (std::size_t i = first; i < first + rows; ++i)
        dose.readiness.value[i] = readiness;
}

/// What participants get beyond it.
ACCORD_LANES void add_programmes(const CohortColumns& c, const MonthRates& r, Dose& dose) {
    for (std::size_t k = 0; k < r.n_exposures; ++k) {
        const Exposure x = r.exposures[k];
        ACCORD_ROWS
        for (std::size_t i = 0; i < c.rows; ++i) {
            const std::uint32_t in = 0u - ((c.flags[i] >> x.programme) & 1u);
            dose.lasting.value[i] += masked(in, x.lasting);
            dose.transient.value[i] += masked(in, x.transient);
            dose.absence.value[i] *= 1.0f - masked(in, x.absence);
            dose.readiness.value[i] += masked(in, x.readiness);
            dose.staying.value[i] += masked(in, x.staying);
        }
    }
}

ACCORD_LANES void update(const CohortColumns& c, const MonthRates& r, const Dose& dose, const Mask& mask,
                         const float* z1, const float* z2, Stage& score, Stage& days) {
    ACCORD_ROWS
    for (std::size_t i = 0; i < c.rows; ++i) {
        const std::uint32_t on = mask.on[i];
        const float e0 = c.engagement[i];
        float e = e0 + r.engagement_pull * (r.engagement_target + r.engagement_ses * c.ses[i] - e0);
        e = e + r.engagement_drift * z2[i];
        e = select_lane(mask_of(e < 0.0f), 0.0f, e);
        e = select_lane(mask_of(e > 1.0f), 1.0f, e);
        float share = sim::ACCORD_ISA::exp_lane(r.absence_log - r.absence_slope * e) * dose.absence.value[i];
        share = select_lane(mask_of(share > 0.95f), 0.95f, share);
        const float away = r.days * share;
        const float a0 = c.ability[i], k0 = c.anchor[i], b0 = c.boost[i];
        float a = a0 + r.pull * (r.target + k0 - a0);
        a = a + r.drift * z1[i];
        a = a + r.absence_effect * (away - r.absence_usual) + dose.lasting.value[i];
        const float b = b0 * r.boost_keep + dose.transient.value[i];
        c.engagement[i] = select_lane(on, e, e0);
        c.ability[i] = select_lane(on, a, a0);
        c.anchor[i] = select_lane(on, k0 + dose.lasting.value[i], k0);
        c.boost[i] = select_lane(on, b, b0);
        c.readiness[i] += masked(on, dose.readiness.value[i]);
        c.absent[i] += masked(on, away);
        score.value[i] = a + b;
        days.value[i] = masked(on, away);
    }
}

/// A cohort's sums while its rows pass.
struct Accumulators {
    LaneSums score, square, low, days;
    std::uint32_t students = 0, low_students = 0, gone = 0, gone_low = 0;
};

/// Who of rows [first, first + rows) leaves school for good this month; clears their bits and narrows the mask.
ACCORD_LANES void leave(const CohortColumns& c, std::size_t first, std::size_t rows, const MonthRates& r,
                        float hazard_base, const Dose& dose, const float* u, Mask& mask, Accumulators& sums) {
    std::uint32_t gone = 0, gone_low = 0;
    ACCORD_ROWS
    for (std::size_t i = first; i < first + rows; ++i) {
        const float log_hazard = hazard_base - r.hazard_engagement * c.engagement[i] - r.hazard_ability * c.ability[i] -
                                 r.hazard_ses * c.ses[i] - r.hazard_readiness * c.readiness[i] - dose.staying.value[i];
        const std::uint32_t leaves = mask.on[i] & mask_of(u[i] < sim::ACCORD_ISA::exp_lane(log_hazard));
        gone += leaves & 1u;
        gone_low += leaves & (c.flags[i] >> low_bit) & 1u;
        mask.on[i] &= ~leaves;
    }
    sums.gone += gone;
    sums.gone_low += gone_low;
    collect(mask, first, rows, c.taken);
}

ACCORD_LANES void add_up(const CohortColumns& c, std::size_t first, std::size_t rows, const Mask& mask,
                         const Stage& score, const Stage& days, Accumulators& sums) {
    Stage all, square, low;
    std::uint32_t n = 0, n_low = 0;
    ACCORD_ROWS
    for (std::size_t i = first; i < first + rows; ++i) {
        const std::uint32_t on = mask.on[i], poor = on & (0u - ((c.flags[i] >> low_bit) & 1u));
        all.value[i] = masked(on, score.value[i]);
        square.value[i] = all.value[i] * all.value[i];
        low.value[i] = masked(poor, score.value[i]);
        n += on & 1u;
        n_low += poor & 1u;
    }
    for (std::size_t i = first; i < first + rows; i += lanes) {
        sums.score.add(all.value + i);
        sums.square.add(square.value + i);
        sums.low.add(low.value + i);
        sums.days.add(days.value + i);
    }
    sums.students += n;
    sums.low_students += n_low;
}

ACCORD_LANES MonthSums totals(const Accumulators& sums) {
    const auto f = [](std::uint32_t x) { return static_cast<float>(x); };
    return {f(sums.students), sums.score.total(), sums.square.total(), f(sums.low_students),
            sums.low.total(), sums.days.total(),  f(sums.gone),        f(sums.gone_low)};
}

} // namespace

void student_month(const CohortColumns& columns, const CohortRows& cohorts, const MonthRates& given,
                   const CohortRates* own, MonthSums* out) {
    const MonthRates rates = given; // a copy that no column can alias
    Accumulators sums;
    Cohorts common{cohorts.rows}, each{cohorts.rows};
    Dose dose;
    Mask mask;
    Stage z1, z2, u, score, days;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        expand(c.taken, rows, mask);
        fetch(rows, c.ability, c.boost, c.anchor, c.engagement, c.readiness, c.absent, c.ses, c.flags);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, z1.value, z2.value, u.value);
        if (at == 0 || rates.n_exposures > 0) set_common(rows, rates, dose); // chunks only get shorter
        walk(common, rows, [&](std::size_t k, std::size_t first, std::size_t n, bool) {
            set_readiness(first, n, own[k].readiness, dose);
        });
        add_programmes(c, rates, dose);
        update(c, rates, dose, mask, z1.value, z2.value, score, days);
        walk(each, rows, [&](std::size_t k, std::size_t first, std::size_t n, bool is_done) {
            if (own[k].can_leave) leave(c, first, n, rates, own[k].hazard_log, dose, u.value, mask, sums);
            add_up(c, first, n, mask, score, days, sums);
            if (!is_done) return;
            out[k] = totals(sums);
            sums = {};
        });
    }
}

} // namespace models::ACCORD_ISA
