#include "experiments/runs/rivals.h"

#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <set>
#include <string>

using namespace experiments;

TEST_CASE("rival forms meet the same luck with mean fidelity held", "[experiments][rivals]") {
    const Plan plan = tests::small_plan({"go-it-alone", "opportunistic"}, {"calm"}, 4, 36, "tiny-region");
    const std::vector<RivalRuns> forms = run_rivals(plan, "go-it-alone");
    REQUIRE(forms.size() == models::rivals().size() + 1);
    CHECK(forms[0].rival == nullptr);
    CHECK(forms[0].runs.digest(1) == run_cells(plan).digest(1));
    for (std::size_t k = 1; k < forms.size(); ++k) {
        CAPTURE(forms[k].rival->id);
        CHECK(forms[k].rival == &models::rivals()[k - 1]);
        CHECK(forms[k].runs.digest(1) != forms[0].runs.digest(1));
        CHECK(forms[k].fidelity == Approx(forms[0].fidelity).margin(0.05)); // two of four replicates set the base
        CHECK(forms[k].table.rows.size() == forms[0].table.rows.size());
    }
    CHECK(forms[2].base > forms[1].base); // the weakest link needs more than the product to come as far
    CHECK(forms[1].base > forms[0].base);
}

TEST_CASE("fidelity, power, staff quality and trust each have a rival, named once", "[experiments][rivals]") {
    std::set<std::string> parts, ids;
    for (const models::Rival& rival : models::rivals()) {
        CAPTURE(rival.id);
        parts.insert(rival.of);
        CHECK(ids.insert(rival.id).second);
        const models::Parameters usual = models::parameter_table().defaults();
        models::Parameters own = usual;
        models::set_rival(own, rival);
        for (const auto& [id, value] : rival.values) {
            const auto& row = *models::parameter_table().find(id);
            CHECK(models::parameter_table().at(own, row) != models::parameter_table().at(usual, row));
            CHECK((value >= row.range.low && value <= row.range.high));
        }
    }
    CHECK(parts == std::set<std::string>{"fidelity", "power", "staff", "trust"});
}

TEST_CASE("rival forms stop when told to", "[experiments][rivals]") {
    const std::atomic<bool> stop{true};
    const std::vector<RivalRuns> forms =
        run_rivals(tests::small_plan({"go-it-alone", "opportunistic"}, {"calm"}, 2, 12), "go-it-alone", {{}, &stop});
    REQUIRE(forms.size() == 1);
    CHECK(forms[0].runs.was_interrupted);
}
