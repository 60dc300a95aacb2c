// 5. Decisions are shared by dependence and rule; goals drift over the graph of partnerships.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/graph.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Weight of the school: power is the other's dependence, softened by the governance rule.
double weight(const World& w, std::size_t i, double of_school, double of_partner) {
    const PowerParameters& p = w.parameters.power;
    const double both = of_school + of_partner;
    const double power = 0.5 + (both > 0 ? p.by_dependence * (of_partner / both - 0.5) : 0.0);
    const double equal = std::min(1.0, w.strategy.equal_votes + p.backbone_rule * backbone_strength(w, i));
    const double led = (1 - equal) * w.strategy.school_led;
    return equal * 0.5 + led * p.school_led_weight + (1 - equal - led) * power;
}

/// One step of Friedkin & Johnsen over schools and partners together [N + P].
void drift_goals(World& w) {
    const Partnerships& all = w.partnerships;
    const std::size_t n = w.institutions.size(), both = n + w.partners.size();
    std::vector<sim::Edge> edges;
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (all.stage[m] != Stage::active) continue;
        const sim::Row i = all.institution[m], k = static_cast<sim::Row>(n + all.partner[m]);
        edges.push_back({i, k, school_trust(all, m) * (1 - all.weight[m])});
        edges.push_back({k, i, partner_trust(all, m) * all.weight[m]});
    }
    if (edges.empty()) {
        w.institutions.goals = w.institutions.goals_start;
        w.partners.goals = w.partners.goals_start;
        return;
    }
    sim::Graph ties = sim::make_graph(both, both, edges);
    const Eigen::VectorXd strength = ties * Eigen::VectorXd::Ones(ties.cols());
    sim::normalise_rows(ties);
    Matrix now(static_cast<Eigen::Index>(both), static_cast<Eigen::Index>(n_goals)), start = now;
    const auto take = [&](const std::vector<double>& column, std::size_t first, Matrix& into) {
        std::copy(column.begin(), column.end(), into.data() + first * n_goals);
    };
    take(w.institutions.goals, 0, now), take(w.partners.goals, n, now);
    take(w.institutions.goals_start, 0, start), take(w.partners.goals_start, n, start);
    const PowerParameters& p = w.parameters.power;
    Matrix next(now.rows(), now.cols());
    sim::for_each_row(both, [&](std::size_t at) {
        const auto row = static_cast<Eigen::Index>(at);
        const double lambda = p.susceptibility * strength[row] / (strength[row] + p.half_tie);
        Goals others{};
        for (sim::Graph::InnerIterator tie(ties, row); tie; ++tie)
            for (std::size_t d = 0; d < n_goals; ++d)
                others[d] += tie.value() * now(tie.col(), static_cast<Eigen::Index>(d));
        for (std::size_t d = 0; d < n_goals; ++d) {
            const auto goal = static_cast<Eigen::Index>(d);
            next(row, goal) = lambda > 0 ? (1 - lambda) * start(row, goal) + lambda * others[d] : start(row, goal);
        }
    });
    std::copy(next.data(), next.data() + n * n_goals, w.institutions.goals.begin());
    std::copy(next.data() + n * n_goals, next.data() + both * n_goals, w.partners.goals.begin());
}

void update_fit(World& w, std::size_t m) {
    Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m], k = all.partner[m];
    const auto ours = row_of<n_goals>(w.institutions.goals, i), theirs = row_of<n_goals>(w.partners.goals, k);
    const double shared = overlap(ours, theirs);
    all.alignment[m] = shared + (1 - shared) * all.common_ground[m];
    Goals aimed{};
    for (std::size_t d = 0; d < n_goals; ++d)
        aimed[d] = all.weight[m] * ours[d] + (1 - all.weight[m]) * theirs[d];
    all.fit[m] = 0.5 * (overlap(aimed, row_of<n_goals>(w.institutions.need, i)) + relevance(w, i, all.programme[m]));
}

} // namespace

void share_decisions(World& w, const sim::Step&) {
    Partnerships& all = w.partnerships;
    const Dependence d = dependence(w);
    std::fill(w.institutions.dependence.begin(), w.institutions.dependence.end(), 0.0);
    std::fill(w.partners.dependence.begin(), w.partners.dependence.end(), 0.0);
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (all.stage[m] != Stage::active) continue;
        all.weight[m] = weight(w, all.institution[m], d.of_school[m], d.of_partner[m]);
        double& school = w.institutions.dependence[all.institution[m]];
        double& partner = w.partners.dependence[all.partner[m]];
        school = std::max(school, d.of_school[m]);
        partner = std::max(partner, d.of_partner[m]);
    }
    drift_goals(w);
    sim::for_each_row(all.size(), [&](std::size_t m) { update_fit(w, m); });
}

} // namespace models
