#include "sim/simd.h"

#include "sim/error.h"

#include <array>
#include <atomic>
#include <string>

namespace sim {

// One namespace a level; bodies in fill_draws.cpp, compiled once for each.
#define ACCORD_DECLARE_LEVEL(level)                                                                                    \
    namespace level {                                                                                                  \
    void fill_draws(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,                \
                    std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u);                            \
    }
ACCORD_DECLARE_LEVEL(sse2)
#ifdef __x86_64__
ACCORD_DECLARE_LEVEL(avx2)
ACCORD_DECLARE_LEVEL(avx512)
#endif

namespace {

constexpr std::array all = {Isa::sse2, Isa::avx2, Isa::avx512};
constexpr int not_chosen = -1;
std::atomic<int> chosen = not_chosen;

} // namespace

std::string_view name(Isa isa) {
    switch (isa) {
    case Isa::avx2:
        return "avx2";
    case Isa::avx512:
        return "avx512";
    case Isa::sse2:
        break;
    }
    return "sse2";
}

std::optional<Isa> isa_from_name(std::string_view text) {
    for (const Isa isa : all)
        if (name(isa) == text) return isa;
    return std::nullopt;
}

bool is_supported(Isa isa) {
    if (isa == Isa::sse2) return true;
#ifdef __x86_64__
    if (isa == Isa::avx2) return __builtin_cpu_supports("avx2");
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

Isa best_isa() {
    Isa best = Isa::sse2;
    for (const Isa isa : all)
        if (is_supported(isa)) best = isa;
    return best;
}

Isa current_isa() {
    const int isa = chosen;
    return isa == not_chosen ? best_isa() : static_cast<Isa>(isa);
}

void use_isa(Isa isa) {
    if (!is_supported(isa)) throw MachineError("this machine has no " + std::string(name(isa)) + " instructions");
    chosen = static_cast<int>(isa);
}

FillDraws fill_draws(Isa isa) {
#ifdef __x86_64__
    if (isa == Isa::avx2) return avx2::fill_draws;
    if (isa == Isa::avx512) return avx512::fill_draws;
#endif
    static_cast<void>(isa);
    return sse2::fill_draws;
}

} // namespace sim
