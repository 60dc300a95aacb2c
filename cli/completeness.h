#pragma once
/// \file
/// How complete a store is, in the words and the JSON that all commands share.

#include "experiments/sweep/completeness.h"
#include "scenarios/json.h"

#include <string>

namespace cli {

/// {"planned", "done", "failed", "missing"}
scenarios::Json completeness_json(const experiments::Completeness& complete);

/// "1365 of 2048 runs are done, 683 are missing, 0 failed; short: equity-first under calm 12 of 32, ...". Empty when
/// nothing is missing.
std::string missing_words(const experiments::Completeness& complete);

/// Notes on stderr what a reader must know of a store without checksums.
void note_caveat(const experiments::Store& store);

} // namespace cli
