// Leaders turn over.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

/// Monthly chance of what happens with a yearly one, `factor` times as often.
double monthly(double yearly, double factor) { return 1.0 - sim::power(1.0 - yearly, factor / 12.0); }

} // namespace

/// Leaders turn over.
///
///     P(principal leaves) = 1 - (1 - rate)^(churn / 12)   [1/month], superintendents alike
///     a champion leaves with them with `champion_with_leader`; a school without one finds one with `champion_rate`
///     turnover -> rate churn + teacher_trust (usual - trust)   [share of teachers/year]
/// Reads environment. Writes tenures [month], relational_trust, teacher_turnover; all [N].
/// Draws Decision::principal_leaves, superintendent_leaves, champion_changes, once a school.
void turn_over_leaders(World& w, const sim::Step& step) {
    const LeadersParameters& p = w.parameters.leaders;
    Institutions& all = w.institutions;
    const double principal = monthly(p.principal_rate, w.environment.turnover_factor);
    const double superintendent = monthly(p.superintendent_rate, w.environment.turnover_factor);
    sim::for_each_row(all.size(), [&](std::size_t i) {
        const bool head_leaves = step.stream(code(Decision::principal_leaves), all.key[i]).bernoulli(principal);
        const bool chief_leaves =
            step.stream(code(Decision::superintendent_leaves), all.key[i]).bernoulli(superintendent);
        all.principal_months[i] = head_leaves ? 0 : all.principal_months[i] + 1;
        all.superintendent_months[i] = chief_leaves ? 0 : all.superintendent_months[i] + 1;
        if (head_leaves) all.relational_trust[i] *= 1 - p.trust_loss;

        sim::Stream draw = step.stream(code(Decision::champion_changes), all.key[i]);
        const double goes = draw.uniform(), comes = draw.uniform();
        if (all.champion_months[i] < 0)
            all.champion_months[i] = comes < p.champion_rate ? 0 : -1;
        else if ((head_leaves || chief_leaves) && goes < p.champion_with_leader)
            all.champion_months[i] = -1;
        else
            all.champion_months[i] += 1;

        const double usual = p.teacher_rate * w.environment.turnover_factor;
        const double wanted = usual + p.teacher_trust * (w.parameters.school_trust.start - all.relational_trust[i]);
        all.teacher_turnover[i] += p.teacher_adjust * (std::clamp(wanted, 0.0, 1.0) - all.teacher_turnover[i]);
    });
}

} // namespace models
