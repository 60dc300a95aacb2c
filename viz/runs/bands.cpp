#include "viz/runs/bands.h"

#include "experiments/runs/worlds.h"
#include "sim/parallel.h"
#include "sim/rethrow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

namespace viz {
namespace {

/// Quantile of sorted values, type 7.
double quantile(const std::vector<double>& sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

template <class Value>
Fan fan(std::size_t n_months, std::size_t n_replicates, Value value) {
    Fan result;
    result.n = n_replicates;
    std::vector<double> values;
    for (std::size_t month = 0; month < n_months; ++month) {
        values.clear();
        for (std::size_t r = 0; r < n_replicates; ++r)
            if (const double v = value(r, month); std::isfinite(v)) values.push_back(v);
        std::sort(values.begin(), values.end());
        const auto add = [&](std::vector<double>& column, double p) {
            column.push_back(values.empty() ? std::numeric_limits<double>::quiet_NaN() : quantile(values, p));
        };
        add(result.low90, 0.05), add(result.low50, 0.25), add(result.mid, 0.5);
        add(result.high50, 0.75), add(result.high90, 0.95);
    }
    return result;
}

void keep(ReplicateSeries& series, const models::World& world) {
    const auto& all = models::observables();
    for (std::size_t o = 0; o < all.size(); ++o)
        series.values[o * series.n_months + month_of(world)] = static_cast<float>(all[o].read(world));
}

/// Months 0 to `last` of all observables.
void copy_months(const ReplicateSeries& from, ReplicateSeries& to, std::uint32_t last) {
    for (std::size_t o = 0; o < models::observables().size(); ++o)
        for (std::size_t month = 0; month <= last; ++month)
            to.values[o * to.n_months + month] = from.at(o, month);
}

/// The anchor of replicate `r` with the most months that `script` shares; empty if there is none.
Anchor best_anchor(const Script& script, std::size_t r, const Anchors& own, const std::vector<const Anchors*>& others) {
    Anchor best;
    const auto judge = [&](const Anchors& all) {
        if (r >= all.size() || !all[r].world || (best.world && best.world->month >= all[r].world->month)) return;
        const auto shared = divergence(script, *all[r].script);
        if (shared && *shared >= month_of(*all[r].world)) best = all[r];
    };
    judge(own);
    for (const Anchors* all : others)
        judge(*all);
    return best;
}

/// Runs a replicate in `world` from an anchor, or from month 0 without one; leaves its own in `kept` where the budget
/// reaches as far as replicate `r`, and the world that was run in where `is_warm_kept`. nullptr when stopped.
std::shared_ptr<const ReplicateSeries> run_replicate(const std::shared_ptr<const Script>& script, const Anchor& from,
                                                     Anchor& kept, std::size_t r, bool is_warm_kept,
                                                     models::World& world, const std::atomic<bool>& stop) {
    const auto series = std::make_shared<ReplicateSeries>();
    series->n_months = script->months + 1;
    series->values.resize(models::observables().size() * series->n_months);
    if (from.world) {
        world = *from.world;
        copy_months(*from.series, *series, month_of(world));
    } else {
        try {
            begin(
                *script, world, [&] { return stop.load(); }, is_warm_kept);
        } catch (const models::Interrupted&) {
            return nullptr;
        }
        world.keeps_endings = false;
        keep(*series, world);
    }
    const std::uint32_t month = anchor_month(*script);
    const bool fits = static_cast<double>(r + 1) * models::bytes(world) <= anchor_budget;
    Anchor anchor = from;
    while (month_of(world) < script->months) {
        if (stop) return nullptr;
        if (month_of(world) == month && fits && month > 0 && (!from.world || month_of(*from.world) < month))
            anchor = {script, std::make_shared<models::World>(world), series};
        advance(world, *script);
        keep(*series, world);
    }
    if (anchor.world) kept = std::move(anchor);
    return series;
}

} // namespace

std::size_t Bands::n_done() const {
    return static_cast<std::size_t>(
        std::count_if(replicates.begin(), replicates.end(), [](const auto& one) { return one != nullptr; }));
}

std::uint32_t anchor_month(const Script& script) {
    if (script.commands.empty()) return script.months / 2;
    std::uint32_t month = 0;
    for (const Command& command : script.commands)
        month = std::max(month, command.month);
    return month;
}

bool run_replicates(const Script& script, Bands& bands, std::size_t to, Anchors& own,
                    const std::vector<const Anchors*>& others, const std::function<void(const Bands&)>& told,
                    const std::atomic<bool>& stop) {
    bands.replicates.resize(std::max(bands.replicates.size(), to));
    own.resize(std::max(own.size(), to));
    std::vector<std::size_t> wanted;
    for (std::size_t r = 0; r < to; ++r)
        if (!bands.replicates[r]) wanted.push_back(r);
    std::mutex mutex; // of `bands`; each row of `own` is one task's
    experiments::Worlds worlds;
    const double n_warm = n_warm_lucks(script);
    sim::for_each_task(wanted.size(), [&](std::size_t i) {
        if (stop) return;
        const std::size_t r = wanted[i];
        const auto one = std::make_shared<Script>(script);
        one->replicate = script.first_replicate + static_cast<std::uint32_t>(r);
        const Anchor from = best_anchor(*one, r, own, others);
        std::shared_ptr<const ReplicateSeries> series;
        try {
            series = worlds.with([&](models::World& world) {
                return run_replicate(one, from, own[r], r, static_cast<double>(r) < n_warm, world, stop);
            });
        } catch (...) {
            sim::rethrow_at(fmt::format("luck {}", one->replicate));
        }
        if (!series) return;
        const std::lock_guard lock(mutex);
        bands.replicates[r] = std::move(series);
        told(bands);
    });
    return !stop;
}

Fan fan_of(const Bands& bands, std::size_t observable) {
    std::vector<const ReplicateSeries*> known;
    for (const auto& one : bands.replicates)
        if (one) known.push_back(one.get());
    if (known.empty()) return {};
    return fan(known[0]->n_months, known.size(),
               [&](std::size_t r, std::size_t month) { return static_cast<double>(known[r]->at(observable, month)); });
}

Fan fan_of_difference(const Bands& a, const Bands& b, std::size_t observable) {
    std::vector<std::pair<const ReplicateSeries*, const ReplicateSeries*>> known;
    for (std::size_t r = 0; r < std::min(a.replicates.size(), b.replicates.size()); ++r)
        if (a.replicates[r] && b.replicates[r]) known.emplace_back(a.replicates[r].get(), b.replicates[r].get());
    if (known.empty()) return {};
    return fan(std::min(known[0].first->n_months, known[0].second->n_months), known.size(),
               [&](std::size_t r, std::size_t month) {
                   return static_cast<double>(known[r].first->at(observable, month)) -
                          static_cast<double>(known[r].second->at(observable, month));
               });
}

std::vector<double> values_at(const Bands& bands, std::size_t observable, std::size_t month) {
    std::vector<double> values;
    for (const auto& one : bands.replicates)
        values.push_back(one && month < one->n_months ? static_cast<double>(one->at(observable, month))
                                                      : std::numeric_limits<double>::quiet_NaN());
    return values;
}

} // namespace viz
