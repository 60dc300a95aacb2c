#include "models/programme.h"
#include "scenarios/cells.h"
#include "scenarios/region.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace scenarios {
namespace {

constexpr std::array<std::string_view, models::n_resources> capacity_columns{
    "funds_usd_per_month", "staff_hours_per_month", "volunteer_hours_per_month", "placements", "facilities", "seats"};
constexpr Measure capacity{"an amount a month", 0, 1e9};
constexpr Measure horizon{"months", 1, 1'200};
constexpr Measure kilometres{"kilometres", -20'000, 20'000};
constexpr Measure age{"months", 0, 1'200};
constexpr Measure score{"a survey score", 1, 4};
constexpr double goals_slack = 0.01; ///< How far goal shares may miss a sum of 1.

std::string goal_column(std::size_t goal) { return fmt::format("goal_{}", models::goal_names[goal]); }

std::optional<models::Goals> read_goals(Cells& cells, Problems& problems) {
    models::Goals goals{};
    std::size_t n_given = 0;
    const std::size_t before = problems.size();
    for (std::size_t i = 0; i < goals.size(); ++i) {
        n_given += !cells.optional_text(goal_column(i)).empty();
        goals[i] = cells.optional_number(goal_column(i), share).value_or(0);
    }
    if (n_given == 0 || problems.size() > before) return std::nullopt;
    double sum = 0;
    for (const double goal : goals)
        sum += goal;
    if (n_given < goals.size())
        cells.fault(goal_column(0), fmt::format("{} of the {} goals are given", n_given, goals.size()),
                    "expected all of them or none");
    else if (std::abs(sum - 1) > goals_slack)
        cells.fault(goal_column(0), fmt::format("the goals sum to {:.4g}", sum), "expected a sum of 1");
    for (double& goal : goals)
        goal /= sum;
    return goals;
}

std::vector<std::string> read_programmes(Cells& cells) {
    std::vector<std::string> programmes;
    const std::string list = cells.optional_text("programmes");
    for (std::size_t at = 0; !list.empty() && at <= list.size();) {
        const std::size_t end = std::min(list.find(';', at), list.size());
        const std::string id = list.substr(at, end - at);
        at = end + 1;
        const bool is_doubled = std::find(programmes.begin(), programmes.end(), id) != programmes.end();
        if (models::programme_index(id) < 0)
            cells.fault("programmes", fmt::format("unknown programme '{}'", shown(id)),
                        suggestion(id, programme_names()));
        else if (is_doubled)
            cells.fault("programmes", fmt::format("'{}' appears twice", id), "expected it once");
        else
            programmes.push_back(id);
    }
    return programmes;
}

models::PartnerInput read_partner(Cells& cells, const CsvTable& table, Problems& problems) {
    models::PartnerInput partner;
    const std::size_t before = problems.size();
    partner.id = cells.text("id");
    partner.name = cells.text("name");
    if (const auto kind = cells.choice("kind", partner_kind_names(), true))
        partner.kind = static_cast<models::PartnerKind>(*kind);
    double total = 0;
    for (std::size_t i = 0; i < capacity_columns.size(); ++i)
        total += partner.capacity[i] = cells.number(capacity_columns[i], capacity);
    if (total == 0 && table.is_complete && problems.size() == before)
        cells.fault(capacity_columns[0], "the partner has nothing to give",
                    "expected a capacity above 0 in one column");
    partner.programmes = read_programmes(cells);
    partner.goals = read_goals(cells, problems);
    partner.x_km = cells.optional_number("x_km", kilometres);
    partner.y_km = cells.optional_number("y_km", kilometres);
    if (partner.x_km.has_value() != partner.y_km.has_value())
        cells.fault(partner.x_km ? "y_km" : "x_km", "is empty while the other coordinate is given",
                    "expected both or none");
    partner.horizon_months = cells.optional_number("horizon_months", horizon);
    partner.reputation = cells.optional_number("reputation", share);
    return partner;
}

models::Tie read_tie(Cells& cells) {
    models::Tie tie;
    tie.school = cells.text("school");
    tie.partner = cells.text("partner");
    if (const auto programme = cells.choice("programme", programme_names(), true))
        tie.programme = programme_names()[*programme];
    tie.months = cells.number("months", age);
    tie.reliability = cells.optional_number("reliability", score);
    tie.mission = cells.optional_number("mission", score);
    tie.openness = cells.optional_number("openness", score);
    tie.influence = cells.optional_number("influence", score);
    tie.involvement = cells.optional_number("involvement", score);
    tie.resources = cells.optional_number("resources", score);
    return tie;
}

template <class T>
const T* find_id(const std::vector<T>& all, const std::string& id) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return it == all.end() ? nullptr : &*it;
}

void judge_tie(Cells& cells, const models::Tie& tie, const models::Region& region) {
    const models::School* school = find_id(region.schools, tie.school);
    const models::PartnerInput* partner = find_id(region.partners, tie.partner);
    if (!school && !tie.school.empty())
        cells.fault("school", fmt::format("'{}' is not a school of the region", shown(tie.school)),
                    "expected an id of the schools file");
    if (!partner && !tie.partner.empty())
        cells.fault("partner", fmt::format("'{}' is not a partner of the region", shown(tie.partner)),
                    "expected an id of the partners file");
    if (tie.programme.empty()) return;
    const auto& info = models::programme_infos[static_cast<std::size_t>(models::programme_index(tie.programme))];
    if (school && (info.grade_low > school->grade_high || info.grade_high < school->grade_low))
        cells.fault("programme", fmt::format("'{}' serves none of the school's grades", tie.programme),
                    fmt::format("expected a school with a grade from {} to {}", info.grade_low, info.grade_high));
    if (!partner || partner->programmes.empty()) return;
    const auto& runs = partner->programmes;
    if (std::find(runs.begin(), runs.end(), tie.programme) == runs.end())
        cells.fault("programme", fmt::format("'{}' is not run by this partner", tie.programme),
                    fmt::format("expected one of: {}", fmt::join(runs, ", ")));
}

} // namespace

const CsvColumns& partner_columns() {
    static const CsvColumns columns = [] {
        CsvColumns made{{"id", "name", "kind"}, {"programmes"}};
        made.required.insert(made.required.end(), capacity_columns.begin(), capacity_columns.end());
        for (std::size_t i = 0; i < models::n_goals; ++i)
            made.optional.push_back(goal_column(i));
        made.optional.insert(made.optional.end(), {"x_km", "y_km", "horizon_months", "reputation"});
        return made;
    }();
    return columns;
}

const CsvColumns& tie_columns() {
    static const CsvColumns columns{{"school", "partner", "programme", "months"},
                                    {"reliability", "mission", "openness", "influence", "involvement", "resources"}};
    return columns;
}

std::vector<models::PartnerInput> read_partners(const std::string& path, Problems& problems) {
    std::vector<models::PartnerInput> partners;
    const auto table = read_csv(path, partner_columns(), problems);
    if (!table) return partners;
    std::set<std::string> ids;
    for (const CsvRow& row : table->rows) {
        Cells cells(*table, row, problems);
        partners.push_back(read_partner(cells, *table, problems));
        if (const std::string& id = partners.back().id; !id.empty() && !ids.insert(id).second)
            cells.fault("id", fmt::format("'{}' appears twice", shown(id)), "expected a unique id");
    }
    return partners;
}

std::vector<models::Tie> read_ties(const std::string& path, const models::Region* region, Problems& problems) {
    std::vector<models::Tie> ties;
    const auto table = read_csv(path, tie_columns(), problems);
    if (!table) return ties;
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (const CsvRow& row : table->rows) {
        Cells cells(*table, row, problems);
        ties.push_back(read_tie(cells));
        const models::Tie& tie = ties.back();
        if (!seen.emplace(tie.school, tie.partner, tie.programme).second)
            cells.fault("school", "the same school, partner and programme appear twice", "expected each tie once");
        if (region) judge_tie(cells, tie, *region);
    }
    return ties;
}

} // namespace scenarios
