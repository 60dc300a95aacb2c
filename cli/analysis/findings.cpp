// How findings are written, and what their kinds share.
#include "cli/analysis/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

template <class ToText>
TextTable table_of(const Sheet& sheet, ToText to_text) {
    TextTable table{sheet.header, {}, {}};
    for (const auto& row : sheet.rows) {
        table.rows.emplace_back();
        for (const SheetCell& cell : row)
            table.rows.back().push_back(std::holds_alternative<double>(cell) ? to_text(std::get<double>(cell))
                                                                             : std::get<std::string>(cell));
        if (!table.is_left.empty()) continue;
        for (const SheetCell& cell : row)
            table.is_left.push_back(std::holds_alternative<std::string>(cell));
    }
    return table;
}

} // namespace

const std::vector<AnalysisKind>& analysis_kinds() {
    static const std::vector<AnalysisKind> all{
        {"summary", "mean, SD, quantiles of every output, by strategy and world", analyse_summary, true},
        {"compare", "strategies against one, paired by luck: difference, chance of being best", analyse_compare, true},
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
        {"power", "runs needed to settle what is open", analyse_power, true},
        {"audit", "what is wrong with the sweep itself", analyse_audit, false}};
    return all;
}

TextTable Sheet::text() const {
    return table_of(*this, [](double value) { return std::isnan(value) ? "-" : scenarios::plain.number(value); });
}

TextTable Sheet::exact() const {
    TextTable table = table_of(*this, [](double value) { return csv_number(value); });
    for (std::string& name : table.header)
        std::replace(name.begin(), name.end(), '\n', ' ');
    return table;
}

std::string findings_text(const Findings& findings) {
    const std::size_t width = output_width();
    std::string text = wrapped(findings.sentence, width) + "\n";
    if (!findings.table.rows.empty()) text += findings.table.text().text(width);
    for (const auto& [title, sheet] : findings.more)
        if (!sheet.rows.empty()) text.append("\n").append(wrapped(title, width)).append(sheet.text().text(width));
    if (!findings.caveats.empty()) text += "\n";
    for (const std::string& caveat : findings.caveats)
        text += wrapped(fmt::format("- {}", caveat), width, 2);
    return text;
}

void write_findings(const Findings& findings, Format format) {
    if (format == Format::text) return write_result(findings_text(findings));
    if (format == Format::csv) return write_result(findings.table.exact().csv());
    scenarios::Json document = findings.json;
    document["sentence"] = findings.sentence;
    document["caveats"] = findings.caveats;
    write_result(document);
}

void sort_long(Sheet& sheet, std::size_t column) {
    constexpr std::size_t many = 12;
    if (sheet.rows.size() <= many) return;
    const auto number_of = [&](const std::vector<SheetCell>& row) {
        const double value = std::holds_alternative<double>(row[column]) ? std::get<double>(row[column]) : NAN;
        return std::isnan(value) ? -HUGE_VAL : value;
    };
    std::stable_sort(sheet.rows.begin(), sheet.rows.end(),
                     [&](const auto& a, const auto& b) { return number_of(a) > number_of(b); });
}

void add_failed_caveat(const experiments::Data& data, Findings& findings) {
    const std::size_t n = data.n_failed();
    findings.json["runs"] = data.n_rows;
    findings.json["failed"] = n;
    if (n > 0)
        findings.caveats.push_back(
            fmt::format("{} of {} runs failed and are left out; `discovery --cases failed` looks "
                        "for the reason.",
                        n, data.n_rows));
    if (const std::size_t missing = data.n_missing(); missing > 0) {
        findings.json["missing"] = missing;
        findings.caveats.push_back(
            fmt::format("{} of {} runs are not done yet and are left out; `accord sweep ... --resume` does them.",
                        missing, data.n_rows));
    }
}

void put_figure(scenarios::Json& json, const std::string& name, const experiments::Figure& figure) {
    json[name] = json_number(figure.value);
    json[name + "_lo"] = json_number(figure.lo);
    json[name + "_hi"] = json_number(figure.hi);
}

void put_figure(std::vector<SheetCell>& row, const experiments::Figure& figure) {
    row.insert(row.end(), {figure.value, figure.lo, figure.hi});
}

} // namespace cli
