#include "scenarios/cells.h"
#include "scenarios/plausible.h"
#include "scenarios/region.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace scenarios {
namespace {

constexpr Measure pupils{"a whole number of pupils", 1, 10'000'000, true};
constexpr Measure teachers{"full-time teachers", 0.01, 1'000'000};
constexpr Measure ratio{"pupils for a teacher", 0.1, 1'000};
constexpr Measure spending{"dollars a pupil and year", 1, 1'000'000};
constexpr Measure dollars{"dollars", 0, 1e12};
constexpr Measure income{"dollars", 0, 10'000'000};
constexpr Measure count{"a whole number", 0, 100'000'000, true};
constexpr Measure computers_each{"computers for a pupil", 0, 1'000};
constexpr Measure points{"points", -100'000, 100'000};
constexpr Measure north{"degrees north", -90, 90};
constexpr Measure east{"degrees east", -180, 180};
constexpr Measure sds{"SDs", -100, 100};
constexpr Measure kilometres{"kilometres", -20'000, 20'000};
constexpr Measure calendar_year{"a year", 1900, 2100, true};

constexpr double contradiction = 0.10; ///< Columns that differ by more contradict each other.
constexpr double looseness = 0.02;     ///< By more: worth a note.
constexpr double shares_slack = 0.01;  ///< How far shares of leavers may miss a sum of 1.
constexpr double far_score = 5.0;      ///< Pupil SDs from the mean: then it is another scale.

void read_grades(Cells& cells, models::School& school) {
    const std::string text = cells.text("grades");
    if (text.empty()) return;
    const auto grades = parse_grades(text);
    if (!grades) {
        cells.fault("grades", fmt::format("'{}' is not a span of grades", shown(text)),
                    "expected LOW-HIGH with K for kindergarten and 13 to 16 for college, such as K-08 or 09-12");
        return;
    }
    std::tie(school.grade_low, school.grade_high) = *grades;
    school.kind = kind_of_grades(school.grade_low, school.grade_high);
    const auto kind = cells.choice("kind", institution_kind_names(), false);
    if (!kind) return;
    school.kind = static_cast<models::InstitutionKind>(*kind);
    const bool is_higher = school.kind >= models::InstitutionKind::college;
    if (is_higher != (school.grade_low >= 13))
        cells.fault("kind", fmt::format("'{}' does not go with grades {}", name(school.kind), text),
                    is_higher ? "expected grades from 13 on" : "expected college or university");
}

/// `stated` should be what follows from other columns of the row.
void compare(Cells& cells, std::string_view column, std::optional<double> stated, double follows,
             std::string_view formula, std::vector<std::string>& notes) {
    if (!stated || !(follows > 0)) return;
    const double off = std::abs(*stated - follows) / follows;
    if (off > contradiction)
        cells.fault(column, fmt::format("{} contradicts {}", text_of(*stated), formula),
                    fmt::format("expected {:.6g} within 10 %", follows));
    else if (off > looseness)
        notes.push_back(fmt::format("{}: {} is {:.0f} % off {}; the latter is used", cells.place(column),
                                    text_of(*stated), 100 * off, formula));
}

void read_score(Cells& cells, models::School& school, const std::optional<ScoreScale>& scale) {
    school.mean_score = cells.optional_number("mean_score", points);
    if (!school.mean_score || !scale) return;
    if (std::abs(*school.mean_score - scale->mean) <= far_score * scale->pupil_sd) return;
    cells.fault("mean_score", fmt::format("{} is on another scale", text_of(*school.mean_score)),
                fmt::format("expected points within 5 pupil SDs ({}) of the scenario's score-mean {}",
                            text_of(scale->pupil_sd), text_of(scale->mean)));
}

/// One id, or "a:0.6;b:0.4": which share of the leavers goes where.
void read_feeds(Cells& cells, models::School& school) {
    const std::string text = cells.optional_text("feeds");
    if (text.find(':') == std::string::npos) {
        school.feeds = text;
        return;
    }
    double sum = 0, most = -1;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size()), colon = text.rfind(':', end);
        const bool is_pair = colon != std::string::npos && colon > at && colon < end;
        const auto part = is_pair ? parse_number(text.substr(colon + 1, end - colon - 1)) : std::nullopt;
        if (!part || *part < 0 || *part > 1) {
            cells.fault("feeds", fmt::format("'{}' is no school and share", shown(text.substr(at, end - at))),
                        "expected ID:SHARE joined by ;, such as a:0.6;b:0.4");
            return;
        }
        school.choices.emplace_back(text.substr(at, colon - at), *part);
        if (*part > most) most = *part, school.feeds = school.choices.back().first;
        sum += *part;
        at = end + 1;
    }
    if (std::abs(sum - 1) > shares_slack)
        cells.fault("feeds", fmt::format("the shares sum to {:.4g}", sum), "expected a sum of 1");
}

models::School read_school(Cells& cells, const CsvTable& table, const std::optional<ScoreScale>& scale,
                           Problems& problems, std::vector<std::string>& notes) {
    models::School school;
    const std::size_t before = problems.size();
    school.id = cells.text("id");
    school.name = cells.text("name");
    school.county = cells.text("county");
    read_grades(cells, school);
    school.enrolment = cells.number("enrolment", pupils);
    school.teachers = cells.number("teachers_fte", teachers);
    school.spending_per_pupil = cells.number("spending_per_pupil_usd", spending);
    school.low_income_share = cells.number("lunch_share", share);
    school.language_share = cells.number("english_learner_share", share);
    school.income_usd = cells.optional_number("income_usd", income).value_or(0);
    school.x_km = cells.optional_number("x_km", kilometres);
    school.y_km = cells.optional_number("y_km", kilometres);
    read_feeds(cells, school);
    school.latitude = cells.optional_number("latitude", north);
    school.longitude = cells.optional_number("longitude", east);
    school.graduation_rate = cells.optional_number("graduation_rate", share);
    school.chronic_absence_rate = cells.optional_number("chronic_absence_rate", share);
    school.college_entry_rate = cells.optional_number("college_entry_rate", share);
    school.trust = cells.optional_number("trust", share);
    if (school.latitude.has_value() != school.longitude.has_value())
        cells.fault(school.latitude ? "longitude" : "latitude", "is empty while the other coordinate is given",
                    "expected both or none");
    read_score(cells, school, scale);
    cells.optional_number("calworks_share", share);
    cells.optional_number("computers", count);
    cells.optional_number("computers_per_student", computers_each);
    for (const auto column : {"mean_read", "mean_math"})
        cells.optional_number(column, points);
    cells.optional_number("score_z_state", sds);
    const auto budget = cells.optional_number("budget_usd", dollars);
    const auto per_teacher = cells.optional_number("pupils_per_teacher", ratio);
    if (school.x_km.has_value() != school.y_km.has_value())
        cells.fault(school.x_km ? "y_km" : "x_km", "is empty while the other coordinate is given",
                    "expected both or none");
    if (problems.size() > before || !table.is_complete) return school;
    compare(cells, "budget_usd", budget, school.enrolment * school.spending_per_pupil,
            "enrolment x spending_per_pupil_usd", notes);
    compare(cells, "pupils_per_teacher", per_teacher, school.enrolment / school.teachers, "enrolment / teachers_fte",
            notes);
    return school;
}

/// Checks that need the whole file: unique ids, and leavers who go to a school of the next grade.
void cross_check(const CsvTable& table, const std::vector<models::School>& schools, Problems& problems) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const auto [it, is_new] = first.emplace(schools[i].id, i);
        if (!is_new && !schools[i].id.empty())
            Cells(table, table.rows[i], problems)
                .fault("id", fmt::format("'{}' appears twice", shown(schools[i].id)),
                       fmt::format("expected an id other than that of line {}", table.rows[it->second].line));
    }
    for (std::size_t i = 0; i < schools.size(); ++i) {
        if (schools[i].feeds.empty()) continue;
        Cells cells(table, table.rows[i], problems);
        std::vector<std::string> targets{schools[i].feeds};
        if (!schools[i].choices.empty()) targets.clear();
        for (const auto& [id, part] : schools[i].choices)
            targets.push_back(id);
        for (const std::string& id : targets) {
            const auto target = first.find(id);
            const int next = schools[i].grade_high + 1;
            if (target == first.end())
                cells.fault("feeds", fmt::format("'{}' is not an id of this file", shown(id)),
                            "expected the id of the school its leavers go to");
            else if (schools[target->second].grade_low > next || schools[target->second].grade_high < next)
                cells.fault("feeds", fmt::format("'{}' does not teach grade {}", shown(id), next),
                            "expected a school that takes its leavers");
        }
    }
}

} // namespace

const CsvColumns& school_columns() {
    static const CsvColumns columns{{"id", "name", "county", "grades", "enrolment", "teachers_fte",
                                     "spending_per_pupil_usd", "lunch_share", "english_learner_share"},
                                    {"pupils_per_teacher",
                                     "budget_usd",
                                     "calworks_share",
                                     "income_usd",
                                     "computers",
                                     "computers_per_student",
                                     "mean_read",
                                     "mean_math",
                                     "mean_score",
                                     "score_z_state",
                                     "kind",
                                     "x_km",
                                     "y_km",
                                     "feeds",
                                     "latitude",
                                     "longitude",
                                     "graduation_rate",
                                     "chronic_absence_rate",
                                     "college_entry_rate",
                                     "trust",
                                     "year"}};
    return columns;
}

namespace {

/// Schools of the rows of one year.
std::vector<models::School> read_rows(const CsvTable& table, const std::optional<ScoreScale>& scale, Problems& problems,
                                      std::vector<std::string>& notes) {
    std::vector<models::School> schools;
    std::vector<bool> is_sound;
    for (const CsvRow& row : table.rows) {
        const std::size_t before = problems.size();
        Cells cells(table, row, problems);
        schools.push_back(read_school(cells, table, scale, problems, notes));
        is_sound.push_back(problems.size() == before);
    }
    cross_check(table, schools, problems);
    if (table.is_complete) judge_schools(table, schools, is_sound, problems, notes);
    return schools;
}

std::map<int, CsvTable> by_year(const CsvTable& table, Problems& problems) {
    std::map<int, CsvTable> years;
    for (const CsvRow& row : table.rows) {
        const std::size_t before = problems.size();
        const auto year = static_cast<int>(Cells(table, row, problems).number("year", calendar_year));
        if (problems.size() > before) continue;
        years.try_emplace(year, CsvTable{table.file, table.header, {}, table.is_complete})
            .first->second.rows.push_back(row);
    }
    return years;
}

} // namespace

std::vector<models::School> read_schools(const std::string& path, const std::optional<ScoreScale>& scale,
                                         Problems& problems, std::vector<std::string>& notes, SchoolYears* years) {
    const auto table = read_csv(path, school_columns(), problems);
    if (!table) return {};
    if (!table->has("year")) return read_rows(*table, scale, problems, notes);
    std::map<int, CsvTable> tables = by_year(*table, problems);
    if (tables.empty()) return {};
    const int start = years && years->start ? *years->start : tables.rbegin()->first;
    std::vector<int> there;
    std::vector<models::School> schools;
    std::vector<std::string> unheard; // small disagreements of years that nothing starts from
    for (const auto& [year, rows] : tables) {
        there.push_back(year);
        std::vector<models::School> read = read_rows(rows, scale, problems, year == start ? notes : unheard);
        if (year == start)
            schools = std::move(read);
        else if (years)
            years->others.emplace(year, std::move(read));
    }
    if (tables.find(start) == tables.end())
        problems.add(fmt::format("{}: year", table->file), fmt::format("no row of the year {} (start-year)", start),
                     fmt::format("expected one of: {}", fmt::join(there, ", ")));
    if (!years && there.size() > 1)
        notes.push_back(fmt::format("{}: rows of {} years; those of {} are used, a scenario uses those of its "
                                    "start-year",
                                    table->file, there.size(), start));
    return schools;
}

} // namespace scenarios
