#pragma once
/// \file
/// What the figures were measured on.

#include <string>

namespace bench {

struct Machine {
    std::string processor; ///< As the system names it; "unknown" elsewhere than on Linux.
    int cores = 0;         ///< That threads may use.
    double gigabytes = 0;  ///< Of memory.
    std::string compiler;  ///< With its version.
    std::string version;   ///< Of Accord.
};

Machine machine();

} // namespace bench
