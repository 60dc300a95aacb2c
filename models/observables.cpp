// Everything that can be read from a world each month. Only ever append: the order is part of stored results.
#include "models/observables.h"

#include "models/derived.h"
#include "models/model.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : sim::unset; }

/// Sum of one field of all tallies, schools only or colleges too.
template <class Field>
double sum(const World& w, Field field, bool with_college = false) {
    double total = 0;
    for (std::size_t i = 0; i < w.tallies.size(); ++i)
        if (with_college || w.institutions.grade_low[i] < first_college_grade) total += w.tallies[i].*field;
    return total;
}
double mean_score(const World& w) { return ratio(sum(w, &Tally::score), sum(w, &Tally::students)); }
double low_score(const World& w) { return ratio(sum(w, &Tally::low_score), sum(w, &Tally::low_students)); }
double gap_low(const World& w) {
    const double low = sum(w, &Tally::low_students), rest = sum(w, &Tally::students) - low;
    return low > 0 && rest > 0 ? (sum(w, &Tally::score) - sum(w, &Tally::low_score)) / rest - low_score(w) : sim::unset;
}
double gap_9010(const World& w) {
    return ratio(sum(w, &Tally::rich_score), sum(w, &Tally::rich)) -
           ratio(sum(w, &Tally::poor_score), sum(w, &Tally::poor));
}

/// Mean of `value(m)` over active partnerships.
template <class Value>
double mean_active(const World& w, Value value) {
    double total = 0, n = 0;
    for (std::size_t m = 0; m < w.partnerships.size(); ++m)
        if (w.partnerships.stage[m] == Stage::active) total += value(m), n += 1;
    return ratio(total, n);
}
double n_active(const World& w) {
    return static_cast<double>(std::count(w.partnerships.stage.begin(), w.partnerships.stage.end(), Stage::active));
}
double partner_schools(const World& w) {
    double with = 0, all = 0;
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        bool has = false;
        for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
            has |= w.partnerships.stage[m] == Stage::active;
        with += has ? 1 : 0, all += 1;
    }
    return ratio(with, all);
}

double mean_of_institutions(const World& w, const std::vector<double>& column) {
    double total = 0;
    for (const double v : column)
        total += v;
    return ratio(total, static_cast<double>(w.institutions.size()));
}
double load(const World& w) {
    double needed = 0, have = 0;
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        needed += w.institutions.hours_needed[i], have += w.institutions.hours[i];
    return ratio(needed, have);
}

/// Mean of one side's trust and value over agreements in force.
double satisfied(const World& w, auto trust, auto value) {
    return mean_active(w, [&](std::size_t m) { return (trust(w, m) + value(w, m)) / 2; });
}

/// Years of the run so far; after a burn-in by school years, ten teaching months each, since little is spent in summer:
/// then a course of costs that stands still is level within its first year too.
double years_so_far(const World& w) {
    const double months = run_month(w, w.month);
    if (w.begins == 0) return months / sim::months_per_year;
    const double rest = month_of_year(w.month);
    return (months - rest) / sim::months_per_year + std::min(1.0, rest / teaching_months);
}

/// Spending so far a pupil and year.
double per_student(const World& w, double total) {
    const double years = years_so_far(w);
    return ratio(total, sum(w, &Tally::students, true) * years);
}
double cost_all(const World& w) {
    return per_student(w, w.spent.by_schools + w.spent.partners_cash + w.spent.partners_in_kind + w.spent.grants);
}

/// Largest share of the partners' support that comes from one partner.
double concentration(const World& w) {
    std::vector<double> of(w.partners.size(), 0.0);
    double total = 0;
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        if (w.partnerships.stage[m] != Stage::active) continue;
        const double value = value_of(w.parameters, row_of<n_resources>(w.partnerships.pledge, m));
        of[w.partnerships.partner[m]] += value, total += value;
    }
    return of.empty() ? sim::unset : ratio(*std::max_element(of.begin(), of.end()), total);
}

/// Share of low-income pupils served less that of the others.
double equity_of_reach(const World& w) {
    const double low = sum(w, &Tally::low_students), all = sum(w, &Tally::students), served = sum(w, &Tally::served),
                 low_served = sum(w, &Tally::low_served);
    return low > 0 && all > low ? low_served / low - (served - low_served) / (all - low) : sim::unset;
}
/// Mean of the tenth of schools (by number) whose mean scores are lowest.
double worst_tenth(const World& w) {
    std::vector<double> means;
    for (std::size_t i = 0; i < w.tallies.size(); ++i)
        if (w.institutions.grade_low[i] < first_college_grade && w.tallies[i].students > 0)
            means.push_back(w.tallies[i].score / w.tallies[i].students);
    if (means.empty()) return sim::unset;
    const std::size_t n = std::max<std::size_t>(1, means.size() / 10);
    std::sort(means.begin(), means.end());
    double total = 0;
    for (std::size_t k = 0; k < n; ++k)
        total += means[k];
    return total / static_cast<double>(n);
}
double income_gap_graduation(const World& w) {
    const YearCounts& y = w.year;
    return ratio(y.followed - y.low_followed, y.followed - y.low_followed + y.leavers - y.low_leavers) -
           ratio(y.low_followed, y.low_followed + y.low_leavers);
}
double ended(const World& w, EndReason reason) { return w.events.ended_why[static_cast<std::size_t>(reason)]; }

using O = sim::Observable<World>;
/// All that is said of an outcome: how it is read, and its words.
struct Row {
    O outcome;
    OutcomeWords words;
};
using P = const World&;
using sim::Good;
using sim::Summary;

void add_students(std::vector<Row>& list) {
    const auto y = Summary::last_year;
    list.push_back({{"ability-mean", "SD", Good::up, y,
                     "mean ability and passing gains of enrolled pupils, colleges left out", mean_score},
                    {"test-score ability, all pupils", "ability", in_columns | in_course | in_pages, 1}});
    list.push_back({{"ability-low-income", "SD", Good::up, y, "the same for low-income pupils", low_score},
                    {"test-score ability, low-income pupils", "low-income ability", in_pages}});
    list.push_back(
        {{"gap-low-income", "SD", Good::down, y, "mean of other pupils less mean of low-income pupils", gap_low},
         {"gap of low-income pupils to the others", "low-income gap", in_columns | in_course | in_pages, 2}});
    list.push_back({{"gap-income-90-10", "SD", Good::down, y,
                     "mean above the 90th less mean below the 10th percentile of family background", gap_9010},
                    {"gap between the richest and poorest tenth", "90/10 gap"}});
    list.push_back({{"test-mean", "SD", Good::up, y, "mean test score of the last report card, with measurement error",
                     [](P w) { return ratio(sum(w, &Tally::test), sum(w, &Tally::test_students)); }},
                    {"mean of the last tests", "tests"}});
    list.push_back({{"far-below", "share", Good::down, y, "pupils more than one SD below the norm",
                     [](P w) { return ratio(sum(w, &Tally::far_below), sum(w, &Tally::test_students)); }},
                    {"more than one SD below the norm", "far below"}});
    list.push_back({{"worst-tenth-schools", "SD", Good::up, y,
                     "mean score of the tenth of schools with the lowest means", worst_tenth},
                    {"weakest tenth of schools", "weakest schools", in_pages}});
    list.push_back({{"chronic-absence", "share", Good::down, y,
                     "pupils absent on 10 % or more of this year's days so far, at the last report card",
                     [](P w) { return ratio(sum(w, &Tally::chronic), sum(w, &Tally::test_students)); }},
                    {"chronically absent", "chronic absence", in_columns | in_course | in_pages}});
    list.push_back({{"chronic-absence-low-income", "share", Good::down, y, "the same for low-income pupils",
                     [](P w) {
                         return sum(w, &Tally::test_students) > 0
                                    ? ratio(sum(w, &Tally::low_chronic), sum(w, &Tally::low_students))
                                    : sim::unset;
                     }},
                    {"chronically absent, low-income pupils", "absence, low-income"}});
    list.push_back({{"graduation-rate", "share", Good::up, y,
                     "graduates of last June's cohort among those of it who were here in grade 9 or came later; absent "
                     "before year 4",
                     [](P w) { return ratio(w.year.followed, w.year.followed + w.year.leavers); }},
                    {"graduate from secondary school", "graduation", in_columns | in_pages}});
    list.push_back({{"graduation-gap", "share", Good::down, y,
                     "graduation rate of other pupils less that of low-income pupils", income_gap_graduation},
                    {"graduation gap of low-income pupils", "graduation gap"}});
    list.push_back({{"dropout-rate", "share", Good::down, y,
                     "pupils of secondary schools who dropped out in the last full school year",
                     [](P w) { return ratio(w.year.last_dropouts, w.year.last_at_risk); }},
                    {"drop out", "dropout"}});
    list.push_back({{"college-entry", "share", Good::up, y, "graduates who enter college at once, last June",
                     [](P w) { return ratio(w.year.to_college, w.year.graduates); }},
                    {"graduates who enter college", "college entry", in_columns | in_pages}});
    list.push_back({{"college-entry-low-income", "share", Good::up, y, "the same for low-income graduates",
                     [](P w) { return ratio(w.year.low_to_college, w.year.low_graduates); }},
                    {"low-income graduates who enter college", "college, low-income"}});
    list.push_back({{"career-readiness", "SD", Good::up, y, "mean career readiness of last June's graduates",
                     [](P w) { return ratio(w.year.readiness, w.year.graduates); }},
                    {"career readiness of graduates", "readiness"}});
    list.push_back(
        {{"students-served", "share", Good::up, y, "pupils in at least one programme, at the last report card",
          [](P w) { return ratio(sum(w, &Tally::served), sum(w, &Tally::test_students)); }},
         {"students in a partner programme", "served", in_course | in_pages}});
    list.push_back({{"served-poor-less-others", "share", Good::up, y,
                     "share of low-income pupils served less that of the others", equity_of_reach},
                    {"share served, low-income less others", "reach of the poor"}});
    list.push_back({{"trending-right", "share", Good::up, Summary::last,
                     "schools' dashboard indicators that moved the right way over the last year; compare it with the "
                     "counterfactual's",
                     [](P w) { return w.trending; }},
                    {"schools' indicators trending right", "trending right", in_pages}});
}

void add_partnerships(std::vector<Row>& list) {
    const auto y = Summary::last_year;
    list.push_back({{"partnerships-live", "count", Good::up, y, "partnerships with an agreement in force", n_active},
                    {"alive at the end", "alive", in_course}});
    list.push_back({{"schools-with-partners", "share", Good::up, y, "schools with at least one agreement in force",
                     partner_schools},
                    {"schools with a partner", "schools in"}});
    list.push_back({{"partnerships-formed", "count", Good::up, Summary::last,
                     "agreements in force at the start and signed since", [](P w) { return w.events.formed; }},
                    {"formed", "formed"}});
    list.push_back({{"partnerships-ended", "count", Good::down, Summary::last, "agreements ended since the start",
                     [](P w) { return w.events.ended; }},
                    {"ended", "ended"}});
    list.push_back({{"talks-failed", "count", Good::down, Summary::last, "talks that ended without an agreement",
                     [](P w) { return w.events.talks_failed; }},
                    {"talks that failed", "talks failed"}});
    list.push_back({{"ended-not-renewed", "count", Good::down, Summary::last, "agreements not renewed at their term",
                     [](P w) { return ended(w, EndReason::term_not_renewed); }},
                    {"ended: not renewed", "not renewed"}});
    list.push_back(
        {{"ended-trust-lost", "count", Good::down, Summary::last, "agreements ended in a crisis, mostly for lost trust",
          [](P w) { return ended(w, EndReason::trust_lost); }},
         {"ended: trust lost", "trust lost"}});
    list.push_back({{"ended-funds", "count", Good::down, Summary::last,
                     "agreements ended in a crisis, mostly for promises not kept",
                     [](P w) { return ended(w, EndReason::funds_ended); }},
                    {"ended: promises not kept", "funds ended"}});
    list.push_back({{"ended-partner-left", "count", Good::down, Summary::last,
                     "talks and agreements ended because the partner left the region",
                     [](P w) { return ended(w, EndReason::partner_left); }},
                    {"ended: partner left", "partner left"}});
    list.push_back({{"ended-overload", "count", Good::down, Summary::last,
                     "agreements ended in a crisis, mostly for lack of coordination",
                     [](P w) { return ended(w, EndReason::overload); }},
                    {"ended: too little coordination", "overload"}});
    list.push_back({{"ended-champion-lost", "count", Good::down, Summary::last,
                     "agreements ended in a crisis, mostly for a lost champion",
                     [](P w) { return ended(w, EndReason::champion_lost); }},
                    {"ended: champion lost", "champion lost"}});
    list.push_back({{"trust", "index 0-1", Good::up, y, "mean trust of both sides over live partnerships",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return mutual_trust(w, m); }); }},
                    {"trust", "trust", in_course, 4}});
    list.push_back(
        {{"value", "index 0-1", Good::up, y, "mean value as schools see it: influence, involvement, resources",
          [](P w) { return mean_active(w, [&](std::size_t m) { return school_value(w, m); }); }},
         {"value as schools see it", "value"}});
    list.push_back({{"alignment", "index 0-1", Good::up, y, "mean overlap of both sides' goals over live partnerships",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.alignment[m]; }); }},
                    {"shared goals", "alignment"}});
    list.push_back({{"fidelity", "share", Good::up, y, "mean quality of implementation over live partnerships",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.fidelity[m]; }); }},
                    {"quality of implementation", "fidelity"}});
    list.push_back({{"dose", "share", Good::up, y, "mean share of the full dose that participants get",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.dose[m]; }); }},
                    {"dose of the full one", "dose"}});
    list.push_back({{"kept-promises", "share", Good::up, y, "mean of delivered against pledged, smoothed over a term",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.kept[m]; }); }},
                    {"delivered of what was promised", "kept promises"}});
    list.push_back({{"school-weight", "share", Good::up, y, "mean weight of the school in joint decisions",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.weight[m]; }); }},
                    {"schools' weight in decisions", "school weight"}});
    list.push_back(
        {{"coordination-load", "ratio", Good::down, y, "coordination hours needed over those there are", load},
         {"coordination hours needed of available", "load"}});
    list.push_back({{"largest-partner-share", "share", Good::down, y,
                     "share of all pledged support that comes from the largest partner", concentration},
                    {"support from the largest partner", "largest partner"}});
    list.push_back({{"coalitions-alive", "count", Good::up, y, "coalitions at work",
                     [](P w) {
                         return w.coalitions.size() ? static_cast<double>(std::count(w.coalitions.is_alive.begin(),
                                                                                     w.coalitions.is_alive.end(), 1))
                                                    : sim::unset;
                     }},
                    {"coalitions at work", "coalitions"}});
    list.push_back({{"support", "index 0-1", Good::up, y, "mean community support of schools",
                     [](P w) { return mean_of_institutions(w, w.institutions.support); }},
                    {"community support", "support"}});
    list.push_back({{"school-trust", "index 0-1", Good::up, y, "mean trust within schools",
                     [](P w) { return mean_of_institutions(w, w.institutions.relational_trust); }},
                    {"trust within schools", "school trust"}});
}

void add_money(std::vector<Row>& list) {
    const auto l = Summary::last;
    list.push_back(
        {{"cost-per-student", "USD/student/year", Good::down, l,
          "all costs of partnerships since the start, cash and in kind, whoever pays, a pupil and year", cost_all},
         {"cost a student and year, all payers", "cost", in_columns | in_pages, 3}});
    list.push_back({{"cost-schools", "USD/student/year", Good::down, l,
                     "part of it paid by schools: co-funding, support, coordination, dues",
                     [](P w) { return per_student(w, w.spent.by_schools); }},
                    {"paid by schools", "schools pay"}});
    list.push_back({{"cost-partners-cash", "USD/student/year", Good::down, l, "part of it paid by partners in cash",
                     [](P w) { return per_student(w, w.spent.partners_cash); }},
                    {"paid by partners in cash", "partners' cash"}});
    list.push_back({{"cost-partners-in-kind", "USD/student/year", Good::down, l,
                     "part of it given by partners as hours, places and seats, at their value",
                     [](P w) { return per_student(w, w.spent.partners_in_kind); }},
                    {"given by partners in kind", "in kind"}});
    list.push_back({{"cost-backbone-grants", "USD/student/year", Good::down, l,
                     "part of it paid by founding grants for backbones and shared measurement",
                     [](P w) { return per_student(w, w.spent.grants); }},
                    {"founding grants of backbones", "grants"}});
    list.push_back({{"spending-per-pupil", "USD/student/year", Good::up, Summary::last_year,
                     "schools' spending on schooling, this month's rate",
                     [](P w) {
                         double total = 0, pupils = 0;
                         for (std::size_t i = 0; i < w.institutions.size(); ++i)
                             total += w.institutions.spending[i] * w.tallies[i].students,
                                 pupils += w.tallies[i].students;
                         return ratio(total, pupils);
                     }},
                    {"schools' own spending", "spending"}});
    list.push_back({{"students", "students", Good::up, l, "pupils enrolled, colleges left out",
                     [](P w) { return sum(w, &Tally::students); }},
                    {"pupils enrolled", "pupils", nowhere, 0, "Students"}});
}

/// What came with model 0.3, last, as stores know outcomes by their order: how content each group is, and transfer.
void add_later(std::vector<Row>& list) {
    const auto y = Summary::last_year;
    list.push_back({{"satisfaction-schools", "index 0-1", Good::up, y, "schools' mean of trust in partners and value",
                     [](P w) { return satisfied(w, school_trust, school_value); }},
                    {"schools' satisfaction with partnerships", "schools satisfied", in_pages}});
    list.push_back({{"satisfaction-partners", "index 0-1", Good::up, y, "partners' mean of trust in schools and value",
                     [](P w) { return satisfied(w, partner_trust, partner_value); }},
                    {"partners' satisfaction with partnerships", "partners satisfied", in_pages}});
    list.push_back({{"satisfaction-staff", "share", Good::up, y, "share got of the hours that agreements in force ask",
                     [](P w) { return mean_active(w, [&](std::size_t m) { return w.partnerships.hours_share[m]; }); }},
                    {"time given to staff for working together", "staff's time", in_pages}});
    list.push_back(
        {{"transfer", "share", Good::up, y, "of students who completed college last June, those who go on to a degree",
          [](P w) { return ratio(w.year.transferred, w.year.completed); }},
         {"college students who go on to a bachelor's degree", "transfer", in_pages}});
}

const std::vector<Row>& rows() {
    static const std::vector<Row> list = [] {
        std::vector<Row> all;
        const auto add = [&](void (*add_rows)(std::vector<Row>&), std::string_view group) {
            const std::size_t first = all.size();
            add_rows(all);
            for (std::size_t o = first; o < all.size(); ++o)
                if (all[o].words.group.empty()) all[o].words.group = group;
        };
        add(add_students, outcome_groups[0]);
        add(add_partnerships, outcome_groups[1]);
        add(add_money, outcome_groups[2]);
        add(add_later, outcome_groups[1]);
        return all;
    }();
    return list;
}

} // namespace

const std::vector<sim::Observable<World>>& observables() {
    static const std::vector<O> list = [] {
        std::vector<O> all;
        for (const Row& row : rows())
            all.push_back(row.outcome);
        return all;
    }();
    return list;
}

const OutcomeWords& outcome_words(std::size_t o) { return rows()[o].words; }

const std::array<std::size_t, n_main_outcomes>& main_outcomes() {
    static const std::array<std::size_t, n_main_outcomes> list = [] {
        std::array<std::size_t, n_main_outcomes> all{};
        for (std::size_t o = 0; o < rows().size(); ++o)
            if (rows()[o].words.is_main()) all.at(static_cast<std::size_t>(rows()[o].words.main_place - 1)) = o;
        return all;
    }();
    return list;
}

std::vector<std::size_t> outcomes_shown(ShownIn place) {
    std::vector<std::size_t> list;
    for (std::size_t o = 0; o < rows().size(); ++o)
        if (rows()[o].words.shown & place) list.push_back(o);
    return list;
}

int observable_index(std::string_view id) {
    for (std::size_t o = 0; o < observables().size(); ++o)
        if (observables()[o].id == id) return static_cast<int>(o);
    return -1;
}

} // namespace models
