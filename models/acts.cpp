#include "models/acts.h"

#include "models/conditions.h"
#include "models/levers.h"
#include "models/parameters.h"
#include "models/prediction.h"

#include <algorithm>
#include <array>
#include <utility>

namespace models {
namespace {

/// A pattern of ids and words parted by spaces.
using Line = std::pair<std::string_view, std::string_view>;

/// Outcomes (the first pattern that fits counts): what their level is in the record.
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

std::vector<std::string_view> places_of(std::string_view parameter) {
    if (const auto* row = parameter_table().find(parameter)) return words(row->acts_in);
    if (const auto* row = lever_table().find(parameter)) return words(row->acts_in);
    if (const auto* row = prediction_table().find(parameter)) return words(row->acts_in);
    return {};
}

std::vector<std::string_view> parameters_of_condition(std::string_view condition) {
    const int index = condition_index(condition);
    return index < 0 ? std::vector<std::string_view>{}
                     : words(condition_infos[static_cast<std::size_t>(index)].parameters);
}

std::vector<std::string_view> findings_on(std::string_view id) {
    const int index = condition_index(id);
    return index < 0 ? first_fitting(findings, id) : words(condition_infos[static_cast<std::size_t>(index)].findings);
}

} // namespace models
