#include "sim/parameter.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace {

struct Pair {
    double rate = sim::unset;
    double months = sim::unset;
};

sim::ParameterTable<Pair> table_of_both() {
    sim::ParameterTable<Pair> table;
    table.add("group.months", table.prototype().months, 36.0, "month", {6.0, 120.0}, sim::cited("D-X"), "Length.",
              "here");
    table.add("group.rate", table.prototype().rate, 0.25, "share", {0.0, 1.0}, sim::assumed("none found"), "Rate.",
              "there");
    return table;
}

} // namespace

TEST_CASE("a row knows its field whatever the order of rows", "[sim][parameter]") {
    const auto table = table_of_both();
    const Pair defaults = table.defaults();
    CHECK(defaults.rate == 0.25);
    CHECK(defaults.months == 36.0);
    Pair changed = defaults;
    sim::ParameterTable<Pair>::at(changed, *table.find("group.rate")) = 0.5;
    CHECK(changed.rate == 0.5);
    CHECK(changed.months == 36.0);
}

TEST_CASE("a field without a row stays unset and can be found", "[sim][parameter]") {
    sim::ParameterTable<Pair> table;
    table.add("group.rate", table.prototype().rate, 0.25, "share", {0.0, 1.0}, sim::assumed("none"), "Rate.", "there");
    CHECK(std::isnan(table.defaults().months));
    CHECK_FALSE(std::isnan(table.defaults().rate));
    CHECK(table.rows().size() < sizeof(Pair) / sizeof(double));
}

TEST_CASE("rows are found by id", "[sim][parameter]") {
    const auto table = table_of_both();
    REQUIRE(table.find("group.months") != nullptr);
    CHECK(table.find("group.months")->unit == "month");
    CHECK(table.find("group.month") == nullptr);
    CHECK(table.find("group.rate")->evidence.is_assumed());
    CHECK_FALSE(table.find("group.months")->evidence.is_assumed());
}

TEST_CASE("a row knows where it acts, and whether it came late", "[sim][parameter]") {
    auto table = table_of_both();
    CHECK(table.find("group.rate")->acts_in == "there");
    CHECK_FALSE(table.find("group.rate")->is_late);
    table.add_late("group.more", table.prototype().rate, 0.5, "share", {0.0, 1.0}, sim::assumed("none found"), "More.",
                   "start there");
    CHECK(table.find("group.more")->is_late);
    CHECK(table.find("group.more")->acts_in == "start there");
    CHECK_FALSE(table.find("group.months")->is_late);
}

TEST_CASE("a refusal says what is wrong and what was expected", "[sim][parameter]") {
    const auto table = table_of_both();
    const sim::ParameterRow &rate = *table.find("group.rate"), &months = *table.find("group.months");
    CHECK(sim::refusal(rate, 1.5) == "1.5 is above the range; expected 0 to 1 [share]");
    CHECK(sim::refusal(rate, -0.25) == "-0.25 is below the range; expected 0 to 1 [share]");
    CHECK(sim::refusal(months, 5.5) == "5.5 is below the range; expected 6 to 120 [month]");
    CHECK(sim::refusal(months, std::nan("")) == "not a finite number; expected 6 to 120 [month]");
    CHECK(sim::refusal(months, INFINITY) == "not a finite number; expected 6 to 120 [month]");
}

TEST_CASE("the ends of a range are allowed", "[sim][parameter]") {
    const auto table = table_of_both();
    CHECK(sim::refusal(*table.find("group.rate"), 0.0).empty());
    CHECK(sim::refusal(*table.find("group.rate"), 1.0).empty());
}
