// The long lists: right, and worked out anew exactly when what they show has changed.
#include "viz/runs/lists.h"

#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

using namespace viz;
using tests::lever;

namespace {

TrajectoryPtr plain_run(std::uint32_t months = 60) {
    return tests::run(make_script(tests::library_scenario("tiny-region", months), "opportunistic"));
}

/// The same script with a lever moved late: the same frames up to that month.
TrajectoryPtr changed_run(const TrajectoryPtr& run, std::uint32_t month) {
    Script script = run->script;
    script.commands = {lever(month, "money.co-funding", 0.7)};
    return tests::run(script, {run});
}

} // namespace

TEST_CASE("schools are sorted by any column, both ways, and found by a part of their names", "[viz]") {
    const auto run = plain_run();
    const Frame& frame = run->at(50);
    SchoolList list;
    const auto check = [&](SchoolColumn column, const std::function<double(std::size_t)>& value) {
        for (const bool is_down : {false, true}) {
            const auto& rows = list.of(*run, 50, {"", column, is_down});
            REQUIRE(rows.size() == frame.schools.size());
            CHECK(std::set<std::size_t>(rows.begin(), rows.end()).size() == rows.size());
            for (std::size_t n = 0; n + 1 < rows.size(); ++n)
                CHECK((is_down ? value(rows[n]) >= value(rows[n + 1]) : value(rows[n]) <= value(rows[n + 1])));
        }
    };
    check(SchoolColumn::pupils, [&](std::size_t i) { return static_cast<double>(frame.schools[i].students); });
    check(SchoolColumn::low_income, [&](std::size_t i) { return run->cast->schools[i].low_income; });
    check(SchoolColumn::agreements, [&](std::size_t i) { return static_cast<double>(frame.schools[i].n_live); });
    check(SchoolColumn::trust, [&](std::size_t i) { return static_cast<double>(frame.schools[i].trust); });
    check(SchoolColumn::received, [&](std::size_t i) {
        double year = 0;
        for (std::uint32_t m = 39; m <= 50; ++m)
            year += static_cast<double>(run->at(m).schools[i].received);
        return std::round(year); // sums in float and in double agree to a dollar
    });
    const std::string& name = run->cast->schools[2].name;
    std::string capitals = name;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const auto& found = list.of(*run, 50, {capitals});
    CHECK(std::find(found.begin(), found.end(), 2u) != found.end());
    for (const std::size_t i : found)
        CHECK(contains(run->cast->schools[i].name, name));
    CHECK(list.of(*run, 50, {"no school is called so"}).empty());
}

TEST_CASE("a list is worked out when its month, its filter or its run changes, and only then", "[viz]") {
    const auto run = plain_run(), changed = changed_run(run, 40);
    SchoolList list;
    for (int n = 0; n < 5; ++n)
        list.of(*run, 30, {});
    CHECK(list.n_made() == 1);
    list.of(*run, 31, {}); // scrubbed
    CHECK(list.n_made() == 2);
    list.of(*run, 31, {"a"}); // searched
    CHECK(list.n_made() == 3);
    list.of(*run, 31, {"a", SchoolColumn::trust, true}); // sorted
    CHECK(list.n_made() == 4);
    list.of(*changed, 31, {"a", SchoolColumn::trust, true}); // another run, the same past
    CHECK(list.n_made() == 4);
    list.of(*run, 50, {});
    list.of(*changed, 50, {}); // another future
    CHECK(list.n_made() == 6);
    list.of(*changed, 600, {}); // beyond the end is the end
    list.of(*changed, 60, {});
    CHECK(list.n_made() == 7);
}

TEST_CASE("events are those before the cursor that are asked for, newest first", "[viz]") {
    const auto run = plain_run(), changed = changed_run(run, 40);
    EventList list;
    std::size_t n_all = 0;
    for (std::uint32_t m = 0; m < 45; ++m)
        n_all += run->happenings[m].size();
    const auto rows = list.of(*run, 45, {});
    CHECK(rows.size() == n_all);
    CHECK(std::is_sorted(rows.begin(), rows.end(), [](EventPlace a, EventPlace b) { return a.month > b.month; }));
    EventList::Filter filter;
    filter.words = "END";
    for (const EventPlace place : list.of(*run, 45, filter))
        CHECK(contains(text_of(at(*run, place), *run->cast), "end"));
    const auto of_a_tie =
        std::find_if(rows.begin(), rows.end(), [&](EventPlace place) { return at(*run, place).tie != 0; });
    REQUIRE(of_a_tie != rows.end());
    const HappeningKind kind = at(*run, *of_a_tie).kind;
    filter = {};
    filter.hidden.fill(true);
    filter.hidden[static_cast<std::size_t>(kind)] = false;
    const auto of_kind = list.of(*run, 45, filter);
    REQUIRE_FALSE(of_kind.empty());
    CHECK(of_kind.size() < rows.size());
    for (const EventPlace place : of_kind)
        CHECK(at(*run, place).kind == kind);
    const sim::Key tie = at(*run, of_kind.front()).tie;
    filter = {};
    filter.selection.tie = tie;
    for (const EventPlace place : list.of(*run, 45, filter)) {
        const Happening& h = at(*run, place);
        CHECK((h.tie == tie || (h.school == sim::no_row && h.partner == sim::no_row)));
    }
    const std::size_t made = list.n_made();
    list.of(*run, 45, filter);
    CHECK(list.n_made() == made);
    const auto before = list.of(*run, 36, {}); // a month whose world is saved: the branch begins there
    CHECK(before == list.of(*changed, 36, {}));
    CHECK(list.n_made() == made + 1);
    const auto& late = list.of(*changed, 45, {});
    CHECK(std::any_of(late.begin(), late.end(),
                      [&](EventPlace place) { return at(*changed, place).kind == HappeningKind::command; }));
}

TEST_CASE("lives of partnerships say when each was first in force and hold its events in order", "[viz]") {
    const auto run = plain_run(), changed = changed_run(run, 30);
    LifeList list;
    const auto lives = list.of(*run, 60);
    REQUIRE_FALSE(lives.empty());
    bool some_in_force = false;
    for (const Life& life : lives) {
        CHECK(run->at(life.first).tie(life.key));
        CHECK(run->at(life.last).tie(life.key));
        CHECK((life.first == 0 || !run->at(life.first - 1).tie(life.key)));
        if (life.first_active != Life::never) {
            some_in_force = true;
            CHECK(run->at(life.first_active).tie(life.key)->stage == models::Stage::active);
            if (life.first_active > life.first)
                CHECK(run->at(life.first_active - 1).tie(life.key)->stage != models::Stage::active);
        }
        for (std::size_t n = 0; n < life.marks.size(); ++n) {
            CHECK(at(*run, life.marks[n]).tie == life.key);
            if (n > 0) CHECK(life.marks[n - 1].month <= life.marks[n].month);
        }
    }
    CHECK(some_in_force);
    CHECK(std::is_sorted(lives.begin(), lives.end(), [](const Life& a, const Life& b) { return a.first < b.first; }));
    CHECK(list.n_made() == 1);
    list.of(*changed, 30); // less of it may be looked at
    CHECK(list.n_made() == 2);
    list.of(*run, 30); // which both runs share
    CHECK(list.n_made() == 2);
    list.of(*changed, 60);
    CHECK(list.n_made() == 3);
}
