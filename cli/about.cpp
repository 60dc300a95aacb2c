#include "cli/about.h"

#include "models/model.h"
#include "scenarios/version.h"

#include <fmt/format.h>

namespace cli {
namespace {

constexpr const char* examples = R"(Examples:
  accord list strategies
  accord run scenarios/library/sonoma.json --strategy collective-impact --condition funding-cut=0.5
  accord compare scenarios/library/sonoma.json
  accord check my-region.json my-schools.csv

Every command has --help. Results go to stdout, everything else to stderr.
Exit codes: 0 ok, 1 something failed, 2 bad usage or input, 3 the machine refused, 130 interrupted.)";

} // namespace

About about() {
    return {"accord",
            "Accord simulates partnerships between schools and outside partners: which strategy serves students "
            "best, for whom, at what cost, and how sure we are.",
            fmt::format("accord {}, model {}", scenarios::program_version(), models::model_version()), examples};
}

} // namespace cli
