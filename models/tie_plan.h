#pragma once
/// \file
/// How the user's ties start: what each takes of its partner's means, what is scaled, and why one cannot start. Follows
/// from the data and the parameters alone, so that it is the same in every replicate and can be told before a run.

#include "models/parameters.h"
#include "models/region.h"

#include <cstdint>
#include <string>
#include <vector>

namespace models {

/// One row of ties.csv.
struct TiePlan {
    bool starts = false;
    bool is_scaled = false; ///< The partner's means do not suffice for all its ties.
    double part = 1;        ///< Of what was given, after scaling [share]
    std::string why;        ///< It does not start.
    double share = 1;       ///< Of a full programme [0-1]
    double group = 0;       ///< Pupils
    Resources pledge{};     ///< A teaching month, money in dollars of the data's year
};

struct TiesPlan {
    std::vector<TiePlan> ties;             ///< As region.ties
    std::vector<Resources> capacity;       ///< Of each given partner, what is unset derived
    std::vector<std::uint32_t> programmes; ///< Bits of those its ties run
};

/// Plan of a completed region.
TiesPlan plan_ties(const Region& region, const Parameters& parameters);

/// Does a given tie run an after-school programme in grades above the usual ones? Then all schools of the region may.
bool serves_upper_grades(const Region& region);

/// Account of a region's ties for people and programs.
struct TiesAccount {
    struct LeftOut {
        std::string school, partner, programme, why;
    };
    struct Scaled {
        std::string school, partner, programme;
        double part; ///< Of what was given
    };
    std::size_t given = 0, started = 0, scaled = 0;
    std::vector<LeftOut> left_out;
    std::vector<Scaled> scaled_down; ///< [scaled]
};
TiesAccount account_of_ties(const Region& region, const Parameters& parameters);

} // namespace models
