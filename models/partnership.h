#pragma once
/// \file
/// Partnerships: one programme run by one institution with one partner, from first talks to the end, with its
/// agreement. Rows are kept sorted by institution, then partner key, then programme; ended ones leave the table.

#include "models/resource.h"
#include "sim/id.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace models {

/// The life of a partnership as the field tells it; `renewing` is judged within a month and never stored.
enum class Stage : std::uint8_t { goals, common_ground, proposal, buy_in, agreement, active };
inline constexpr std::size_t n_stages = 6;
std::string_view name(Stage stage);

/// Why a partnership ended.
enum class EndReason : std::uint8_t {
    talks_failed,
    term_not_renewed,
    trust_lost,
    funds_ended,
    partner_left,
    overload,
    champion_lost
};
inline constexpr std::size_t n_end_reasons = 7;
std::string_view name(EndReason reason);

/// Columns of partnerships [M].
struct Partnerships {
    // Who and what.
    std::vector<sim::Key> key;
    std::vector<sim::Row> institution, partner;
    std::vector<std::uint8_t> programme;
    std::vector<Stage> stage;
    std::vector<std::int32_t> stage_months; ///< In this stage.
    std::vector<std::int32_t> age;          ///< Since the agreement; 0 before [month].
    std::vector<std::int32_t> months_left;  ///< Of the agreement's term.
    std::vector<std::int32_t> n_renewals;
    // The agreement.
    std::vector<std::int32_t> term;   ///< [month].
    std::vector<double> formality;    ///< How much is written down [0-1].
    std::vector<double> evaluation;   ///< How far it is evaluated [0-1].
    std::vector<double> pledge;       ///< [M x resources] a month.
    std::vector<double> share_wanted; ///< Share of eligible pupils it means to serve.
    // What happens.
    std::vector<double> delivered;      ///< [M x resources] this month.
    std::vector<double> kept;           ///< Delivered of promised, smoothed [share].
    std::vector<double> served;         ///< Pupils in it this month.
    std::vector<double> share_enrolled; ///< Share of eligible pupils signed up; membership follows it.
    std::vector<double> dose;           ///< Of the full dose, each participant [share].
    std::vector<double> quality;        ///< Of the staff who came, against the partner's mean [ratio].
    std::vector<double> fidelity;       ///< phi: quality of implementation [0-1].
    std::vector<double> fit;            ///< Of what is done with what is needed [0-1].
    std::vector<double> alignment;      ///< Of both sides' goals now [0-1].
    std::vector<double> common_ground;  ///< Share of their misalignment that talks have bridged [0-1].
    std::vector<double> noise;          ///< Luck of this relation that no trait explains [SD].
    std::vector<double> hours_share;    ///< Coordination hours got of needed [share].
    // How each sees the other: PARTNER's three parts, from the institution (i) and from the partner (p) [0-1].
    std::vector<double> reliability_i, mission_i, openness_i;
    std::vector<double> reliability_p, mission_p, openness_p;
    std::vector<double> influence_i, involvement_i, resources_i;
    std::vector<double> influence_p, involvement_p, resources_p;
    std::vector<double> weight; ///< Of the institution in joint decisions [0-1]; the partner has the rest.

    std::size_t size() const { return key.size(); }
};

/// Calls f(name, column) for each column of a table of partnerships, in the order above. All have one value a row but
/// those of `is_wide`, which have n_resources.
template <class Table, class F>
void for_each_column(Table& t, F&& f) {
    f("partnership.key", t.key);
    f("partnership.institution", t.institution);
    f("partnership.partner", t.partner);
    f("partnership.programme", t.programme);
    f("partnership.stage", t.stage);
    f("partnership.stage_months", t.stage_months);
    f("partnership.age", t.age);
    f("partnership.months_left", t.months_left);
    f("partnership.n_renewals", t.n_renewals);
    f("partnership.term", t.term);
    f("partnership.formality", t.formality);
    f("partnership.evaluation", t.evaluation);
    f("partnership.pledge", t.pledge);
    f("partnership.share_wanted", t.share_wanted);
    f("partnership.delivered", t.delivered);
    f("partnership.kept", t.kept);
    f("partnership.served", t.served);
    f("partnership.share_enrolled", t.share_enrolled);
    f("partnership.dose", t.dose);
    f("partnership.quality", t.quality);
    f("partnership.fidelity", t.fidelity);
    f("partnership.fit", t.fit);
    f("partnership.alignment", t.alignment);
    f("partnership.common_ground", t.common_ground);
    f("partnership.noise", t.noise);
    f("partnership.hours_share", t.hours_share);
    f("partnership.reliability_i", t.reliability_i);
    f("partnership.mission_i", t.mission_i);
    f("partnership.openness_i", t.openness_i);
    f("partnership.reliability_p", t.reliability_p);
    f("partnership.mission_p", t.mission_p);
    f("partnership.openness_p", t.openness_p);
    f("partnership.influence_i", t.influence_i);
    f("partnership.involvement_i", t.involvement_i);
    f("partnership.resources_i", t.resources_i);
    f("partnership.influence_p", t.influence_p);
    f("partnership.involvement_p", t.involvement_p);
    f("partnership.resources_p", t.resources_p);
    f("partnership.weight", t.weight);
}

} // namespace models
