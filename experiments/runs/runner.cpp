#include "experiments/runs/runner.h"

#include "experiments/runs/worlds.h"
#include "experiments/statistics/statistics.h"
#include "sim/digest.h"
#include "sim/error.h"
#include "sim/parallel.h"
#include "sim/rethrow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <new>
#include <optional>

namespace experiments {
namespace {

/// Counts months and runs over all threads and tells the watcher.
class Counter {
  public:
    Counter(const Plan& plan, const Watch& watch) : watch_(watch) {
        total_.runs = plan.cells.size() * plan.runs_a_cell();
        total_.months = std::uint64_t{total_.runs} * plan.months;
        tell(0, 0);
    }
    void tell(std::size_t runs, std::uint64_t months) {
        if (!watch_.on_progress) return;
        const std::lock_guard lock(mutex_);
        total_.runs_done += runs;
        total_.months_done += months;
        watch_.on_progress(total_);
    }
    bool should_stop() const { return watch_.stop && watch_.stop->load(std::memory_order_relaxed); }

  private:
    const Watch& watch_;
    std::mutex mutex_;
    Progress total_;
};

/// One run of a plan: its cell, its place among the cell's own runs or among those in sets, and its luck.
struct Task {
    std::size_t cell = 0, place = 0;
    bool is_in_set = false;
    std::uint32_t replicate = 0;
};

Task task_of(const Plan& plan, std::size_t index) {
    const std::size_t place = index % plan.runs_a_cell();
    const bool is_in_set = place >= plan.replicates;
    const std::size_t within = is_in_set ? place - plan.replicates : place;
    return {index / plan.runs_a_cell(), within, is_in_set, static_cast<std::uint32_t>(within % plan.replicates)};
}

/// "run 17 (equity-first, funding-cut, replicate 1)"; in another set of parameters also which one it was.
std::string run_name(const Plan& plan, const Task& task) {
    const Cell& cell = plan.cells[task.cell];
    const std::string what = fmt::format("{}, {}", cell.strategy, cell.condition);
    if (task.is_in_set)
        return fmt::format("run in set {} ({}, replicate {})", task.place / plan.lucks_a_set, what, task.replicate);
    return fmt::format("run {} ({}, replicate {})", task.cell * plan.replicates + task.place, what, task.replicate);
}

void run_one(const Plan& plan, const Task& task, Counter& counter, Worlds& worlds, Run& run) {
    const Cell& cell = plan.cells[task.cell];
    std::optional<models::Setup> in_set;
    if (task.is_in_set) (in_set = cell.setup)->parameters = plan.sets[task.place / plan.lucks_a_set];
    const models::Setup& setup = in_set ? *in_set : cell.setup;
    std::uint64_t told = 0;
    const auto each_month = [&] {
        if (told < plan.months) counter.tell(0, 1), ++told;
        return counter.should_stop();
    };
    try {
        run.result = worlds.with([&](models::World& memory) {
            return models::run(setup, {.seed = plan.seed,
                                       .replicate = task.replicate,
                                       .months = plan.months,
                                       .keep_series = plan.keep_series && !task.is_in_set,
                                       .keep_years = plan.keep_years,
                                       .should_stop = each_month,
                                       .memory = &memory,
                                       .warm = &worlds.warm()});
        });
        run.is_done = true;
    } catch (const models::Interrupted&) {
        return;
    } catch (const sim::MachineError&) {
        sim::rethrow_at(run_name(plan, task));
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        run.failure = error.what();
    }
    counter.tell(1, plan.months - told);
}

/// Refuses what cannot fit before anything runs; says whether one world is so large that runs must take turns.
bool are_large(const Plan& plan) {
    constexpr double large = 500e6; // bytes
    double most = 0;
    const models::Region* seen = nullptr;
    for (const Cell& cell : plan.cells) {
        if (seen && cell.setup.region.schools.size() == seen->schools.size()) continue; // cells share their region
        seen = &cell.setup.region;
        models::check_fits(*seen);
        most = std::max(most, models::memory_needed(*seen));
    }
    return most > large;
}

bool has_burn_in(const Plan& plan) {
    return std::any_of(plan.cells.begin(), plan.cells.end(),
                       [](const Cell& cell) { return cell.setup.burn_in.is_on(); });
}

} // namespace

Runs run_cells(const Plan& plan, const Watch& watch) {
    Runs runs;
    runs.n_replicates = plan.replicates;
    runs.n_sets = plan.sets.size();
    const std::size_t n_in_sets = plan.sets.size() * plan.lucks_a_set, n = plan.cells.size() * plan.runs_a_cell();
    runs.all.resize(plan.cells.size() * plan.replicates);
    runs.in_sets.resize(plan.cells.size() * n_in_sets);
    Counter counter(plan, watch);
    const bool one_by_one = are_large(plan), by_luck = has_burn_in(plan);
    Worlds worlds;
    const auto run_at = [&](std::size_t i) {
        if (counter.should_stop()) return;
        // After a burn-in all that start from one world run after each other, so that it is soon given up again.
        const std::size_t n_cells = plan.cells.size();
        const Task task = task_of(plan, by_luck ? i % n_cells * plan.runs_a_cell() + i / n_cells : i);
        run_one(plan, task, counter, worlds,
                task.is_in_set ? runs.in_sets[task.cell * n_in_sets + task.place]
                               : runs.all[task.cell * plan.replicates + task.place]);
    };
    sim::with_threads(plan.threads, [&] {
        if (!one_by_one)
            sim::for_each_task(n, run_at);
        else // all threads inside one run, and one world in memory
            for (std::size_t i = 0; i < n; ++i)
                run_at(i);
    });
    const auto is_missing = [](const Run& run) { return !run.is_done && run.failure.empty(); };
    runs.was_interrupted = std::any_of(runs.all.begin(), runs.all.end(), is_missing) ||
                           std::any_of(runs.in_sets.begin(), runs.in_sets.end(), is_missing);
    return runs;
}

namespace {

double value_of(const Run& run, std::size_t observable, std::size_t year) {
    if (!run.is_done) return absent;
    return year == 0 ? run.result.outcomes[observable] : run.result.yearly.at(observable).at(year - 1);
}

} // namespace

std::vector<double> Runs::values(std::size_t cell, std::size_t observable, std::size_t year) const {
    std::vector<double> result(n_replicates, absent);
    for (std::size_t r = 0; r < n_replicates; ++r)
        result[r] = value_of(at(cell, r), observable, year);
    return result;
}

std::vector<double> Runs::values_in_sets(std::size_t cell, std::size_t observable, std::size_t year) const {
    const std::size_t width = n_replicates == 0 ? 0 : in_sets.size() / (all.size() / n_replicates);
    std::vector<double> result(width, absent);
    for (std::size_t i = 0; i < width; ++i)
        result[i] = value_of(in_sets[cell * width + i], observable, year);
    return result;
}

std::vector<std::uint32_t> Runs::burnt_in(std::size_t cell) const {
    std::vector<std::uint32_t> result;
    for (std::size_t r = 0; r < n_replicates; ++r)
        if (at(cell, r).is_done && at(cell, r).result.burnt_in > 0) result.push_back(at(cell, r).result.burnt_in);
    return result;
}

std::size_t Runs::n_done(std::size_t cell) const {
    std::size_t n = 0;
    for (std::size_t r = 0; r < n_replicates; ++r)
        n += at(cell, r).is_done;
    return n;
}

std::vector<std::string> Runs::failures(const Plan& plan) const {
    std::vector<std::string> result;
    const std::size_t in_set = plan.sets.size() * plan.lucks_a_set;
    const auto add = [&](const std::vector<Run>& runs, std::size_t a_cell, bool is_in_set) {
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i].failure.empty()) continue;
            const Task task{i / a_cell, i % a_cell, is_in_set,
                            static_cast<std::uint32_t>(i % a_cell % std::max<std::size_t>(1, plan.replicates))};
            result.push_back(fmt::format("{}: {}", run_name(plan, task), runs[i].failure));
        }
    };
    add(all, n_replicates, false);
    add(in_sets, in_set, true);
    return result;
}

std::string Runs::digest(std::size_t cell) const {
    std::vector<std::uint64_t> digests;
    for (std::size_t r = 0; r < n_replicates; ++r)
        if (at(cell, r).is_done) digests.push_back(at(cell, r).result.digest);
    sim::Digest total;
    total.column(std::span<const std::uint64_t>(digests));
    return sim::hex(total.value());
}

std::vector<double> Runs::mean_series(std::size_t cell, std::size_t observable) const {
    std::vector<double> sums, counts;
    for (std::size_t r = 0; r < n_replicates; ++r) {
        if (!at(cell, r).is_done) continue;
        const std::vector<double>& series = at(cell, r).result.series[observable];
        sums.resize(series.size(), 0.0);
        counts.resize(series.size(), 0.0);
        for (std::size_t month = 0; month < series.size(); ++month) {
            if (std::isnan(series[month])) continue;
            sums[month] += series[month];
            counts[month] += 1;
        }
    }
    for (std::size_t month = 0; month < sums.size(); ++month)
        sums[month] = counts[month] > 0 ? sums[month] / counts[month] : absent;
    return sums;
}

} // namespace experiments
