// Trust follows what was lived, faster down than up; value follows what was got.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

/// Moves a score towards experience `lived`.
void move(double& score, double lived, const TrustParameters& p) {
    const double speed = lived >= score ? p.gain : std::min(1.0, p.gain * p.loss_ratio);
    score += speed * (std::clamp(lived, 0.0, 1.0) - score);
}

/// What the school believes of shared goals: what the partner hides looks shared until it comes out, and then trust
/// falls by what was hidden (Robinson 1996).
void live_goals(World& w, const sim::Step& step, std::size_t m, double chemistry) {
    const TrustParameters& p = w.parameters.trust;
    double& mission = w.partnerships.mission_i[m];
    const Secret secret = secret_of(w, step.luck, m);
    if (secret.comes_out) mission = std::max(0.0, mission - p.breach * secret.hidden);
    const double lived = w.partnerships.alignment[m] + (secret.comes_out ? 0.0 : secret.hidden);
    move(mission, lived + chemistry, p);
}

} // namespace

/// Trust and value are updated from what was lived (term end); trust does not grow with age.
///
///     r += gain (x - r) if x > r, else gain loss_ratio (x - r);  x = kept promises, alignment, fairness, + chemistry
/// Hidden goals count as shared until they come out; then trust in them falls by trust.breach x what was hidden.
/// Reads kept, alignment, weight, hours_share. Writes PARTNER's six scores of both sides [M]. Draws pair_chemistry,
/// the same each term.
void update_trust(World& w, const sim::Step& step) {
    const Parameters& p = w.parameters;
    Partnerships& all = w.partnerships;
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] != Stage::active) return;
        const double one_sided = 2 * std::abs(all.weight[m] - 0.5);
        const double open = w.levers.governance.openness;
        const double left_out_i = std::max(0.0, 1 - 2 * all.weight[m]),
                     left_out_p = std::max(0.0, 2 * all.weight[m] - 1);
        sim::Stream people(step.luck, all.key[m], 0, code(Decision::pair_chemistry)); // the same for life
        const double chemistry = p.trust.chemistry * people.normal();
        const double decided = open + (1 - open) * (1 - one_sided) * p.trust.even_openness;
        move(all.reliability_i[m], all.kept[m] + chemistry, p.trust);
        move(all.reliability_p[m], all.hours_share[m] + chemistry, p.trust);
        live_goals(w, step, m, chemistry);
        move(all.mission_p[m], all.alignment[m] + chemistry, p.trust);
        move(all.openness_i[m], decided - p.trust.unfairness * left_out_i + chemistry, p.trust);
        move(all.openness_p[m], decided - p.trust.unfairness * left_out_p + chemistry, p.trust);

        const double got = value_of(w.parameters, row_of<n_resources>(all.delivered, m)) / std::max(1.0, all.served[m]);
        const double reached = all.served[m] / std::max(1.0, all.served[m] + p.value.group_half);
        all.influence_i[m] = all.weight[m], all.influence_p[m] = 1 - all.weight[m];
        all.involvement_i[m] = all.hours_share[m], all.involvement_p[m] = all.kept[m];
        if (is_teaching(step.month)) // in summer nothing is due
            all.resources_i[m] = got / (got + p.value.half) * all.fidelity[m] / p.value.usual_fit * all.fit[m];
        all.resources_p[m] =
            reached * all.fidelity[m] * (p.value.unaligned + (1 - p.value.unaligned) * all.alignment[m]);
    });
}

} // namespace models
