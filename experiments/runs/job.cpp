#include "experiments/runs/job.h"

#include "models/mechanisms.h"
#include "scenarios/condition_text.h"
#include "scenarios/given.h"

#include <fmt/format.h>

#include <algorithm>

namespace experiments {
namespace {

const std::vector<std::string> baselines{std::string(models::status_quo), std::string(models::counterfactual)};

constexpr scenarios::Measure threads_measure{"a whole number of threads (0 = all)", 0, 1024, true};

void apply_set(const std::string& text, const std::string& place, Job& job, scenarios::Problems& problems) {
    const auto setting = scenarios::given_setting(text, place, problems);
    if (!setting) return;
    const auto& [id, value] = *setting;
    scenarios::set_value(job.scenario.setup, id, value, place, problems);
    if (!models::parameter_table().find(id) && models::lever_table().find(id)) job.lever_sets.emplace_back(id, value);
    if (const int condition = models::condition_index(id); condition > 0)
        job.condition_sets.emplace_back(static_cast<std::size_t>(condition), value);
}

bool is_baseline(const std::string& id) { return id == models::counterfactual || id == models::status_quo; }

using LeverSets = std::vector<std::pair<std::string, double>>;

Cell cell_of(const Job& job, const std::string& id, const models::Conditions& conditions, const LeverSets& sets) {
    Cell cell{id, scenarios::condition_label(conditions), job.scenario.setup};
    cell.setup.levers = job.scenario.levers_of(id);
    cell.setup.conditions = conditions;
    for (const auto& [lever, value] : sets)
        sim::ParameterTable<models::Levers>::at(cell.setup.levers, *models::lever_table().find(lever)) = value;
    return cell;
}

} // namespace

std::optional<Job> job_of(std::optional<scenarios::Scenario> scenario, const JobSettings& settings,
                          const std::string& caller, scenarios::Problems& problems) {
    Job job;
    const bool is_read = scenario.has_value();
    if (is_read) job.scenario = std::move(*scenario);
    Plan& plan = job.plan;
    plan.seed = job.scenario.seed, plan.replicates = job.scenario.replicates, plan.months = job.scenario.months;
    scenarios::take_number(settings.seed, scenarios::seed_measure, plan.seed, caller + "seed", problems);
    scenarios::take_number(settings.replicates, scenarios::replicates_measure, plan.replicates, caller + "replicates",
                           problems);
    scenarios::take_number(settings.months, scenarios::months_measure, plan.months, caller + "months", problems);
    if (settings.burn_in)
        if (const auto burn_in = scenarios::given_burn_in(*settings.burn_in, caller + "burn-in", problems))
            job.scenario.setup.burn_in = *burn_in;
    job.baseline = usual_baseline(job.scenario.setup);
    if (settings.baseline &&
        scenarios::given_word(*settings.baseline, baselines, "baseline", caller + "baseline", problems))
        job.baseline = *settings.baseline;
    plan.threads = threads_of(settings.threads, caller + "threads", problems);
    for (const std::string& text : settings.sets)
        apply_set(text, caller + "set", job, problems);
    for (const std::string& id : split_list(settings.without))
        switch_off_mechanism(id, caller + "without", job.scenario.setup.parameters, problems);
    if (!is_read) return std::nullopt;
    return job;
}

std::string_view usual_baseline(const models::Setup& setup) {
    return setup.burn_in.is_on() ? models::status_quo : models::counterfactual;
}

std::string baseline_words(const Job& job) {
    return job.baseline == models::counterfactual ? "going alone" : "the status quo";
}

int threads_of(const std::optional<std::string>& text, const std::string& place, scenarios::Problems& problems) {
    int threads = 0;
    scenarios::take_number(text, threads_measure, threads, place, problems);
    return threads;
}

void switch_off_mechanism(const std::string& id, const std::string& place, models::Parameters& parameters,
                          scenarios::Problems& problems) {
    if (const models::Mechanism* mechanism = models::find_mechanism(id)) {
        models::switch_off(parameters, *mechanism);
        return;
    }
    std::vector<std::string> known;
    for (const models::Mechanism& mechanism : models::mechanisms())
        known.push_back(mechanism.id);
    problems.add(place, fmt::format("unknown mechanism '{}'", scenarios::shown(id)), scenarios::suggestion(id, known));
}

std::vector<std::string> take_strategies(Job& job, const std::vector<std::string>& words, const std::string& place,
                                         scenarios::Problems& problems) {
    std::vector<std::string> ids;
    const auto add_once = [&](const std::string& id) {
        if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const std::string& word : words)
        if (word != scenarios::all_word)
            add_once(job.scenario.take_strategy(word, place, problems));
        else
            for (const std::string& id : job.scenario.strategy_ids())
                add_once(id);
    return ids;
}

std::vector<models::Conditions> take_conditions(const Job& job, const std::vector<std::string>& texts,
                                                const std::string& place, scenarios::Problems& problems) {
    std::vector<models::Conditions> result;
    for (const std::string& text : scenarios::spelt_out(texts)) {
        models::Conditions conditions;
        scenarios::add_condition(text, place, conditions, problems);
        set_conditions(job, conditions);
        const auto is_same = [&](const models::Conditions& one) { return one.strength == conditions.strength; };
        if (std::none_of(result.begin(), result.end(), is_same)) result.push_back(conditions);
    }
    return result;
}

std::vector<std::string> compared_strategies(const Job& job, const std::vector<std::string>& words) {
    std::vector<std::string> all{job.baseline};
    all.insert(all.end(), words.begin(), words.end());
    if (!words.empty()) return all;
    const bool has_today = job.baseline == models::status_quo;
    const auto add = [&](const std::string& id) {
        if (!has_today || id != job.scenario.strategy) all.push_back(id);
    };
    if (has_today) all.emplace_back(models::counterfactual);
    for (const scenarios::Strategy& one : scenarios::shipped_strategies())
        if (one.is_main) add(one.id);
    add(job.scenario.strategy);
    for (const scenarios::Strategy& own : job.scenario.custom)
        add(own.id);
    return all;
}

std::vector<models::Conditions> compared_conditions(const Job& job, const std::vector<std::string>& texts,
                                                    const std::string& place, scenarios::Problems& problems) {
    if (!texts.empty()) return take_conditions(job, texts, place, problems);
    std::vector<std::string> shown = scenarios::shown_conditions(models::Shown::always);
    shown.insert(shown.begin(), scenarios::condition_label(job.scenario.setup.conditions));
    return take_conditions(job, shown, place, problems);
}

void set_conditions(const Job& job, models::Conditions& conditions) {
    for (const auto& [condition, strength] : job.condition_sets)
        conditions.strength[condition] = strength;
}

void add_cell(Job& job, const std::string& strategy, const models::Conditions& conditions, const std::string& place,
              scenarios::Problems& problems) {
    const std::string id = job.scenario.take_strategy(strategy, place, problems);
    if (!id.empty()) job.plan.cells.push_back(cell_of(job, id, conditions, job.lever_sets));
}

void add_cells(Job& job, const std::vector<std::string>& strategies, const std::vector<models::Conditions>& conditions,
               const std::string& place, scenarios::Problems& problems) {
    const std::vector<std::string> ids = take_strategies(job, strategies, place, problems);
    for (const models::Conditions& one : conditions)
        for (const std::string& id : ids)
            job.plan.cells.push_back(cell_of(job, id, one, is_baseline(id) ? LeverSets{} : job.lever_sets));
}

std::string partner_layer(const Job& job) {
    return job.scenario.setup.region.synthetic_partners ? "synthetic" : "given";
}

std::vector<std::string> split_list(const std::vector<std::string>& lists) {
    std::vector<std::string> parts;
    for (const std::string& list : lists)
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t end = std::min(list.find(',', at), list.size());
            parts.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    return parts;
}

} // namespace experiments
