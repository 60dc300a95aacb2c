#pragma once
/// \file
/// A cohort in plain columns, and the kernels once more as one scalar loop each: the same float operations in the same
/// order, so the bits must be the same.

#include "models/kernel/student_kernel.h"

#include <array>
#include <bit>
#include <vector>

namespace kernel_tests {

/// Columns that own their rows. Some rows are not taken: padding at the end, dropouts in between.
struct Cohort {
    std::vector<float> ability, boost, anchor, engagement, readiness, absent, ses;
    std::vector<std::uint32_t> flags, serial, origin;
    std::vector<std::uint16_t> taken;
    std::vector<float> lessons, teaching; ///< Handed to the kernels only if `has_stocks`.
    bool has_stocks = false;

    explicit Cohort(std::size_t rows) {
        sim::Stream draw(sim::luck(11, 0), rows, 0, 0);
        for (auto* column : {&ability, &boost, &anchor, &engagement, &readiness, &absent, &ses})
            for (std::size_t row = 0; row < rows; ++row)
                column->push_back(static_cast<float>(draw.normal()));
        for (std::size_t row = 0; row < rows; ++row) {
            engagement[row] = static_cast<float>(draw.uniform());
            absent[row] = static_cast<float>(30 * draw.uniform());
            flags.push_back(draw() & 0x3ffffu);
            serial.push_back(draw());
            origin.push_back(draw());
        }
        for (std::size_t group = 0; group < rows / sim::lanes; ++group)
            taken.push_back(static_cast<std::uint16_t>(draw()));
        taken.back() &= 0x00ffu; // padding
        for (std::size_t row = 0; row < rows; ++row) {
            lessons.push_back(static_cast<float>(0.2 * draw.uniform()));
            teaching.push_back(static_cast<float>(0.02 * draw.uniform()));
        }
    }
    bool is_taken(std::size_t row) const { return taken[row / sim::lanes] >> (row % sim::lanes) & 1u; }
    std::size_t rows() const { return ability.size(); }
    models::CohortColumns columns() {
        return {ability.data(),
                boost.data(),
                anchor.data(),
                engagement.data(),
                readiness.data(),
                absent.data(),
                ses.data(),
                flags.data(),
                serial.data(),
                origin.data(),
                taken.data(),
                rows(),
                has_stocks ? lessons.data() : nullptr,
                has_stocks ? teaching.data() : nullptr};
    }
    friend bool operator==(const Cohort&, const Cohort&) = default;
};

/// The kernels on these columns as one cohort.
inline models::MonthSums month(sim::Isa isa, Cohort& c, const models::MonthRates& rates,
                               const models::CohortRates& own) {
    const auto rows = static_cast<std::uint32_t>(c.rows());
    models::MonthSums sums{};
    models::student_month(isa)(c.columns(), {&rows, 1}, rates, &own, &sums);
    return sums;
}
inline models::ReportSums report(sim::Isa isa, Cohort& c, const models::ReportRates& rates) {
    const auto rows = static_cast<std::uint32_t>(c.rows());
    models::ReportSums sums{};
    models::student_report(isa)(c.columns(), {&rows, 1}, rates, &sums);
    return sums;
}

/// e^x as sim/vector.h says it, for one value.
inline float exp_float(float x) {
    x = x < -87.0f ? -87.0f : x > 88.0f ? 88.0f : x;
    const float shifted = x * 1.44269504f + 12582912.0f, k = shifted - 12582912.0f;
    const float r = (x - k * 0.693359375f) - k * -2.12194440e-4f;
    float p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    for (const float c : {8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f})
        p = p * r + c;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p * (r * r) + r + 1.0f) +
                                (std::bit_cast<std::uint32_t>(shifted) << 23));
}

/// The draws of all rows.
struct Draws {
    std::vector<float> z1, z2, u;
    template <class Rates>
    Draws(const Cohort& c, const Rates& r) : z1(c.rows()), z2(c.rows()), u(c.rows()) {
        struct alignas(64) Group {
            float value[sim::lanes];
        } a, b, d;
        for (std::size_t at = 0; at < c.rows(); at += sim::lanes) {
            r.fill(r.luck, &c.serial[at], &c.origin[at], r.step, r.decision, sim::lanes, a.value, b.value, d.value);
            for (std::size_t l = 0; l < sim::lanes; ++l)
                z1[at + l] = a.value[l], z2[at + l] = b.value[l], u[at + l] = d.value[l];
        }
    }
};

/// Process 8 for one cohort; returns sums in double.
struct ReferenceSums {
    double students = 0, score = 0, score_square = 0, low_students = 0, low_score = 0, absent_days = 0, dropouts = 0,
           low_dropouts = 0;
};

inline ReferenceSums reference_month(Cohort& c, const models::MonthRates& r, const models::CohortRates& own) {
    const Draws d(c, r);
    ReferenceSums sums;
    for (std::size_t i = 0; i < c.rows(); ++i) {
        if (!c.is_taken(i)) continue;
        const float plain = r.lasting + own.lasting;
        float lasting = plain, transient = r.transient + own.transient, absence = 1, readiness = own.readiness,
              staying = 0;
        for (std::size_t k = 0; k < r.n_exposures; ++k) {
            const models::Exposure& x = r.exposures[k];
            if (!(c.flags[i] >> x.programme & 1u)) continue;
            lasting += x.lasting, transient += x.transient, absence *= 1.0f - x.absence;
            readiness += x.readiness, staying += x.staying;
        }
        if (r.has_more) {
            const auto add = [&](float& stock, float offer) {
                const float left = offer - r.stock_pull * stock, added = left < 0 ? 0.0f : left;
                stock += added;
                return added;
            };
            if (c.has_stocks) {
                const float learnt = add(c.lessons[i], lasting - plain);
                lasting = plain + learnt + add(c.teaching[i], r.taught);
            }
            if (c.flags[i] >> 16 & 1u) lasting += r.low_lasting;
        }
        float e = c.engagement[i];
        e = e + r.engagement_pull * (r.engagement_target + r.engagement_ses * c.ses[i] - e);
        e = e + r.engagement_drift * d.z2[i];
        e = e < 0 ? 0.0f : e > 1 ? 1.0f : e;
        float share = exp_float(r.absence_log - r.absence_slope * e) * absence;
        share = share > r.absence_most ? r.absence_most : share;
        const float away = r.days * share;
        float a = c.ability[i] + r.pull * (r.target + c.anchor[i] - c.ability[i]);
        a = a + r.drift * d.z1[i];
        a = a + r.absence_effect * (away - r.absence_usual) + lasting;
        c.engagement[i] = e, c.ability[i] = a, c.anchor[i] = c.anchor[i] + lasting;
        c.boost[i] = c.boost[i] * r.boost_keep + transient;
        c.readiness[i] += readiness, c.absent[i] += away;
        sums.absent_days += static_cast<double>(away);
        const float hazard = own.hazard_log - r.hazard_engagement * e - r.hazard_ability * a - r.hazard_ses * c.ses[i] -
                             r.hazard_readiness * c.readiness[i] - staying;
        const bool is_low = c.flags[i] >> 16 & 1u;
        if (own.can_leave && d.u[i] < exp_float(hazard)) {
            c.taken[i / sim::lanes] = static_cast<std::uint16_t>(c.taken[i / sim::lanes] & ~(1u << (i % sim::lanes)));
            sums.dropouts += 1, sums.low_dropouts += is_low;
            continue;
        }
        const double score = static_cast<double>(a + c.boost[i]);
        sums.students += 1, sums.score += score, sums.score_square += score * score;
        if (is_low) sums.low_students += 1, sums.low_score += score;
    }
    return sums;
}

} // namespace kernel_tests
