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
std::vector<models::PartnerInput> read_partners(const std::string& path, Problems& problems,
                                                std::vector<std::string>& notes);

/// Ties of `path`. With `region`, the ids must be its schools and partners, and the partner must run the programme.
/// `start_year` dates month 0 (September): `since` and `until` count from there.
std::vector<models::Tie> read_ties(const std::string& path, const models::Region* region, int start_year,
                                   Problems& problems, std::vector<std::string>& notes);

/// "K-08" as first and last grade (PK -1, kindergarten 0, "K-00" alone, college 13 to 16), or nothing.
std::optional<std::pair<int, int>> parse_grades(std::string_view text);

/// The kind that follows from the grades: college from 13, secondary where they reach 10, middle from 5, else primary.
models::InstitutionKind kind_of_grades(int low, int high);

std::vector<std::string> institution_kind_names();
std::vector<std::string> partner_kind_names();
std::vector<std::string> programme_names();

/// A kind of partner that data know and the model runs as the nearest of its own, with the programmes usual for it.
struct GivenKind {
    std::string_view id;
    models::PartnerKind as;
    std::vector<std::string> usual;
};
const std::vector<GivenKind>& given_kinds();
std::vector<std::string> given_kind_names(); ///< The model's, then those.

/// The model has no arts programme of its own: arts run as after-school programmes.
inline constexpr const char* arts_programme = "arts";
std::vector<std::string> given_programme_names();
std::string programme_of(const std::string& word);

} // namespace scenarios
