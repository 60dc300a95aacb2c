#pragma once
/// \file
/// The event log: what happened in a run, found by comparing the ends of two months.

#include "viz/runs/cast.h"
#include "viz/runs/frame.h"
#include "viz/runs/script.h"

#include <string>
#include <vector>

namespace viz {

enum class HappeningKind : std::uint8_t {
    talks_opened,
    talks_failed,
    signed_agreement,
    strained, ///< Trust fell below `strained_below`
    recovered,
    renewed,
    ended,
    leader_left,
    champion_left,
    champion_found,
    partner_left,
    coalition_ended,
    condition_began,
    condition_eased,
    command
};
inline constexpr std::size_t n_happening_kinds = 15;
/// Trust below which the viewer calls a partnership strained [0-1]; a matter of display, not of the model.
inline constexpr float strained_below = 0.4f;

struct Happening {
    std::uint32_t month = 0; ///< In which it happened, from 0.
    HappeningKind kind = HappeningKind::command;
    sim::Row school = sim::no_row, partner = sim::no_row;
    sim::Key tie = 0;
    std::uint8_t programme = 0;
    models::EndReason reason = models::EndReason::talks_failed;
    Command command;  ///< condition_*, command
    double value = 0; ///< Trust when strained, age when ended [month]
};

/// What happened between `before` and `after`; `endings` are the model's own of that month.
std::vector<Happening> happenings_between(const Frame& before, const Frame& after,
                                          const std::vector<models::Ending>& endings, const Script& script);

std::string_view name(HappeningKind kind); ///< "partnership ended"
bool is_bad(HappeningKind kind);

/// "Waugh Elementary and Cedar Company end tutoring: trust was lost"
std::string text_of(const Happening& happening, const Cast& cast);
/// "funding cut set to 0.5", "leaders of Waugh Elementary leave"
std::string text_of(const Command& command, const Cast& cast);
/// "because trust was lost"
std::string_view why_text(models::EndReason reason);
/// "Sep, year 1": month 0 is the first September.
std::string date_text(std::uint32_t month);

} // namespace viz
