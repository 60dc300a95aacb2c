// Every column of state under its name, once: digest, checkpoint, restore and memory count share the list. What follows
// from other columns or can be drawn again (known_by, class_year) is left out and made again.
#include "models/world.h"

#include "models/derived.h"
#include "models/model.h"
#include "sim/checkpoint.h"
#include "sim/digest.h"

#include <type_traits>

namespace models {
namespace {

template <class T, class F>
void institutions(T& i, F&& f) {
    f("institution.key", i.key), f("institution.origin", i.origin), f("institution.kind", i.kind);
    f("institution.grade_low", i.grade_low), f("institution.grade_high", i.grade_high), f("institution.feeds", i.feeds);
    f("institution.x", i.x), f("institution.y", i.y), f("institution.enrolment", i.enrolment);
    f("institution.low_income_share", i.low_income_share), f("institution.language_share", i.language_share);
    f("institution.ses_mean", i.ses_mean), f("institution.ses_slope", i.ses_slope),
        f("institution.usual_absence", i.usual_absence), f("institution.base_spending", i.base_spending);
    f("institution.teachers", i.teachers), f("institution.spending", i.spending);
    f("institution.school_effect", i.school_effect), f("institution.practice", i.practice);
    f("institution.teacher_turnover", i.teacher_turnover), f("institution.hours", i.hours);
    f("institution.hours_needed", i.hours_needed), f("institution.principal_months", i.principal_months);
    f("institution.champion_months", i.champion_months);
    f("institution.superintendent_months", i.superintendent_months);
    f("institution.goals", i.goals), f("institution.goals_start", i.goals_start), f("institution.need", i.need),
        f("institution.need_start", i.need_start);
    f("institution.practice_push", i.practice_push);
    f("institution.culture", i.culture), f("institution.relational_trust", i.relational_trust);
    f("institution.reputation", i.reputation), f("institution.support", i.support);
    f("institution.reported_score", i.reported_score), f("institution.report_trend", i.report_trend);
    f("institution.coalition", i.coalition), f("institution.dependence", i.dependence);
}

template <class T, class F>
void partners(T& p, F&& f) {
    f("partner.key", p.key), f("partner.kind", p.kind), f("partner.x", p.x), f("partner.y", p.y);
    f("partner.is_regional", p.is_regional), f("partner.capacity_start", p.capacity_start);
    f("partner.equipment", p.equipment), f("partner.cyclicality", p.cyclicality), f("partner.horizon", p.horizon);
    f("partner.quality_spread", p.quality_spread), f("partner.capacity", p.capacity);
    f("partner.committed", p.committed), f("partner.goals", p.goals), f("partner.goals_start", p.goals_start);
    f("partner.culture", p.culture), f("partner.reputation", p.reputation), f("partner.is_present", p.is_present);
    f("partner.n_live", p.n_live), f("partner.dependence", p.dependence);
}

template <class T, class F>
void coalitions(T& c, F&& f) {
    f("coalition.key", c.key), f("coalition.has_backbone", c.has_backbone);
    f("coalition.shared_measurement", c.shared_measurement), f("coalition.pooled_share", c.pooled_share);
    f("coalition.n_members", c.n_members), f("coalition.funding", c.funding);
    f("coalition.grant_months", c.grant_months), f("coalition.is_alive", c.is_alive), f("coalition.age", c.age);
}

template <class T, class F>
void students(T& s, F&& f) {
    f("student.ability", s.ability), f("student.boost", s.boost), f("student.anchor", s.anchor);
    f("student.engagement", s.engagement), f("student.ses", s.ses), f("student.readiness", s.readiness);
    f("student.absent", s.absent), f("student.flags", s.flags), f("student.serial", s.serial);
    f("student.origin", s.origin), f("student.taken", s.taken);
}

template <class T, class F>
void cohorts(T& c, F&& f) {
    f("cohort.institution", c.institution), f("cohort.grade", c.grade), f("cohort.begin", c.begin);
    f("cohort.rows", c.rows), f("cohort.used", c.used), f("cohort.intake", c.intake), f("cohort.entered", c.entered);
}

template <class T, class F>
void ledger(const char* balance, const char* paid, const char* received, T& l, F&& f) {
    f(balance, l.balance), f(paid, l.paid), f(received, l.received);
}

/// All columns that are vectors.
template <class W, class F>
void for_each_vector(W& w, F&& f) {
    institutions(w.institutions, f);
    partners(w.partners, f);
    for_each_column(w.partnerships, f);
    f("partnership.at", w.partnership_begin);
    coalitions(w.coalitions, f);
    students(w.students, f);
    cohorts(w.cohorts, f);
    f("cohort.at", w.cohort_begin), f("cohort.dropouts", w.cohort_dropouts);
    f("candidate.at", w.candidate_begin), f("candidate", w.candidates);
    ledger("money.balance", "money.paid", "money.received", w.money, f);
    ledger("hours.balance", "hours.paid", "hours.received", w.hours, f);
    f("exposure.at", w.exposure_begin), f("exposure", w.exposures), f("tally", w.tallies);
    f("indicators", w.indicators), f("indicators_before", w.indicators_before);
}

/// Columns that are no part of the digest where they are empty: what users gave, state of mechanisms that may be off.
template <class W, class F>
void for_each_optional(W& w, F&& f) {
    for_each_given(w.given, f);
    f("institution.county", w.institutions.county), f("institution.own_paid", w.institutions.own_paid);
    f("institution.opinion", w.institutions.opinion);
    f("student.lessons", w.students.lessons), f("student.teaching", w.students.teaching);
}

/// All columns.
template <class W, class F>
void for_each_stored(W& w, F&& f) {
    for_each_vector(w, f);
    for_each_optional(w, f);
}

/// All plain values.
template <class W, class F>
void for_each_value(W& w, F&& f) {
    f("parameters", w.parameters), f("strategy", w.levers), f("conditions", w.conditions), f("luck", w.luck);
    f("month", w.month), f("accounts", w.accounts), f("environment", w.environment), f("year", w.year);
    f("flows", w.flows), f("events", w.events), f("spent", w.spent), f("trending", w.trending),
        f("has_secondary", w.has_secondary), f("has_college", w.has_college);
    f("begins", w.begins), f("has_drawn_partners", w.has_drawn_partners), f("usual_effect", w.usual_effect);
}

} // namespace

void clear(World& world) {
    for_each_stored(world, [](const char*, auto& column) { column.clear(); });
    world.known_by.clear();
    world.class_year.gain.clear();
    world.steered.reset();
    World fresh;
    std::vector<const void*> values;
    for_each_value(fresh, [&](const char*, const auto& value) { values.push_back(&value); });
    std::size_t next = 0;
    for_each_value(world, [&](const char*, auto& value) {
        value = *static_cast<const std::remove_cvref_t<decltype(value)>*>(values[next++]);
    });
}

std::uint64_t digest(const World& world) {
    sim::Digest digest;
    for_each_vector(world, [&](const char*, const auto& column) { digest.column(std::span(column)); });
    for_each_optional(world, [&](const char*, const auto& column) {
        if (!column.empty()) digest.column(std::span(column));
    });
    const auto add = [&](const auto& value) { digest.column(std::span(&value, 1)); };
    add(world.month), add(world.environment), add(world.year), add(world.flows), add(world.events), add(world.spent);
    if (world.begins > 0) add(world.begins);
    return digest.value();
}

double bytes(const World& world) {
    double total = 0;
    for_each_stored(world, [&](const char*, const auto& column) {
        total += static_cast<double>(column.capacity() * sizeof(column[0]));
    });
    return total;
}

std::vector<std::byte> checkpoint(const World& world, std::size_t position) {
    sim::CheckpointWriter writer(model_version());
    for_each_value(world, [&](const char* name, const auto& value) {
        writer.column(name, std::vector<std::remove_cvref_t<decltype(value)>>{value});
    });
    writer.column("position", std::vector<std::uint64_t>{position});
    for_each_stored(world, [&](const char* name, const auto& column) { writer.column(name, column); });
    return writer.finish();
}

Restored restore(std::vector<std::byte> data) {
    sim::CheckpointReader reader(std::move(data), model_version());
    Restored restored;
    for_each_value(restored.world, [&](const char* name, auto& value) {
        std::vector<std::remove_cvref_t<decltype(value)>> one;
        reader.column(name, one);
        value = one.at(0);
    });
    std::vector<std::uint64_t> position;
    reader.column("position", position);
    restored.position = position.at(0);
    for_each_stored(restored.world, [&](const char* name, auto& column) { reader.column(name, column); });
    index_candidates(restored.world);
    return restored;
}

} // namespace models
