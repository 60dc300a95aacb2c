#include "models/derived.h"
#include "models/tie_plan.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

Tie tie(const std::string& school, const std::string& partner, const std::string& programme) {
    Tie t;
    t.school = school, t.partner = partner, t.programme = programme;
    return t;
}

/// Six schools that name the same four partners, whose capacities are open.
Setup dense() {
    std::vector<School> schools;
    std::vector<PartnerInput> partners;
    Setup setup;
    for (std::size_t k = 0; k < 6; ++k)
        schools.push_back(fixtures::school(fixtures::numbered("s", k), k % 2 ? 9 : 0, k % 2 ? 12 : 8, 500));
    for (std::size_t k = 0; k < 4; ++k) {
        partners.push_back(fixtures::partner(fixtures::numbered("p", k), PartnerKind::nonprofit, {}, {}));
        partners.back().capacity.fill(sim::unset);
    }
    setup = fixtures::setup(schools, partners);
    for (std::size_t s = 0; s < 6; ++s)
        for (std::size_t p = 0; p < 4; ++p)
            setup.region.ties.push_back(
                tie(fixtures::numbered("s", s), fixtures::numbered("p", p), p % 2 ? "after-school" : "mentoring"));
    return setup;
}

double sum(const std::vector<double>& values) {
    double total = 0;
    for (const double v : values)
        total += v;
    return total;
}

} // namespace

TEST_CASE("every given tie is in force at month 0 or has its reason, and none is a new talk", "[models][given]") {
    Setup setup = dense();
    setup.region.ties[0].begins_in = 5;
    setup.region.ties[1].ends_in = -2;
    setup.region.ties[2].programme = "internships"; // grades 10 and up, at a school of K to 8
    const TiesAccount account = account_of_ties(setup.region, setup.parameters);
    CHECK(account.given == 24);
    CHECK(account.started == 21);
    REQUIRE(account.left_out.size() == 3);
    CHECK(account.left_out[0].why == "it begins 5 months after the start");
    CHECK(account.left_out[1].why == "it ended before the start");
    CHECK(account.left_out[2].why == "internships serves grades 10 to 14, the school teaches K to 8");
    const World w = fixtures::world(setup);
    REQUIRE(w.partnerships.size() == 21);
    for (const Stage stage : w.partnerships.stage)
        CHECK(stage == Stage::active);
    CHECK(w.events.talks_opened == 0);
    CHECK(w.events.formed == 0);
}

TEST_CASE("where means do not suffice all ties of a partner are scaled alike", "[models][given]") {
    Setup setup = dense();
    const TiesPlan open = plan_ties(setup.region, setup.parameters);
    Resources half{};
    for (std::size_t t = 0; t < setup.region.ties.size(); ++t)
        if (setup.region.ties[t].partner == "p0")
            for (std::size_t r = 0; r < n_resources; ++r)
                half[r] += open.ties[t].pledge[r] / 2;
    setup.region.partners[0].capacity = half;
    const TiesPlan plan = plan_ties(setup.region, setup.parameters);
    for (std::size_t t = 0; t < plan.ties.size(); ++t) {
        const bool is_first = setup.region.ties[t].partner == "p0";
        CHECK(plan.ties[t].starts);
        CHECK(plan.ties[t].is_scaled == is_first);
        CHECK(plan.ties[t].group == Approx(open.ties[t].group * (is_first ? 0.5 : 1.0)));
    }
    setup.region.partners[0].capacity = {0, 0, 0, 0, 0, 1};
    const TiesAccount none = account_of_ties(setup.region, setup.parameters);
    CHECK(none.left_out.size() == 6);
    CHECK(none.left_out[0].why.find("the partner has") == 0);
}

TEST_CASE("a tie of a tenth takes a tenth of hours, money and pupils", "[models][given]") {
    Setup full = dense(), light = dense();
    for (Tie& t : light.region.ties)
        t.share = 0.1;
    const TiesPlan a = plan_ties(full.region, full.parameters), b = plan_ties(light.region, light.parameters);
    for (std::size_t t = 0; t < a.ties.size(); ++t) {
        CHECK(b.ties[t].group == Approx(a.ties[t].group / 10));
        CHECK(b.ties[t].pledge[0] == Approx(a.ties[t].pledge[0] / 10).margin(1e-9));
    }
    const World w = fixtures::world(light);
    for (std::size_t m = 0; m < w.partnerships.size(); ++m)
        CHECK(intensity(w, m) == Approx(0.1));
}

TEST_CASE("dollars set the size of a tie, and what is paid is what is pledged", "[models][given]") {
    Setup setup = dense();
    setup.region.ties[1].usd_per_year = 20000; // after-school at s0
    const TiePlan plan = plan_ties(setup.region, setup.parameters).ties[1];
    const double wage = setup.parameters.money.hourly_wage;
    CHECK(plan.pledge[0] + wage * plan.pledge[1] == Approx(2000)); // ten teaching months
    CHECK(plan.share < 1);
}

TEST_CASE("who pays can cut: a public cut ends publicly paid ties and leaves the others' luck alone",
          "[models][given]") {
    Setup setup = dense();
    for (Tie& t : setup.region.ties)
        t.payer = Payer::taxpayer;
    setup.conditions.strength[static_cast<std::size_t>(Condition::funding_cut)] = 1;
    setup.parameters.condition.start = 0, setup.parameters.condition.cut_depth = 0.6;
    setup.parameters.crisis.rate = 0;
    // 24 ties, a chance of 0.15 each term over eight terms: none ended at odds of 0.85^192, below 1e-13.
    double ended = 0, spared = 0;
    for (const bool is_public : {true, false}) {
        for (Tie& t : setup.region.ties)
            t.payer = is_public ? Payer::taxpayer : Payer::partner;
        World w = fixtures::world(setup);
        advance(w, 24);
        (is_public ? ended : spared) = w.events.ended_why[static_cast<std::size_t>(EndReason::funds_ended)];
    }
    CHECK(ended > 0);
    CHECK(spared == 0);
}

TEST_CASE("schools start from their own rates", "[models][given]") {
    for (const double rate : {0.6, 0.9}) {
        Setup setup = fixtures::setup({fixtures::school("a", 9, 12, 4000), fixtures::school("b", 9, 12, 4000)});
        for (School& s : setup.region.schools)
            s.graduation_rate = rate, s.chronic_absence_rate = 1 - rate, s.college_entry_rate = rate;
        World w = fixtures::world(setup);
        advance(w, 60);
        const YearCounts& y = w.year;
        // 2,000 leavers of grade 9: a standard error of about .01; what the solution leaves out may be three times
        // that.
        CHECK(y.followed / (y.followed + y.leavers) == Approx(rate).margin(0.05));
        double chronic = 0, pupils = 0;
        for (const Tally& t : w.tallies)
            chronic += t.chronic, pupils += t.test_students;
        CHECK(chronic / pupils == Approx(1 - rate).margin(0.05));
        CHECK(y.to_college / y.graduates == Approx(rate).margin(0.06));
    }
}

TEST_CASE("the later grades of high school start with those who stayed, so that absence holds its own rate",
          "[models][given][statistical]") {
    constexpr double rate = 0.4;
    std::vector<School> schools;
    for (std::size_t k = 0; k < 12; ++k) {
        schools.push_back(fixtures::school(fixtures::numbered("s", k), 9, 12, 900));
        schools.back().graduation_rate = 1 - rate, schools.back().chronic_absence_rate = rate;
    }
    World w = fixtures::world(fixtures::setup(schools));
    // A school's shift is solved on 256 pupils: a standard error of .03, of twelve schools .009. Without the stayers,
    // and with those in the poll who are gone by May, it came out at .34.
    double first = 0;
    for (int year = 1; year <= 5; ++year) {
        advance(w, 12);
        double chronic = 0, pupils = 0;
        for (const Tally& t : w.tallies)
            chronic += t.chronic, pupils += t.test_students;
        if (year == 1) first = chronic / pupils;
        CHECK(chronic / pupils == Approx(rate).margin(0.045));
        CHECK(chronic / pupils == Approx(first).margin(0.03));
    }
}

TEST_CASE("that they stayed does not move a school from the mean score that it was given",
          "[models][given][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("a", 9, 12, 8000)});
    setup.region.schools[0].mean_score = setup.region.score_mean;
    const auto mean = [&] {
        const Tally t = fixtures::world(setup).tallies[0];
        return t.score / t.students;
    };
    const double before = mean();
    setup.region.schools[0].graduation_rate = 0.6;
    CHECK(mean() == Approx(before).margin(0.05)); // 6,000 pupils: a standard error of .018 of the difference
}

TEST_CASE("arts are a programme of their own: partners that say so run them, pupils are in them, effects follow",
          "[models][given]") {
    constexpr auto arts = static_cast<std::size_t>(ProgrammeId::arts);
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 1800)},
                                  {fixtures::partner("p", PartnerKind::nonprofit, {}, {"arts"})});
    setup.region.partners[0].capacity.fill(sim::unset);
    setup.region.ties.push_back(tie("a", "p", "arts"));
    World w = fixtures::world(setup), silent = w;
    REQUIRE(w.partnerships.size() == 1);
    CHECK(w.partnerships.programme[0] == arts);
    CHECK(w.partners.equipment[0] == 1u << arts);
    Programme& x = silent.parameters.programme[arts];
    x.learning = x.absence = x.readiness = 0;
    advance(w, 10), advance(silent, 10);
    double members = 0;
    for (const std::uint32_t flags : w.students.flags)
        members += programmes_in(flags) == 1u << arts ? 1 : 0;
    CHECK(members == w.partnerships.served[0]);
    CHECK(members == Approx(w.parameters.programme[arts].coverage * w.tallies[0].students).epsilon(0.1));
    CHECK(w.tallies[0].score > silent.tallies[0].score);
    CHECK(w.tallies[0].absent_days < silent.tallies[0].absent_days);
    CHECK(w.tallies[0].served == members);
    remove_partnerships(w, {static_cast<std::uint8_t>(EndReason::term_not_renewed)});
    for (const std::uint32_t flags : w.students.flags)
        CHECK(programmes_in(flags) == 0);
}

TEST_CASE("no synthetic partner runs arts", "[models][given]") {
    const World w = fixtures::world(fixtures::library_setup("sonoma"));
    REQUIRE(w.partners.size() > 0);
    for (const std::uint32_t equipment : w.partners.equipment)
        CHECK((equipment >> static_cast<std::size_t>(ProgrammeId::arts) & 1u) == 0);
}

TEST_CASE("leavers who may choose spread over schools by size, distance and places", "[models][given]") {
    Setup setup =
        fixtures::setup({fixtures::school("east", 6, 8, 600), fixtures::school("west", 6, 8, 600),
                         fixtures::school("near-east", 9, 12, 400), fixtures::school("near-west", 9, 12, 400)});
    const double at[] = {0, 10, 0, 10};
    for (std::size_t i = 0; i < 4; ++i)
        setup.region.schools[i].x_km = at[i], setup.region.schools[i].y_km = 0;
    setup.region.choice_km = 5;
    const World w = fixtures::world(setup);
    REQUIRE(w.given.choice_begin == std::vector<std::uint64_t>{0, 2, 4, 4, 4});
    CHECK(sum(w.given.choice_share) == Approx(2.0));
    CHECK(w.given.choice[0] == 2);
    CHECK(w.given.choice_share[0] == Approx(1 / (1 + std::exp(-2.0)))); // places are as many on both sides
    World later = w;
    advance(later, 12);
    CHECK(later.flows.left_region == 0);
}

TEST_CASE("without given facts nothing of them is there", "[models][given]") {
    const World w = fixtures::world(fixtures::small_region());
    for_each_given(w.given, [](const char*, const auto& column) { CHECK(column.empty()); });
}

TEST_CASE("a given partner with ties has their means and a share of them beyond, one without ties all of its kind's",
          "[models][given][mechanisms]") {
    constexpr auto funds = static_cast<std::size_t>(Resource::funds);
    const auto capacity = [](double spare, bool has_ties) {
        Setup setup = dense();
        if (!has_ties) setup.region.ties.clear();
        setup.parameters.partner.spare = spare;
        return fixtures::world(setup).partners.capacity_start[funds];
    };
    const double all = capacity(1, true), tenth = capacity(0.1, true), none = capacity(0, true);
    CHECK(none > 0);
    CHECK(all == Approx(2 * none));
    CHECK(tenth == Approx(1.1 * none));
    CHECK(capacity(0.1, false) == capacity(1, false));
}
