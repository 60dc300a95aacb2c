#include "viz/runs/frame.h"

#include "models/derived.h"
#include "sim/simd.h"
#include "viz/runs/script.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace viz {
namespace {

using models::World;

float narrow(double value) { return static_cast<float>(value); }

SchoolState school_of(const World& w, std::size_t i) {
    const models::Institutions& all = w.institutions;
    const models::Tally& t = w.tallies[i];
    const double others = t.students - t.low_students;
    SchoolState s;
    s.students = narrow(t.students);
    s.score = narrow(t.students > 0 ? t.score / t.students : sim::unset);
    s.low_score = narrow(t.low_students > 0 ? t.low_score / t.low_students : sim::unset);
    s.other_score = narrow(others > 0 ? (t.score - t.low_score) / others : sim::unset);
    s.trust = narrow(all.relational_trust[i]), s.support = narrow(all.support[i]);
    s.load = narrow(all.hours[i] > 0 ? all.hours_needed[i] / all.hours[i] : 0);
    s.spending = narrow(all.spending[i]);
    s.served = narrow(t.test_students > 0 ? t.served / t.test_students : 0);
    s.principal_months = narrow(all.principal_months[i]);
    s.has_champion = all.champion_months[i] >= 0;
    s.coalition = all.coalition[i];
    return s;
}

TieState tie_of(const World& w, std::size_t m) {
    const models::Partnerships& all = w.partnerships;
    TieState t;
    t.key = all.key[m], t.school = all.institution[m], t.partner = all.partner[m], t.programme = all.programme[m];
    t.stage = all.stage[m];
    t.trust = narrow(models::mutual_trust(w, m));
    t.alignment = narrow(all.alignment[m]), t.fidelity = narrow(all.fidelity[m]);
    t.value = narrow(models::school_value(w, m));
    t.kept = narrow(all.kept[m]), t.hours = narrow(all.hours_share[m]), t.weight = narrow(all.weight[m]);
    t.pledged = narrow(models::value_of(w.parameters, models::row_of<models::n_resources>(all.pledge, m)));
    t.delivered = narrow(models::value_of(w.parameters, models::row_of<models::n_resources>(all.delivered, m)));
    t.served = narrow(all.served[m]);
    t.age = static_cast<std::int16_t>(all.age[m]), t.months_left = static_cast<std::int16_t>(all.months_left[m]);
    t.renewals = static_cast<std::int16_t>(all.n_renewals[m]);
    return t;
}

/// Others' and low-income pupils' numbers.
template <std::size_t n>
using ByIncome = std::array<std::array<std::uint32_t, n>, 2>;

template <std::size_t n>
void write(const ByIncome<n>& counted, std::array<float, n>& others, std::array<float, n>& low) {
    for (std::size_t k = 0; k < n; ++k)
        others[k] = static_cast<float>(counted[0][k]), low[k] = static_cast<float>(counted[1][k]);
}

/// Pupils by score and by programme; colleges are left out of scores, as in the outcomes. Every month of every run that
/// is drawn comes by here: bins of a group of rows first, in one go, then whoever is enrolled.
void count_pupils(const World& w, Frame& frame) {
    constexpr float per_bin = static_cast<float>(n_bins) / (bins_high - bins_low),
                    last = static_cast<float>(n_bins) - 1;
    ByIncome<n_bins> pupils{};
    ByIncome<models::n_programmes> members{};
    const float *ability = w.students.ability.data(), *boost = w.students.boost.data();
    const std::uint32_t* flags = w.students.flags.data();
    for (std::size_t c = 0; c < w.cohorts.size(); ++c) {
        const bool is_school = w.institutions.grade_low[w.cohorts.institution[c]] < models::first_college_grade;
        for (std::size_t row = w.cohorts.begin[c], end = row + w.cohorts.rows[c]; row < end; row += sim::lanes) {
            std::array<float, sim::lanes> bin{};
            for (std::size_t l = 0; l < sim::lanes; ++l) {
                const float at = (ability[row + l] + boost[row + l] - bins_low) * per_bin;
                bin[l] = at < 0 ? 0 : at > last ? last : at;
            }
            for (unsigned taken = w.students.taken[row / sim::lanes]; taken; taken &= taken - 1) {
                const auto l = static_cast<std::size_t>(std::countr_zero(taken));
                const std::size_t low = flags[row + l] & models::flag_low_income ? 1 : 0;
                for (std::uint32_t set = models::programmes_in(flags[row + l]); set; set &= set - 1)
                    ++members[low][static_cast<std::size_t>(std::countr_zero(set))];
                if (is_school) ++pupils[low][static_cast<std::size_t>(bin[l])];
            }
        }
    }
    write(pupils, frame.other_pupils, frame.low_pupils);
    write(members, frame.other_members, frame.low_members);
}

void add_ties(const World& w, Frame& frame) {
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        const TieState tie = tie_of(w, m);
        frame.ties.push_back(tie);
        if (tie.stage != models::Stage::active) continue;
        frame.schools[tie.school].received += tie.delivered;
        frame.schools[tie.school].n_live += 1;
        frame.partners[tie.partner].delivered += tie.delivered;
    }
    std::sort(frame.ties.begin(), frame.ties.end(), [](const TieState& a, const TieState& b) { return a.key < b.key; });
}

} // namespace

const TieState* Frame::tie(sim::Key key) const {
    const auto it = std::lower_bound(ties.begin(), ties.end(), key,
                                     [](const TieState& t, sim::Key wanted) { return t.key < wanted; });
    return it != ties.end() && it->key == key ? &*it : nullptr;
}

std::shared_ptr<const Frame> frame_of(const World& w) {
    const auto frame = std::make_shared<Frame>();
    frame->month = month_of(w);
    for (const auto& observable : models::observables())
        frame->observables.push_back(observable.read(w));
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        frame->schools.push_back(school_of(w, i));
    for (std::size_t k = 0; k < w.partners.size(); ++k)
        frame->partners.push_back(
            {narrow(models::value_of(w.parameters, models::row_of<models::n_resources>(w.partners.capacity, k))), 0,
             narrow(w.partners.reputation[k]), static_cast<std::uint16_t>(w.partners.n_live[k]),
             w.partners.is_present[k] != 0});
    add_ties(w, *frame);
    for (std::size_t c = 0; c < w.coalitions.size(); ++c)
        frame->coalitions.push_back({narrow(w.coalitions.funding[c]),
                                     static_cast<std::uint16_t>(w.coalitions.n_members[c]),
                                     w.coalitions.is_alive[c] != 0, w.coalitions.has_backbone[c] != 0});
    count_pupils(w, *frame);
    frame->environment = w.environment;
    return frame;
}

} // namespace viz
