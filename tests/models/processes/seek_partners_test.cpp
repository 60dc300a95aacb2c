#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace models;

namespace {

/// Ten schools of 300 to 1,650 pupils and eight rich partners.
Setup busy_region() {
    std::vector<School> schools;
    for (std::size_t i = 0; i < 10; ++i) {
        const double size = static_cast<double>(i);
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 8, 300 + 150 * size, 0.1 * size));
    }
    std::vector<PartnerInput> partners;
    for (std::size_t k = 0; k < 8; ++k)
        partners.push_back(fixtures::partner(fixtures::numbered("p", k), PartnerKind::nonprofit,
                                             {9000, 3000, 2500, 0, 900, 0},
                                             {"tutoring", "mentoring", "after-school", "wraparound"}));
    Setup setup = fixtures::setup(schools, partners);
    setup.levers = fixtures::strategy("opportunistic");
    return setup;
}

/// One school that notices everybody and judges by one thing alone; nothing is left to chance.
Setup choosy(const std::vector<PartnerInput>& partners) {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 900)}, partners);
    Levers& s = setup.levers;
    s.search.effort = 1, s.search.wanted = 5, s.search.scrutiny = 1;
    s.search.by_alignment = s.search.by_need = s.search.by_resources = s.search.by_reputation = s.search.by_nearness =
        0;
    setup.parameters.seek.awareness = 1;
    setup.parameters.seek.taste_sd = 0;
    return setup;
}

/// The partner a school of `setup` opens talks with first.
sim::Row chosen(const Setup& setup) {
    World w = fixtures::world(setup);
    seek_partners(w, fixtures::step(w));
    REQUIRE(w.partnerships.size() == 1);
    return w.partnerships.partner[0];
}

PartnerInput tutor(const std::string& id) {
    return fixtures::partner(id, PartnerKind::nonprofit, {5000, 500, 500, 0, 0, 0}, {"tutoring"});
}

} // namespace

TEST_CASE("nobody seeks without effort, without wish, without hours or without partners", "[models][seek]") {
    const auto opened = [](auto change) {
        World w = fixtures::world(busy_region());
        w.levers.search.effort = 1;
        change(w);
        seek_partners(w, fixtures::step(w));
        return w.partnerships.size();
    };
    CHECK(opened([](World&) {}) > 0);
    CHECK(opened([](World& w) { w.levers.search.effort = 0; }) == 0);
    CHECK(opened([](World& w) { w.levers.search.wanted = 0; }) == 0);
    CHECK(opened([](World& w) { w.institutions.hours.assign(w.institutions.size(), 0); }) == 0);
    CHECK(opened([](World& w) { w.partners.is_present.assign(w.partners.size(), 0); }) == 0);
    CHECK(opened([](World& w) { w.parameters.seek.awareness = 0; }) == 0);
}

TEST_CASE("no school gets more partnerships than it wants, nor two of one programme", "[models][seek]") {
    World w = fixtures::world(busy_region());
    w.levers.search.effort = 1, w.levers.search.wanted = 3;
    w.parameters.seek.size_power = 0.8;
    w.institutions.hours.assign(w.institutions.size(), 1000);
    for (w.month = 0; w.month < 40; ++w.month)
        seek_partners(w, fixtures::step(w));
    CHECK(w.events.talks_opened == static_cast<double>(w.partnerships.size()));
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        const double wanted = 3 * std::pow(w.tallies[i].students / 1000, 0.8);
        const std::size_t begin = w.partnership_begin[i], end = w.partnership_begin[i + 1];
        CHECK(static_cast<double>(end - begin) == std::min(4.0, std::floor(wanted + 0.5))); // rounded; 4 programmes
        std::set<std::uint8_t> programmes;
        for (std::size_t m = begin; m < end; ++m) {
            CHECK(w.partnerships.institution[m] == i);
            CHECK(w.partnerships.stage[m] == Stage::goals);
            CHECK(programmes.insert(w.partnerships.programme[m]).second);
        }
    }
}

TEST_CASE("schools in need want fewer by the exponential of their need above the region's",
          "[models][seek][mechanisms]") {
    const auto wanted = [](double
                               strain) { // of a poor school and of a rich one of 1,000 pupils each, mean need one half
        Setup setup = busy_region();
        setup.region.schools = {fixtures::school("poor", 0, 8, 1000, 0.8), fixtures::school("rich", 0, 8, 1000, 0.2)};
        setup.levers.search.effort = 1, setup.levers.search.wanted = 2;
        setup.parameters.seek.strain = strain;
        World w = fixtures::world(setup);
        w.institutions.hours.assign(2, 1000);
        for (w.month = 0; w.month < 40; ++w.month)
            seek_partners(w, fixtures::step(w));
        return std::pair{w.partnership_begin[1], w.partnership_begin[2] - w.partnership_begin[1]};
    };
    CHECK(wanted(0) == std::pair<std::size_t, std::size_t>{2, 2});
    CHECK(wanted(2) == std::pair<std::size_t, std::size_t>{1, 4}); // 2 exp(-0.6) = 1.1 and 2 exp(0.6) = 3.6, rounded
}

TEST_CASE("a school gets at most one new partnership a month", "[models][seek]") {
    World w = fixtures::world(busy_region());
    w.levers.search.effort = 1;
    seek_partners(w, fixtures::step(w));
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        CHECK(w.partnership_begin[i + 1] - w.partnership_begin[i] <= 1);
}

TEST_CASE("schools look at the rate of their effort", "[models][seek][statistical]") {
    std::vector<School> schools;
    for (std::size_t i = 0; i < 2000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 30));
    const double much = 1e9;
    Setup setup = fixtures::setup(
        schools, {fixtures::partner("giant", PartnerKind::nonprofit, {much, much, much, 0, 0, 0}, {"tutoring"})});
    setup.levers = fixtures::strategy("opportunistic");
    setup.levers.search.effort = 0.08;
    setup.parameters.seek.awareness = 1, setup.parameters.seek.group_min = 1, setup.parameters.seek.size_power = 0;
    World w = fixtures::world(setup);
    seek_partners(w, fixtures::step(w));
    // Everybody has room, everybody knows the giant, and it has means for all. Four standard errors: 1 seed in 16,000.
    CHECK_THAT(static_cast<double>(w.partnerships.size()), statistics::BinomialCount(2000, 0.08, 4));
}

TEST_CASE("candidates come to mind at the stated rate", "[models][seek][statistical]") {
    std::vector<School> schools;
    for (std::size_t i = 0; i < 2000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 30));
    Setup setup = fixtures::setup(
        schools, {fixtures::partner("giant", PartnerKind::nonprofit, {1e9, 1e9, 1e9, 0, 0, 0}, {"tutoring"})});
    setup.levers = fixtures::strategy("opportunistic");
    setup.levers.search.effort = 1;
    setup.parameters.seek.awareness = 0.35, setup.parameters.seek.group_min = 1, setup.parameters.seek.size_power = 0;
    World w = fixtures::world(setup);
    seek_partners(w, fixtures::step(w));
    // One candidate each, so talks open with the chance that it is noticed. Four standard errors: 1 seed in 16,000.
    CHECK_THAT(static_cast<double>(w.partnerships.size()), statistics::BinomialCount(2000, 0.35, 4));
}

TEST_CASE("the ranking follows the levers: goals, names, nearness, kinds", "[models][seek]") {
    PartnerInput near = tutor("near"), far = tutor("far");
    near.x_km = near.y_km = 0, far.x_km = 40, far.y_km = 30;
    near.goals = Goals{0, 0, 0, 1, 0}, far.goals = Goals{0.6, 0.2, 0.2, 0, 0};
    near.reputation = 0.9, far.reputation = 0.2;
    far.kind = PartnerKind::agency;
    Setup setup = choosy({near, far});
    setup.region.schools[0].x_km = setup.region.schools[0].y_km = 0;
    const auto with = [&](double SearchLevers::*lever) {
        Setup s = setup;
        s.levers.search.*lever = 1;
        return chosen(s);
    };
    CHECK(with(&SearchLevers::by_alignment) == 1);
    CHECK(with(&SearchLevers::by_reputation) == 0);
    CHECK(with(&SearchLevers::by_nearness) == 0);
    Setup by_kind = setup;
    by_kind.levers.search.prefer_kind[static_cast<std::size_t>(PartnerKind::agency)] = 1;
    CHECK(chosen(by_kind) == 1);
}

TEST_CASE("an offer with more means or of a better liked programme is taken first", "[models][seek]") {
    PartnerInput large = tutor("large"), small = tutor("small");
    small.capacity = {1500, 150, 150, 0, 0, 0};
    Setup means = choosy({small, large});
    means.levers.search.by_resources = 1;
    CHECK(chosen(means) == 1);

    PartnerInput both = tutor("both");
    both.programmes = {"tutoring", "mentoring"};
    Setup liked = choosy({both});
    liked.levers.search.prefer_programme[static_cast<std::size_t>(ProgrammeId::mentoring)] = 1;
    World w = fixtures::world(liked);
    seek_partners(w, fixtures::step(w));
    REQUIRE(w.partnerships.size() == 1);
    CHECK(w.partnerships.programme[0] == static_cast<std::uint8_t>(ProgrammeId::mentoring));
}

TEST_CASE("masked goals look shared unless they are scrutinised", "[models][seek]") {
    // Seen alignment = a + (1 - a) masking (1 - scrutiny). A stranger with a = 0.08 masked in full ties at 1 with
    // nobody; against a true alignment of 0.90 and full masking both look 1, so reputation decides.
    PartnerInput false_friend = tutor("false"), friendly = tutor("true");
    false_friend.goals = Goals{0, 0, 0, 1, 0}, friendly.goals = Goals{0.6, 0.2, 0.2, 0, 0};
    false_friend.reputation = 0.6, friendly.reputation = 0.5;
    Setup setup = choosy({false_friend, friendly});
    setup.levers.search.by_alignment = 1, setup.levers.search.by_reputation = 1;
    setup.parameters.seek.masking = 1, setup.parameters.seek.error_sd = 0;
    CHECK(chosen(setup) == 1);
    setup.levers.search.scrutiny = 0;
    CHECK(chosen(setup) == 0);
}

TEST_CASE("a partner whose means are all committed starts nothing new", "[models][seek]") {
    World w = fixtures::world(choosy({tutor("busy")}));
    w.partners.committed = w.partners.capacity;
    seek_partners(w, fixtures::step(w));
    CHECK(w.partnerships.size() == 0);
}

TEST_CASE("a partner with means for one group takes the school it likes best", "[models][seek]") {
    Setup setup = choosy({tutor("one")});
    setup.region.partners[0].capacity = {25.0 / 1.54 * 20, 40, 10, 0, 0, 0}; // means for 20 pupils; half for a school
    setup.region.schools.push_back(fixtures::school("b", 0, 8, 900, 0.9));
    setup.parameters.seek.group_min = 10;
    setup.parameters.seek.partner_alignment = setup.parameters.seek.partner_reputation =
        setup.parameters.seek.partner_size = 0;
    setup.parameters.talks.partner_part_max = 0.9;
    setup.parameters.seek.group_min = 15; // room for one group only
    setup.levers.search.equity = 1;       // the poor school is liked better
    World w = fixtures::world(setup);
    seek_partners(w, fixtures::step(w));
    REQUIRE(w.partnerships.size() == 1);
    CHECK(w.partnerships.institution[0] == 1);
}
