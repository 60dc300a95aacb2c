// Completes a region: synthetic secondary schools and college, and where leavers go.
#include "models/region.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace models {
namespace {

double leavers(const School& s) { return s.enrolment / (s.grade_high - s.grade_low + 1); }
bool receives(const School& to, const School& from) {
    const int next = from.grade_high + 1;
    return to.grade_low <= next && next <= to.grade_high &&
           to.grade_low >= from.grade_high - 1; // a later stage of school
}

/// Weighted means of the schools that feed `to`, for facts nobody has measured there.
void take_facts_of_feeders(School& to, const std::vector<School>& schools) {
    double weight = 0, low = 0, language = 0, spending = 0, income = 0;
    for (const School& s : schools) {
        if (s.feeds != to.id) continue;
        const double w = leavers(s);
        weight += w;
        low += w * s.low_income_share;
        language += w * s.language_share;
        spending += w * s.spending_per_pupil;
        income += w * s.income_usd;
    }
    if (weight <= 0) return;
    to.low_income_share = low / weight;
    to.language_share = language / weight;
    to.spending_per_pupil = spending / weight;
    to.income_usd = income / weight;
}

/// Sends every leaver without a place to the open school of its county (of the same synthetic kind) with fewest
/// leavers.
void settle_feeds(std::vector<School>& schools) {
    std::map<std::string, double> load;
    for (const School& s : schools)
        if (!s.feeds.empty()) load[s.feeds] += leavers(s);
    for (School& from : schools) {
        if (!from.feeds.empty()) continue;
        School* best = nullptr;
        for (School& to : schools)
            if (to.county == from.county && receives(to, from) && (!best || load[to.id] < load[best->id])) best = &to;
        if (!best) continue;
        from.feeds = best->id;
        load[best->id] += leavers(from);
    }
}

School synthetic_school(const std::string& id, const std::string& name, const std::string& county, int low, int high) {
    School s;
    s.id = id;
    s.name = name;
    s.county = county;
    s.kind = low >= 13 ? InstitutionKind::college : InstitutionKind::secondary;
    s.grade_low = low;
    s.grade_high = high;
    s.is_synthetic = true;
    return s;
}

/// One county's secondary schools for leavers who have nowhere to go; grades 7 or 9 to 12.
void add_secondary(std::vector<School>& schools, const std::string& county, double pupils_per_school) {
    double pupils = 0;
    int lowest = 12;
    for (const School& s : schools) {
        if (s.county != county || s.grade_high >= 12 || s.grade_high < 5 || !s.feeds.empty()) continue;
        if (std::any_of(schools.begin(), schools.end(),
                        [&](const School& to) { return to.county == county && receives(to, s); }))
            continue;
        pupils += leavers(s) * (12 - s.grade_high);
        lowest = std::min(lowest, s.grade_high + 1);
    }
    if (pupils <= 0) return;
    const int n = std::max(1, static_cast<int>(std::lround(pupils / pupils_per_school)));
    for (int k = 1; k <= n; ++k)
        schools.push_back(synthetic_school("synthetic-secondary-" + county + "-" + std::to_string(k),
                                           "Synthetic secondary " + std::to_string(k), county, lowest, 12));
}

} // namespace

Region completed(const Region& region) {
    Region r = region;
    std::vector<std::string> counties;
    for (const School& s : r.schools)
        if (std::find(counties.begin(), counties.end(), s.county) == counties.end()) counties.push_back(s.county);
    const std::size_t given = r.schools.size();
    for (const std::string& county : counties) {
        if (r.synthetic_secondary) add_secondary(r.schools, county, r.pupils_per_secondary);
        if (!r.synthetic_college) continue;
        const bool has_secondary = std::any_of(r.schools.begin(), r.schools.end(), [&](const School& s) {
            return s.county == county && s.grade_high == 12;
        });
        if (has_secondary)
            r.schools.push_back(synthetic_school("synthetic-college-" + county, "Synthetic college", county, 13, 14));
    }
    settle_feeds(r.schools);
    for (std::size_t i = given; i < r.schools.size(); ++i) {
        School& s = r.schools[i];
        double arrivals = 0; // cohorts that pass through each grade
        for (const School& from : r.schools)
            if (from.feeds == s.id) arrivals += leavers(from) * (s.grade_high - from.grade_high);
        s.enrolment = std::max(1.0, std::round(s.grade_low >= 13 ? arrivals * r.college_share : arrivals));
        take_facts_of_feeders(s, r.schools);
        s.teachers = s.enrolment / 20.0;
    }
    return r;
}

} // namespace models
