// Where a parameter acts stands in its row; here the program is asked: each process is run with each number changed,
// and a process whose outcome moves must stand there.
#include "models/acts.h"
#include "models/mechanisms.h"
#include "models/prediction.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace models;

namespace {

using Found = std::map<std::string, std::set<std::string>>; ///< Parameter -> places where it acts.

/// A region rich in partners, in which every condition strikes a little and early.
Setup busy_region(const std::string& strategy) {
    Setup s = fixtures::library_setup("tiny-region");
    s.levers = fixtures::strategy(strategy);
    s.levers.search.effort = 0.5, s.levers.money.reserve = 0.01, s.levers.money.co_funding = 0.3;
    s.levers.money.diversify = 0.5, s.levers.governance.equal_votes = 0.4;
    s.conditions.strength.fill(0.25);
    s.conditions.strength[static_cast<std::size_t>(Condition::all_at_once)] = 0;
    s.region.partners_per_10000 = 80;
    s.parameters.talks.pace = 3, s.parameters.coalition.grant_months = 9;
    ConditionParameters& p = s.parameters.condition;
    p.start = 3, p.length = 6, p.recovery = 12, p.absence_months = 8;
    return s;
}

/// Calls f(row, change) for every parameter and lever at both ends of its range; change(setup or world) sets it.
template <class F>
void for_each_change(F&& f) {
    for (const sim::ParameterRow& row : parameter_table().rows())
        for (const double value : {row.range.low, row.range.high})
            f(row.id, [&row, value](auto& x) { sim::ParameterTable<Parameters>::at(x.parameters, row) = value; });
    for (const sim::ParameterRow& row : lever_table().rows())
        for (const double value : {row.range.low, row.range.high})
            f(row.id, [&row, value](auto& x) { sim::ParameterTable<Levers>::at(x.levers, row) = value; });
}

void look_at_start(const Setup& setup, const World& start, Found& found) {
    for_each_change([&](const std::string& id, const auto& change) {
        Setup other = setup;
        change(other);
        World w = build_world(other, start.luck);
        if (digest(w) != digest(start)) found[id].insert(std::string(place_start));
    });
}

void look_at(const sim::Process<World>& process, const World& before, Found& found) {
    const sim::Step step{before.luck, before.month};
    World after = before;
    process.run(after, step);
    const std::uint64_t usual = digest(after);
    for_each_change([&](const std::string& id, const auto& change) {
        if (found[id].count(process.id)) return;
        World w = before;
        change(w);
        process.run(w, step);
        if (digest(w) != usual) found[id].insert(process.id);
    });
}

Found places_found() {
    Found found;
    const std::set<std::uint32_t> looked_at{0, 3, 5, 8, 11, 14, 23, 26};
    for (const char* strategy : {"collective-impact", "community-school"}) {
        Setup setup = busy_region(strategy);
        World w = fixtures::world(setup);
        look_at_start(setup, w, found);
        for (; w.month < 27; ++w.month)
            for (const auto& process : schedule()) {
                if (!sim::is_due(process.due, w.month)) continue;
                if (looked_at.count(w.month)) look_at(process, w, found);
                process.run(w, fixtures::step(w));
            }
    }
    return found;
}

std::set<std::string> declared(const std::string& id) {
    const auto places = places_of(id);
    return {places.begin(), places.end()};
}

} // namespace

TEST_CASE("patterns of ids fit as a shell's do", "[models][acts]") {
    CHECK(fits("programme.tutoring.need-staff", "programme.*.need-*"));
    CHECK(fits("a.b", "a.b"));
    CHECK(fits("a.b", "*"));
    CHECK_FALSE(fits("a.b", "a.c"));
    CHECK_FALSE(fits("programme.tutoring.learning", "programme.*.need-*"));
    CHECK_FALSE(fits("a", "a.*"));
}

TEST_CASE("every row of a parameter or lever says where it acts, in places that exist", "[models][acts]") {
    std::set<std::string_view> known{place_start, place_outcomes, place_predict};
    for (const auto& process : schedule())
        known.insert(process.id);
    std::vector<std::string> ids;
    for (const sim::ParameterRow& row : parameter_table().rows())
        ids.push_back(row.id);
    for (const sim::ParameterRow& row : lever_table().rows())
        ids.push_back(row.id);
    for (const sim::ParameterRow& row : prediction_table().rows())
        ids.push_back(row.id);
    for (const std::string& id : ids) {
        CAPTURE(id);
        CHECK_FALSE(places_of(id).empty());
        for (const std::string_view place : places_of(id))
            CHECK(known.count(place) == 1);
    }
}

TEST_CASE("a process whose outcome follows a number is declared as a place where it acts", "[models][acts]") {
    const Found found = places_found();
    std::size_t seen = 0, all = 0;
    for (const auto& [id, places] : found) {
        CAPTURE(id);
        const std::set<std::string> said = declared(id);
        for (const std::string& place : places) {
            CAPTURE(place);
            CHECK(said.count(place) == 1);
        }
        if (id.starts_with("programme.") || id.starts_with("search.prefer") || id.starts_with("partner.")) continue;
        all += said.size();
        seen += places.size();
    }
    // What is declared is mostly seen too: some numbers act only where nobody looked (a cap, a rare ending).
    CAPTURE(seen, all);
    CHECK(static_cast<double>(seen) >= 0.8 * static_cast<double>(all));
}

TEST_CASE("each condition but calm has its parameters, and each of these belongs to a condition", "[models][acts]") {
    std::set<std::string> used;
    for (const ConditionInfo& info : condition_infos) {
        CAPTURE(std::string(info.id));
        CHECK(parameters_of_condition(info.id).empty() == (info.id == "calm"));
        if (info.id == "all-at-once") continue;
        for (const std::string_view pattern : parameters_of_condition(info.id))
            for (const sim::ParameterRow& row : parameter_table().rows())
                if (fits(row.id, pattern)) used.insert(row.id);
    }
    for (const sim::ParameterRow& row : parameter_table().rows()) {
        CAPTURE(row.id);
        if (row.id.starts_with("condition.")) CHECK(used.count(row.id) == 1);
    }
}
