#pragma once
/// \file
/// Initialisation (ODD element 5): a world at month 0 from a set-up. Each part draws only with the keys of its own
/// agents, so one agent more changes nobody else's start.

#include "models/model.h"
#include "models/tie_plan.h"

namespace models {

/// Institutions' facts, and school effects: in mode A from mean_score, shrunk by its sampling error; else drawn.
void initialise_institutions(World& world, const Region& region);

/// Cohorts and their students: SES from the low-income share, ability at its long-run level plus passing ups and downs.
void initialise_students(World& world, const Region& region);

/// Partners of the file, or synthetic ones; then who can come to know whom.
void initialise_partners(World& world, const Region& region, const TiesPlan& plan);
/// Another synthetic partner opens in the row of one that left and has no partnership any more: at its place and known
/// to the same schools, all else drawn anew.
void open_partner(World& world, std::size_t k, std::uint32_t month);
/// Programmes usual for a kind of partner, a bit each.
std::uint32_t usual_programmes(PartnerKind kind);
void initialise_candidates(World& world, const std::vector<std::uint32_t>& institution_county,
                           const std::vector<std::uint32_t>& partner_county);

/// Coalitions of neighbouring schools of a county, where the strategy founds them: each school that is in no living one
/// joins by chance. Called before accounts are opened. `region` is completed.
void found_coalitions(World& world, const Region& region);
/// The strategy of a running region was changed, at the beginning of its month: living coalitions take its backbone,
/// measurement and pooling, schools in none found new ones, and those have accounts. What the model itself never does,
/// but people who steer it (viz).
void change_coalitions(World& world, const Region& region);

/// Running partnerships of ties.csv, as models/tie_plan.h plans them.
void initialise_ties(World& world, const Region& region, const TiesPlan& plan);
/// Key of a partner by its id.
inline sim::Key key_of_partner(const std::string& id) { return sim::key_of("partner/" + id); }
/// After a burn-in, through which they held: given ties have the age, the term and the surveyed scores of their rows.
void restart_ties(World& world, const Region& region);

/// Which schools leavers choose among, where a region has them choose.
void initialise_choices(World& world, const Region& region);

/// Shifts of hazard, absence and college entry so that each school's own rates come out of its own pupils.
void initialise_rates(World& world, const Region& region);

/// Shares of each school's leavers among the schools that take them: by size, distance on the scale `choice_km`, and so
/// that places are filled alike. Only for schools whose data give none.
void settle_choices(std::vector<School>& schools, double choice_km);

/// Positions in km where the data give degrees.
void project(std::vector<School>& schools);

/// One account a school, partner and coalition in both ledgers, after the outside accounts.
void open_accounts(World& world);

/// Centre of a county [km], the same whoever else exists.
struct Place {
    double x = 0, y = 0;
};
Place county_place(const World& world, const std::string& county);

/// A share kept `least` away from 0 and 1, where the normal quantile has a value.
double inside(double share, double least);

/// The long-run level a school gives its average pupil [SD]: context, language, school effect.
double school_level(const World& world, sim::Row institution);
/// Writes usual_effect: the mean school effect over the region's pupils as they are [SD].
void note_usual_effect(World& world);

/// Writes `n` new pupils into rows [first, first + n) of cohort `cohort` (at the start and in September).
void enter_students(World& world, std::size_t cohort, std::uint32_t first, std::uint32_t n);

/// Memory of this machine [bytes].
double machine_memory();

} // namespace models
