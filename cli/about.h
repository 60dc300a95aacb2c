#pragma once
/// \file
/// What the program says about itself, in help and manual.

#include <string>

namespace cli {

struct About {
    std::string name, description, version;
    std::string footer; ///< Examples, streams and exit codes.
};
About about();

} // namespace cli
