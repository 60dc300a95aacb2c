#include "scenarios/plausible.h"

#include "scenarios/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace scenarios {
namespace {

constexpr double least_income = 1'000;              ///< Of a household [USD/year]: below it the unit is another
constexpr double least_spending = 500;              ///< [USD/pupil/year]
constexpr double few_pupils = 2, many_pupils = 200; ///< A teacher; outside, the unit or the column is another
constexpr double rare = 0.1;                        ///< Share of rows that are exactly 0 from which it is worth a word
constexpr std::size_t few = 3;                      ///< Fewer zeros than that may be what they say

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

void judge_money(Cells& cells, const models::School& school) {
    if (school.income_usd > 0 && school.income_usd < least_income)
        cells.fault("income_usd", fmt::format("{} dollars is no yearly income", text_of(school.income_usd)),
                    "expected dollars of a household a year, 1000 or more; is the column in thousands?");
    if (school.spending_per_pupil > 0 && school.spending_per_pupil < least_spending)
        cells.fault("spending_per_pupil_usd",
                    fmt::format("{} dollars is no yearly spending on a pupil", text_of(school.spending_per_pupil)),
                    "expected dollars a pupil and year, 500 or more; is the column in thousands?");
}

void judge_teachers(Cells& cells, const models::School& school) {
    if (!(school.teachers > 0) || !(school.enrolment > 0)) return;
    const double each = school.enrolment / school.teachers;
    if (each >= few_pupils && each <= many_pupils) return;
    cells.fault("teachers_fte",
                fmt::format("{} teachers for {} pupils are {:.3g} pupils a teacher", text_of(school.teachers),
                            text_of(school.enrolment), each),
                "expected 2 to 200 pupils a teacher; is the column a share, a ratio or in thousands?");
}

/// "10 of 29 rows have exactly 0 ...", where that is more than a few.
template <class Value>
void judge_zeros(const CsvTable& table, const std::vector<models::School>& schools, std::string_view column,
                 Value value, std::vector<std::string>& notes) {
    const auto zeros = static_cast<std::size_t>(std::count_if(
        schools.begin(), schools.end(), [&](const models::School& school) { return value(school) == 0; }));
    if (zeros < few || static_cast<double>(zeros) < rare * static_cast<double>(schools.size())) return;
    notes.push_back(fmt::format("{}: {}: {} of {} rows are exactly 0; some offices write suppressed cells as 0",
                                table.file, column, zeros, schools.size()));
}

/// Scores of one file lie together; a 0 among points in the hundreds is a missing score.
void judge_scores(const CsvTable& table, const std::vector<models::School>& schools, Problems& problems) {
    std::vector<double> sizes;
    for (const models::School& school : schools)
        if (school.mean_score && *school.mean_score != 0) sizes.push_back(std::abs(*school.mean_score));
    if (sizes.empty()) return;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    constexpr double points = 10; // scores in SDs lie around 0 and may be 0
    if (*middle < points) return;
    for (std::size_t i = 0; i < schools.size(); ++i)
        if (schools[i].mean_score && *schools[i].mean_score == 0)
            Cells(table, table.rows[i], problems)
                .fault("mean_score", fmt::format("0 is no score beside others around {}", text_of(*middle)),
                       "expected the mean of the school's scores, or an empty cell where it has none");
}

} // namespace

std::string suppression(std::string_view cell) {
    constexpr std::array marks{"*",    "**",         "***",      "s", "n<10", "ds", "n/a", "na",    "nan",
                               "null", "suppressed", "redacted", "-", "--",   ".",  "..",  "masked"};
    const std::string word = lowered(cell);
    if (std::find(marks.begin(), marks.end(), word) != marks.end()) return "is a suppressed or missing cell";
    const auto starts = [&](std::string_view with) { return word.starts_with(with); };
    const bool has_digit = std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (has_digit && (starts("<") || starts(">") || starts("\u2264") || starts("\u2265") || starts("above ") ||
                      starts("below ") || starts("fewer than ") || starts("less than ") || starts("more than ")))
        return "gives a bound instead of a number";
    return "";
}

void judge_schools(const CsvTable& table, const std::vector<models::School>& schools, const std::vector<bool>& is_sound,
                   Problems& problems, std::vector<std::string>& notes) {
    for (std::size_t i = 0; i < schools.size(); ++i) {
        if (!is_sound[i]) continue;
        Cells cells(table, table.rows[i], problems);
        judge_money(cells, schools[i]);
        judge_teachers(cells, schools[i]);
    }
    judge_scores(table, schools, problems);
    judge_zeros(
        table, schools, "lunch_share", [](const models::School& s) { return s.low_income_share; }, notes);
    judge_zeros(
        table, schools, "english_learner_share", [](const models::School& s) { return s.language_share; }, notes);
}

} // namespace scenarios
