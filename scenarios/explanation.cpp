#include "scenarios/explanation.h"

#include "models/acts.h"
#include "models/mechanisms.h"
#include "models/model.h"
#include "models/prediction.h"
#include "scenarios/library.h"
#include "scenarios/problems.h"
#include "scenarios/strategies.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scenarios {
namespace {

using models::fits;
using Ids = std::vector<std::string>;

constexpr std::size_t most_related = 12; ///< More would not be read.

void add_new(Ids& ids, const std::string& id) {
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

Ids cited(const sim::ParameterRow& row) {
    Ids ids;
    if (row.evidence.is_assumed()) return ids;
    std::string_view rest = row.evidence.ids;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(", "), rest.size());
        ids.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return ids;
}

/// Every row of parameters, levers and mode B.
Ids all_rows(std::vector<const sim::ParameterRow*>& rows) {
    Ids kinds;
    const auto take = [&](const auto& table, const char* kind) {
        for (const sim::ParameterRow& row : table.rows())
            rows.push_back(&row), kinds.emplace_back(kind);
    };
    take(models::parameter_table(), "parameter");
    take(models::prediction_table(), "parameter");
    take(models::lever_table(), "lever");
    return kinds;
}

std::string group_of(const std::string& id) { return id.substr(0, id.rfind('.')); }

/// Findings that stand beside a strategy, outcome or condition.
Ids findings_on(std::string_view id) {
    if (const auto* strategy = find_strategy(id)) return strategy->evidence;
    const auto found = models::findings_on(id);
    return {found.begin(), found.end()};
}

void add_findings(Ids& ids, std::string_view id) {
    for (const std::string& finding : findings_on(id))
        add_new(ids, finding);
}

/// What strategies set a lever to something else than its default.
Json strategies_with(const sim::ParameterRow& row) {
    Json list = Json::array();
    for (const Strategy& info : shipped_strategies()) {
        const double value = sim::ParameterTable<models::Levers>::at(info.levers, row);
        if (value != row.value) list.push_back(fmt::format("{} {}", info.id, value));
    }
    return list;
}

/// Mechanisms whose switch sets a parameter.
Json mechanisms_with(const std::string& parameter) {
    Json list = Json::array();
    for (const models::Mechanism& mechanism : models::mechanisms())
        for (const auto& [id, value] : mechanism.off)
            if (id == parameter) list.push_back(mechanism.id);
    return list;
}

Explanation of_row(const sim::ParameterRow& row, const std::string& kind) {
    Explanation e{row.id, kind, row.summary, Json::object(), {}, "", "", cited(row), {}, {}};
    e.facts = {{"unit", row.unit}, {"default", row.value}, {"range", {row.range.low, row.range.high}}};
    if (kind == "lever") e.facts["set-otherwise-by"] = strategies_with(row);
    if (kind == "parameter") e.facts["switched-off-with"] = mechanisms_with(row.id);
    for (const std::string_view place : models::places_of(row.id))
        e.acts_in.emplace_back(place);
    (row.evidence.is_assumed() ? e.assumed : e.note) = row.evidence.note;
    for (const models::ConditionInfo& info : models::condition_infos)
        for (const std::string_view pattern : models::parameters_of_condition(info.id))
            if (fits(row.id, pattern)) add_new(e.related, std::string(info.id));
    for (const models::ProgrammeInfo& info : models::programme_infos)
        if (group_of(row.id) == "programme." + std::string(info.id)) add_new(e.related, std::string(info.id));
    std::vector<const sim::ParameterRow*> rows;
    all_rows(rows);
    for (const sim::ParameterRow* other : rows)
        if (other->id != row.id && group_of(other->id) == group_of(row.id) && e.related.size() < most_related)
            add_new(e.related, other->id);
    return e;
}

/// Adds what the rows that fit a pattern say: their values as facts, their sources as evidence.
void add_rows(Explanation& e, const std::string& fact, const std::vector<std::string_view>& patterns) {
    std::vector<const sim::ParameterRow*> rows;
    all_rows(rows);
    Json list = Json::array();
    for (const sim::ParameterRow* row : rows) {
        const bool is_meant = std::any_of(patterns.begin(), patterns.end(), [&](auto p) { return fits(row->id, p); });
        if (!is_meant) continue;
        list.push_back(fmt::format("{} = {} {}", row->id, row->value, row->unit));
        for (const std::string& id : cited(*row))
            add_new(e.evidence, id);
    }
    e.facts[fact] = std::move(list);
}

bool share_a_word(std::string_view a, std::string_view b) {
    const auto first = [](std::string_view id) { return id.substr(0, id.find('-')); };
    return first(a) == first(b);
}

Explanation of_outcome(const sim::Observable<models::World>& o) {
    constexpr std::string_view taken[] = {"last month", "mean of the last year", "total over all months"};
    Explanation e{o.id, "outcome", o.definition, Json::object(), {}, "", "", {}, {}, {}};
    e.facts = {{"unit", o.unit},
               {"good", o.good == sim::Good::up ? "up" : "down"},
               {"taken", taken[static_cast<std::size_t>(o.summary)]}};
    add_findings(e.evidence, o.id);
    for (const auto& other : models::observables())
        if (other.id != o.id && share_a_word(o.id, other.id)) add_new(e.related, other.id);
    return e;
}

Explanation of_strategy(const Strategy& info) {
    Explanation e{info.id, "strategy", info.summary, Json::object(), {}, "", "", {}, {}, {}};
    const models::Levers usual = models::lever_table().defaults();
    Json levers = Json::array();
    for (const sim::ParameterRow& row : models::lever_table().rows()) {
        const double value = sim::ParameterTable<models::Levers>::at(info.levers, row);
        const double before = sim::ParameterTable<models::Levers>::at(usual, row);
        if (value != before) levers.push_back(fmt::format("{} = {} (usual {}) {}", row.id, value, before, row.unit));
    }
    e.facts = {{"name", info.name}, {"levers", std::move(levers)}};
    add_findings(e.evidence, info.id);
    for (std::size_t g = 0; g < models::n_programmes; ++g)
        if (info.levers.search.prefer_programme[g] > 0) add_new(e.related, std::string(models::programme_infos[g].id));
    for (const Strategy& other : shipped_strategies())
        if (other.id != info.id && e.related.size() < most_related) add_new(e.related, other.id);
    return e;
}

Explanation of_condition(const models::ConditionInfo& info) {
    Explanation e{std::string(info.id), "condition", std::string(info.summary), Json::object(), {}, "", "", {}, {}, {}};
    e.facts = {{"unit", "strength"}, {"range", {0, 1}}};
    add_findings(e.evidence, info.id);
    add_rows(e, "at-strength-1", models::parameters_of_condition(info.id));
    for (const models::ConditionInfo& other : models::condition_infos)
        if (other.id != info.id) add_new(e.related, std::string(other.id));
    return e;
}

Explanation of_process(std::size_t n) {
    constexpr std::string_view due[] = {"monthly", "term end", "year end"};
    const auto& process = models::schedule()[n];
    Explanation e{process.id, "process", process.summary, Json::object(), {}, "", "", {}, {}, {}};
    e.facts = {{"order", n + 1},
               {"due", due[static_cast<std::size_t>(process.due)]},
               {"equations", fmt::format("models/ODD.md, section 7.{}", n + 1)}};
    std::vector<const sim::ParameterRow*> rows;
    all_rows(rows);
    Ids read;
    for (const sim::ParameterRow* row : rows)
        for (const std::string_view place : models::places_of(row->id))
            if (place == process.id) read.push_back(row->id);
    add_rows(e, "reads", {read.begin(), read.end()});
    for (const std::size_t other : {n + models::schedule().size() - 1, n + 1})
        add_new(e.related, models::schedule()[other % models::schedule().size()].id);
    return e;
}

Explanation of_programme(const models::ProgrammeInfo& info) {
    constexpr std::string_view ends[] = {"learning", "attendance", "equity", "career", "college"};
    Explanation e{std::string(info.id), "programme", std::string(info.summary), Json::object(), {}, "", "", {}, {}, {}};
    Json serves = Json::array();
    for (std::size_t d = 0; d < models::n_goals; ++d)
        if (info.serves[d] > 0) serves.push_back(fmt::format("{} {}", ends[d], info.serves[d]));
    e.facts = {{"grades", {info.grade_low, info.grade_high}}, {"serves", std::move(serves)}};
    const std::string pattern = "programme." + std::string(info.id) + ".*";
    add_rows(e, "does-and-takes", {pattern});
    const auto g = static_cast<std::size_t>(models::programme_index(info.id));
    for (const Strategy& strategy : shipped_strategies())
        if (strategy.levers.search.prefer_programme[g] > 0) add_new(e.related, strategy.id);
    return e;
}

/// Lists the targets of `row[key]` with their names, or says that there are none.
Json targets_text(const Json& document, const Json& row, const char* key, const std::string& studies) {
    Json list = Json::array();
    for (const Json& id : row.at(key)) {
        const auto named = std::find_if(document.at("targets").begin(), document.at("targets").end(),
                                        [&](const Json& target) { return target.at("id") == id; });
        const bool is_known = named != document.at("targets").end();
        list.push_back(id.get<std::string>() + (is_known ? ": " + named->at("name").get<std::string>() : ""));
    }
    return list.empty() ? Json("none of the findings of " + studies) : list;
}

/// Adds which findings a mechanism carries, as models/validation.json tells; how to see it if that tells nothing.
void add_carried(Explanation& e) {
    Problems problems;
    const auto document = read_json(home_file("models/validation.json", problems), problems);
    const Json none = Json::array();
    const Json& rows = document && document->contains("mechanisms") ? (*document)["mechanisms"] : none;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Json& m) { return m.at("id") == e.id; });
    e.facts["carries"] = "not known here; `accord validate --by-mechanism` finds it in some minutes";
    if (row == rows.end()) return;
    const Json& of = document->at("mechanisms_of");
    const auto studies = fmt::format("{}", fmt::join(of.at("studies").get<Ids>(), ", "));
    e.facts["carries"] = targets_text(*document, *row, "lost", studies);
    e.facts["hinders"] = targets_text(*document, *row, "won", studies);
    e.facts["found-by"] = fmt::format("`accord validate --by-mechanism`, seed {}, version {}: findings of {}",
                                      of.at("seed").get<std::uint64_t>(), of.at("version").get<std::string>(), studies);
}

Explanation of_mechanism(const models::Mechanism& m) {
    Explanation e{m.id, "mechanism", m.summary, Json::object(), {}, "", "", {}, {}, {}};
    e.facts["switch"] = "--without " + m.id + " (run, compare, validate), which sets";
    Json off = Json::array();
    for (const auto& [id, value] : m.off) {
        const sim::ParameterRow& row = *models::parameter_table().find(id);
        off.push_back(fmt::format("{} = {} (usual {} {})", id, value, row.value, row.unit));
        for (const std::string& finding : cited(row))
            add_new(e.evidence, finding);
        for (const std::string_view place : models::places_of(id))
            add_new(e.acts_in, std::string(place));
        add_new(e.related, id);
    }
    e.facts["switched-off-by"] = std::move(off);
    add_carried(e);
    for (const models::Mechanism& other : models::mechanisms())
        if (other.id != m.id && e.related.size() < most_related) add_new(e.related, other.id);
    return e;
}

/// Ids of all kinds but rows and findings beside which a finding stands.
Ids stands_beside(const std::string& finding) {
    Ids ids;
    const auto look = [&](std::string_view id) {
        const Ids known = findings_on(id);
        if (std::find(known.begin(), known.end(), finding) != known.end()) add_new(ids, std::string(id));
    };
    for (const auto& outcome : models::observables())
        look(outcome.id);
    for (const Strategy& info : shipped_strategies())
        look(info.id);
    for (const models::ConditionInfo& info : models::condition_infos)
        look(info.id);
    return ids;
}

Explanation of_finding(const Finding& f) {
    Explanation e{f.id, "evidence", f.finding, Json::object(), {}, "", "", {f.id}, stands_beside(f.id), {}};
    e.facts = {{"topic", f.topic}};
    std::vector<const sim::ParameterRow*> rows;
    all_rows(rows);
    Json users = Json::array();
    for (const sim::ParameterRow* row : rows) {
        const Ids ids = cited(*row);
        if (std::find(ids.begin(), ids.end(), f.id) == ids.end()) continue;
        users.push_back(row->id);
    }
    e.facts["cited-by"] = std::move(users);
    return e;
}

/// Everything of that name, kinds in the order of explainable_kinds().
std::vector<Explanation> all_of(const std::string& id, const std::vector<Finding>& findings) {
    std::vector<Explanation> all;
    std::vector<const sim::ParameterRow*> rows;
    const Ids kinds = all_rows(rows);
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (rows[r]->id == id) all.push_back(of_row(*rows[r], kinds[r]));
    for (const auto& outcome : models::observables())
        if (outcome.id == id) all.push_back(of_outcome(outcome));
    if (const auto* info = find_strategy(id)) all.push_back(of_strategy(*info));
    if (const int c = models::condition_index(id); c >= 0)
        all.push_back(of_condition(models::condition_infos[static_cast<std::size_t>(c)]));
    for (std::size_t n = 0; n < models::schedule().size(); ++n)
        if (models::schedule()[n].id == id) all.push_back(of_process(n));
    if (const int g = models::programme_index(id); g >= 0)
        all.push_back(of_programme(models::programme_infos[static_cast<std::size_t>(g)]));
    if (const auto* mechanism = models::find_mechanism(id)) all.push_back(of_mechanism(*mechanism));
    for (const Finding& finding : findings)
        if (finding.id == id) all.push_back(of_finding(finding));
    return all;
}

} // namespace

const std::vector<std::string>& explainable_kinds() {
    static const Ids kinds{"parameter", "lever",     "outcome",   "strategy", "condition",
                           "process",   "programme", "mechanism", "evidence"};
    return kinds;
}

Ids explainable_ids(const std::vector<Finding>& findings) {
    Ids ids;
    for (const auto& info : shipped_strategies())
        ids.push_back(info.id);
    for (const auto& info : models::condition_infos)
        ids.emplace_back(info.id);
    for (const auto& outcome : models::observables())
        ids.push_back(outcome.id);
    std::vector<const sim::ParameterRow*> rows;
    all_rows(rows);
    for (const sim::ParameterRow* row : rows)
        ids.push_back(row->id);
    for (const auto& info : models::programme_infos)
        ids.emplace_back(info.id);
    for (const auto& process : models::schedule())
        ids.push_back(process.id);
    for (const models::Mechanism& mechanism : models::mechanisms())
        ids.push_back(mechanism.id);
    for (const Finding& finding : findings)
        ids.push_back(finding.id);
    return ids;
}

Explanation explanation_of(const std::string& id, const std::vector<Finding>& findings, const std::string& kind) {
    Explanation meant;
    Ids also;
    for (Explanation& e : all_of(id, findings)) {
        if (meant.id.empty() && (kind.empty() || e.kind == kind))
            meant = std::move(e);
        else
            also.push_back(e.kind);
    }
    meant.also = std::move(also);
    return meant;
}

std::string place_text(const std::string& place) {
    if (place == models::place_start) return "start: the region, its pupils and partners are drawn";
    if (place == models::place_outcomes) return "outcomes: what is read from a month";
    if (place == models::place_predict) return "predict: mean scores from intake and resources (mode B)";
    for (const auto& process : models::schedule())
        if (process.id == place) return place + ": " + process.summary;
    return place;
}

} // namespace scenarios
