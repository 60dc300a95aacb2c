#include "models/acts.h"

#include "models/conditions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace models {
namespace {

/// A pattern of ids and words parted by spaces.
using Line = std::pair<std::string_view, std::string_view>;

/// The first pattern that fits counts.
constexpr auto places = std::to_array<Line>({
    {"student.school-sd", "start"},
    {"student.talent-sd", "start advance-year"},
    {"student.lunch-slope", "start"},
    {"student.slope-sd", "start advance-year"},
    {"student.boost-memory-year", "deliver-activities students-learn"},
    {"student.*-slope", "start students-learn advance-year"},
    {"student.language-gap", "start students-learn advance-year"},
    {"student.drift-sd", "start students-learn advance-year"},
    {"student.school-drift-sd", "advance-year"},
    {"student.ses-within-sd", "start advance-year"},
    {"student.low-income-cut", "start advance-year"},
    {"student.test-reliability", "start report-cards"},
    {"student.lasting-share", "deliver-activities students-learn"},
    {"student.*", "students-learn"},
    {"engagement.memory-year", "students-learn"},
    {"engagement.*", "start students-learn advance-year"},
    {"absence.effect", "students-learn"},
    {"absence.chronic-share", "report-cards"},
    {"absence.days-per-month", "start students-learn report-cards"},
    {"absence.*", "start students-learn"},
    {"dropout.rate", "start students-learn"},
    {"dropout.*", "students-learn"},
    {"college.dropout-rate", "students-learn"},
    {"college.*", "advance-year"},
    {"money.dollars-2018", "seek-partners negotiate-agreements deliver-activities students-learn"},
    {"money.hourly-wage", "strike-conditions seek-partners negotiate-agreements share-decisions allocate-resources "
                          "deliver-activities update-trust outcomes"},
    {"money.volunteer-hour", "strike-conditions share-decisions allocate-resources update-trust outcomes"},
    {"money.place-value", "strike-conditions share-decisions allocate-resources update-trust outcomes"},
    {"money.co-funding", "seek-partners negotiate-agreements allocate-resources deliver-activities"},
    {"money.reserve", "allocate-resources"},
    {"money.public-rise", "allocate-resources"},
    {"money.rise-*", "allocate-resources"},
    {"money.diversify", "seek-partners"},
    {"money.*", "students-learn"},
    {"leaders.teacher-rate", "start turn-over-leaders students-learn"},
    {"leaders.champion-start", "start"},
    {"leaders.*-rate", "start turn-over-leaders"},
    {"leaders.*", "turn-over-leaders"},
    {"seek.*-candidates", "start"},
    {"seek.group-min", "seek-partners negotiate-agreements"},
    {"seek.*", "seek-partners"},
    {"talks.hours", "deliver-activities"},
    {"talks.partner-part-max", "seek-partners negotiate-agreements"},
    {"talks.*", "negotiate-agreements"},
    {"power.*", "share-decisions"},
    {"goals.*", "share-decisions"},
    {"flows.*", "allocate-resources"},
    {"hours.school", "start allocate-resources"},
    {"hours.per-1000", "start allocate-resources"},
    {"hours.cut-first", "allocate-resources"},
    {"hours.support", "allocate-resources"},
    {"hours.*", "deliver-activities"},
    {"delivery.start", "negotiate-agreements"},
    {"delivery.depth", "negotiate-agreements"},
    {"delivery.staff-quality-sd", "start"},
    {"delivery.threshold", "deliver-activities renew-partnerships"},
    {"delivery.support", "allocate-resources deliver-activities"},
    {"delivery.*", "deliver-activities"},
    {"trust.start", "seek-partners renew-partnerships"},
    {"trust.*", "update-trust"},
    {"value.*", "update-trust"},
    {"renewal.*", "renew-partnerships"},
    {"crisis.*", "renew-partnerships"},
    {"practice.*", "spread-practice"},
    {"school.*", "start"},
    {"reputation.start", "start community-supports"},
    {"support.start", "start allocate-resources renew-partnerships community-supports"},
    {"school-trust.start", "start turn-over-leaders community-supports"},
    {"reputation.*", "community-supports"},
    {"support.*", "community-supports"},
    {"school-trust.*", "community-supports"},
    {"need.*", "report-cards"},
    {"trend.*", "report-cards"},
    {"partner.*", "start"},
    {"region.*", "start"},
    {"coalition.members-max", "start"},
    {"coalition.join-share", "start"},
    {"coalition.grant-months", "start renew-partnerships"},
    {"coalition.grant-end-loss", "renew-partnerships"},
    {"coalition.end-rate", "renew-partnerships"},
    {"coalition.*", "allocate-resources"},
    {"condition.cut-poverty-tilt", "allocate-resources"},
    {"condition.*", "strike-conditions"},
    {"programme.*.coverage", "seek-partners negotiate-agreements"},
    {"programme.*.coordination", "seek-partners deliver-activities"},
    {"programme.*.need-funds", "seek-partners negotiate-agreements allocate-resources deliver-activities"},
    {"programme.*.need-*", "seek-partners negotiate-agreements deliver-activities"},
    {"programme.*.months-min", "deliver-activities renew-partnerships"},
    {"programme.*.harm", "renew-partnerships"},
    {"programme.*", "deliver-activities"},
    {"search.scrutiny", "seek-partners negotiate-agreements"},
    {"search.equity", "seek-partners negotiate-agreements deliver-activities"},
    {"search.*", "seek-partners"},
    {"agreement.goal-work", "negotiate-agreements deliver-activities"},
    {"agreement.*", "negotiate-agreements"},
    {"governance.equal-votes", "share-decisions deliver-activities"},
    {"governance.openness", "update-trust community-supports"},
    {"governance.*", "share-decisions"},
    {"coordination.bought", "allocate-resources"},
    {"coordination.*", "start"},
    {"predict.*", "predict"},
});

/// Outcomes: what their level is in the record.
constexpr auto findings = std::to_array<Line>({
    {"ability-mean", "P-RCT-MEAN P-KRAFT"},
    {"ability-low-income", "P-RCT-MEAN P-KRAFT"},
    {"test-mean", "P-RCT-MEAN P-KRAFT S-R-YEAR-M"},
    {"worst-tenth-schools", "S-ICC-HSB S-SVA-LON"},
    {"gap-low-income", "S-GAP-LUNCH"},
    {"gap-income-90-10", "S-GAP-9010 S-GAP-KTREND"},
    {"chronic-absence*", "S-CA-PRE S-CA-POST"},
    {"graduation-*", "S-GRAD"},
    {"dropout-rate", "S-DROP"},
    {"college-entry*", "S-COLL-HI S-COLL-LO"},
    {"students-served", "D-PREV-PUPIL"},
    {"schools-with-partners", "D-PREV-DIST"},
    {"trending-right", "P-STRIVE-SHARE"},
    {"partnerships-ended", "D-ALL-5Y D-ALL-KS"},
    {"ended-*", "D-ALL-5Y D-HAZ-SHAPE"},
    {"trust", "D-PARTNER D-TRUST-DUR D-TRUST-PERF"},
    {"value", "D-PARTNER"},
    {"alignment", "D-GOAL"},
    {"fidelity", "P-IMPL P-IMPL-X"},
    {"coordination-load", "D-COORD"},
    {"coalitions-alive", "D-CTC-3Y D-CTC-HAZ D-CTC-7Y"},
    {"school-trust", "D-TRUST-1in2 D-TRUST-1in7"},
    {"cost-partners-*", "M-VOL-SHARE M-VOL-PP"},
    {"cost-per-student", "P-KRAFT"},
    {"spending-per-pupil", "M-PP-CUR M-PP-CV"},
});

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

template <std::size_t n>
std::vector<std::string_view> first_fitting(const std::array<Line, n>& lines, std::string_view id) {
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return fits(id, l.first); });
    return line == lines.end() ? std::vector<std::string_view>{} : words(line->second);
}

} // namespace

bool fits(std::string_view id, std::string_view pattern) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return id == pattern;
    if (id.substr(0, star) != pattern.substr(0, star)) return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t at = star; at <= id.size(); ++at)
        if (fits(id.substr(at), rest)) return true;
    return false;
}

std::vector<std::string_view> places_of(std::string_view parameter) { return first_fitting(places, parameter); }

std::vector<std::string_view> parameters_of_condition(std::string_view condition) {
    const int index = condition_index(condition);
    return index < 0 ? std::vector<std::string_view>{}
                     : words(condition_infos[static_cast<std::size_t>(index)].parameters);
}

std::vector<std::string_view> findings_on(std::string_view id) {
    const int index = condition_index(id);
    return index < 0 ? first_fitting(findings, id) : words(condition_infos[static_cast<std::size_t>(index)].findings);
}

std::vector<std::string_view> declared_patterns() {
    std::vector<std::string_view> all;
    for (const Line& line : places)
        all.push_back(line.first);
    return all;
}

} // namespace models
