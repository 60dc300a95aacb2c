// Chance belongs to a decision of an agent: whoever else exists and whatever is chosen, the luck is the same.
#include "models/model.h"
#include "scenarios/strategies.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <map>

using namespace models;

namespace {

std::vector<std::byte> state_after(const Setup& setup, std::uint32_t months) {
    World w = fixtures::world(setup);
    advance(w, months);
    return fixtures::state(w);
}

/// All that a pupil is, by key, over the schools whose keys are given.
using Pupil = std::array<float, 7>;
std::map<sim::Key, Pupil> pupils(const World& w, const std::vector<sim::Key>& schools) {
    std::map<sim::Key, Pupil> all;
    const Students& s = w.students;
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        if (std::find(schools.begin(), schools.end(), w.institutions.key[i]) != schools.end())
            fixtures::for_each_pupil(w, i, [&](std::size_t row) {
                all[fixtures::pupil_key(w, row)] = {s.ability[row],    s.boost[row],     s.anchor[row], s.ses[row],
                                                    s.engagement[row], s.readiness[row], s.absent[row]};
            });
    return all;
}

/// All that a partner is but its place in the table and its luck with others, by key.
std::map<sim::Key, std::vector<double>> partners(const World& w) {
    std::map<sim::Key, std::vector<double>> all;
    const Partners& p = w.partners;
    for (std::size_t k = 0; k < p.size(); ++k) {
        std::vector<double>& one = all[p.key[k]];
        one = {p.x[k],
               p.y[k],
               p.cyclicality[k],
               p.horizon[k],
               p.quality_spread[k],
               p.reputation[k],
               static_cast<double>(p.equipment[k]),
               static_cast<double>(p.kind[k])};
        const auto add = [&](const std::vector<double>& column, std::size_t width) {
            one.insert(one.end(), column.begin() + static_cast<std::ptrdiff_t>(k * width),
                       column.begin() + static_cast<std::ptrdiff_t>((k + 1) * width));
        };
        add(p.capacity, n_resources), add(p.goals, n_goals), add(p.culture, n_culture);
    }
    return all;
}

/// All that a school is apart from its candidates, by key.
std::map<sim::Key, std::vector<double>> schools(const World& w) {
    std::map<sim::Key, std::vector<double>> all;
    const Institutions& s = w.institutions;
    for (std::size_t i = 0; i < s.size(); ++i)
        all[s.key[i]] = {s.x[i],
                         s.y[i],
                         s.school_effect[i],
                         s.practice[i],
                         s.teacher_turnover[i],
                         s.hours[i],
                         s.principal_months[i],
                         s.champion_months[i],
                         s.superintendent_months[i],
                         s.goals[i * n_goals],
                         s.need[i * n_goals],
                         s.culture[i * n_culture],
                         s.relational_trust[i],
                         s.reputation[i],
                         s.support[i],
                         s.spending[i]};
    return all;
}

Setup with_stranger(Setup setup, bool in_front) {
    const PartnerInput stranger =
        fixtures::partner("stranger", PartnerKind::agency, {2000, 300, 20, 0, 80, 0}, {"wraparound", "after-school"});
    auto& list = setup.region.partners;
    list.insert(in_front ? list.begin() : list.end(), stranger);
    return setup;
}

} // namespace

TEST_CASE("a strategy whose levers all equal the counterfactual's gives the same bits", "[models][luck]") {
    const Setup alone = fixtures::small_region();
    Setup custom = alone;
    custom.levers = lever_table().defaults();
    for (const sim::ParameterRow& row : lever_table().rows())
        sim::ParameterTable<Levers>::at(custom.levers, row) =
            sim::ParameterTable<Levers>::at(fixtures::strategy(std::string(counterfactual)), row);
    CHECK((state_after(custom, 26) == state_after(alone, 26)));
}

TEST_CASE("levers that only partnerships feel change nothing without partnerships", "[models][luck]") {
    const Setup alone = fixtures::small_region();
    Setup custom = alone;
    Levers& s = custom.levers;
    s.search.wanted = 9, s.search.scrutiny = 0.9, s.search.by_need = 4, s.agreement.goal_work = 0.9,
    s.agreement.formality = 0.9, s.agreement.term = 60;
    s.governance.equal_votes = 0.9, s.governance.school_led = 0.9, s.delivery.support = 20, s.delivery.depth = 0.9,
    s.money.co_funding = 0.5, s.money.diversify = 1;
    World a = fixtures::world(alone), b = fixtures::world(custom);
    advance(a, 26), advance(b, 26);
    CHECK(digest(a) == digest(b));
}

TEST_CASE("a condition of strength 0, and calm of any strength, give the same bits as none", "[models][luck]") {
    Setup setup = fixtures::small_region();
    setup.levers = fixtures::strategy("opportunistic");
    World without = fixtures::world(setup);
    advance(without, 30);
    setup.conditions.strength[static_cast<std::size_t>(Condition::calm)] = 1;
    World calm = fixtures::world(setup);
    advance(calm, 30);
    CHECK(digest(calm) == digest(without));
}

TEST_CASE("a partner more changes nobody's life while nobody seeks", "[models][luck]") {
    for (const bool in_front : {false, true}) {
        World few = fixtures::world(fixtures::small_region());
        World more = fixtures::world(with_stranger(fixtures::small_region(), in_front));
        advance(few, 26), advance(more, 26);
        CHECK(more.students.ability == few.students.ability);
        CHECK(more.students.boost == few.students.boost);
        CHECK(more.students.engagement == few.students.engagement);
        CHECK(more.students.readiness == few.students.readiness);
        CHECK(more.students.absent == few.students.absent);
        CHECK(more.students.serial == few.students.serial);
        CHECK(more.students.taken == few.students.taken);
        CHECK(schools(more) == schools(few));
        auto others = partners(more);
        CHECK(others.erase(sim::key_of("partner/stranger")) == 1);
        CHECK(others == partners(few));
    }
}

TEST_CASE("a partner more leaves everybody's start as it was under any strategy", "[models][luck]") {
    for (const scenarios::Strategy& info : scenarios::shipped_strategies()) {
        Setup setup = fixtures::small_region();
        setup.levers = info.levers;
        const World few = fixtures::world(setup), more = fixtures::world(with_stranger(setup, true));
        CAPTURE(info.id);
        CHECK(more.students.ability == few.students.ability);
        CHECK(more.students.ses == few.students.ses);
        CHECK(more.students.flags == few.students.flags);
        CHECK(schools(more) == schools(few));
        auto others = partners(more);
        others.erase(sim::key_of("partner/stranger"));
        CHECK(others == partners(few));
    }
}

TEST_CASE("a synthetic partner more leaves the others as they were", "[models][luck]") {
    Setup setup = fixtures::small_region();
    setup.region.partners.clear();
    setup.region.synthetic_partners = true;
    setup.region.partners_per_10000 = 60;
    const auto few = partners(fixtures::world(setup));
    setup.region.partners_per_10000 = 120;
    const auto many = partners(fixtures::world(setup));
    REQUIRE(many.size() > few.size());
    for (const auto& [key, one] : few)
        CHECK(many.at(key) == one);
}

TEST_CASE("a school more leaves other schools, their pupils and their luck as they were", "[models][luck]") {
    for (const bool in_front : {false, true}) {
        const Setup setup = fixtures::small_region();
        Setup larger = setup;
        School newcomer = fixtures::school("newcomer", 0, 6, 300, 0.5);
        newcomer.county = "elsewhere";
        auto& list = larger.region.schools;
        list.insert(in_front ? list.begin() : list.end(), newcomer);
        World few = fixtures::world(setup), more = fixtures::world(larger);
        const std::vector<sim::Key> old = few.institutions.key;
        CHECK(pupils(more, old) == pupils(few, old));
        advance(few, 26), advance(more, 26);
        CHECK(pupils(more, old) == pupils(few, old));
        auto others = schools(more);
        CHECK(others.erase(sim::key_of("newcomer")) == 1);
        CHECK(others == schools(few));
    }
}

TEST_CASE("pupils have the same luck under every strategy when programmes do nothing", "[models][luck]") {
    const auto life = [](const std::string& strategy) {
        Setup setup = fixtures::small_region();
        setup.levers = fixtures::strategy(strategy);
        if (strategy != counterfactual) setup.levers.search.effort = 0.6;
        fixtures::remove_effects(setup.parameters);
        fixtures::remove_costs(setup.parameters, setup.levers);
        World w = fixtures::world(setup);
        advance(w, 40);
        CHECK((w.events.formed > 0) == (strategy != counterfactual));
        return w;
    };
    const World alone = life(std::string(counterfactual));
    for (const scenarios::Strategy& info : scenarios::shipped_strategies()) {
        CAPTURE(info.id);
        const World w = life(info.id);
        CHECK(w.students.ability == alone.students.ability);
        CHECK(w.students.boost == alone.students.boost);
        CHECK(w.students.anchor == alone.students.anchor);
        CHECK(w.students.engagement == alone.students.engagement);
        CHECK(w.students.readiness == alone.students.readiness);
        CHECK(w.students.absent == alone.students.absent);
        CHECK(w.students.serial == alone.students.serial);
        CHECK(w.students.taken == alone.students.taken);
        CHECK(w.flows.dropped_out == alone.flows.dropped_out);
        CHECK(w.flows.entered_college == alone.flows.entered_college);
        CHECK(w.institutions.spending == alone.institutions.spending);
        CHECK(w.institutions.principal_months == alone.institutions.principal_months);
    }
}
