// A world at month 0.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/partnership_table.h"
#include "sim/error.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unistd.h>

namespace models {
namespace {

/// Hours offices have, pupils there are and a first report, before the first month has been lived.
void first_counts(World& w) {
    const HoursParameters& p = w.parameters.hours;
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        Tally& t = w.tallies[i];
        for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
            const std::size_t begin = w.cohorts.begin[c], end = begin + w.cohorts.used[c];
            for (std::size_t row = begin; row < end; ++row) {
                const double score = static_cast<double>(w.students.ability[row]);
                const double low = w.students.flags[row] & flag_low_income ? 1.0 : 0.0;
                t.students += 1, t.score += score, t.score_square += score * score;
                t.low_students += low, t.low_score += low * score;
            }
            if (w.institutions.kind[i] == InstitutionKind::secondary) w.year.at_risk += w.cohorts.used[c];
        }
        w.institutions.hours[i] = p.school + p.per_1000 * t.students / 1000.0;
    }
}

} // namespace

void open_accounts(World& w) {
    Accounts& a = w.accounts;
    for (std::uint32_t* account : {&a.treasury, &a.donors, &a.schooling, &a.services, &a.coordination})
        *account = (w.hours.open(), w.money.open());
    const auto open_many = [&](std::size_t n) {
        const auto first = static_cast<std::uint32_t>(w.money.size());
        for (std::size_t k = 0; k < n; ++k)
            w.money.open(), w.hours.open();
        return first;
    };
    a.first_institution = open_many(w.institutions.size());
    a.first_partner = open_many(w.partners.size());
    a.first_coalition = open_many(w.coalitions.size());
}

namespace {

/// As memory_needed, of a region that is complete; `has_stocks` = gains are kept in stocks (student.stock-limit).
double memory_of(const Region& region, bool has_stocks = false) {
    constexpr double row = 7 * sizeof(float) + 3 * sizeof(std::uint32_t) + 0.125; // of Students
    constexpr double lanes_lost = 8;                                              // a cohort's padding, on average
    double rows = 0;
    for (const School& s : region.schools)
        rows += s.enrolment + lanes_lost * (s.grade_high - s.grade_low + 1);
    return (row + (has_stocks ? 2 * sizeof(float) : 0)) * rows;
}

void check_memory(double need) {
    const double have = machine_memory();
    constexpr double spare = 0.8; // the rest of the machine lives too
    if (need <= spare * have) return;
    const auto megabytes = [](double bytes) { return std::to_string(static_cast<long long>(bytes / 1e6)) + " MB"; };
    throw sim::MachineError("memory: the scenario needs " + megabytes(need) + " for students; this machine has " +
                            megabytes(have));
}

} // namespace

double machine_memory() {
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double memory_needed(const Region& region) { return memory_of(completed(region)); }

void check_fits(const Region& region, double worlds) { check_memory(worlds * memory_needed(region)); }

World build_world(const Setup& setup, sim::Luck luck) {
    World world;
    build_world(setup, luck, world);
    return world;
}

void build_world(const Setup& setup, sim::Luck luck, World& w) {
    const Region region = completed(setup.region);
    check_memory(memory_of(region, setup.parameters.student.stock_limit > 0));
    clear(w);
    w.parameters = setup.parameters;
    w.levers = setup.levers;
    w.conditions = setup.conditions;
    w.luck = luck;
    initialise_institutions(w, region);
    const TiesPlan plan = plan_ties(region, setup.parameters);
    if (serves_upper_grades(region)) w.given.after_school_high.push_back(12);
    initialise_students(w, region);
    initialise_rates(w, region);
    initialise_partners(w, region, plan);
    found_coalitions(w, region);
    first_counts(w);
    open_accounts(w);
    initialise_ties(w, region, plan);
    w.exposure_begin.assign(w.institutions.size() + 1, 0);
    note_usual_effect(w);
}

} // namespace models
