// Nothing is made and nothing is lost: money, hours and pupils, in every shipped region, month by month.
#include "models/mechanisms.h"
#include "scenarios/strategies.h"
#include "sim/parallel.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <map>

using namespace models;

namespace {

constexpr std::uint32_t horizon = 26; // two years' ends and two months more

/// What is wrong with a world's books, or "".
std::string fault(const World& w) {
    if (w.money.imbalance() != 0) return "money is out of balance";
    if (w.hours.imbalance() != 0) return "hours are out of balance";
    for (std::uint32_t account = w.accounts.first_institution; account < w.money.size(); ++account)
        if (w.money.balance[account] < 0 || w.hours.balance[account] < 0) return "an account is overdrawn";
    const StudentFlows& f = w.flows;
    if (f.enrolled_start + f.entered !=
        fixtures::enrolled(w) + f.graduated + f.dropped_out + f.left_region + f.completed_college)
        return "pupils are lost or made";
    for (const double committed : w.partners.committed)
        if (committed < -1e-6) return "a partner has committed less than nothing";
    double served = 0;
    for (std::size_t m = 0; m < w.partnerships.size(); ++m)
        served += w.partnerships.served[m] < 0 || w.partnerships.weight[m] < 0 || w.partnerships.weight[m] > 1;
    return served > 0 ? "a partnership has an impossible state" : "";
}

struct Case {
    std::string scenario, strategy;
    std::size_t condition;
    std::string fault;
};

/// Runs all cases, shared out over the machine's threads; each strikes early, so that all phases are lived through.
void check_all(std::vector<Case> cases) {
    std::map<std::string, Setup> setups;
    for (const Case& c : cases)
        if (!setups.count(c.scenario)) setups.emplace(c.scenario, fixtures::library_setup(c.scenario));
    sim::for_each_task(cases.size(), [&](std::size_t n) {
        Case& c = cases[n];
        Setup setup = setups.at(c.scenario);
        setup.levers = fixtures::strategy(c.strategy);
        setup.conditions.strength[c.condition] = 1;
        ConditionParameters& p = setup.parameters.condition;
        p.start = 5, p.length = 8, p.recovery = 6, p.absence_months = 8;
        World w = fixtures::world(setup, 1, static_cast<std::uint32_t>(n % 3));
        advance(w, horizon, [&](const World& now) {
            if (c.fault.empty())
                if (const std::string found = fault(now); !found.empty())
                    c.fault = found + " in month " + std::to_string(now.month);
        });
    });
    for (const Case& c : cases) {
        CAPTURE(c.scenario, c.strategy, std::string(condition_infos[c.condition].id));
        CHECK(c.fault == "");
    }
}

} // namespace

TEST_CASE("books and pupils balance in small regions under all strategies and conditions", "[models][conservation]") {
    std::vector<Case> cases;
    for (const char* scenario : {"two-schools", "tiny-region", "recession-town"})
        for (const scenarios::Strategy& strategy : scenarios::shipped_strategies())
            for (std::size_t condition = 0; condition < n_conditions; ++condition)
                cases.push_back({scenario, strategy.id, condition, ""});
    check_all(std::move(cases));
}

TEST_CASE("books and pupils balance in counties under all conditions", "[models][conservation][slow]") {
    const std::vector<std::string> strategies{"go-it-alone", "opportunistic", "collective-impact",
                                              "diversified-reserved"};
    std::vector<Case> cases;
    for (const char* scenario : {"sonoma", "san-mateo", "kern"})
        for (std::size_t condition = 0; condition < n_conditions; ++condition)
            for (const std::string& strategy : strategies)
                cases.push_back({scenario, strategy, condition, ""});
    check_all(std::move(cases));
}

TEST_CASE("the books notice what does not balance", "[models][conservation]") {
    World w = fixtures::world(fixtures::small_region());
    advance(w, 3);
    CHECK(fault(w) == "");
    World poorer = w;
    poorer.money.balance[poorer.accounts.first_institution] -= 1;
    CHECK(fault(poorer) == "money is out of balance");
    World lonelier = w;
    lonelier.students.taken[0] = 0;
    CHECK(fault(lonelier) == "pupils are lost or made");
}
