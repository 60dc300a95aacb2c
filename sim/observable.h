#pragma once
/// \file
/// What is read from a world each month, and how its months become one number.

#include <string>

namespace sim {

/// Which way is good for students and those who pay.
enum class Good { up, down };

/// How the months of a series become the outcome of a run.
enum class Summary {
    last,      ///< Value in the last month.
    last_year, ///< Mean over the last 12 months.
    total      ///< Sum over all months.
};

/// An observable of worlds of type W. `read` gives NaN when the quantity does not exist (yet): it is then absent,
/// never zero.
template <class W>
struct Observable {
    std::string id;
    std::string unit;
    Good good;
    Summary summary;
    std::string definition; ///< One line: exactly what is counted.
    double (*read)(const W&);
};

} // namespace sim
