#include "cli/store_note.h"

#include "cli/output.h"

namespace cli {

void note_caveat(const experiments::Store& store) {
    if (const std::string caveat = store.caveat(); !caveat.empty()) write_note("accord: " + caveat);
}

} // namespace cli
