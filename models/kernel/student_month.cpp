// One teaching month of a school: draws for a chunk of rows, then two passes over it, a vector of pupils at a time; the
// equations stand in models/processes/students_learn.cpp.
#include "models/kernel/stages.h"

namespace models::ACCORD_ISA {
namespace {

using sim::ACCORD_ISA::at_least;
using sim::ACCORD_ISA::at_most;

/// The draws of a chunk, and the days that each of its pupils is absent.
struct Draws {
    Stage z1, z2, u, away;
};

/// What the school and its programmes add to each pupil this month.
struct Dose {
    vf lasting, transient, readiness, staying;
};

/// What everybody gets, and what participants get beyond it.
ACCORD_LANES Dose dose_of(vu flags, const MonthRates& r, const CohortRates& own) {
    Dose dose{splat(r.lasting + own.lasting), splat(r.transient + own.transient), splat(own.readiness), splat(0.0f)};
    for (std::size_t k = 0; k < r.n_exposures; ++k) {
        const Exposure& x = r.exposures[k];
        const vu in = has(flags, x.programme);
        dose.lasting += masked(in, splat(x.lasting));
        dose.transient += masked(in, splat(x.transient));
        dose.readiness += masked(in, splat(x.readiness));
        dose.staying += masked(in, splat(x.staying));
    }
    return dose;
}

/// What is added to a stock of lasting gains by an `offer`: less by what is there already, and never less than 0, so
/// that nobody need be asked where nothing is offered.
ACCORD_LANES vf add_to_stock(float* stock, vf offer, float crowded_out, vu on) {
    const vf before = load<vf>(stock), added = at_least(0.0f, offer - crowded_out * before);
    store(stock, on ? before + added : before);
    return added;
}

/// As dose_of, where money counts more for low-income pupils and lasting gains of programmes and teaching are limited.
ACCORD_LANES Dose full_dose_of(const CohortColumns& c, std::size_t i, vu flags, vu on, const MonthRates& r,
                               const CohortRates& own) {
    Dose dose = dose_of(flags, r, own);
    if (c.lessons) {
        const vf plain = splat(r.lasting + own.lasting);
        vf lasting = plain;
        if (r.n_exposures > 0) lasting += add_to_stock(c.lessons + i, dose.lasting - plain, r.stock_pull, on);
        if (r.taught > 0) lasting += add_to_stock(c.teaching + i, splat(r.taught), r.stock_pull, on);
        dose.lasting = lasting;
    }
    dose.lasting += masked(has(flags, low_bit), splat(r.low_lasting));
    return dose;
}

/// Share of the days they would be absent that participants are absent nevertheless.
ACCORD_LANES vf absence_left(vu flags, const MonthRates& r) {
    vf left = splat(1.0f);
    for (std::size_t k = 0; k < r.n_exposures; ++k)
        left *= 1.0f - masked(has(flags, r.exposures[k].programme), splat(r.exposures[k].absence));
    return left;
}

/// How engaged the pupils from row `i` on are, and the days that they are absent this month; whoever is not enrolled
/// stays untouched.
ACCORD_LANES vf attend(const CohortColumns& c, std::size_t i, const MonthRates& r, vu on, vf z2) {
    const vf ses = load<vf>(c.ses + i), e0 = load<vf>(c.engagement + i);
    vf e = e0 + r.engagement_pull * (r.engagement_target + r.engagement_ses * ses - e0);
    e = e + r.engagement_drift * z2;
    e = at_most(1.0f, at_least(0.0f, e));
    const vf left = absence_left(load<vu>(c.flags + i), r);
    const vf share = at_most(r.absence_most, sim::ACCORD_ISA::exp(r.absence_log - r.absence_slope * e) * left);
    const vf away = r.days * share;
    store(c.engagement + i, on ? e : e0);
    store(c.absent + i, load<vf>(c.absent + i) + masked(on, away));
    return away;
}

/// Where pupils stand after the month.
struct Pupils {
    vf ability, readiness, score;
};

/// What the month leaves of the pupils from row `i` on who were absent for `away` days.
ACCORD_LANES Pupils learn(const CohortColumns& c, std::size_t i, const MonthRates& r, const Dose& dose, vu on, vf z1,
                          vf away) {
    const vf a0 = load<vf>(c.ability + i), k0 = load<vf>(c.anchor + i), b0 = load<vf>(c.boost + i);
    vf a = a0 + r.pull * (r.target + k0 - a0);
    a = a + r.drift * z1;
    a = a + r.absence_effect * (away - r.absence_usual) + dose.lasting;
    const vf b = b0 * r.boost_keep + dose.transient;
    const vf readiness = load<vf>(c.readiness + i) + masked(on, dose.readiness);
    store(c.ability + i, on ? a : a0);
    store(c.anchor + i, on ? k0 + dose.lasting : k0);
    store(c.boost + i, on ? b : b0);
    store(c.readiness + i, readiness);
    return {a, readiness, a + b};
}

/// Whose draw says that they leave school for good this month.
ACCORD_LANES vu leave(const CohortColumns& c, std::size_t i, const Pupils& p, const MonthRates& r, float hazard_log,
                      const Dose& dose, vf u) {
    const vf ses = load<vf>(c.ses + i), engagement = load<vf>(c.engagement + i);
    const vf log_hazard = hazard_log - r.hazard_engagement * engagement - r.hazard_ability * p.ability -
                          r.hazard_ses * ses - r.hazard_readiness * p.readiness - dose.staying;
    return (vu)(u < sim::ACCORD_ISA::exp(log_hazard));
}

/// A cohort's sums while its rows pass.
struct Accumulators {
    LaneSums score, square, low, days;
    std::uint32_t students = 0, low_students = 0, gone = 0, gone_low = 0;
};

/// The absence of rows [first, first + rows) of one cohort: a loop of its own, because its chains of operations are
/// long, and the processor overlaps the more of them the shorter the loop.
ACCORD_LANES void attend_all(const CohortColumns& c, std::size_t first, std::size_t rows, const MonthRates& r,
                             Draws& draws, LaneSums& total) {
    LaneSums days = total;
    for (std::size_t row = first; row < first + rows; row += lanes) {
        const std::uint32_t enrolled = c.taken[row / lanes];
        fetch_ahead(row, c.engagement, c.absent, c.ses, c.flags);
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v) {
            const std::size_t i = row + v * width;
            const vu on = mask_of_bits(enrolled >> (v * width));
            const vf away = attend(c, i, r, on, load<vf>(draws.z2.value + i));
            store(draws.away.value + i, away);
            days.lane[v] += masked(on, away);
        }
    }
    total = days;
}

/// The month of rows [first, first + rows) of one cohort.
template <bool can_leave, bool has_more>
ACCORD_LANES void pass(const CohortColumns& c, std::size_t first, std::size_t rows, const MonthRates& r,
                       const CohortRates& own, Draws& draws, Accumulators& total) {
    attend_all(c, first, rows, r, draws, total.days);
    Accumulators sums = total;
    for (std::size_t row = first; row < first + rows; row += lanes) {
        const std::uint32_t enrolled = c.taken[row / lanes];
        fetch_ahead(row, c.ability, c.boost, c.anchor, c.readiness);
        GroupBits staying, poor;
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v) {
            const std::size_t i = row + v * width;
            const vu on = mask_of_bits(enrolled >> (v * width)), flags = load<vu>(c.flags + i);
            const Dose dose = has_more ? full_dose_of(c, i, flags, on, r, own) : dose_of(flags, r, own);
            const Pupils p = learn(c, i, r, dose, on, load<vf>(draws.z1.value + i), load<vf>(draws.away.value + i));
            vu stays = on;
            if (can_leave) stays &= ~leave(c, i, p, r, own.hazard_log, dose, load<vf>(draws.u.value + i));
            const vu low = has(flags, low_bit);
            const vf score = masked(stays, p.score);
            sums.score.lane[v] += score;
            sums.square.lane[v] += score * score;
            sums.low.lane[v] += masked(low, score);
            if (can_leave) staying.set(v, stays);
            poor.set(v, low);
        }
        if (!can_leave) staying.bits = enrolled;
        const std::uint32_t gone = enrolled & ~staying.bits;
        sums.students += count(staying.bits);
        sums.low_students += count(staying.bits & poor.bits);
        if (can_leave) sums.gone += count(gone), sums.gone_low += count(gone & poor.bits);
        if (can_leave) c.taken[row / lanes] = static_cast<std::uint16_t>(staying.bits);
    }
    total = sums;
}

ACCORD_LANES MonthSums totals(const Accumulators& sums) {
    const auto f = [](std::uint32_t x) { return static_cast<float>(x); };
    return {f(sums.students), sums.score.total(), sums.square.total(), f(sums.low_students),
            sums.low.total(), sums.days.total(),  f(sums.gone),        f(sums.gone_low)};
}

} // namespace

/// Asks memory for the stocks that this school offers something to: they come while the chunk's draws are made.
ACCORD_LANES void fetch_stocks(const CohortColumns& c, std::size_t rows, const MonthRates& r) {
    if (!c.lessons) return;
    for (std::size_t row = 0; row < rows; row += lanes) {
        if (r.n_exposures > 0) __builtin_prefetch(c.lessons + row);
        if (r.taught > 0) __builtin_prefetch(c.teaching + row);
    }
}

void student_month(const CohortColumns& columns, const CohortRows& cohorts, const MonthRates& given,
                   const CohortRates* own, MonthSums* out) {
    const MonthRates rates = given; // a copy that no column can alias
    bool some_leave = false;
    for (std::size_t k = 0; k < cohorts.n; ++k)
        some_leave |= own[k].can_leave;
    Accumulators sums;
    Cohorts each{cohorts.rows};
    Draws draws;
    for (std::size_t at = 0; at < columns.rows; at += chunk) {
        const std::size_t rows = columns.rows - at < chunk ? columns.rows - at : chunk;
        const CohortColumns c = shifted(columns, at, rows);
        fetch_stocks(c, rows, rates);
        rates.fill(rates.luck, c.serial, c.origin, rates.step, rates.decision, rows, draws.z1.value, draws.z2.value,
                   some_leave ? draws.u.value : nullptr);
        walk(each, rows, [&](std::size_t k, std::size_t first, std::size_t n, bool is_done) {
            if (rates.has_more)
                own[k].can_leave ? pass<true, true>(c, first, n, rates, own[k], draws, sums)
                                 : pass<false, true>(c, first, n, rates, own[k], draws, sums);
            else
                own[k].can_leave ? pass<true, false>(c, first, n, rates, own[k], draws, sums)
                                 : pass<false, false>(c, first, n, rates, own[k], draws, sums);
            if (!is_done) return;
            out[k] = totals(sums);
            sums = {};
        });
    }
}

} // namespace models::ACCORD_ISA
