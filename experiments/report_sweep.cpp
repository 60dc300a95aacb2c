#include "experiments/report_sweep.h"

#include "sim/error.h"

namespace experiments::report {

Report read_sweep(const std::string& path) {
    throw sim::InputError(path + ": is the store of a sweep; expected a scenario, until stores can be read");
}

} // namespace experiments::report
