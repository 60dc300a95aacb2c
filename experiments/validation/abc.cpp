#include "experiments/validation/abc.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace experiments {
namespace {

enum Decision : std::uint32_t { prior_draw = 1, choice, step_draw };

using Particles = std::vector<AbcParticle>;

/// Draws from the prior, those nearest to the data.
Particles first(const AbcPrior& prior, const AbcSimulation& simulate, const AbcPlan& plan, sim::Luck luck) {
    Particles all;
    for (std::size_t n = 0; n < std::max(plan.draws, plan.particles); ++n) {
        sim::Stream draws(luck, n, 0, prior_draw);
        AbcParticle p{prior.draw(draws), {}, n};
        p.judged = simulate(p.at, 1);
        all.push_back(std::move(p));
    }
    return all;
}

void sort_by_distance(Particles& all) {
    std::stable_sort(all.begin(), all.end(),
                     [](const AbcParticle& a, const AbcParticle& b) { return a.judged.distance < b.judged.distance; });
}

/// Standard deviation of each coordinate.
Point spread(const Particles& all, std::size_t n) {
    Point sd(all.front().at.size());
    for (std::size_t k = 0; k < sd.size(); ++k) {
        double mean = 0, square = 0;
        for (std::size_t p = 0; p < n; ++p)
            mean += all[p].at[k] / static_cast<double>(n);
        for (std::size_t p = 0; p < n; ++p)
            square += (all[p].at[k] - mean) * (all[p].at[k] - mean);
        sd[k] = std::sqrt(square / static_cast<double>(n));
    }
    return sd;
}

/// A symmetric step that follows the population: the difference of two of the first `n` particles in some of the
/// coordinates, and a little noise in those, so that every point can be reached.
Point step_along(const Point& at, const Particles& all, std::size_t n, const Point& sd, sim::Stream& draws) {
    constexpr double noise = 0.1;                // of a coordinate's spread
    constexpr double reach = 2.38 * 0.707106781; // over the root of the dimensions moved (ter Braak 2006)
    const auto a = draws.below(static_cast<std::uint32_t>(n));
    auto b = draws.below(static_cast<std::uint32_t>(n - 1));
    b += b >= a ? 1 : 0;
    const double share = (1.0 + draws.below(3)) / 3;
    std::vector<std::size_t> moved;
    for (std::size_t k = 0; k < at.size(); ++k)
        if (draws.bernoulli(share)) moved.push_back(k);
    Point next = at;
    for (const std::size_t k : moved)
        next[k] += reach / std::sqrt(static_cast<double>(moved.size())) * (all[a].at[k] - all[b].at[k]) +
                   noise * sd[k] * draws.normal();
    return next;
}

/// A symmetric step on the scale of the prior in a few coordinates: what the data leave open stays as wide as the
/// prior, however few ancestors are left.
Point step_out(const Point& at, const Point& prior_sd, sim::Stream& draws) {
    constexpr std::uint32_t at_most = 3;
    constexpr double reach = 0.8; // of the prior's spread
    Point next = at;
    for (std::uint32_t n = 1 + draws.below(at_most); n > 0; --n) {
        const auto k = draws.below(static_cast<std::uint32_t>(at.size()));
        next[k] += reach * prior_sd[k] * draws.normal();
    }
    return next;
}

} // namespace

std::size_t AbcPopulation::ancestors() const {
    std::set<std::size_t> all;
    for (const AbcParticle& p : particles)
        all.insert(p.ancestor);
    return all.size();
}

AbcPopulation approximate_posterior(const AbcPrior& prior, const AbcSimulation& simulate, const AbcPlan& plan,
                                    sim::Luck luck, const std::function<void(const AbcPopulation&)>& after_generation) {
    AbcPopulation now;
    if (plan.generations == 0) return now;
    now.particles = first(prior, simulate, plan, luck);
    const Point prior_sd = spread(now.particles, now.particles.size());
    sort_by_distance(now.particles);
    now.particles.resize(plan.particles);
    now.generation = 1, now.tolerance = now.particles.back().judged.distance;
    if (after_generation) after_generation(now);
    const std::size_t kept = plan.particles / 2, dropped = plan.particles - kept;
    const std::size_t steps = std::max<std::size_t>(1, plan.tries / dropped);
    for (std::uint32_t g = 2; g <= plan.generations; ++g) {
        AbcPopulation next = now;
        const Point sd = spread(now.particles, kept);
        const double tolerance = now.particles[kept - 1].judged.distance;
        std::size_t taken = 0;
        for (std::size_t d = 0; d < dropped; ++d) {
            sim::Stream chosen(luck, d, g, choice), draws(luck, d, g, step_draw);
            AbcParticle p = now.particles[chosen.below(static_cast<std::uint32_t>(kept))];
            for (std::size_t s = 0; s < steps; ++s) {
                AbcParticle step{draws.bernoulli(0.5) ? step_out(p.at, prior_sd, draws)
                                                      : step_along(p.at, now.particles, kept, sd, draws),
                                 {},
                                 p.ancestor};
                if (draws.uniform() >= prior.density(step.at) / prior.density(p.at)) continue;
                step.judged = simulate(step.at, g);
                if (step.judged.distance > tolerance) continue;
                p = std::move(step), ++taken;
            }
            next.particles[kept + d] = std::move(p);
        }
        next.generation = g, next.tolerance = tolerance;
        next.accepted = static_cast<double>(taken) / static_cast<double>(dropped * steps);
        sort_by_distance(next.particles);
        now = std::move(next);
        if (after_generation) after_generation(now);
    }
    return now;
}

} // namespace experiments
