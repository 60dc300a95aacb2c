#include "models/partnership_table.h"

#include "models/derived.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <tuple>

using namespace models;

namespace {

using Id = ProgrammeId;

/// One school of 900 pupils K-8 and a partner with these means a month.
World pair(const Resources& capacity, const std::string& programme = "tutoring") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 900)},
                                  {fixtures::partner("p", PartnerKind::nonprofit, capacity, {programme})});
    Levers& s = setup.levers;
    s.delivery.depth = 1, s.search.equity = 0, s.money.co_funding = 0, s.agreement.term = 36,
    s.agreement.formality = 0.7, s.agreement.evaluation = 0.6;
    setup.parameters.talks.partner_part_max = 0.5;
    setup.parameters.money.dollars_2018 = 1.54, setup.parameters.money.hourly_wage = 22;
    Programme& tutoring = setup.parameters.programme[0];
    tutoring.need = {25, 2, 0.5, 0, 0, 0}, tutoring.coverage = 0.15;
    return fixtures::world(setup);
}

std::uint8_t at(EndReason reason) { return static_cast<std::uint8_t>(reason); }
constexpr auto stays = static_cast<std::uint8_t>(n_end_reasons);

} // namespace

TEST_CASE("rows lie by school, then partner's key, then programme, whatever the order of birth", "[models][table]") {
    World w = fixtures::world(fixtures::small_region());
    for (const auto& [i, k, g] :
         {std::tuple{1u, 3u, 3}, {0u, 2u, 3}, {1u, 0u, 1}, {0u, 0u, 0}, {2u, 1u, 9}, {1u, 0u, 0}, {0u, 3u, 0}})
        add_partnerships(w, w.luck, {{i, k, static_cast<std::uint8_t>(g), 0.5}});
    const Partnerships& all = w.partnerships;
    const auto place = [&](std::size_t m) {
        return std::tuple(all.institution[m], w.partners.key[all.partner[m]], all.programme[m]);
    };
    for (std::size_t m = 1; m < all.size(); ++m)
        CHECK(place(m - 1) < place(m));
    CHECK(w.partnership_begin == std::vector<std::uint64_t>{0, 3, 6, 7, 7});
    CHECK(all.pledge.size() == 7 * n_resources);
    CHECK(w.events.talks_opened == 7);
}

TEST_CASE("a new row's luck is that of its pair and programme, whoever else there is", "[models][table]") {
    World one = fixtures::world(fixtures::small_region()), many = one;
    add_partnerships(one, one.luck, {{1, 3, 3, 0.5}});
    add_partnerships(many, many.luck, {{0, 0, 0, 0.5}, {1, 3, 3, 0.5}, {1, 2, 3, 0.5}});
    for (std::size_t m = 0; m < 3; ++m)
        if (many.partnerships.key[m] == one.partnerships.key[0])
            CHECK(many.partnerships.noise[m] == one.partnerships.noise[0]);
    CHECK(std::count(many.partnerships.key.begin(), many.partnerships.key.end(), one.partnerships.key[0]) == 1);
}

TEST_CASE("an agreement pledges what the group takes, at most half of what the partner has", "[models][table]") {
    // Half of 80 volunteer hours serves 80 pupils at 0.5 h; half of 400 staff hours 100 pupils; funds are plenty.
    World w = pair({10000, 400, 80, 0, 0, 0});
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    REQUIRE(sign_agreement(w, 0));
    const Partnerships& all = w.partnerships;
    const Resources expected{80 * 25 / 1.54, 160, 40, 0, 0, 0};
    for (std::size_t r = 0; r < n_resources; ++r) {
        CHECK(all.pledge[r] == Approx(expected[r]));
        CHECK(w.partners.committed[r] == Approx(expected[r]));
    }
    CHECK(all.stage[0] == Stage::active);
    CHECK(all.share_wanted[0] == Approx(80.0 / 900));
    CHECK(all.term[0] == 24); // the partner's horizon is shorter than the 36 months wished for
    CHECK(all.months_left[0] == 24);
    CHECK(all.formality[0] == 0.7);
    CHECK(all.evaluation[0] == 0.6);
    CHECK(w.partners.n_live[0] == 1);
    CHECK(w.events.formed == 1);
}

TEST_CASE("a rich partner is asked for the programme's coverage and no more", "[models][table]") {
    World w = pair({1e6, 1e5, 1e5, 0, 0, 0});
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    REQUIRE(sign_agreement(w, 0));
    CHECK(w.partnerships.share_wanted[0] == Approx(0.15));
    CHECK(w.partnerships.pledge[1] == Approx(0.15 * 900 * 2));
}

TEST_CASE("funds hire the staff that lacks", "[models][table]") {
    // 5,000 of 10,000 dollars and no staff: 5000 / (25 / 1.54 + 2 x 22) = 83.0 pupils.
    World w = pair({10000, 0, 1000, 0, 0, 0});
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    REQUIRE(sign_agreement(w, 0));
    const double pupils = 5000 / (25 / 1.54 + 44);
    CHECK(w.partnerships.share_wanted[0] == Approx(pupils / 900));
    CHECK(w.partnerships.pledge[0] == Approx(5000));
    CHECK(w.partnerships.pledge[1] == Approx(0).margin(1e-9));
    CHECK(w.partnerships.pledge[2] == Approx(pupils / 2));
}

TEST_CASE("thin support reaches more pupils with the same means", "[models][table]") {
    World w = pair({10000, 160, 1000, 0, 0, 0});
    w.levers.delivery.depth = 0.5;
    w.parameters.talks.thin_dose = 0.4; // a dose of 0.5 + 0.5 x 0.4 = 0.7
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    const double full = (5000 + 22 * 80) / (25 / 1.54 + 44);
    REQUIRE(sign_agreement(w, 0));
    CHECK(w.partnerships.share_wanted[0] == Approx(std::min(full / 0.7, 135.0) / 900));
}

TEST_CASE("co-funding lowers the partner's cash and equity its part for rich schools", "[models][table]") {
    World w = pair({10000, 400, 80, 0, 0, 0});
    w.levers.money.co_funding = 0.25;
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    REQUIRE(sign_agreement(w, 0));
    CHECK(w.partnerships.pledge[0] == Approx(0.75 * 80 * 25 / 1.54));

    World tilted = pair({10000, 400, 80, 0, 0, 0});
    tilted.levers.search.equity = 0.5;
    tilted.institutions.low_income_share[0] = 0.2; // favour 1 + 0.5 (0.4 - 1) = 0.7
    add_partnerships(tilted, tilted.luck, {{0, 0, 0, 0.6}});
    REQUIRE(sign_agreement(tilted, 0));
    CHECK(tilted.partnerships.pledge[2] == Approx(80 * 0.35));
}

TEST_CASE("a group too small is not signed and leaves everything as it was", "[models][table]") {
    World w = pair({10000, 400, 11, 0, 0, 0}); // 11 pupils
    add_partnerships(w, w.luck, {{0, 0, 0, 0.6}});
    const auto before = fixtures::state(w);
    CHECK_FALSE(sign_agreement(w, 0));
    CHECK(fixtures::state(w) == before);
}

TEST_CASE("an ended partnership frees its pledges and signs its pupils off; the others stay", "[models][table]") {
    World w = fixtures::world(fixtures::small_region());
    const Resources pledge{100, 20, 30, 0, 0, 0};
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, pledge});
    fixtures::add_relation(w, {0, 0, Id::mentoring, Stage::active, pledge});
    fixtures::add_relation(w, {1, 0, Id::tutoring, Stage::goals});
    for (std::uint32_t& flags : w.students.flags)
        flags |= 3u;
    remove_partnerships(w, {at(EndReason::trust_lost), stays, at(EndReason::talks_failed)});
    REQUIRE(w.partnerships.size() == 1);
    CHECK(w.partnerships.programme[0] == 1);
    CHECK(w.partnership_begin == std::vector<std::uint64_t>{0, 1, 1, 1, 1});
    CHECK(w.partners.committed[1] == Approx(20));
    CHECK(w.partners.n_live[0] == 1);
    CHECK(w.events.ended == 1);
    CHECK(w.events.talks_failed == 1);
    CHECK(w.events.ended_why[at(EndReason::trust_lost)] == 1);
    CHECK(w.events.ended_why[at(EndReason::talks_failed)] == 1);
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) { CHECK((w.students.flags[row] & 3u) == 2u); });
    fixtures::for_each_pupil(w, 1, [&](std::size_t row) { CHECK((w.students.flags[row] & 3u) == 3u); });
}

TEST_CASE("mentoring cut short harms the mentored, once, and only they", "[models][table]") {
    const auto after = [](std::int32_t age) {
        World w = fixtures::world(fixtures::small_region());
        const std::size_t m = fixtures::add_relation(w, {0, 0, Id::mentoring});
        w.parameters.programme[1].months_min = 9, w.parameters.programme[1].harm = 0.03;
        w.partnerships.age[m] = age;
        w.students.flags[0] |= 2u;
        remove_partnerships(w, {at(EndReason::trust_lost)});
        CHECK(w.students.boost[1] == 0);
        return w.students.boost[0];
    };
    CHECK(after(8) == -0.03f);
    CHECK(after(9) == 0);
}

TEST_CASE("an affordable group is set by the scarcest means", "[models][derived]") {
    Parameters p = parameter_table().defaults();
    p.money.dollars_2018 = 1.54, p.money.hourly_wage = 22;
    p.programme[0].need = {25, 2, 0.5, 0, 0, 0};
    const auto group = [&](Resources means, double own) { return affordable(p, 0, means, own); };
    CHECK(group({1e6, 1e6, 10, 0, 0, 0}, 0) == Approx(20));
    CHECK(group({1000, 1e6, 1e6, 0, 0, 0}, 0) == Approx(1000 / (25 / 1.54)));
    CHECK(group({1000, 1e6, 1e6, 0, 0, 0}, 0.5) == Approx(2000 / (25 / 1.54)));
    CHECK(group({0, 10, 10, 0, 0, 0}, 0) == 0);
    CHECK(group({0, 10, 10, 0, 0, 0}, 1) == Approx(5));
    CHECK(group({100, 0, 100, 0, 0, 0}, 0) == Approx(100 / (25 / 1.54 + 44)));
    p.programme[0].need = {170, 0, 0, 0, 0, 0}; // money alone
    CHECK(group({1700, 0, 0, 0, 0, 0}, 0) == Approx(15.4));
}

TEST_CASE("means are valued at cash, wages, volunteers' hours and places", "[models][derived]") {
    Parameters p = parameter_table().defaults();
    p.money.hourly_wage = 22, p.money.volunteer_hour = 14, p.money.place_value = 12;
    const Resources means{100, 10, 10, 1, 2, 3};
    CHECK(value_of(p, means) == Approx(100 + 220 + 140 + 72));
}
