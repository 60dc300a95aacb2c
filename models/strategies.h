#pragma once
/// \file
/// Strategies: what leaders choose. A strategy is a set of lever values, so users make their own; the shipped ones are
/// rows of strategies.cpp. The counterfactual is go-it-alone, always run.

#include "models/partner.h"
#include "models/programme.h"
#include "sim/parameter.h"

#include <array>
#include <string>
#include <vector>

namespace models {

/// Lever values; every lever has a row in lever_table().
struct Strategy {
    // Search: how hard schools look, and for what.
    double search_effort = sim::unset; ///< Chance that a school with room looks for a partner [1/month]
    double wanted = sim::unset;        ///< Partnerships a school of 1,000 pupils wants at once [count]
    double scrutiny = sim::unset;      ///< How much of a partner's hidden goals is found out before [share]
    double by_alignment = sim::unset;  ///< Weights of the ranking, relative
    double by_need = sim::unset;
    double by_resources = sim::unset;
    double by_reputation = sim::unset;
    double by_nearness = sim::unset;
    std::array<double, n_partner_kinds> by_kind{};   ///< Preference for a kind of partner
    std::array<double, n_programmes> by_programme{}; ///< Preference for a programme
    double equity = sim::unset; ///< How far partners' support is steered to poor schools and low-income pupils [0-1]
    // Agreement.
    double goal_work = sim::unset;   ///< Effort on common ground while negotiating [0-1]
    double formality = sim::unset;   ///< How much is written down [0-1]
    double term_months = sim::unset; ///< Length of an agreement [month]
    double evaluation = sim::unset;  ///< Evaluation clause [0-1]
    // Governance.
    double equal_votes = sim::unset; ///< Weight of one-member-one-vote against dependence [0-1]
    double school_led = sim::unset;  ///< Weight of schools deciding alone [0-1]
    double openness = sim::unset;    ///< How openly decisions are made [0-1]
    // Coordination.
    double coordinator = sim::unset;        ///< Bought hours of coordination for 1,000 pupils [h/month]
    double backbone = sim::unset;           ///< Coalitions with a backbone organisation [0 or 1]
    double shared_measurement = sim::unset; ///< [0-1]
    double pooled = sim::unset;             ///< Share of partners' funds pooled by need [share]
    // Delivery.
    double support = sim::unset; ///< Spending on training and fidelity for a pupil served [USD/month]
    double depth = sim::unset;   ///< Few pupils at full dose (1) or many at a thin one (0) [0-1]
    // Money.
    double co_funding = sim::unset; ///< Share of programmes' cash need met from the school's budget [share]
    double reserve = sim::unset;    ///< Share of spending set aside until 5 % of a year is saved [share]
    double diversify = sim::unset;  ///< Aversion to leaning on one partner [0-1]
};

/// Rows of all levers: default, unit, range, evidence.
const sim::ParameterTable<Strategy>& lever_table();

/// A named strategy.
struct StrategyInfo {
    std::string id;
    std::string name;    ///< "collective impact", as used in sentences
    std::string summary; ///< One line
    Strategy levers;
};
const std::vector<StrategyInfo>& shipped_strategies();
const StrategyInfo* find_strategy(std::string_view id);
inline constexpr std::string_view counterfactual = "go-it-alone";

} // namespace models
