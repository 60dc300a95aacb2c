#include "report/page.h"

#include "report/assets.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <map>

namespace report {
namespace {

struct Section {
    const char* id;
    const char* title;
    std::string (*html)(const View&);
};

constexpr Section sections[] = {
    {"warnings", "Read this first", warnings},
    {"answer", "The answer", answer},
    {"overview", "Strategies and conditions", overview},
    {"differences", "Differences with intervals", differences},
    {"over-years", "Over the years", over_years},
    {"over-time", "Over the months", over_time},
    {"equity", "Who gains: equity", equity},
    {"flows", "From partners to programmes to students", flows},
    {"sensitivity", "What the result depends on", sensitivity},
    {"discovery", "When a strategy fails", discovery},
    {"regret", "If you choose wrong: regret", regrets},
    {"costs", "What it costs, and who pays", costs},
    {"survival", "How long partnerships last", lives},
    {"ties", "Ties that were given", given_ties},
    {"validation", "Checked against published findings", validation},
    {"reproduction", "How to get every number again", reproduction},
};

/// Puts values for {{names}}; what is put in is not looked at again.
std::string filled(std::string_view text, const std::map<std::string, std::string, std::less<>>& values) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find("{{", at), close = text.find("}}", open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            result += text.substr(at);
            break;
        }
        result += text.substr(at, open - at);
        const auto value = values.find(text.substr(open + 2, close - open - 2));
        if (value != values.end()) result += value->second;
        at = close + 2;
    }
    return result;
}

std::string facts(const Report& report) {
    std::string text =
        fmt::format("Region: {}. {} replicates, {} months, seed {}. Accord {}, model {}.", report.region,
                    report.plan.replicates, report.plan.months, report.plan.seed, report.version, report.model_version);
    if (!report.generated.empty()) text += fmt::format(" Generated {}.", report.generated);
    return escaped(text);
}

std::string licence() {
    if (!has_echarts()) return "";
    return fmt::format("<details><summary>Licence of the chart library</summary><pre>{}</pre></details>",
                       escaped(echarts_notice()));
}

} // namespace

bool has_echarts() { return !echarts_script().empty(); }

std::string page(const Report& report) {
    const View view(report);
    std::string contents, body;
    for (const Section& section : sections) {
        contents += fmt::format("<li><a href=\"#{}\">{}</a></li>", section.id, escaped(section.title));
        body += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", section.id, escaped(section.title),
                            section.html(view));
    }
    std::string scripts;
    if (has_echarts()) scripts += fmt::format("<script>{}</script>\n", echarts_script());
    scripts += fmt::format("<script>{}</script>", page_script());
    return filled(
        page_template(),
        {{"script-hashes", std::string(script_hashes())},
         {"version", escaped(report.version)},
         {"title", escaped(report.title)},
         {"about", escaped(report.about)},
         {"facts", facts(report)},
         {"style", std::string(page_style())},
         {"contents", contents},
         {"sections", body},
         {"echarts-note", has_echarts()
                              ? "Figures are drawn by Apache ECharts, which is inside this file; nothing is fetched."
                              : "This program was built without the chart library (scripts/fetch-echarts), so figures "
                                "are static pictures."},
         {"licence", licence()},
         {"scripts", scripts}});
}

} // namespace report
