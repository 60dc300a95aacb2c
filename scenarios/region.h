#pragma once
/// \file
/// Region files: schools.csv, and, where the user has them, partners.csv and ties.csv, into the model's input. Columns
/// and units are those of scenarios/README.md.

#include "models/region.h"
#include "scenarios/csv.h"

#include <map>
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

/// A file of schools with a column `year` (that of the September in which a school year begins) holds several years.
struct SchoolYears {
    std::optional<int> start;                          ///< Whose rows are wanted; the latest where absent.
    std::map<int, std::vector<models::School>> others; ///< Rows of the other years, as strictly read.
};

/// Schools of `path`, of one year where the file has several. Unique ids; budget and pupils per teacher must agree with
/// the columns they follow from: above 10 % is a problem, above 2 % a note. A year that is not there is a problem that
/// names those that are.
std::vector<models::School> read_schools(const std::string& path, const std::optional<ScoreScale>& scale,
                                         Problems& problems, std::vector<std::string>& notes,
                                         SchoolYears* years = nullptr);

/// Partners of `path`.
std::vector<models::PartnerInput> read_partners(const std::string& path, Problems& problems,
                                                std::vector<std::string>& notes);

/// Ties of `path`. With `region`, the ids must be its schools and partners, and the partner must run the programme.
/// `start_year` dates month 0 (September): `since` and `until` count from there.
std::vector<models::Tie> read_ties(const std::string& path, const models::Region* region, int start_year,
                                   Problems& problems, std::vector<std::string>& notes);

/// "P.S. 901 (01M901)"; the id alone where nothing is called so.
std::string school_label(const models::Region& region, const std::string& id);
std::string partner_label(const models::Region& region, const std::string& id);

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

} // namespace scenarios
