// accord explain ID: what something is, where it acts, and what stands behind it.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "scenarios/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace cli {
namespace {

using scenarios::Explanation;
using scenarios::Finding;
using scenarios::Json;

std::string cell_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : scenarios::text_of(value.get<double>());
}

std::string line(const std::string& name, const std::string& text, std::size_t width) {
    constexpr std::size_t indent = 12;
    return wrapped(fmt::format("{:<{}}{}", name, indent, text), width, indent);
}

/// Facts of an explanation; lists get a line each.
std::string facts_text(const Explanation& e, std::size_t width) {
    std::string text;
    if (e.facts.contains("default"))
        text += line("Default", fmt::format("{} {}", cell_text(e.facts["default"]), e.facts["unit"].get<std::string>()),
                     width);
    for (const auto& [key, value] : e.facts.items()) {
        if (key == "default" || (key == "unit" && e.facts.contains("default"))) continue;
        std::string name = key;
        std::replace(name.begin(), name.end(), '-', ' ');
        name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
        if (!value.is_array()) {
            text += line(name, cell_text(value), width);
        } else if (key == "range" || key == "grades") {
            text += line(name, fmt::format("{} to {}", cell_text(value[0]), cell_text(value[1])), width);
        } else if (!value.empty()) {
            text += name + "\n";
            for (const Json& item : value)
                text += wrapped("  " + cell_text(item), width, 6);
        }
    }
    return text;
}

std::string finding_text(const Finding& f, std::size_t width) {
    std::string text = wrapped(fmt::format("  {}  {}", f.id, f.finding), width, 6);
    text += wrapped("      Population: " + f.population, width, 8);
    text += wrapped("      Value: " + scenarios::value_text(f), width, 8);
    text += wrapped("      Source: " + f.source + (f.url.empty() ? "" : " " + f.url), width, 8);
    text += wrapped(fmt::format("      Checked: {}; confidence {}", scenarios::verified_text(f.verified), f.confidence),
                    width, 8);
    text += wrapped("      Informs: " + f.constrains, width, 8);
    return f.note.empty() ? text : text + wrapped("      Note: " + f.note, width, 8);
}

/// What stands behind the number, or plainly that nothing does.
std::string evidence_text(const Explanation& e, const std::vector<Finding>& findings, std::size_t width) {
    if (e.kind == "lever") return line("Evidence", "none needed: leaders choose it", width);
    if (!e.assumed.empty())
        return line("Evidence",
                    "none: assumed, because " + e.assumed +
                        ". Its range is to be swept before a finding "
                        "is trusted.",
                    width);
    std::string text = e.note.empty() ? "" : line("Follows", e.note, width);
    const auto found = scenarios::records_of(e, findings);
    if (found.empty()) return text + line("Evidence", "no finding in models/evidence.json speaks to it", width);
    text += e.kind == "outcome" || e.kind == "strategy" || e.kind == "condition" ? "Evidence that stands beside it\n"
                                                                                 : "Evidence\n";
    for (const Finding* finding : found)
        text += finding_text(*finding, width);
    return text;
}

std::string text_of(const Explanation& e, const std::vector<Finding>& findings, std::size_t width) {
    std::string text = wrapped(fmt::format("{} ({}): {}", e.id, e.kind, e.what), width) + "\n";
    text += facts_text(e, width);
    if (!e.acts_in.empty()) text += "Acts in\n";
    for (const std::string& place : e.acts_in)
        text += wrapped("  " + scenarios::place_text(place), width, 6);
    text += evidence_text(e, findings, width);
    if (!e.related.empty()) text += line("See also", fmt::format("{}", fmt::join(e.related, ", ")), width);
    for (const std::string& kind : e.also)
        text +=
            line("Also", fmt::format("a name of the kind {}: accord explain {} --kind {}", kind, e.id, kind), width);
    return text;
}

/// One line a fact and one a field of each finding.
std::string csv_of(const Json& document) {
    TextTable table{{"field", "value"}, {}, {}};
    const Json flat = document.flatten();
    for (const auto& [pointer, value] : flat.items())
        if (!value.is_null() && !value.is_structured())
            table.rows.push_back({pointer.substr(1), value.is_string() ? value.get<std::string>() : value.dump()});
    return table.csv();
}

int explain(const std::string& id, const std::string& kind, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord explain", problems);
    const auto findings = scenarios::evidence(problems);
    const auto e = scenarios::explain(id, kind, findings, {"accord explain: ID", "accord explain: --kind"}, problems);
    problems.throw_if_any();
    const Json document = json_of(*e, findings);
    if (format == Format::json)
        write_result(document);
    else
        write_result(format == Format::csv ? csv_of(document) : text_of(*e, findings, output_width()));
    return 0;
}

} // namespace

Run declare_explain(Options& options) {
    struct Arguments {
        std::string id, kind;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"ID", &arguments->id,
          "A parameter, lever, outcome, strategy, condition, programme, process, mechanism or finding", "",
          explainable_choices()},
         {"--kind", &arguments->kind,
          fmt::format("Which, where one name is of two kinds: {}", fmt::join(scenarios::explainable_kinds(), ", ")),
          "KIND", one_of(scenarios::explainable_kinds())}});
    add_format_option(options, arguments->common);
    options.examples = "Examples:\n  accord explain delivery.threshold\n  accord explain collective-impact\n"
                       "  accord explain coordination\n  accord explain trust --kind mechanism\n"
                       "  accord explain M-JM-TEST --format json";
    return [arguments] { return explain(arguments->id, arguments->kind, arguments->common); };
}

} // namespace cli
