#include "tests/support/fixtures.h"

#include "models/mechanisms.h"

#include "models/derived.h"
#include "models/partnership_table.h"
#include "scenarios/scenario.h"

#include <catch2/catch.hpp>

namespace fixtures {

using namespace models;

School school(const std::string& id, int grade_low, int grade_high, double enrolment, double low_income) {
    School s;
    s.id = s.name = id;
    s.county = "test";
    s.kind = grade_low >= 13    ? InstitutionKind::college
             : grade_high >= 10 ? InstitutionKind::secondary
                                : InstitutionKind::primary;
    s.grade_low = grade_low;
    s.grade_high = grade_high;
    s.enrolment = enrolment;
    s.teachers = enrolment / 20;
    s.spending_per_pupil = 12000;
    s.low_income_share = low_income;
    s.income_usd = 15000;
    return s;
}

PartnerInput partner(const std::string& id, PartnerKind kind, const Resources& capacity,
                     const std::vector<std::string>& programmes) {
    PartnerInput p;
    p.id = p.name = id;
    p.kind = kind;
    p.capacity = capacity;
    p.programmes = programmes;
    return p;
}

Parameters plain_parameters() {
    Parameters plain = parameter_table().defaults();
    for (const char* id : {"schools", "cuts", "money-for-poor", "stock", "terms", "secrets", "common-pool", "distance",
                           "strain", "turnover", "learning"}) {
        const Mechanism* mechanism = find_mechanism(id);
        REQUIRE(mechanism);
        switch_off(plain, *mechanism);
    }
    return plain;
}

Setup setup(const std::vector<School>& schools, const std::vector<PartnerInput>& partners) {
    Setup s;
    s.parameters = plain_parameters();
    s.region.name = "made in code";
    s.region.schools = schools;
    s.region.partners = partners;
    s.region.synthetic_partners = false;
    s.levers = strategy("go-it-alone");
    return s;
}

Setup small_region() {
    std::vector<School> schools{school("rich", 0, 8, 450, 0.2), school("poor", 0, 8, 450, 0.8),
                                school("high", 9, 12, 400), school("college", 13, 14, 60)};
    schools[0].feeds = schools[1].feeds = "high";
    schools[2].feeds = "college";
    return setup(schools, {partner("helpers", PartnerKind::nonprofit, {3000, 600, 600, 0, 100, 0},
                                   {"tutoring", "mentoring", "after-school", "wraparound"}),
                           partner("works", PartnerKind::business, {1500, 150, 200, 40, 0, 20},
                                   {"mentoring", "internships", "career-academy"}),
                           partner("university", PartnerKind::university, {1000, 400, 300, 10, 30, 20},
                                   {"teacher-coaching", "dual-enrolment", "tutoring"}),
                           partner("fund", PartnerKind::foundation, {9000, 20, 0, 0, 0, 0},
                                   {"tutoring", "scholarship-promise", "teacher-coaching"})});
}

Levers strategy(const std::string& id) {
    const scenarios::Strategy* info = scenarios::find_strategy(id);
    REQUIRE(info);
    return info->levers;
}

std::string numbered(const std::string& stem, std::size_t number) {
    std::string name = stem;
    return name += std::to_string(number);
}

World world(const Setup& setup, std::uint64_t seed, std::uint32_t replicate) {
    return build_world(setup, sim::luck(seed, replicate));
}

sim::Step step(const World& w) { return {w.luck, w.month}; }

Setup library_setup(const std::string& id) {
    return scenarios::load_scenario(std::string(ACCORD_SOURCE_DIR) + "/scenarios/library/" + id + ".json").setup;
}

namespace {

void set_row(Partnerships& all, std::size_t m, const Relation& relation) {
    all.stage[m] = relation.stage;
    all.alignment[m] = relation.alignment;
    for (auto* score :
         {&all.reliability_i, &all.mission_i, &all.openness_i, &all.reliability_p, &all.mission_p, &all.openness_p})
        (*score)[m] = relation.trust;
    all.fidelity[m] = 0.5;
    all.fit[m] = 1;
    all.quality[m] = 1;
    all.dose[m] = 1;
    all.noise[m] = 0;
    all.term[m] = 24;
    all.months_left[m] = relation.months_left;
    for (std::size_t r = 0; r < n_resources; ++r)
        all.pledge[m * n_resources + r] = relation.pledge[r];
}

NewPartnership born(const Relation& relation) {
    return {static_cast<sim::Row>(relation.institution), static_cast<sim::Row>(relation.partner),
            static_cast<std::uint8_t>(relation.programme), relation.alignment};
}

} // namespace

std::size_t add_relation(World& w, const Relation& relation) {
    const NewPartnership row = born(relation);
    add_partnerships(w, w.luck, {row});
    Partnerships& all = w.partnerships;
    std::size_t m = 0;
    while (all.institution[m] != row.institution || all.partner[m] != row.partner || all.programme[m] != row.programme)
        ++m;
    set_row(all, m, relation);
    if (relation.stage != Stage::active) return m;
    for (std::size_t r = 0; r < n_resources; ++r)
        w.partners.committed[relation.partner * n_resources + r] += relation.pledge[r];
    ++w.partners.n_live[relation.partner];
    return m;
}

void fill_relations(World& w, const Relation& relation, std::size_t n) {
    w.partnerships = {};
    add_partnerships(w, w.luck, std::vector<NewPartnership>(n, born(relation)));
    for (std::size_t m = 0; m < n; ++m) {
        set_row(w.partnerships, m, relation);
        w.partnerships.key[m] = sim::mix(m + 1);
    }
    w.events = {};
}

double enrolled(const World& w, std::size_t institution) {
    double n = 0;
    for_each_pupil(w, institution, [&](std::size_t) { n += 1; });
    return n;
}

double enrolled(const World& w) {
    double n = 0;
    for (const std::uint16_t bits : w.students.taken)
        n += __builtin_popcount(bits);
    return n;
}

void remove_effects(Parameters& p) {
    for (Programme& programme : p.programme)
        programme.learning = programme.practice = programme.absence = programme.readiness = programme.college =
            programme.staying = programme.harm = 0;
    p.student.turnover_effect = 0; // open decisions raise trust within schools, and trust keeps teachers
}

void remove_costs(Parameters& p, Levers& s) {
    p.coalition.backbone_cost = p.coalition.backbone_member_cost = p.coalition.measurement_cost = 0;
    s.money.co_funding = s.delivery.support = s.coordination.bought = s.money.reserve = 0;
}

} // namespace fixtures
