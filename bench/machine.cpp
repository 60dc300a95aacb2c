#include "bench/machine.h"

#include "models/initialise/initialise.h"
#include "scenarios/version.h"
#include "sim/parallel.h"

#include <fstream>

namespace bench {
namespace {

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(':');
        if (line.starts_with("model name") && colon + 2 < line.size()) return line.substr(colon + 2);
    }
    return "unknown";
}

} // namespace

Machine machine() {
#ifdef __clang__
    const std::string compiler = "clang " __clang_version__;
#else
    const std::string compiler = "g++ " __VERSION__;
#endif
    return {processor(), sim::thread_count(0), models::machine_memory() * 1e-9, compiler, scenarios::program_version()};
}

} // namespace bench
