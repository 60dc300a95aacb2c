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

Obstacles obstacles(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m], k = all.partner[m];
    const double shown =
        1.0 - w.environment.hidden * (1.0 - w.levers.search.scrutiny); // what is hidden hinders no talks
    return {(1.0 - all.alignment[m]) * shown, culture_distance(w, i, k),
            inequality(alternatives(w, i, all.programme[m]), std::max(0.0, w.known_by[k] - 1))};
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
bool talk(World& w, const sim::Step& step, std::size_t m) {
    Partnerships& all = w.partnerships;
    const Obstacles o = obstacles(w, m);
    if (step.stream(code(Decision::talks_fail), all.key[m]).bernoulli(failure(w, o))) return true;
    if (all.stage[m] == Stage::common_ground) {
        const TalksParameters& p = w.parameters.talks;
        const double reachable = all.common_ground[m] + w.levers.agreement.goal_work * p.common_ground *
                                                            (p.common_ground_max - all.common_ground[m]);
        all.common_ground[m] = std::min(reachable, p.common_ground_max);
    }
    const double chance = 1.0 - sim::exp(-pace(w, m, o));
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
///     P(next)  = 1 - exp(-pace);   P(fail) = fail_rate exp(+...)                                           [1/month]
/// Work on common ground closes part of the misalignment. The last stage signs: pledges [M x R], term, formality.
/// Reads goals, culture, capacity. Writes stage, alignment, the agreement, committed. Draws talks_advance, talks_fail.
void negotiate_agreements(World& w, const sim::Step& step) {
    Partnerships& all = w.partnerships;
    std::vector<std::uint8_t> reason(all.size(), n_end_reasons);
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] == Stage::active) return;
        if (!w.partners.is_present[all.partner[m]])
            reason[m] = static_cast<std::uint8_t>(EndReason::partner_left);
        else if (talk(w, step, m))
            reason[m] = static_cast<std::uint8_t>(EndReason::talks_failed);
    });
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (all.stage[m] != Stage::agreement || all.stage_months[m] != -1 || reason[m] != n_end_reasons) continue;
        if (!sign_agreement(w, m)) reason[m] = static_cast<std::uint8_t>(EndReason::talks_failed);
    }
    remove_partnerships(w, reason);
}

} // namespace models
