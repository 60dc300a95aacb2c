#pragma once
/// \file
/// Region files: schools.csv, and, where the user has them, partners.csv and ties.csv, into the model's input. Columns
/// and units are those of scenarios/README.md.

#include "models/region.h"
#include "scenarios/csv.h"

#include <optional>
#include <string>
#include <vector>

namespace scenarios {

/// The scale of mean_score; with it a score from another scale is found out.
struct ScoreScale {
    double mean = 0;
    double pupil_sd = 1;
};

/// Columns a kind of region file must and may have.
const CsvColumns& school_columns();
const CsvColumns& partner_columns();
const CsvColumns& tie_columns();

/// Schools of `path`. Unique ids; budget and pupils per teacher must agree with the columns they follow from: above 10
/// % is a problem, above 2 % a note.
std::vector<models::School> read_schools(const std::string& path, const std::optional<ScoreScale>& scale,
                                         Problems& problems, std::vector<std::string>& notes);

/// Partners of `path`.
std::vector<models::PartnerInput> read_partners(const std::string& path, Problems& problems);

/// Ties of `path`. With `region`, the ids must be its schools and partners, and the programme must suit both.
std::vector<models::Tie> read_ties(const std::string& path, const models::Region* region, Problems& problems);

/// "K-08" as first and last grade (kindergarten 0, college 13 to 16), or nothing.
std::optional<std::pair<int, int>> parse_grades(std::string_view text);

/// The kind that follows from the grades: college from 13, secondary where they reach 10, middle from 5, else primary.
models::InstitutionKind kind_of_grades(int low, int high);

std::vector<std::string> institution_kind_names();
std::vector<std::string> partner_kind_names();
std::vector<std::string> programme_names();

} // namespace scenarios
