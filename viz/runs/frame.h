#pragma once
/// \file
/// What a person may see of one month: small, immutable, made by the simulation's thread and read by all others.

#include "models/model.h"

#include <array>
#include <memory>
#include <vector>

namespace viz {

/// One school at the end of a month.
struct SchoolState {
    float students = 0;
    float score = 0, low_score = 0, other_score = 0; ///< Means; NaN without such pupils [SD]
    float trust = 0, support = 0;                    ///< [0-1]
    float load = 0;                                  ///< Coordination hours needed of those there are [ratio]
    float spending = 0;                              ///< [USD/pupil/year]
    float received = 0;                              ///< From partners this month [USD]
    float served = 0;                                ///< Pupils in a programme [share]
    float principal_months = 0;
    std::uint16_t n_live = 0; ///< Agreements in force
    bool has_champion = false;
    sim::Row coalition = sim::no_row;
};

/// One partner.
struct PartnerState {
    float means = 0;     ///< Capacity this month, at its value [USD]
    float delivered = 0; ///< This month [USD]
    float reputation = 0;
    std::uint16_t n_live = 0;
    bool is_present = true;
};

/// One partnership, in talks or in force.
struct TieState {
    sim::Key key = 0;
    sim::Row school = 0, partner = 0;
    std::uint8_t programme = 0;
    models::Stage stage = models::Stage::goals;
    float trust = 0;                   ///< Mean of both sides [0-1]
    float alignment = 0, fidelity = 0; ///< [0-1]
    float value = 0;                   ///< As the school sees it [0-1]
    float kept = 0;                    ///< Delivered of promised, smoothed [share]
    float hours = 0;                   ///< Coordination hours got of needed [share]
    float weight = 0;                  ///< Of the school in decisions [0-1]
    float pledged = 0, delivered = 0;  ///< A month [USD]
    float served = 0;                  ///< Pupils
    std::int16_t age = 0, months_left = 0, renewals = 0;
};

struct CoalitionState {
    float funding = 0;
    std::uint16_t n_members = 0;
    bool is_alive = false, has_backbone = false;
};

inline constexpr std::size_t n_bins = 60;
inline constexpr float bins_low = -3, bins_high = 3; ///< Of pupils' scores [SD]; the outer bins hold what lies beyond.

/// The end of one month; `month` months are done.
struct Frame {
    std::uint32_t month = 0;
    std::vector<double> observables; ///< [observables]; NaN where absent
    std::vector<SchoolState> schools;
    std::vector<PartnerState> partners;
    std::vector<TieState> ties; ///< Sorted by key.
    std::vector<CoalitionState> coalitions;
    std::array<float, n_bins> low_pupils{}, other_pupils{};                 ///< Pupils by score: low-income, others
    std::array<float, models::n_programmes> low_members{}, other_members{}; ///< Pupils by programme
    models::Environment environment;

    /// The tie of a key, or nullptr.
    const TieState* tie(sim::Key key) const;
};

/// The frame of a world between two months.
std::shared_ptr<const Frame> frame_of(const models::World& world);

} // namespace viz
