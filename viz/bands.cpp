#include "viz/bands.h"

#include "sim/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
        series.values[o * series.n_months + world.month] = static_cast<float>(all[o].read(world));
}

} // namespace

std::size_t Bands::n_done() const {
    return static_cast<std::size_t>(
        std::count_if(replicates.begin(), replicates.end(), [](const auto& one) { return one != nullptr; }));
}

std::shared_ptr<const ReplicateSeries> run_replicate(Script script, std::uint32_t replicate,
                                                     const std::atomic<bool>& stop) {
    script.replicate = replicate;
    const auto series = std::make_shared<ReplicateSeries>();
    series->n_months = script.months + 1;
    series->values.resize(models::observables().size() * series->n_months);
    models::World world = begin(script);
    world.keeps_endings = false;
    keep(*series, world);
    while (world.month < script.months) {
        if (stop) return nullptr;
        advance(world, script);
        keep(*series, world);
    }
    return series;
}

bool run_replicates(const Script& script, Bands& bands, std::size_t from, std::size_t to,
                    const std::atomic<bool>& stop) {
    sim::for_each_task(to - from, [&](std::size_t i) {
        const std::size_t r = from + i;
        if (!stop && !bands.replicates[r])
            bands.replicates[r] = run_replicate(script, script.replicate + static_cast<std::uint32_t>(r), stop);
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
