#include "sim/simd.h"

#include "sim/error.h"

#include <catch2/catch.hpp>

TEST_CASE("instruction sets have names that read back", "[sim][simd]") {
    for (const sim::Isa isa : {sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512})
        CHECK(sim::isa_from_name(sim::name(isa)) == isa);
    CHECK_FALSE(sim::isa_from_name("neon"));
}

TEST_CASE("the best instruction set is supported and chosen until another is asked for", "[sim][simd]") {
    CHECK(sim::is_supported(sim::best_isa()));
    CHECK(sim::current_isa() == sim::best_isa());
    sim::use_isa(sim::Isa::sse2);
    CHECK(sim::current_isa() == sim::Isa::sse2);
    sim::use_isa(sim::best_isa());
}

TEST_CASE("an instruction set the machine lacks is refused", "[sim][simd]") {
    for (const sim::Isa isa : {sim::Isa::avx2, sim::Isa::avx512})
        if (!sim::is_supported(isa)) CHECK_THROWS_AS(sim::use_isa(isa), sim::MachineError);
}
