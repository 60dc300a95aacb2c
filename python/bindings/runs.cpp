// run and compare: cells of one scenario, as arrays.
#include "python/bindings/convert.h"
#include "python/bindings/module.h"
#include "python/bindings/waiting.h"

#include "experiments/runs/account.h"
#include "experiments/runs/by_year.h"
#include "experiments/runs/compare.h"
#include "experiments/validation/ensemble.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/library.h"
#include "scenarios/text.h"
#include "sim/digest.h"
#include "sim/error.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace python {
namespace {

namespace nb = nanobind;
using namespace nb::literals;
using experiments::Job;
using experiments::JobSettings;
using experiments::Runs;

using Text = std::optional<std::string>;
using Names = std::vector<std::string>;

/// What both calls ask for.
struct Request {
    std::string scenario;
    Texts texts; ///< Handed over instead of files, by name.
    JobSettings settings;
    std::string caller;
};

Job job_of(const Request& request, scenarios::Problems& problems) {
    auto read = scenarios::read_scenario(scenarios::find_scenario(request.scenario), problems);
    auto job = experiments::job_of(std::move(read), request.settings, request.caller + ": ", problems);
    if (!job) problems.throw_if_any();
    return std::move(*job);
}

Runs run_job(const Job& job, Signals& signals) {
    experiments::Watch watch;
    watch.stop = &signals.stop;
    watch.on_progress = [&](const experiments::Progress& progress) {
        signals.all.store(progress.runs, std::memory_order_relaxed);
        signals.done.store(progress.runs_done, std::memory_order_relaxed);
    };
    return experiments::run_cells(job.plan, watch);
}

bool is_any_finite(const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
}

/// Outcomes that exist in at least one run; with `in_series` also those that exist in a month only.
std::vector<std::size_t> present(const Runs& runs, bool in_series) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < models::observables().size(); ++i) {
        bool is_there = is_any_finite(runs.values(0, i));
        for (std::size_t r = 0; in_series && !is_there && r < runs.n_replicates; ++r)
            is_there = runs.at(0, r).is_done && is_any_finite(runs.at(0, r).result.series[i]);
        if (is_there) result.push_back(i);
    }
    return result;
}

Names ids_of(const std::vector<std::size_t>& outcomes) {
    Names ids;
    for (const std::size_t i : outcomes)
        ids.push_back(models::observables()[i].id);
    return ids;
}

/// Shape [replicates x outcomes]; NaN where absent or failed.
Array outcomes_of(const Runs& runs, const std::vector<std::size_t>& outcomes) {
    std::vector<double> numbers;
    numbers.reserve(runs.n_replicates * outcomes.size());
    for (std::size_t r = 0; r < runs.n_replicates; ++r)
        for (const std::size_t i : outcomes)
            numbers.push_back(runs.at(0, r).is_done ? runs.at(0, r).result.outcomes[i] : experiments::absent);
    return array_of(std::move(numbers), {runs.n_replicates, outcomes.size()});
}

/// Shape [replicates x outcomes x months]; NaN where absent or failed.
Array series_of(const Runs& runs, const std::vector<std::size_t>& outcomes, std::size_t months) {
    std::vector<double> numbers(runs.n_replicates * outcomes.size() * months, experiments::absent);
    auto at = numbers.begin();
    for (std::size_t r = 0; r < runs.n_replicates; ++r)
        for (const std::size_t i : outcomes) {
            if (runs.at(0, r).is_done) std::copy_n(runs.at(0, r).result.series[i].begin(), months, at);
            at += static_cast<std::ptrdiff_t>(months);
        }
    return array_of(std::move(numbers), {runs.n_replicates, outcomes.size(), months});
}

/// What the program says of a result as well.
scenarios::Json account_of(const Job& job, const Runs& runs) {
    scenarios::Json account = experiments::result_header(job);
    account["seed"] = job.plan.seed;
    account["replicates"] = job.plan.replicates;
    account["months"] = job.plan.months;
    experiments::add_result_footer(account, job, runs);
    return account;
}

Dict run(const Request& request, const Text& strategy, const Names& conditions, bool wants_series,
         const nb::object& progress) {
    std::optional<Job> job;
    Runs runs;
    wait_for(
        [&](Signals& signals) {
            const scenarios::GivenTexts given(request.texts);
            scenarios::Problems problems;
            job = job_of(request, problems);
            models::Conditions met = conditions.empty() ? job->scenario.setup.conditions : models::Conditions{};
            for (const std::string& text : conditions)
                scenarios::add_condition(text, request.caller + ": conditions", met, problems);
            experiments::set_conditions(*job, met);
            experiments::add_cell(*job, strategy.value_or(job->scenario.strategy), met, request.caller + ": strategy",
                                  problems);
            problems.throw_if_any();
            job->plan.keep_series = wants_series;
            runs = run_job(*job, signals);
        },
        progress);
    nb::dict result;
    const std::vector<std::size_t> outcomes = present(runs, false);
    Names digests;
    for (std::size_t r = 0; r < runs.n_replicates; ++r)
        digests.push_back(runs.at(0, r).is_done ? sim::hex(runs.at(0, r).result.digest) : "");
    scenarios::Json account = account_of(*job, runs);
    result["account"] = object_of(account);
    result["strategy"] = job->plan.cells[0].strategy;
    result["condition"] = job->plan.cells[0].condition;
    result["digest"] = runs.digest(0);
    result["digests"] = nb::cast(digests);
    result["outcome_ids"] = nb::cast(ids_of(outcomes));
    result["outcomes"] = outcomes_of(runs, outcomes);
    if (wants_series) {
        const std::vector<std::size_t> all = present(runs, true);
        result["series_ids"] = nb::cast(ids_of(all));
        result["series"] = series_of(runs, all, job->plan.months);
    }
    return result;
}

/// Rows of a comparison as columns.
Dict columns_of(const Job& job, const experiments::ComparisonTable& table) {
    Names strategy, condition, outcome, unit;
    std::vector<double> mean, difference, lo, hi, se, n, p_better, p_best, not_behind, luck_lo, luck_hi, share, low,
        high, ahead;
    for (const experiments::Comparison& row : table.rows) {
        const auto& observable = models::observables()[row.observable];
        strategy.push_back(job.plan.cells[row.cell].strategy), condition.push_back(job.plan.cells[row.cell].condition);
        outcome.push_back(observable.id), unit.push_back(observable.unit);
        mean.push_back(row.level.mean), difference.push_back(row.difference.mean);
        lo.push_back(row.difference.lo), hi.push_back(row.difference.hi), se.push_back(row.difference.se);
        n.push_back(static_cast<double>(row.difference.n));
        p_better.push_back(row.wins.share()), p_best.push_back(row.p_best);
        not_behind.push_back(row.standing.is_behind ? 0 : 1);
        luck_lo.push_back(row.luck_lo), luck_hi.push_back(row.luck_hi);
        if (job.plan.sets.empty()) continue;
        const experiments::OverSetsShown shown = experiments::over_sets(row);
        share.push_back(row.ignorance), low.push_back(shown.low), high.push_back(shown.high);
        ahead.push_back(static_cast<double>(shown.n_ahead));
    }
    nb::dict columns;
    columns["strategy"] = nb::cast(strategy), columns["condition"] = nb::cast(condition);
    columns["outcome"] = nb::cast(outcome), columns["unit"] = nb::cast(unit);
    columns["mean"] = column_of(std::move(mean)), columns["difference"] = column_of(std::move(difference));
    columns["lo"] = column_of(std::move(lo)), columns["hi"] = column_of(std::move(hi));
    columns["se"] = column_of(std::move(se)), columns["n"] = column_of(std::move(n));
    columns["p_better"] = column_of(std::move(p_better)), columns["p_best"] = column_of(std::move(p_best));
    columns["not_clearly_behind"] = column_of(std::move(not_behind));
    columns["luck_lo"] = column_of(std::move(luck_lo)), columns["luck_hi"] = column_of(std::move(luck_hi));
    if (job.plan.sets.empty()) return columns;
    columns["ignorance_share"] = column_of(std::move(share)), columns["lo_sets"] = column_of(std::move(low));
    columns["hi_sets"] = column_of(std::move(high)), columns["sets_ahead"] = column_of(std::move(ahead));
    return columns;
}

Dict compare(const Request& request, const Names& strategies, const Names& conditions, const Text& uncertainty,
             const Text& sets, const std::string& ensemble, const nb::object& progress) {
    std::optional<Job> job;
    Runs runs;
    experiments::ComparisonTable table;
    wait_for(
        [&](Signals& signals) {
            const scenarios::GivenTexts given(request.texts);
            scenarios::Problems problems;
            job = job_of(request, problems);
            const auto met =
                experiments::compared_conditions(*job, conditions, request.caller + ": conditions", problems);
            experiments::add_cells(*job, experiments::compared_strategies(*job, strategies), met,
                                   request.caller + ": strategies", problems);
            experiments::take_sets(*job, request.settings, {uncertainty, sets, ensemble}, request.caller + ": ",
                                   problems);
            problems.throw_if_any();
            job->plan.keep_years = true;
            runs = run_job(*job, signals);
            table = experiments::compare(job->plan, runs, job->baseline);
        },
        progress);
    nb::dict result;
    scenarios::Json absent = scenarios::Json::array(), digests = scenarios::Json::array();
    for (const experiments::Gap& gap : table.gaps)
        absent.push_back({{"strategy", job->plan.cells[gap.cell].strategy},
                          {"condition", job->plan.cells[gap.cell].condition},
                          {"outcome", models::observables()[gap.observable].id},
                          {"reason", gap.reason}});
    for (std::size_t cell = 0; cell < job->plan.cells.size(); ++cell)
        digests.push_back({{"strategy", job->plan.cells[cell].strategy},
                           {"condition", job->plan.cells[cell].condition},
                           {"digest", runs.digest(cell)}});
    result["columns"] = columns_of(*job, table);
    scenarios::Json years = scenarios::Json::array();
    for (const experiments::Comparison& row : table.rows)
        for (const experiments::YearDifference& one : experiments::by_year(job->plan, runs, row))
            years.push_back({{"condition", job->plan.cells[row.cell].condition},
                             {"strategy", job->plan.cells[row.cell].strategy},
                             {"outcome", models::observables()[row.observable].id},
                             {"year", one.year},
                             {"difference", one.difference.mean},
                             {"lo", one.difference.lo},
                             {"hi", one.difference.hi}});
    scenarios::Json account = account_of(*job, runs);
    account["by_year"] = std::move(years);
    account["baseline"] = job->baseline;
    account["uncertainty"] = job->plan.sets.empty() ? "chance" : "parameters";
    account["runs"] = job->plan.cells.size() * job->plan.runs_a_cell();
    if (!job->plan.sets.empty())
        account["parameter_sets"] = job->plan.sets.size(), account["replicates_a_set"] = job->plan.lucks_a_set;
    account["absent"] = std::move(absent), account["digests"] = std::move(digests);
    result["account"] = object_of(account);
    return result;
}

} // namespace

void bind_runs(nb::module_& module) {
    nb::class_<Request>(module, "Request")
        .def(
            "__init__",
            [](Request* self, std::string caller, std::string scenario, Texts texts, Text seed, Text replicates,
               Text months, Text burn_in, Text baseline, Text threads, Names sets, Names without) {
                new (self) Request{std::move(scenario),
                                   std::move(texts),
                                   {seed, replicates, threads, months, burn_in, baseline, sets, without},
                                   caller};
            },
            "caller"_a, "scenario"_a, "texts"_a, "seed"_a.none(), "replicates"_a.none(), "months"_a.none(),
            "burn_in"_a.none(), "baseline"_a.none(), "threads"_a.none(), "sets"_a, "without"_a);
    module.def("run", &run, "request"_a, "strategy"_a.none(), "conditions"_a, "series"_a, "progress"_a.none());
    module.def("compare", &compare, "request"_a, "strategies"_a, "conditions"_a, "uncertainty"_a.none(),
               "sets"_a.none(), "ensemble"_a, "progress"_a.none());
}

} // namespace python
