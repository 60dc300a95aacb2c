#include "scenarios/version.h"

namespace scenarios {

const char* program_version() { return ACCORD_VERSION; }

} // namespace scenarios
