#include "cli/report_sources.h"

#include "cli/over_years.h"
#include "cli/wording.h"
#include "report/ties.h"
#include "report/view.h"
#include "scenarios/condition_text.h"
#include "scenarios/version.h"

#include <fmt/format.h>

#include <algorithm>

namespace cli {
namespace {

using report::Report;

constexpr std::size_t most_watched = 4; ///< Strategies whose partnerships are followed.
constexpr std::uint32_t watched_replicates = 5;

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// A word for a shell.
std::string quoted(const std::string& word) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./=,+:").find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
    std::string result = "'";
    for (const char c : word)
        result += c == '\'' ? "'\\''" : std::string(1, c);
    return result + "'";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ",") + word;
    return text;
}

/// Commands that give the numbers of the sections again.
std::vector<report::Source> sources_of(const Job& job, const report::View& view, const std::vector<std::string>& sets) {
    std::string common =
        fmt::format(" --seed {} --replicates {} --months {}", job.plan.seed, job.plan.replicates, job.plan.months);
    if (job.scenario.setup.burn_in.is_on()) common += " --burn-in " + job.scenario.setup.burn_in.text();
    for (const std::string& set : sets)
        common += " --set " + quoted(set);
    const std::string file = quoted(job.scenario.file);
    const std::string cells = fmt::format(" --strategies {} --conditions {}", quoted(joined(view.strategies)),
                                          quoted(joined(view.conditions)));
    std::vector<report::Source> sources{
        {"The answer, all tables and figures of differences, equity, regret and costs",
         fmt::format("accord compare {}{}{} --format csv", file, cells, common)},
        {"This page (add --date for a date): also fans, flows and lives of partnerships",
         fmt::format("accord report {}{}{} --out report.html", file, cells, common)}};
    for (const std::string& condition : view.conditions)
        if (const std::string best = view.best(condition); !best.empty())
            sources.push_back({fmt::format("Mean month by month under {}", view.words(condition)),
                               fmt::format("accord run {} --strategy {} --condition {}{} --series --format csv", file,
                                           quoted(best), quoted(condition), common)});
    return sources;
}

/// The best strategy first, then the scenario's own and well-known ones, then others, while there is room.
std::vector<std::string> watched(const Job& job, const report::View& view) {
    std::vector<std::string> order;
    const std::string best = view.best(view.conditions.front());
    if (!best.empty()) order.push_back(best);
    std::vector<std::string> known{job.scenario.strategy};
    for (const scenarios::Strategy& one : scenarios::shipped_strategies())
        if (one.is_main) known.push_back(one.id);
    for (const std::string& id : known)
        if (std::find(view.strategies.begin(), view.strategies.end(), id) != view.strategies.end()) add_once(order, id);
    for (const std::string& id : view.strategies)
        add_once(order, id);
    order.resize(std::min(order.size(), most_watched));
    return order;
}

} // namespace

void add_report_cells(Job& job, const std::vector<std::string>& strategies, const std::vector<std::string>& conditions,
                      scenarios::Problems& problems) {
    std::vector<std::string> words{job.baseline}, texts = split_list(conditions);
    const bool has_today = strategies.empty() && job.baseline == models::status_quo;
    for (const std::string& word : strategies.empty() ? job.scenario.strategy_ids() : split_list(strategies))
        if (!has_today || word != job.scenario.strategy) words.push_back(word);
    if (conditions.empty()) {
        texts = scenarios::shown_conditions(models::Shown::in_reports);
        texts.insert(texts.begin(), scenarios::condition_label(job.scenario.setup.conditions));
    }
    add_cells(job, words, take_conditions(job, texts, "accord report: --conditions", problems),
              "accord report: --strategies", problems);
}

Report report_of(const Job& job, experiments::Runs runs, const std::vector<std::string>& sets) {
    Report report;
    report.title = job.scenario.title;
    report.about = job.scenario.about;
    report.region = job.scenario.setup.region.name;
    report.file = job.scenario.file;
    report.caveats = job.scenario.caveats;
    if (const std::string before = burn_in_sentence(job, runs); !before.empty()) report.caveats.push_back(before);
    report.inputs = job.scenario.inputs;
    report.version = scenarios::program_version();
    report.model_version = models::model_version();
    report.baseline = job.baseline;
    report.plan = job.plan;
    report.runs = std::move(runs);
    report.table = experiments::compare(report.plan, report.runs, report.baseline);
    for (const experiments::Cell& cell : job.plan.cells) {
        report.strategy_names[cell.strategy] = strategy_name(job, cell.strategy);
        report.condition_words[cell.condition] = scenarios::condition_words(cell.setup.conditions);
    }
    report.no_sensitivity = "Parameters were not varied here: run a sweep with a sensitivity design (accord sweep) and "
                            "report its store.";
    report.no_discovery =
        "Parameters were not varied here: conditions of failure are looked for in the store of a sweep.";
    report::add_ties(job.scenario.setup, report);
    const report::View view(report);
    report.sources = sources_of(job, view, sets);
    for (const std::string& id : watched(job, view))
        report.records.push_back(report::watch_cell(report.plan, *view.cell(id, view.conditions.front()),
                                                    std::min(report.plan.replicates, watched_replicates)));
    if (report.records.empty()) report.no_records = "Only going alone was run, so there are no partnerships.";
    return report;
}

} // namespace cli
