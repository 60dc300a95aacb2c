// Completes a region: synthetic secondary schools and college, and where leavers go.
#include "models/initialise/initialise.h"
#include "models/student.h"

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

/// Rows of schools by county, in file order; counties in order of first appearance.
struct Counties {
    std::vector<std::string> names;
    std::vector<std::vector<std::size_t>> rows;
};

Counties by_county(const std::vector<School>& schools) {
    Counties c;
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const auto [place, is_new] = at.emplace(schools[i].county, c.names.size());
        if (is_new) c.names.push_back(schools[i].county), c.rows.emplace_back();
        c.rows[place->second].push_back(i);
    }
    return c;
}

/// Sends every leaver of a county without a place to the open school with fewest leavers so far.
void settle_feeds(std::vector<School>& schools, const std::vector<std::size_t>& county) {
    std::map<std::string, double> load;
    for (const std::size_t i : county)
        if (!schools[i].feeds.empty()) load[schools[i].feeds] += leavers(schools[i]);
    for (const std::size_t i : county) {
        School& from = schools[i];
        if (!from.feeds.empty()) continue;
        const School* best = nullptr;
        for (const std::size_t k : county)
            if (receives(schools[k], from) && (!best || load[schools[k].id] < load[best->id])) best = &schools[k];
        if (!best) continue;
        from.feeds = best->id;
        load[best->id] += leavers(from);
    }
}

/// Sizes and facts of a county's added schools (rows from `given` on) from those that feed them.
void take_facts_of_feeders(std::vector<School>& schools, const std::vector<std::size_t>& county, double college_share,
                           std::size_t given) {
    for (const std::size_t i : county) {
        School& to = schools[i];
        if (i < given) continue;
        double weight = 0, low = 0, language = 0, spending = 0, income = 0, pupils = 0;
        for (const std::size_t k : county) {
            const School& s = schools[k];
            if (s.feeds != to.id) continue;
            const double w = leavers(s);
            weight += w, low += w * s.low_income_share, language += w * s.language_share;
            spending += w * s.spending_per_pupil, income += w * s.income_usd;
            pupils += w * (to.grade_high - s.grade_high); // the cohorts that have passed on
        }
        to.enrolment = std::max(1.0, std::round(to.grade_low >= first_college_grade ? pupils * college_share : pupils));
        if (weight <= 0) continue;
        to.low_income_share = low / weight, to.language_share = language / weight;
        to.spending_per_pupil = spending / weight, to.income_usd = income / weight;
    }
}

School synthetic_school(const std::string& id, const std::string& name, const std::string& county, int low, int high) {
    School s;
    s.id = id;
    s.name = name;
    s.county = county;
    s.kind = low >= first_college_grade ? InstitutionKind::college : InstitutionKind::secondary;
    s.grade_low = low;
    s.grade_high = high;
    s.is_synthetic = true;
    return s;
}

/// One county's secondary schools for leavers who have nowhere to go; grades 7 or 9 to 12.
void add_secondary(std::vector<School>& schools, const std::string& name, std::vector<std::size_t>& county,
                   double pupils_per_school, int feeder_grade) {
    double pupils = 0;
    int lowest = last_school_grade;
    for (const std::size_t i : county) {
        const School& s = schools[i];
        if (s.grade_high >= last_school_grade || s.grade_high < feeder_grade || !s.feeds.empty()) continue;
        if (std::any_of(county.begin(), county.end(), [&](std::size_t k) { return receives(schools[k], s); })) continue;
        pupils += leavers(s) * (last_school_grade - s.grade_high);
        lowest = std::min(lowest, s.grade_high + 1);
    }
    if (pupils <= 0) return;
    const int n = std::max(1, static_cast<int>(std::lround(pupils / pupils_per_school)));
    for (int k = 1; k <= n; ++k) {
        county.push_back(schools.size());
        schools.push_back(synthetic_school("synthetic-secondary-" + name + "-" + std::to_string(k),
                                           "Synthetic secondary " + std::to_string(k), name, lowest,
                                           last_school_grade));
    }
}

void add_college(std::vector<School>& schools, const std::string& name, std::vector<std::size_t>& county) {
    const bool has_secondary = std::any_of(county.begin(), county.end(),
                                           [&](std::size_t i) { return schools[i].grade_high == last_school_grade; });
    const bool has_college = std::any_of(county.begin(), county.end(),
                                         [&](std::size_t i) { return schools[i].grade_low >= first_college_grade; });
    if (!has_secondary || has_college) return;
    county.push_back(schools.size());
    schools.push_back(synthetic_school("synthetic-college-" + name, "Synthetic college", name, first_college_grade,
                                       last_college_grade));
}

} // namespace

Region completed(const Region& region) {
    Region r = region;
    const std::size_t given = r.schools.size();
    project(r.schools);
    if (r.choice_km) settle_choices(r.schools, *r.choice_km);
    Counties counties = by_county(r.schools);
    for (std::size_t c = 0; c < counties.names.size(); ++c) {
        if (r.synthetic_secondary)
            add_secondary(r.schools, counties.names[c], counties.rows[c], r.pupils_per_secondary, r.feeder_grade);
        if (r.synthetic_college) add_college(r.schools, counties.names[c], counties.rows[c]);
        settle_feeds(r.schools, counties.rows[c]);
        take_facts_of_feeders(r.schools, counties.rows[c], r.college_share, given);
    }
    return r;
}

} // namespace models
