#pragma once
/// \file
/// A design as a result of the program: one row a treatment, with columns beside it.

#include "cli/output.h"
#include "experiments/design/design.h"

#include <string>
#include <vector>

namespace cli {

/// A column beside the inputs, as long as the design (times replicates).
struct DesignColumn {
    std::string id;
    std::vector<double> values;
};

/// What is printed of a design; each row of it `replicates` times, replicate by replicate within the row.
struct DesignSheet {
    const experiments::Design* design = nullptr;
    std::size_t replicates = 1;
    std::vector<DesignColumn> columns;
    std::string sentence;                                ///< First line of text
    scenarios::Json members = scenarios::Json::object(); ///< First members of JSON
};

void write_design(const DesignSheet& sheet, Format format);

} // namespace cli
