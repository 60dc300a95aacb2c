#pragma once
/// \file
/// What is said of files that are in order (`accord check`, accord.check): scenarios, strategies, experiments, and
/// tables of a region. Nothing is run.

#include "scenarios/json.h"

#include <string>
#include <vector>

namespace experiments {

/// What is said of a file that is in order.
struct FileVerdict {
    std::string file, kind, summary;
    std::vector<std::string> notes;
};

/// {"file", "kind", "ok", "summary", "notes"}
scenarios::Json json_of(const FileVerdict& verdict);

/// A verdict for each file that is in order; all that is wrong with the others goes to `problems`.
std::vector<FileVerdict> check_files(const std::vector<std::string>& files, scenarios::Problems& problems);

} // namespace experiments
