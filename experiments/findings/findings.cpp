// How findings become a document, and what their kinds share.
#include "experiments/findings/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {
namespace {

using scenarios::Json;

bool is_nothing(const Value& value) {
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return words->empty();
    const auto* number = std::get_if<double>(&value);
    return number && std::isnan(*number);
}

/// The place in the document that a record goes to.
Json* place_of(Json& document, const std::string& member, const std::vector<Value>& row) {
    Json* place = &document;
    for (std::size_t begin = 0; begin < member.size();) {
        const std::size_t end = std::min(member.find('/', begin), member.size());
        const std::string part = member.substr(begin, end - begin);
        if (part == "[]")
            place = &place->emplace_back(Json::object());
        else if (part.front() == '{')
            place = &(*place)[text_of(row[static_cast<std::size_t>(std::stoi(part.substr(1)))], csv_number)];
        else
            place = &(*place)[part];
        begin = end + 1;
    }
    return place;
}

} // namespace

const std::vector<AnalysisKind>& analysis_kinds() {
    static const std::vector<AnalysisKind> all{
        {"summary", "mean, SD, quantiles of every output, by strategy and world", analyse_summary, true, true},
        {"compare", "strategies against one, paired where runs share their luck: difference, chance of being best",
         analyse_compare, true},
        {"sobol", "shares of variance from Saltelli's design, noise kept apart", analyse_sobol, false},
        {"morris", "elementary effects from trajectories or stars", analyse_morris, false},
        {"efast", "shares of variance from search curves", analyse_efast, false},
        {"tornado", "one input at a time", analyse_tornado, false},
        {"importance", "rank and regression coefficients, regional sensitivity, from any design", analyse_importance,
         false},
        {"discovery", "boxes (PRIM) and a tree: where the cases of interest lie", analyse_discovery, false},
        {"regret", "maximin, regret, Hurwicz, satisficing ... over worlds", analyse_regret, true},
        {"pareto", "strategies no other beats in every output, and hypervolume", analyse_pareto, true},
        {"stability", "how firm the recommendation is", analyse_stability, true},
        {"power", "runs needed to settle what is open", analyse_power, true, true},
        {"audit", "what is wrong with the sweep itself", analyse_audit, false, false, true}};
    return all;
}

void Records::put(Json& document) const {
    if (member.empty()) return;
    const std::string first = member.substr(0, member.find('/'));
    if (!document.contains(first)) document[first] = member == first + "/[]" ? Json::array() : Json::object();
    for (const auto& row : rows) {
        Json& record = *place_of(document, member, row);
        for (std::size_t f = 0; f < fields.size(); ++f) {
            const Field& field = fields[f];
            if (field.key.empty() || (field.is_optional && is_nothing(row[f]))) continue;
            if (field.key == ".")
                record = json_of(row[f]);
            else
                (field.within.empty() ? record : record[field.within])[field.key] = json_of(row[f]);
        }
    }
}

Records& Findings::add(std::string title, std::string member, std::vector<Field> fields) {
    tables.push_back({std::move(title), std::move(member), std::move(fields)});
    return tables.back();
}

Json Findings::document() const {
    Json document = json;
    for (const Records& table : tables)
        table.put(document);
    if (complete) document["complete"] = complete->json();
    document["sentence"] = sentence;
    document["caveats"] = caveats;
    return document;
}

Findings refusal(const std::string& message) {
    Findings findings;
    findings.problems.push_back(message);
    return findings;
}

std::string short_number(double value) { return std::isnan(value) ? "-" : scenarios::plain.number(value); }

std::string percent(double share) { return std::isnan(share) ? "-" : scenarios::plain.level(share, "share"); }

std::string interval_words(const Figure& figure, bool is_share) {
    return scenarios::plain.interval(figure, is_share ? "share" : "", "no interval");
}

std::string some_of(const std::vector<std::string>& words, std::size_t most) {
    if (words.size() <= most) return fmt::format("{}", fmt::join(words, ", "));
    const std::vector<std::string> first(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(most));
    return fmt::format("{} and {} more", fmt::join(first, ", "), words.size() - most);
}

Value count_or_absent(std::size_t count) { return count > 0 ? Value(count) : Value(); }

void add_figure(std::vector<Field>& fields, const std::string& header, const std::string& key, bool is_alone) {
    const std::string start = is_alone ? "" : header + "_";
    fields.insert(fields.end(), {{header, key}, {start + "lo", key + "_lo"}, {start + "hi", key + "_hi"}});
}

void put_figure(std::vector<Value>& row, const Figure& figure) {
    row.insert(row.end(), {figure.value, figure.lo, figure.hi});
}

void put_figure(Json& json, const std::string& name, const Figure& figure) {
    json[name] = json_number(figure.value);
    json[name + "_lo"] = json_number(figure.lo);
    json[name + "_hi"] = json_number(figure.hi);
}

} // namespace experiments::findings
