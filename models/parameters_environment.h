#pragma once
/// \file
/// Fields of synthetic partners, coalitions and conditions; their rows with default, range and evidence
/// stand in parameters_environment.cpp.

#include "models/partner.h"
#include "sim/parameter.h"

#include <array>

namespace models {

using sim::unset;

/// One kind of synthetic partners; capacities are medians.
struct PartnerKindParameters {
    double share = unset;       ///< How common partners of this kind are [weight]
    double regional = unset;    ///< Chance that it works in the whole region [probability]
    double cyclicality = unset; ///< How far its means follow the business cycle [share]
    double by_public = unset;   ///< Part of its means that is public money and is cut with it [share]
    double horizon = unset;     ///< How far ahead it commits [month]
    Resources capacity{};       ///< Capacities [unit of each resource/month]
};

/// Synthetic partners.
struct PartnerParameters {
    double size_sd = unset;          ///< Spread of partners' size [log]
    double resource_sd = unset;      ///< Spread of a partner's single means against size_sd [ratio]
    double funds_scale = unset;      ///< Partners' funds against the medians of their kinds [ratio]
    double goal_emphasis = unset;    ///< Weight of a partner's own main goal [share]
    double goal_sd = unset;          ///< Spread of partners' goals [log]
    double culture_sd = unset;       ///< Spread of culture between organisations [index]
    double culture_kind = unset;     ///< Shift of culture between kinds of partners [index]
    double quality_sd = unset;       ///< Spread between partners of how unlike their staff are [share]
    double close_rate = unset;       ///< Synthetic partners that close [1/year]
    double open_months = unset;      ///< Mean time until another opens in place of one that left [month]
    double imitate = unset;          ///< Partners that take up a programme seen to succeed [1/year]
    double spare = unset;            ///< What a given partner could do beyond its ties, against them [share]
    double equipment = unset;        ///< Chance that it can run a programme usual for its kind [probability]
    double least = unset;            ///< Synthetic partners of the smallest region [count]
    double reputation_sd = unset;    ///< Spread of partners' reputation [index]
    double reputation_least = unset; ///< Least reputation at the start; 1 less it the most [index]
    std::array<PartnerKindParameters, n_partner_kinds> kind{}; ///< By kind
};

/// Where a county's institutions lie.
struct RegionParameters {
    double spread = unset; ///< Radius over which a county's schools and partners lie [km]
    double core = unset;   ///< Standard deviation of places within a county against region.spread [share]
    double width = unset;  ///< Side of the square over which counties lie [km]
};

/// Coalitions and backbones.
struct CoalitionParameters {
    double members_max = unset;          ///< Schools at one table [count]
    double join_share = unset;           ///< Chance that a school joins when a coalition is founded [probability]
    double backbone_cost = unset;        ///< Cost of a backbone organisation [USD/month]
    double backbone_member_cost = unset; ///< Cost of a backbone for each member [USD/month]
    double grant_months = unset;         ///< Length of the founding grant [month]
    double grant_share = unset;          ///< Part of a backbone's cost paid by the founding grant [share]
    double pot_base = unset;             ///< Claim of a pupil on pooled funds where nobody is poor [weight]
    double measurement_cost = unset;     ///< Cost of shared measurement [USD/student/month]
    double grant_end_loss = unset;       ///< Coalitions of average trust that end with their grant [share]
    double end_rate = unset;             ///< Coalitions of average trust that end in a year after that [1/year]
};

/// What conditions do at strength 1, when and for how long.
struct ConditionParameters {
    double start = unset;               ///< Month in which a condition strikes [month]
    double length = unset;              ///< Months for which cuts and recessions last [month]
    double recovery = unset;            ///< Months in which they heal afterwards [month]
    double cut_depth = unset;           ///< Public money cut at strength 1 [share]
    double cut_poverty_tilt = unset;    ///< How much deeper poor schools are cut [share]
    double recession_cut = unset;       ///< Public money cut in a full recession [share]
    double recession_donors = unset;    ///< Fall of means of a fully cyclical partner [share]
    double recession_jobs = unset;      ///< Fall of employers' places [share]
    double goal_dispersion = unset;     ///< How far partners' goals move to ends that schools need least [share]
    double hidden_share = unset;        ///< Further share of misalignment that is hidden in talks [share]
    double power_concentration = unset; ///< Part of partners' means that moves to the largest tenth [share]
    double power_top = unset;           ///< Share of partners to whom that moves, largest first [share]
    double power_scarcity = unset;      ///< Part of the other partners a school no longer meets [share]
    double churn_factor = unset;        ///< Turnover of leaders and teachers against normal [ratio]
    double culture_factor = unset;      ///< Weight of cultural distance against normal [ratio]
    double regulation_factor = unset;   ///< Extra legal steps at strength 1 [index]
    double exit_share = unset;          ///< Part of all partners' means that leaves, largest first [share]
    double absence_engagement = unset;  ///< Fall of every pupil's usual engagement [index]
    double absence_months = unset;      ///< Months for which an absence shock lasts [month]
};

} // namespace models
