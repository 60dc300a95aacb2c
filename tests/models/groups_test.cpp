#include "models/groups.h"

#include "models/acts.h"
#include "models/levers.h"
#include "models/mechanisms.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace models;

TEST_CASE("each lever belongs to exactly one group, and every group has some", "[models][groups]") {
    for (const sim::ParameterRow& row : lever_table().rows()) {
        CAPTURE(row.id);
        std::size_t n = 0;
        for (const LeverGroup& group : lever_groups())
            n += static_cast<std::size_t>(std::count_if(group.levers.begin(), group.levers.end(),
                                                        [&](const std::string& one) { return fits(row.id, one); }));
        CHECK(n == 1);
        CHECK(group_of_lever(row.id) != nullptr);
    }
    CHECK(group_of_lever("no.such-lever") == nullptr);
    for (const LeverGroup& group : lever_groups())
        for (const std::string& pattern : group.levers) {
            CAPTURE(pattern);
            CHECK(std::any_of(lever_table().rows().begin(), lever_table().rows().end(),
                              [&](const sim::ParameterRow& row) { return fits(row.id, pattern); }));
        }
}

TEST_CASE("groups name parameters that exist, and take none away twice", "[models][groups]") {
    for (const LeverGroup& group : lever_groups())
        for (const std::string& id : group.sized_by) {
            CAPTURE(id);
            CHECK(parameter_table().find(id) != nullptr);
        }
    std::set<std::string> seen;
    for (const MechanismGroup& group : mechanism_groups())
        for (const auto& [id, value] : group.off) {
            CAPTURE(id);
            CHECK(parameter_table().find(id) != nullptr);
            CHECK(seen.insert(id).second);
        }
}

TEST_CASE("a group takes a mechanism away whole or not at all", "[models][groups]") {
    for (const Mechanism& mechanism : mechanisms())
        for (const MechanismGroup& group : mechanism_groups()) {
            std::size_t n = 0, same = 0;
            for (const auto& off : mechanism.off)
                for (const auto& own : group.off)
                    n += own.first == off.first ? 1 : 0, same += own == off ? 1 : 0;
            CAPTURE(mechanism.id, group.id);
            CHECK(same == n); // at the value that switches it off
            if (mechanism.id != "trust")
                CHECK((n == 0 || n == mechanism.off.size())); // trust: its part in contracts is theirs
        }
}

TEST_CASE("a size is assumed where its evidence says so or gives the sign alone", "[models][groups]") {
    const auto size_of = [](const char* id) { return is_size_assumed(*parameter_table().find(id)); };
    CHECK(size_of("delivery.clarity"));          // "sign; size assumed"
    CHECK(size_of("talks.formality"));           // no source at all
    CHECK_FALSE(size_of("delivery.poor-ratio")); // 2 to 3 times larger when well delivered
    const AssumedSizes sizes = assumed_sizes({"delivery.clarity", "delivery.poor-ratio", "no.such-row"});
    CHECK((sizes.assumed == 1 && sizes.all == 2));
}
