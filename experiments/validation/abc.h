#pragma once
/// \file
/// Approximate Bayesian computation: which points reproduce data, where a model can be simulated but has no likelihood?
/// Sequential Monte Carlo with replenishment (Drovandi & Pettitt 2011, Biometrics 67:225): particles from the prior; in
/// each generation the farther half is dropped, copies of the nearer half take its place and are moved by steps of a
/// Markov chain that leave the posterior at the new tolerance unchanged. All particles weigh the same: the population
/// is an equally weighted sample. Half of the steps are differences of particles (ter Braak 2006, Stat Comput 16:239)
/// in a random subset of coordinates, so that correlations are followed; half move a few coordinates on the prior's
/// scale, so that what the data leave open stays wide.

#include "sim/random.h"

#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

namespace experiments {

using Point = std::vector<double>; ///< [dimensions]

struct AbcPrior {
    std::function<Point(sim::Stream& draws)> draw;
    std::function<double(const Point& at)> density; ///< Up to a constant; 0 outside the prior.
};

/// How far a simulation at a point lies from the data (>= 0), and the caller's mark of that simulation.
struct AbcJudgement {
    double distance = 0;
    std::size_t mark = 0;
};
/// Simulates; may throw, which ends the search: what `after_generation` got last is what there is.
using AbcSimulation = std::function<AbcJudgement(const Point& at, std::size_t generation)>;

struct AbcPlan {
    std::size_t particles = 24;  ///< >= 4
    std::size_t draws = 96;      ///< From the prior; the nearest `particles` are kept (all, if there are fewer).
    std::size_t generations = 5; ///< Prior's included.
    std::size_t tries = 96;      ///< Steps of all moved particles in a generation, at least one each.
};

struct AbcParticle {
    Point at;
    AbcJudgement judged;
    std::size_t ancestor = 0; ///< The draw from the prior that it descends from.
};

struct AbcPopulation {
    std::vector<AbcParticle> particles;                         ///< Equal weights.
    std::size_t generation = 0;                                 ///< 1 = from the prior.
    double tolerance = std::numeric_limits<double>::infinity(); ///< No particle is farther.
    double accepted = 1; ///< Share of this generation's steps that were taken; below about 0.02 it stands still.
    /// Different draws from the prior that the particles descend from: when few are left, what the data leave open
    /// looks narrower than it is.
    std::size_t ancestors() const;
};

/// The population after the last generation. Draws: keyed by particle and generation. Throws what `simulate` throws.
AbcPopulation approximate_posterior(const AbcPrior& prior, const AbcSimulation& simulate, const AbcPlan& plan,
                                    sim::Luck luck,
                                    const std::function<void(const AbcPopulation&)>& after_generation = {});

} // namespace experiments
