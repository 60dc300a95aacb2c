// How findings are written, and what their kinds share.
#include "cli/analysis/analysis.h"
#include "cli/completeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace cli {
namespace {

using scenarios::Json;

std::string text_of(const Value& value, std::string (*number)(double)) {
    if (std::holds_alternative<std::monostate>(value)) return number(experiments::absent);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value))
        return fmt::format("{}", fmt::join(*words, " or "));
    if (const auto* count = std::get_if<std::size_t>(&value)) return std::to_string(*count);
    if (const auto* answer = std::get_if<bool>(&value)) return *answer ? "yes" : "no";
    return number(std::get<double>(value));
}

bool is_left(const Value& value) {
    return !std::holds_alternative<double>(value) && !std::holds_alternative<std::size_t>(value) &&
           !std::holds_alternative<std::monostate>(value);
}

double number_of(const Value& value) {
    const auto* number = std::get_if<double>(&value);
    return !number || std::isnan(*number) ? -HUGE_VAL : *number;
}

Json json_of(const Value& value) {
    return std::visit(
        [](const auto& v) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, double>)
                return json_number(v);
            else if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                return nullptr;
            else
                return v;
        },
        value);
}

bool is_nothing(const Value& value) {
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return words->empty();
    const auto* number = std::get_if<double>(&value);
    return number && std::isnan(*number);
}

TextTable table_of(const Records& records, std::string (*number)(double)) {
    TextTable table;
    std::vector<std::size_t> columns;
    for (std::size_t f = 0; f < records.fields.size(); ++f)
        if (!records.fields[f].header.empty()) columns.push_back(f), table.header.push_back(records.fields[f].header);
    std::vector<const std::vector<Value>*> rows;
    for (const auto& row : records.rows)
        rows.push_back(&row);
    constexpr std::size_t many = 12; // more than a reader can look through
    if (records.sorted_by != Records::none && rows.size() > many)
        std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) {
            return number_of((*a)[records.sorted_by]) > number_of((*b)[records.sorted_by]);
        });
    for (const auto* row : rows) {
        table.rows.emplace_back();
        for (const std::size_t f : columns)
            table.rows.back().push_back(text_of((*row)[f], number));
    }
    for (const std::size_t f : columns)
        table.is_left.push_back(!rows.empty() && is_left((*rows.front())[f]));
    return table;
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

TextTable Records::text() const { return table_of(*this, short_number); }

TextTable Records::exact() const {
    TextTable table = table_of(*this, csv_number);
    for (std::string& name : table.header)
        std::replace(name.begin(), name.end(), '\n', ' ');
    return table;
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

std::string findings_text(const Findings& findings) {
    const std::size_t width = output_width();
    std::string text;
    if (findings.complete && findings.complete->missing() > 0)
        text +=
            wrapped(missing_words(*findings.complete) + ". What follows rests on those that are there.", width) + "\n";
    text += wrapped(findings.sentence, width) + "\n";
    for (const Records& table : findings.tables) {
        const TextTable shown = table.text();
        if (shown.rows.empty() || shown.header.empty()) continue;
        if (!table.title.empty()) text.append("\n").append(wrapped(table.title, width));
        text += shown.text(width);
    }
    if (!findings.caveats.empty()) text += "\n";
    for (const std::string& caveat : findings.caveats)
        text += wrapped(fmt::format("- {}", caveat), width, 2);
    return text;
}

void write_findings(const Findings& findings, Format format) {
    if (format == Format::text) return write_result(findings_text(findings));
    if (format == Format::csv) {
        if (findings.complete && findings.complete->missing() > 0) write_note(missing_words(*findings.complete));
        return write_result(findings.tables.empty() ? std::string() : findings.tables.front().exact().csv());
    }
    Json document = findings.json;
    for (const Records& table : findings.tables)
        table.put(document);
    if (findings.complete) document["complete"] = completeness_json(*findings.complete);
    document["sentence"] = findings.sentence;
    document["caveats"] = findings.caveats;
    write_result(document);
}

Findings refusal(const std::string& message) {
    Findings findings;
    findings.problems.push_back(message);
    return findings;
}

std::string short_number(double value) { return std::isnan(value) ? "-" : scenarios::plain.number(value); }

std::string percent(double share) { return std::isnan(share) ? "-" : scenarios::plain.level(share, "share"); }

std::string interval_words(const experiments::Figure& figure, bool is_share) {
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

void put_figure(std::vector<Value>& row, const experiments::Figure& figure) {
    row.insert(row.end(), {figure.value, figure.lo, figure.hi});
}

void put_figure(Json& json, const std::string& name, const experiments::Figure& figure) {
    json[name] = json_number(figure.value);
    json[name + "_lo"] = json_number(figure.lo);
    json[name + "_hi"] = json_number(figure.hi);
}

} // namespace cli
