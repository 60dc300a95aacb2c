// Talks go on, fail or end in an agreement.
#include "models/derived.h"
#include "models/partnership_table.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

/// What stands in the way of one pair's talks.
struct Obstacles {
    double misalignment = 0, culture = 0, inequality = 0;
};

/// Value that each side has from agreements in force [USD/month]; empty where dependence does not shape talks.
struct Support {
    std::vector<double> of_school, of_partner;
};

Support support_in_force(const World& w) {
    if (w.parameters.power.talks <= 0) return {};
    Support s{std::vector<double>(w.institutions.size(), 0.0), std::vector<double>(w.partners.size(), 0.0)};
    const Partnerships& all = w.partnerships;
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (all.stage[m] != Stage::active) continue;
        const double value = value_of(w.parameters, row_of<n_resources>(all.pledge, m));
        s.of_school[all.institution[m]] += value, s.of_partner[all.partner[m]] += value;
    }
    return s;
}

/// What the agreement that is talked about would bring: the programme for the group that the partner's free means
/// reach [USD/month].
double prospect(const World& w, std::size_t m) {
    const std::size_t k = w.partnerships.partner[m], g = w.partnerships.programme[m];
    Resources free{};
    for (std::size_t r = 0; r < n_resources; ++r) {
        const double capacity = w.partners.capacity[k * n_resources + r];
        free[r] = std::clamp(capacity - w.partners.committed[k * n_resources + r], 0.0,
                             w.parameters.talks.partner_part_max * capacity);
    }
    const Programme& programme = w.parameters.programme[g];
    const double group = std::min(affordable(w.parameters, g, free, w.levers.money.co_funding),
                                  programme.coverage * eligible(w, w.partnerships.institution[m], g));
    Resources need = programme.need;
    for (double& n : need)
        n *= group;
    return value_of(w.parameters, need);
}

/// How unequal two sides are who talk: by the numbers of others each could turn to, or by how much more the school that
/// asks would depend on the agreement than the partner that is asked (Emerson 1962; as dependence() of those in force).
double inequality_in_talks(const World& w, std::size_t m, const Support& s) {
    const std::size_t i = w.partnerships.institution[m], k = w.partnerships.partner[m];
    const double others = alternatives(w, i, w.partnerships.programme[m]), rivals = std::max(0.0, w.known_by[k] - 1);
    const double counted = inequality(others, rivals);
    if (s.of_school.empty()) return counted;
    const PowerParameters& p = w.parameters.power;
    const double value = prospect(w, m);
    if (value <= 0) return counted;
    const double school = value / (value + s.of_school[i]) / (1 + p.alternatives * others);
    const double partner = value / (value + s.of_partner[k]) / (1 + p.alternatives * rivals);
    return counted + p.talks * (std::max(0.0, school - partner) / (school + partner) - counted);
}

Obstacles obstacles(const World& w, std::size_t m, const Support& s) {
    const Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m], k = all.partner[m];
    const double shown =
        1.0 - w.environment.hidden * (1.0 - w.levers.search.scrutiny); // what is hidden hinders no talks
    return {(1.0 - all.alignment[m]) * shown, culture_distance(w, i, k), inequality_in_talks(w, m, s)};
}

/// Rate of passing the present stage [1/month].
double pace(const World& w, std::size_t m, const Obstacles& o) {
    const TalksParameters& p = w.parameters.talks;
    const bool is_writing = w.partnerships.stage[m] >= Stage::proposal;
    const double slow =
        p.misalignment * o.misalignment + p.culture * o.culture + p.inequality * o.inequality +
        (is_writing ? p.regulation * w.environment.regulation + p.formality * w.levers.agreement.formality : 0.0);
    return p.pace * sim::exp(-slow);
}

double failure(const World& w, const Obstacles& o) {
    const TalksParameters& p = w.parameters.talks;
    const double heat = p.fail_misalignment * o.misalignment + p.fail_culture * o.culture +
                        p.fail_inequality * o.inequality + p.fail_regulation * w.environment.regulation;
    return std::min(1.0, p.fail_rate * sim::exp(heat));
}

/// Moves one row of talks on; says whether it fails.
bool talk(World& w, const sim::Step& step, std::size_t m, const Support& s) {
    Partnerships& all = w.partnerships;
    const Obstacles o = obstacles(w, m, s);
    if (step.stream(code(Decision::talks_fail), all.key[m]).bernoulli(failure(w, o))) return true;
    if (all.stage[m] == Stage::common_ground) {
        const TalksParameters& p = w.parameters.talks;
        const double reachable = all.common_ground[m] + w.levers.agreement.goal_work * p.common_ground *
                                                            (p.common_ground_max - all.common_ground[m]);
        all.common_ground[m] = std::min(reachable, p.common_ground_max);
    }
    const double ready = all.stage[m] == Stage::agreement ? w.levers.agreement.readiness : 1.0;
    const double chance = (1.0 - sim::exp(-pace(w, m, o))) * ready;
    all.stage_months[m] += 1;
    if (!step.stream(code(Decision::talks_advance), all.key[m]).bernoulli(chance)) return false;
    if (all.stage[m] == Stage::agreement) {
        all.stage_months[m] = -1; // ready to sign, in order, below
        return false;
    }
    all.stage[m] = static_cast<Stage>(static_cast<std::uint8_t>(all.stage[m]) + 1);
    all.stage_months[m] = 0;
    return false;
}

} // namespace

/// Talks go on: goals, common ground, proposal, buy-in, agreement; or fail.
///
///     pace     = talks.pace exp(-misalignment (1-a) - culture c - inequality d - regulation r - formality f) [1/month]
///     P(next)  = 1 - exp(-pace), the signature's times readiness;   P(fail) = fail_rate exp(+...)          [1/month]
///     d        = inequality of the numbers of others; by power.talks [D_i - D_k]+ / (D_i + D_k) of the prospect
/// Work on common ground closes part of the misalignment. The last stage signs: pledges [M x R], term, formality.
/// Reads goals, culture, capacity. Writes stage, alignment, the agreement, committed. Draws talks_advance, talks_fail.
void negotiate_agreements(World& w, const sim::Step& step) {
    Partnerships& all = w.partnerships;
    std::vector<std::uint8_t> reason(all.size(), n_end_reasons);
    const Support support = support_in_force(w);
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] == Stage::active) return;
        if (!w.partners.is_present[all.partner[m]])
            reason[m] = static_cast<std::uint8_t>(EndReason::partner_left);
        else if (talk(w, step, m, support))
            reason[m] = static_cast<std::uint8_t>(EndReason::talks_failed);
    });
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (all.stage[m] != Stage::agreement || all.stage_months[m] != -1 || reason[m] != n_end_reasons) continue;
        if (!sign_agreement(w, m)) reason[m] = static_cast<std::uint8_t>(EndReason::talks_failed);
    }
    remove_partnerships(w, reason);
}

} // namespace models
