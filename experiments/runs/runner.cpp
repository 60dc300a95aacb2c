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

/// "run 17 (equity-first, funding-cut, replicate 1)"; with several sets of parameters also which one it was.
std::string run_name(const Plan& plan, std::size_t index) {
    const Cell& cell = plan.cells[index / plan.runs_a_cell()];
    const std::size_t place = index % plan.runs_a_cell();
    const std::string point = plan.points.empty() ? "" : fmt::format(", point {}", place / plan.replicates);
    return fmt::format("run {} ({}, {}{}, replicate {})", index, cell.strategy, cell.condition, point,
                       place % plan.replicates);
}

void run_one(const Plan& plan, std::size_t index, Counter& counter, Worlds& worlds, Run& run) {
    const Cell& cell = plan.cells[index / plan.runs_a_cell()];
    const std::size_t place = index % plan.runs_a_cell();
    const auto replicate = static_cast<std::uint32_t>(place % plan.replicates);
    std::optional<models::Setup> with_point;
    if (!plan.points.empty()) (with_point = cell.setup)->parameters = plan.points[place / plan.replicates];
    const models::Setup& setup = with_point ? *with_point : cell.setup;
    std::uint64_t told = 0;
    const auto each_month = [&] {
        if (told < plan.months) counter.tell(0, 1), ++told;
        return counter.should_stop();
    };
    try {
        run.result = worlds.with([&](models::World& memory) {
            return models::run(setup, {.seed = plan.seed,
                                       .replicate = replicate,
                                       .months = plan.months,
                                       .keep_series = plan.keep_series,
                                       .should_stop = each_month,
                                       .memory = &memory});
        });
        run.is_done = true;
    } catch (const models::Interrupted&) {
        return;
    } catch (const sim::MachineError&) {
        sim::rethrow_at(run_name(plan, index));
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

} // namespace

Runs run_cells(const Plan& plan, const Watch& watch) {
    Runs runs;
    runs.n_replicates = plan.runs_a_cell();
    runs.n_points = std::max<std::size_t>(1, plan.points.size());
    runs.all.resize(plan.cells.size() * plan.runs_a_cell());
    Counter counter(plan, watch);
    const bool one_by_one = are_large(plan);
    Worlds worlds;
    sim::with_threads(plan.threads, [&] {
        if (one_by_one) { // all threads inside one run, and one world in memory
            for (std::size_t i = 0; i < runs.all.size() && !counter.should_stop(); ++i)
                run_one(plan, i, counter, worlds, runs.all[i]);
            return;
        }
        sim::for_each_task(runs.all.size(), [&](std::size_t i) {
            if (!counter.should_stop()) run_one(plan, i, counter, worlds, runs.all[i]);
        });
    });
    runs.was_interrupted = std::any_of(runs.all.begin(), runs.all.end(),
                                       [](const Run& run) { return !run.is_done && run.failure.empty(); });
    return runs;
}

std::vector<double> Runs::values(std::size_t cell, std::size_t observable) const {
    std::vector<double> result(n_replicates, absent);
    for (std::size_t r = 0; r < n_replicates; ++r)
        if (at(cell, r).is_done) result[r] = at(cell, r).result.outcomes[observable];
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
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].failure.empty()) result.push_back(fmt::format("{}: {}", run_name(plan, i), all[i].failure));
    }
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
