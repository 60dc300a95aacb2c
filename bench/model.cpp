#include "bench/bench.h"

#include "sim/error.h"

namespace bench {

Result bench_model(const Options&) { throw sim::InputError("model: not built yet"); }

} // namespace bench
