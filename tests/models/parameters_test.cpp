#include "models/parameters.h"

#include "models/conditions.h"
#include "models/levers.h"
#include "models/prediction.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>

using namespace models;

namespace {

/// How many rows each double of the table's struct has.
template <class T>
std::vector<int> rows_by_field(const sim::ParameterTable<T>& table) {
    std::vector<int> n(sizeof(T) / sizeof(double), 0);
    for (const sim::ParameterRow& row : table.rows())
        ++n.at(row.offset);
    return n;
}

/// Fields that may lack a row because they are 0 by definition: what a programme does not do or take, and means that a
/// kind of partner does not have.
std::vector<bool> may_be_zero_by_definition() {
    const Parameters& p = parameter_table().prototype();
    std::vector<bool> may(sizeof(Parameters) / sizeof(double), false);
    const auto place = [&](const double& field) {
        return static_cast<std::size_t>(&field - reinterpret_cast<const double*>(&p));
    };
    for (const Programme& g : p.programme) {
        for (const double* field :
             {&g.learning, &g.practice, &g.absence, &g.readiness, &g.college, &g.staying, &g.months_min, &g.harm})
            may[place(*field)] = true;
        for (const double& need : g.need)
            may[place(need)] = true;
    }
    for (const PartnerKindParameters& kind : p.partner.kind)
        for (const double& means : kind.capacity)
            may[place(means)] = true;
    return may;
}

/// All rows of parameters and levers.
std::vector<sim::ParameterRow> all_rows() {
    std::vector<sim::ParameterRow> rows = parameter_table().rows();
    rows.insert(rows.end(), lever_table().rows().begin(), lever_table().rows().end());
    rows.insert(rows.end(), prediction_table().rows().begin(), prediction_table().rows().end());
    return rows;
}

/// What a row lacks of unit, meaning, range and evidence (a source, or "assumed" with a reason), or "".
std::string fault(const sim::ParameterRow& row) {
    static const std::regex cited("[A-Z][A-Za-z0-9-]*(, [A-Z][A-Za-z0-9-]*)*");
    if (row.unit.empty()) return "no unit";
    if (row.summary.empty() || row.summary.find('\n') != std::string::npos) return "no line for people";
    if (row.acts_in.empty()) return "acts nowhere";
    if (!(row.range.low < row.range.high)) return "no range";
    if (sim::refusal(row, row.value) != "") return "default out of range";
    if (row.evidence.is_assumed()) return row.evidence.note.empty() ? "assumed without a reason" : "";
    return std::regex_match(row.evidence.ids, cited) ? "" : "no evidence";
}

} // namespace

TEST_CASE("every parameter has exactly one row, unless it is 0 by definition", "[models][parameters]") {
    const std::vector<int> rows = rows_by_field(parameter_table());
    const std::vector<bool> may = may_be_zero_by_definition();
    const Parameters defaults = parameter_table().defaults();
    const double* values = reinterpret_cast<const double*>(&defaults);
    for (std::size_t field = 0; field < rows.size(); ++field) {
        CAPTURE(field, field > 0 ? values[field - 1] : 0.0);
        CHECK(rows[field] <= 1);
        if (rows[field] == 0) {
            CHECK(may[field]);
            CHECK(values[field] == 0);
        }
    }
}

TEST_CASE("every lever and every number of mode B has exactly one row", "[models][parameters]") {
    CHECK(rows_by_field(prediction_table()) == std::vector<int>(sizeof(PredictionPriors) / sizeof(double), 1));
    CHECK(rows_by_field(lever_table()) == std::vector<int>(sizeof(Levers) / sizeof(double), 1));
}

TEST_CASE("defaults leave no number unset", "[models][parameters]") {
    const Parameters p = parameter_table().defaults();
    const Levers s = lever_table().defaults();
    for (std::size_t field = 0; field < sizeof p / sizeof(double); ++field)
        CHECK(std::isfinite(reinterpret_cast<const double*>(&p)[field]));
    for (std::size_t field = 0; field < sizeof s / sizeof(double); ++field)
        CHECK(std::isfinite(reinterpret_cast<const double*>(&s)[field]));
}

TEST_CASE("ids of parameters and levers are dotted, in kebab-case and unique", "[models][parameters]") {
    const std::regex form("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
    std::set<std::string> seen;
    for (const sim::ParameterRow& row : all_rows()) {
        CAPTURE(row.id);
        CHECK(std::regex_match(row.id, form));
        CHECK(seen.insert(row.id).second);
    }
    CHECK(seen.size() == all_rows().size());
}

TEST_CASE("every default lies in its range and every range is one", "[models][parameters]") {
    for (const sim::ParameterRow& row : all_rows()) {
        CAPTURE(row.id, row.value, row.range.low, row.range.high);
        CHECK(row.range.low < row.range.high);
        CHECK(sim::refusal(row, row.value) == "");
    }
}

TEST_CASE("every row says its unit, its meaning, its range and where the number comes from", "[models][parameters]") {
    for (const sim::ParameterRow& row : all_rows()) {
        CAPTURE(row.id);
        CHECK(fault(row) == "");
    }
}

TEST_CASE("a row without unit, meaning, range, place or evidence is found", "[models][parameters]") {
    const sim::ParameterRow right{"a.b", "what it is", 1, "SD", {0, 2}, sim::cited("S-GRAD, S-DROP"), "start"};
    const auto changed = [&](auto change) {
        sim::ParameterRow row = right;
        change(row);
        return fault(row);
    };
    CHECK(fault(right) == "");
    CHECK(changed([](auto& r) { r.unit = ""; }) == "no unit");
    CHECK(changed([](auto& r) { r.summary = ""; }) == "no line for people");
    CHECK(changed([](auto& r) { r.range = {2, 2}; }) == "no range");
    CHECK(changed([](auto& r) { r.acts_in = ""; }) == "acts nowhere");
    CHECK(changed([](auto& r) { r.value = 3; }) == "default out of range");
    CHECK(changed([](auto& r) { r.evidence = sim::cited(""); }) == "no evidence");
    CHECK(changed([](auto& r) { r.evidence = sim::cited("somebody said so"); }) == "no evidence");
    CHECK(changed([](auto& r) { r.evidence = sim::assumed(""); }) == "assumed without a reason");
    CHECK(changed([](auto& r) { r.evidence = sim::assumed("none found"); }) == "");
}

TEST_CASE("programmes serve grades and ends that exist and do something for somebody", "[models][parameters]") {
    const Parameters p = parameter_table().defaults();
    for (std::size_t g = 0; g < n_programmes; ++g) {
        const ProgrammeInfo& info = programme_infos[g];
        CAPTURE(std::string(info.id));
        CHECK(programme_index(info.id) == static_cast<int>(g));
        CHECK(info.grade_low >= 0);
        CHECK(info.grade_low <= info.grade_high);
        CHECK(info.grade_high <= 16);
        for (const double share : info.serves)
            CHECK((share >= 0 && share <= 1));
        const Programme& x = p.programme[g];
        CHECK(x.learning + x.practice + x.absence + x.readiness + x.college + x.staying > 0);
        double takes = 0;
        for (const double need : x.need)
            takes += need;
        CHECK(takes > 0);
    }
    CHECK(programme_index("nothing") == -1);
}

TEST_CASE("conditions are found by id; all at once is as strong as the strongest", "[models][parameters]") {
    for (std::size_t c = 0; c < n_conditions; ++c)
        CHECK(condition_index(condition_infos[c].id) == static_cast<int>(c));
    CHECK(condition_index("luck") == -1);
    Conditions conditions;
    conditions.strength[static_cast<std::size_t>(Condition::recession)] = 0.7;
    CHECK(conditions.of(Condition::recession) == 0.7);
    CHECK(conditions.of(Condition::funding_cut) == 0);
    conditions.strength[static_cast<std::size_t>(Condition::all_at_once)] = 0.4;
    CHECK(conditions.of(Condition::recession) == 0.7);
    CHECK(conditions.of(Condition::funding_cut) == 0.4);
}

TEST_CASE("a condition's course is all of its strength at first; what passes is over after its length and recovery",
          "[models][parameters]") {
    const ConditionParameters p = parameter_table().defaults().condition;
    for (const ConditionInfo& info : condition_infos) {
        CAPTURE(std::string(info.id));
        const double start = own_start(info.condition, p);
        CHECK(start == (info.begins == Begins::start ? p.start : 0));
        const auto at = [&](double month) {
            return felt(info.condition, 0.5, start, static_cast<std::uint32_t>(month), p);
        };
        CHECK(at(start).strength == 0.5);
        CHECK(at(start).course == 1);
        CHECK(at(start).is_first);
        CHECK_FALSE(at(start + 1).is_first);
        if (start > 0) CHECK(at(start - 1).course == 0);
        const double over = std::max(p.length, p.absence_months) + p.recovery;
        CHECK(at(start + over).course == (info.passes() ? 0 : 1));
        double before = 1;
        for (double month = start; month <= start + over; month += 1) {
            CHECK(at(month).course <= before);
            before = at(month).course;
        }
    }
}

TEST_CASE("every condition is felt at its strength, from its own start on", "[models][parameters]") {
    const ConditionParameters p = parameter_table().defaults().condition;
    Conditions conditions;
    conditions.strength[static_cast<std::size_t>(Condition::recession)] = 0.7;
    const auto month = static_cast<std::uint32_t>(p.start);
    const auto recession = static_cast<std::size_t>(Condition::recession);
    CHECK(felt(conditions, month - 1, p)[recession].course == 0);
    CHECK(felt(conditions, month, p)[recession].course == 1);
    CHECK(felt(conditions, month, p)[recession].strength == 0.7);
    CHECK(felt(conditions, month, p)[static_cast<std::size_t>(Condition::funding_cut)].strength == 0);
    CHECK(felt(conditions, 0, p)[static_cast<std::size_t>(Condition::unequal_power)].course == 1);
}
