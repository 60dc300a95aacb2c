#pragma once
/// \file
/// Values that are possible and absurd: money in thousands, hundredths of teachers, suppressed cells written as 0. What
/// cannot be meant is refused with the likely cause; what may be meant is noted.

#include "models/region.h"
#include "scenarios/csv.h"

#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// Judges the rows of a file of schools against each other and against what schools are like. `schools` are the rows of
/// `table`, in its order; rows in which a fault was found already (`is_sound` false) hold stand-ins and are not judged.
void judge_schools(const CsvTable& table, const std::vector<models::School>& schools, const std::vector<bool>& is_sound,
                   Problems& problems, std::vector<std::string>& notes);

/// What a cell is in which an office hides a number: "a suppressed cell", "a cell that says 'Above 95%' instead of a
/// number"; "" for any other text.
std::string suppression(std::string_view cell);

} // namespace scenarios
