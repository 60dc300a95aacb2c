#include "bench/machine.h"

#include "scenarios/version.h"
#include "sim/parallel.h"

#include <fstream>
#include <unistd.h>

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
    const double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    return {processor(), sim::thread_count(0), bytes * 1e-9, compiler, scenarios::program_version()};
}

} // namespace bench
