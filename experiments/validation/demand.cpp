#include "experiments/validation/demand.h"

#include "sim/mathematics.h"

#include <cmath>
#include <limits>

namespace experiments {

Demand demand_of(const Target& target, double spread, double discrepancy) {
    Demand d;
    d.id = target.id;
    if (target.low && target.high) {
        d.value = target.target.value_or(0.5 * (*target.low + *target.high));
        d.finding_sd = 0.25 * (*target.high - *target.low); // limits are two standard errors from the value
    } else {
        d.side = target.low ? Demand::Side::at_least : Demand::Side::at_most;
        d.value = target.low ? *target.low : *target.high;
        const double apart = std::abs(target.target.value_or(d.value) - d.value);
        d.finding_sd = apart > 0 ? 0.5 * apart : d.value != 0 ? 0.25 * std::abs(d.value) : 0.1 * spread;
    }
    d.discrepancy_sd = discrepancy * d.finding_sd;
    return d;
}

double implausibility(const Demand& demand, double mean, double variance) {
    if (!std::isfinite(mean)) return std::numeric_limits<double>::infinity();
    double far = mean - demand.value;
    if (demand.side == Demand::Side::at_least) far = std::min(0.0, far);
    if (demand.side == Demand::Side::at_most) far = std::max(0.0, far);
    if (far == 0) return 0;
    return std::abs(far) / std::sqrt(demand.variance() + variance);
}

double log_likelihood(const Demand& demand, double mean, double variance) {
    if (!std::isfinite(mean)) return -std::numeric_limits<double>::infinity();
    const double sd = std::sqrt(demand.variance() + variance);
    if (sd == 0) return implausibility(demand, mean, 0) == 0 ? 0 : -std::numeric_limits<double>::infinity();
    const double z = (mean - demand.value) / sd;
    if (demand.side == Demand::Side::around) return -0.5 * z * z - sim::log(sd);
    return sim::log(std::max(1e-300, sim::normal_cdf(demand.side == Demand::Side::at_least ? z : -z)));
}

} // namespace experiments
