#pragma once
/// \file
/// What a reader must know of a store before its results.

#include "experiments/store/store.h"

namespace cli {

/// Notes on stderr what a reader must know of a store without checksums.
void note_caveat(const experiments::Store& store);

} // namespace cli
