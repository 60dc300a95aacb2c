#include "experiments/validation/descend.h"

#ifdef ACCORD_NLOPT

#include <nlopt.hpp>

#include <exception>

namespace experiments {
namespace {

constexpr double first_step = 0.08; ///< Of each coordinate, on the unit cube.

/// What passes through the library, which knows its own exceptions only.
struct Call {
    const Objective* objective;
    std::exception_ptr failure;
};

double call(const std::vector<double>& x, std::vector<double>&, void* data) {
    auto* c = static_cast<Call*>(data);
    try {
        return (*c->objective)(x);
    } catch (...) {
        c->failure = std::current_exception();
        throw nlopt::forced_stop();
    }
}

} // namespace

void descend(std::vector<double> start, int evaluations, const Objective& objective) {
    nlopt::opt search(nlopt::LN_SBPLX, static_cast<unsigned>(start.size()));
    search.set_lower_bounds(0.0);
    search.set_upper_bounds(1.0);
    search.set_initial_step(first_step);
    search.set_maxeval(evaluations);
    Call data{&objective, nullptr};
    search.set_min_objective(call, &data);
    double least = 0;
    try {
        search.optimize(start, least);
    } catch (const nlopt::forced_stop&) {
        std::rethrow_exception(data.failure);
    }
}

} // namespace experiments

#else

#include "sim/error.h"

namespace experiments {

void descend(std::vector<double>, int, const Objective&) {
    throw sim::MachineError("this build has no optimiser (NLopt); calibrate with the program on Linux");
}

} // namespace experiments

#endif
