#pragma once
/// \file
/// Levers: what leaders choose. A strategy is a name for values of the levers and is data (scenarios/strategies.h,
/// scenarios/library/strategies). A lever is a field here and a row in levers.cpp; the field is named as the id:
/// search.by-need is search.by_need.

#include "models/partner.h"
#include "models/programme.h"
#include "sim/parameter.h"

#include <array>
#include <string_view>

namespace models {

/// How hard schools look for partners, and for what.
struct SearchLevers {
    double effort = sim::unset;        ///< Chance that a school with room looks for a partner [1/month]
    double wanted = sim::unset;        ///< Partnerships a school of 1,000 pupils wants at once [count]
    double scrutiny = sim::unset;      ///< How much of a partner's hidden goals is found out before [share]
    double by_alignment = sim::unset;  ///< Look for shared goals [weight]
    double by_need = sim::unset;       ///< Look for what pupils need [weight]
    double by_resources = sim::unset;  ///< Look for means [weight]
    double by_reputation = sim::unset; ///< Look for good names [weight]
    double by_nearness = sim::unset;   ///< Look nearby [weight]
    std::array<double, n_partner_kinds> prefer_kind{};   ///< Liking for a kind of partner [weight]
    std::array<double, n_programmes> prefer_programme{}; ///< Liking for a programme [weight]
    double equity = sim::unset; ///< How far support is steered to poor schools and low-income pupils [share]
};

struct AgreementLevers {
    double goal_work = sim::unset;  ///< Effort on common ground while negotiating [share]
    double formality = sim::unset;  ///< How much is written down [share]
    double term = sim::unset;       ///< Length of an agreement [month]
    double evaluation = sim::unset; ///< Evaluation clause [share]
    double readiness = sim::unset;  ///< Agreements ready to sign, or due, that the school wants [share]
};

struct GovernanceLevers {
    double equal_votes = sim::unset; ///< Weight of one-member-one-vote against dependence [share]
    double school_led = sim::unset;  ///< Weight of schools deciding alone [share]
    double openness = sim::unset;    ///< How openly decisions are made [share]
};

struct CoordinationLevers {
    double bought = sim::unset;             ///< Bought hours of coordination for 1,000 pupils [h/month/1000]
    double backbone = sim::unset;           ///< Coalitions with a backbone organisation [0 or 1]
    double shared_measurement = sim::unset; ///< One set of measures for all [share]
    double pooled = sim::unset;             ///< Share of partners' funds pooled by need [share]
};

struct DeliveryLevers {
    double support = sim::unset; ///< Spending on training and fidelity for a pupil served [USD/student/month]
    double depth = sim::unset;   ///< Few pupils at full dose (1) or many at a thin one (0) [share]
};

struct MoneyLevers {
    double co_funding = sim::unset; ///< Share of programmes' cash need met from the school's budget [share]
    double reserve = sim::unset;    ///< Share of spending set aside until the reserve is full [share]
    double diversify = sim::unset;  ///< Aversion to leaning on one partner [share]
};

/// Lever values; doubles only, so that a row's offset finds its field.
struct Levers {
    SearchLevers search;
    AgreementLevers agreement;
    GovernanceLevers governance;
    CoordinationLevers coordination;
    DeliveryLevers delivery;
    MoneyLevers money;
};

/// Rows of all levers: default, unit, range. The defaults are those of leaders who take partners as they come.
const sim::ParameterTable<Levers>& lever_table();

/// Ids of what others are compared with: no partner is sought, and a scenario's own strategy going on unchanged.
inline constexpr std::string_view counterfactual = "go-it-alone";
inline constexpr std::string_view status_quo = "status-quo";

} // namespace models
