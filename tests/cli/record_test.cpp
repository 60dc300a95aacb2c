#include "cli/record.h"

#include "sim/assert.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace cli;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
} // namespace

TEST_CASE("a record is written in its own order, with all digits, as JSON and as CSV", "[cli]") {
    const Record record{{"id", "a,b"},
                        {"mean", 0.1},
                        {"n", std::size_t{3}},
                        {"pass", true},
                        {"of", std::vector<std::string>{"V1", "V2"}}};
    CHECK(as_json(record).dump() == R"({"id":"a,b","mean":0.1,"n":3,"pass":true,"of":["V1","V2"]})");
    CHECK(as_csv({record}) == "id,mean,n,pass,of\n\"a,b\",0.1,3,true,V1 V2\n");
}

TEST_CASE("what is missing is null in JSON and an empty cell in CSV", "[cli]") {
    const Record record{{"nan", missing}, {"none", Value()}, {"optional", value_of(std::nullopt)}};
    CHECK(as_json(record).dump() == R"({"nan":null,"none":null,"optional":null})");
    CHECK(as_csv({record}) == "nan,none,optional\n,,\n");
    CHECK(as_json({{"optional", value_of(2.5)}}).dump() == R"({"optional":2.5})");
}

TEST_CASE("records of one table have the same fields", "[cli]") {
    CHECK(as_csv({joined({{"a", 1.5}}, {{"b", 2.5}}), {{"a", 3.5}, {"b", 4.5}}}) == "a,b\n1.5,2.5\n3.5,4.5\n");
    CHECK_THROWS_AS(as_csv({{{"a", 1.5}}, {{"a", 1.5}, {"b", 2.5}}}), sim::Mistake);
}
