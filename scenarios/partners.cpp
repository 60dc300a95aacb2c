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
constexpr Measure money{"dollars a year", 1, 100'000'000};
constexpr Measure count{"pupils", 1, 1'000'000};
constexpr double cents = 1'000'000; ///< Dollars a year for one tie above which they are probably cents.
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
    if (const auto kind = cells.choice("kind", given_kind_names(), true)) {
        const bool is_own = *kind < models::n_partner_kinds;
        const GivenKind* given = is_own ? nullptr : &given_kinds()[*kind - models::n_partner_kinds];
        partner.kind = is_own ? static_cast<models::PartnerKind>(*kind) : given->as;
        if (given) partner.usual = given->usual;
    }
    double total = 0;
    for (std::size_t i = 0; i < capacity_columns.size(); ++i) {
        const auto amount = cells.optional_number(capacity_columns[i], capacity);
        partner.capacity[i] = amount.value_or(sim::unset);
        total += amount.value_or(1); // what is not given follows from ties and kind
    }
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

/// Months from a date to September of `start_year`: "2019", "2019-07" or "2019-07-15".
std::optional<double> months_before(Cells& cells, std::string_view column, int start_year) {
    const std::string text = cells.optional_text(column);
    if (text.empty()) return std::nullopt;
    const auto part = [&](std::size_t first, std::size_t length) -> std::optional<double> {
        if (text.size() <= first) return std::nullopt;
        const std::string digits = text.substr(first, length);
        const bool is_number = digits.size() == length && digits.find_first_not_of("0123456789") == std::string::npos;
        return is_number ? parse_number(digits) : std::nullopt;
    };
    const bool has_month = text.size() >= 7 && text[4] == '-', has_day = text.size() == 10 && text[7] == '-';
    const auto year = part(0, 4), month = has_month ? part(5, 2) : std::optional(9.0);
    const bool is_whole = text.size() == 4 || (has_month && text.size() == 7) || (has_month && has_day && part(8, 2));
    if (!year || !month || *month < 1 || *month > 12 || !is_whole || *year < 1900 || *year > 2100) {
        cells.fault(column, fmt::format("'{}' is not a date", shown(text)), "expected YYYY, YYYY-MM or YYYY-MM-DD");
        return std::nullopt;
    }
    return 12 * (start_year - *year) + 9 - *month;
}

void read_dates(Cells& cells, int start_year, models::Tie& tie) {
    const auto since = months_before(cells, "since", start_year), until = months_before(cells, "until", start_year);
    if (since && until && *until > *since)
        cells.fault("until", "lies before since", "expected dates that run forwards");
    if (since && *since < 0) tie.begins_in = -*since;
    if (since && *since >= 0 && !tie.months) tie.months = *since;
    if (until) tie.ends_in = -*until;
}

models::Tie read_tie(Cells& cells, int start_year) {
    models::Tie tie;
    tie.school = cells.text("school");
    tie.partner = cells.text("partner");
    if (const auto programme = cells.choice("programme", programme_names(), true))
        tie.programme = programme_names()[*programme];
    tie.months = cells.optional_number("months", age);
    tie.share = cells.optional_number("share", share);
    tie.pupils = cells.optional_number("pupils", count);
    tie.usd_per_year = cells.optional_number("usd_per_year", money);
    if (tie.usd_per_year && *tie.usd_per_year > cents)
        cells.fault("usd_per_year", fmt::format("{} for one tie looks like cents", text_of(*tie.usd_per_year)),
                    "expected dollars a year up to 1000000");
    if (tie.share && *tie.share == 0)
        cells.fault("share", "0 is no tie", "expected a share of a full programme above 0");
    if (const auto payer = cells.choice("paid_by", {"partner", "public", "donors"}, false))
        tie.payer = static_cast<models::Payer>(*payer);
    read_dates(cells, start_year, tie);
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
        made.optional.insert(made.optional.end(), capacity_columns.begin(), capacity_columns.end());
        for (std::size_t i = 0; i < models::n_goals; ++i)
            made.optional.push_back(goal_column(i));
        made.optional.insert(made.optional.end(), {"x_km", "y_km", "horizon_months", "reputation"});
        return made;
    }();
    return columns;
}

const CsvColumns& tie_columns() {
    static const CsvColumns columns{{"school", "partner", "programme"},
                                    {"months", "usd_per_year", "since", "until", "share", "pupils", "paid_by",
                                     "reliability", "mission", "openness", "influence", "involvement", "resources"}};
    return columns;
}

namespace {

void note(std::vector<std::string>& notes, const std::string& path, std::size_t n, std::size_t of,
          std::string_view what) {
    if (n > 0) notes.push_back(fmt::format("{}: {} of {} rows {}", path, n, of, what));
}

} // namespace

std::vector<models::PartnerInput> read_partners(const std::string& path, Problems& problems,
                                                std::vector<std::string>& notes) {
    std::vector<models::PartnerInput> partners;
    const auto table = read_csv(path, partner_columns(), problems);
    if (!table) return partners;
    std::set<std::string> ids;
    std::size_t n_derived = 0, n_mapped = 0;
    for (const CsvRow& row : table->rows) {
        Cells cells(*table, row, problems);
        partners.push_back(read_partner(cells, *table, problems));
        const models::PartnerInput& partner = partners.back();
        n_derived +=
            std::any_of(partner.capacity.begin(), partner.capacity.end(), [](double c) { return std::isnan(c); });
        n_mapped += !partner.usual.empty();
        if (const std::string& id = partners.back().id; !id.empty() && !ids.insert(id).second)
            cells.fault("id", fmt::format("'{}' appears twice", shown(id)), "expected a unique id");
    }
    note(notes, path, n_derived, partners.size(),
         "have no capacity in some column: it is what their ties take and what is usual for their kind");
    note(notes, path, n_mapped, partners.size(),
         "are hospitals (run as agencies), museums and faith (nonprofits), chambers (businesses) or schools "
         "(universities)");
    return partners;
}

std::vector<models::Tie> read_ties(const std::string& path, const models::Region* region, int start_year,
                                   Problems& problems, std::vector<std::string>& notes) {
    std::vector<models::Tie> ties;
    const auto table = read_csv(path, tie_columns(), problems);
    if (!table) return ties;
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    std::size_t n_ageless = 0;
    for (const CsvRow& row : table->rows) {
        Cells cells(*table, row, problems);
        ties.push_back(read_tie(cells, start_year));
        const models::Tie& tie = ties.back();
        n_ageless += !tie.months && !tie.begins_in;
        if (!seen.emplace(tie.school, tie.partner, tie.programme).second)
            cells.fault("school", "the same school, partner and programme appear twice", "expected each tie once");
        if (region) judge_tie(cells, tie, *region);
    }
    note(notes, path, n_ageless, ties.size(), "have no age: it is drawn within one term");
    return ties;
}

} // namespace scenarios
