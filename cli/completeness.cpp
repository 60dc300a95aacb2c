#include "cli/completeness.h"

#include "cli/output.h"

#include <fmt/format.h>

namespace cli {

scenarios::Json completeness_json(const experiments::Completeness& complete) {
    return {{"planned", complete.planned},
            {"done", complete.done},
            {"failed", complete.failed},
            {"missing", complete.missing()}};
}

std::string missing_words(const experiments::Completeness& complete) {
    if (complete.missing() == 0) return "";
    return fmt::format("{} are done, {} {} missing, {} failed; short: {}", complete.text(), complete.missing(),
                       complete.missing() == 1 ? "is" : "are", complete.failed, complete.short_cells());
}

void note_caveat(const experiments::Store& store) {
    if (const std::string caveat = store.caveat(); !caveat.empty()) write_note("accord: " + caveat);
}

} // namespace cli
