#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace models;

namespace {

using Id = ProgrammeId;
constexpr auto tutoring = static_cast<std::size_t>(Id::tutoring), mentoring = static_cast<std::size_t>(Id::mentoring),
               after_school = static_cast<std::size_t>(Id::after_school);

/// Three schools of one county, one of which tutors with success and one of which mentors without; the third looks on.
World three_schools(double rate = 0.5) {
    Setup setup = fixtures::setup(
        {fixtures::school("a", 0, 8, 400), fixtures::school("b", 0, 8, 400), fixtures::school("c", 0, 8, 400)},
        {fixtures::partner("p", PartnerKind::nonprofit, {5000, 400, 100, 0, 0, 0}, {"tutoring", "mentoring"}),
         fixtures::partner("q", PartnerKind::nonprofit, {5000, 400, 100, 0, 0, 0}, {"mentoring"})});
    setup.parameters.leaders.learn_rate = rate, setup.parameters.leaders.learn_error = 0;
    setup.parameters.partner.imitate = 0;
    World w = fixtures::world(setup);
    const std::size_t good = fixtures::add_relation(w, {0, 0, Id::tutoring});
    for (auto* part : {&w.partnerships.influence_i, &w.partnerships.involvement_i, &w.partnerships.resources_i})
        (*part)[good] = 0.8;
    const std::size_t poor = fixtures::add_relation(w, {1, 0, Id::mentoring});
    for (auto* part : {&w.partnerships.influence_i, &w.partnerships.involvement_i, &w.partnerships.resources_i})
        (*part)[poor] = 0.2;
    return w;
}

} // namespace

TEST_CASE("leaders think better of what succeeds near them and worse of what disappoints", "[models][learning]") {
    World w = three_schools();
    learn_from_others(w, fixtures::step(w));
    for (std::size_t i = 0; i < 3; ++i) { // half of the way to 0.8 - 0.5 and 0.2 - 0.5
        CHECK(opinion(w, i, tutoring) == Approx(0.15));
        CHECK(opinion(w, i, mentoring) == Approx(-0.15));
        CHECK(opinion(w, i, after_school) == 0); // nobody runs it, so nothing is seen
    }
    learn_from_others(w, fixtures::step(w));
    CHECK(opinion(w, 2, tutoring) == Approx(0.225));
}

TEST_CASE("leaders see with error, each with their own, and least where many run it", "[models][learning]") {
    World w = three_schools(1);
    w.parameters.leaders.learn_error = 0.2;
    learn_from_others(w, fixtures::step(w));
    CHECK(opinion(w, 0, tutoring) != opinion(w, 1, tutoring));
    CHECK(std::abs(opinion(w, 0, tutoring) - 0.3) < 5 * 0.2); // five SD: 1 seed in 1.7 million
}

TEST_CASE("nobody learns where learning is off", "[models][learning]") {
    World w = three_schools(0);
    const std::uint64_t before = digest(w);
    learn_from_others(w, fixtures::step(w));
    CHECK(digest(w) == before);
    CHECK(opinion(w, 0, tutoring) == 0);
}

TEST_CASE("partners take up what schools think well of, not what disappoints", "[models][learning]") {
    World w = three_schools(1);
    w.parameters.partner.imitate = 1;
    learn_from_others(w, fixtures::step(w));
    CHECK((w.partners.equipment[1] >> tutoring & 1u) == 1u); // usual for its kind, and it had mentoring alone
    CHECK((w.partners.equipment[1] >> after_school & 1u) == 0u);
    CHECK((w.partners.equipment[1] >> mentoring & 1u) == 0u); // which disappoints and which it runs nowhere
    CHECK((w.partners.equipment[0] >> mentoring & 1u) == 1u); // in which it is bound
    CHECK((w.partners.equipment[0] & ~usual_programmes(PartnerKind::nonprofit)) == 0u);
}

TEST_CASE("schools ask for what they think well of and renew less what disappoints", "[models][learning]") {
    // Two thousand schools that may ask one partner of two programmes alike, and agreements of one programme that are
    // due: the share that tutoring has of new talks and the share renewed, with and against an opinion.
    const auto asked = [](double seen) {
        std::vector<School> schools;
        for (std::size_t i = 0; i < 400; ++i)
            schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 8, 400));
        Setup setup =
            fixtures::setup(schools, {fixtures::partner("p", PartnerKind::nonprofit, {1e9, 1e8, 1e8, 1e6, 1e6, 1e6},
                                                        {"tutoring", "mentoring"})});
        setup.levers = fixtures::strategy("opportunistic");
        setup.levers.search.effort = 1, setup.parameters.seek.awareness = 1;
        setup.parameters.leaders.learn_rate = 0.5;
        World w = fixtures::world(setup);
        for (std::size_t i = 0; i < 400; ++i)
            w.institutions.opinion[i * n_programmes + tutoring] = seen;
        seek_partners(w, fixtures::step(w));
        return static_cast<double>(
            std::count(w.partnerships.programme.begin(), w.partnerships.programme.end(), tutoring));
    };
    CHECK(asked(0.5) > asked(-0.5));
    const auto renewed = [](double seen) {
        World w = three_schools();
        fixtures::fill_relations(w, {0, 0, Id::tutoring, Stage::active, {}, 0.5, 0.5, 0}, 2000);
        w.parameters.crisis.rate = 0;
        w.institutions.opinion[tutoring] = seen;
        renew_partnerships(w, fixtures::step(w));
        return w.events.renewals;
    };
    // About 0.5 of 2,000 against a fifth more or less: more than ten standard errors apart.
    CHECK(renewed(0.2) > renewed(0) + 50);
    CHECK(renewed(-0.2) < renewed(0) - 50);
}
