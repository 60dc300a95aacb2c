// What a lead rests on, in words and JSON.
#include "cli/why_text.h"

#include "cli/progress.h"
#include "cli/wording.h"
#include "models/groups.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cli {
namespace {

using experiments::Cell;
using experiments::Comparison;
using experiments::LeadShares;
using scenarios::Json;
using scenarios::plain;

int ability() { return models::observable_index("ability-mean"); }

/// The scenario's own strategy under the same conditions as `like`: its cell, or one made for it.
Cell status_quo_cell(const Job& job, const std::vector<std::size_t>& cells, const Cell& like) {
    for (const std::size_t cell : cells)
        if (const Cell& one = job.plan.cells[cell];
            one.strategy == models::status_quo || one.strategy == job.scenario.strategy)
            return one;
    Job copy = job;
    copy.plan.cells.clear();
    scenarios::Problems problems; // the scenario was read with its strategy
    add_cell(copy, job.scenario.strategy, like.setup.conditions, "", problems);
    problems.throw_if_any();
    return copy.plan.cells.front();
}

bool have_equal_levers(const Cell& a, const Cell& b) {
    const auto& rows = models::lever_table().rows();
    return std::all_of(rows.begin(), rows.end(), [&](const sim::ParameterRow& row) {
        return models::lever_table().at(a.setup.levers, row) == models::lever_table().at(b.setup.levers, row);
    });
}

/// The best of the others, the baseline too; nullptr without one.
const Cell* next_best(const Job& job, const experiments::ComparisonTable& table, const std::vector<std::size_t>& cells,
                      const Cell& best) {
    const Comparison* next = nullptr;
    for (const std::size_t cell : cells)
        if (const Comparison* row = table.find(cell, ability());
            row && !have_equal_levers(job.plan.cells[cell], best) &&
            (!next || row->difference.mean > next->difference.mean))
            next = row;
    return next ? &job.plan.cells[next->cell] : nullptr;
}

/// What a lever group or mechanism group is called, and how many of its sizes are assumed.
struct GroupWords {
    std::string words;
    models::AssumedSizes sizes;
};

GroupWords lever_group_words(const std::string& id) {
    for (const models::LeverGroup& group : models::lever_groups())
        if (group.id == id) return {group.words, models::assumed_sizes(group.sized_by)};
    return {id, {}};
}

GroupWords mechanism_group_words(const std::string& id) {
    for (const models::MechanismGroup& group : models::mechanism_groups()) {
        if (group.id != id) continue;
        std::vector<std::string> parameters;
        for (const auto& [parameter, value] : group.off)
            parameters.push_back(parameter);
        return {group.words, models::assumed_sizes(parameters)};
    }
    return {"everything else", {}};
}

/// ", whose size is assumed", computed from the evidence of the rows it acts through.
std::string sizes_words(const models::AssumedSizes& sizes) {
    if (sizes.all == 0) return "";
    if (sizes.assumed == sizes.all) return ", whose size is assumed";
    if (sizes.assumed == 0) return ", whose size follows from evidence";
    return fmt::format(", whose size is assumed in {} of {} numbers", sizes.assumed, sizes.all);
}

/// Places of the shares, largest size first.
std::vector<std::size_t> by_size(const std::vector<double>& shares) {
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return std::abs(shares[a]) > std::abs(shares[b]); });
    return order;
}

std::string table_text(const LeadShares& found, std::string_view title, GroupWords (*words_of)(const std::string&),
                       std::size_t width) {
    TextTable text{{std::string(title), "share", "95 % by luck", "sizes assumed"}, {}, {}};
    for (const std::size_t g : by_size(found.shares.mean)) {
        const GroupWords group = words_of(found.groups[g]);
        text.rows.push_back(
            {group.words, fmt::format("{} %", plain.number(std::round(100 * found.shares.mean[g]))),
             std::isnan(found.shares.error[g])
                 ? "one run"
                 : fmt::format("+-{} points", plain.number(std::round(100 * found.shares.error[g]))),
             group.sizes.all == 0 ? "" : fmt::format("{} of {}", group.sizes.assumed, group.sizes.all)});
    }
    return text.text(width);
}

/// "61 % of this lead comes from written terms, whose size is assumed"
std::string first_words(const LeadShares& found, GroupWords (*words_of)(const std::string&)) {
    const std::size_t g = by_size(found.shares.mean).front();
    const GroupWords group = words_of(found.groups[g]);
    return fmt::format("{} % of this lead comes from {}{}", plain.number(std::round(100 * found.shares.mean[g])),
                       group.words, sizes_words(group.sizes));
}

bool has_negative(const LeadShares& found) {
    return std::any_of(found.shares.mean.begin(), found.shares.mean.end(), [](double share) { return share < 0; });
}

std::string words_of(const Job& job, const Why& why) {
    const experiments::Estimate& lead = why.levers.shares.whole;
    const std::string names =
        fmt::format("{} over {}", strategy_name(job, why.ahead),
                    why.behind == models::status_quo ? "the status quo" : strategy_name(job, why.behind));
    std::string text = fmt::format("What the lead of {} in test-score ability rests on: {} ({}), {} under the usual "
                                   "parameters.",
                                   names, plain.change(lead.mean, "SD"), plain.interval(lead, "SD"),
                                   scenarios::plural(why.levers.replicates, "run"));
    if (why.levers.shares.mean.empty() || why.mechanisms.shares.mean.empty())
        return text + " There is none to share out.";
    if (!(lead.lo > 0)) text += " That may be luck, so these shares say little.";
    text += fmt::format(" {}. By mechanism, {}.", first_words(why.levers, lever_group_words),
                        first_words(why.mechanisms, mechanism_group_words));
    if (has_negative(why.levers) || has_negative(why.mechanisms))
        text += " A share below 0 says that the lead would be larger without it.";
    return text;
}

Json json_of(const LeadShares& found, const std::vector<double>& values) {
    Json result = Json::object();
    for (std::size_t g = 0; g < values.size(); ++g)
        result[found.groups[g]] = json_number(values[g]);
    return result;
}

Json assumed_json(const LeadShares& found, GroupWords (*words_of)(const std::string&)) {
    Json result = Json::object();
    for (const std::string& id : found.groups)
        if (const GroupWords group = words_of(id); group.sizes.all > 0)
            result[id] = {{"assumed", group.sizes.assumed}, {"of", group.sizes.all}};
    return result;
}

} // namespace

std::optional<Why> ask_why(const Job& job, const experiments::ComparisonTable& table) {
    const std::vector<std::size_t> cells = experiments::cells_by_condition(job.plan).front();
    const Comparison* best = experiments::best_of(table, cells, ability());
    if (!best) return std::nullopt;
    const Cell& ahead = job.plan.cells[best->cell];
    Cell behind = status_quo_cell(job, cells, ahead);
    if (have_equal_levers(ahead, behind)) {
        const Cell* next = next_best(job, table, cells, ahead);
        if (!next) return std::nullopt;
        behind = *next;
    }
    experiments::LeadQuestion question{ahead,           behind,          job.plan.seed, job.plan.replicates,
                                       job.plan.months, job.plan.threads};
    experiments::Watch watch;
    watch.stop = &watch_interrupt();
    ProgressBar bar(job.is_quiet);
    watch.on_progress = [&](const experiments::Progress& progress) { bar.update(progress); };
    Why why{ahead.condition, ahead.strategy, behind.strategy, experiments::lever_shares(question, watch), {}};
    if (!why.levers.was_interrupted) why.mechanisms = experiments::mechanism_shares(question, watch);
    return why;
}

bool was_interrupted(const std::optional<Why>& why) {
    return why && (why->levers.was_interrupted || why->mechanisms.was_interrupted);
}

std::string why_text(const Job& job, const Why& why, std::size_t width) {
    std::string text = "\n" + wrapped(words_of(job, why), width);
    if (why.levers.shares.mean.empty() || why.mechanisms.shares.mean.empty()) return text;
    text += "\n" + table_text(why.levers, "by what leaders choose", lever_group_words, width);
    text += "\n" + table_text(why.mechanisms, "by mechanism", mechanism_group_words, width) + "\n";
    return text +
           wrapped(fmt::format(
                       "Shapley shares under {}: each group's mean contribution over all orders in which {} groups of "
                       "levers ({} runs) and {} groups of mechanisms ({} runs) can be added, under the same luck; what "
                       "two do only together is halved. Without a mechanism the base of fidelity is moved so that "
                       "mean fidelity stays ({}; at worst {}), so that what is taken away is who gains by it, not "
                       "whether programmes work at all.",
                       scenarios::condition_words(job.plan.cells.front().setup.conditions), why.levers.groups.size(),
                       why.levers.runs, why.mechanisms.groups.size() - 1, why.mechanisms.runs,
                       plain.number(why.mechanisms.fidelity), plain.number(why.mechanisms.farthest_fidelity)),
                   width);
}

Json why_json(const Job& job, const Why& why) {
    const experiments::Estimate& lead = why.levers.shares.whole;
    Json result{{"condition", why.condition}, {"outcome", "ability-mean"},      {"strategy", why.ahead},
                {"against", why.behind},      {"lead", json_number(lead.mean)}, {"lo", json_number(lead.lo)},
                {"hi", json_number(lead.hi)}};
    result["lever-groups"] = json_of(why.levers, why.levers.shares.mean);
    result["mechanisms"] = json_of(why.mechanisms, why.mechanisms.shares.mean);
    result["half-widths"] = {{"lever-groups", json_of(why.levers, why.levers.shares.error)},
                             {"mechanisms", json_of(why.mechanisms, why.mechanisms.shares.error)}};
    result["sizes"] = {{"lever-groups", assumed_json(why.levers, lever_group_words)},
                       {"mechanisms", assumed_json(why.mechanisms, mechanism_group_words)}};
    result["replicates"] = {{"lever-groups", why.levers.replicates}, {"mechanisms", why.mechanisms.replicates}};
    result["fidelity"] = {{"held", json_number(why.mechanisms.fidelity)},
                          {"farthest", json_number(why.mechanisms.farthest_fidelity)}};
    result["words"] = words_of(job, why);
    return result;
}

} // namespace cli
