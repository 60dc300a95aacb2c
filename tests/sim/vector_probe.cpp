#include "sim/vector.h"

namespace probe::ACCORD_ISA {

/// e^x by vectors and by the plain loop; n is a multiple of 16.
void exponentials(const float* x, float* by_vectors, float* by_lanes, std::size_t n) {
    namespace isa = sim::ACCORD_ISA;
    for (std::size_t i = 0; i < n; i += isa::width)
        isa::store(by_vectors + i, isa::exp(isa::load<isa::vf>(x + i)));
    for (std::size_t i = 0; i < n; ++i)
        by_lanes[i] = isa::exp_lane(x[i]);
}

/// `a` where `u` is below `limit`, else `b`.
void choose(const float* u, float limit, const float* a, const float* b, float* out, std::size_t n) {
    namespace isa = sim::ACCORD_ISA;
    for (std::size_t i = 0; i < n; ++i)
        out[i] = isa::select_lane(isa::mask_of(u[i] < limit), a[i], b[i]);
}

} // namespace probe::ACCORD_ISA
