// The schedule, in order, and the run of a world.
#include "models/model.h"

#include "models/processes.h"
#include "sim/random.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace models {

namespace {

sim::Process<World> process(std::string name, sim::Due due, const char* summary,
                            void (*run)(World&, const sim::Step&)) {
    std::replace(name.begin(), name.end(), '_', '-');
    return {std::move(name), due, summary, run};
}

} // namespace

const std::vector<sim::Process<World>>& schedule() {
#define ACCORD_ROW(NAME, DUE, SUMMARY) process(#NAME, sim::Due::DUE, SUMMARY, NAME),
    static const std::vector<sim::Process<World>> list{ACCORD_PROCESSES(ACCORD_ROW)};
#undef ACCORD_ROW
    return list;
}

void advance(World& world, std::uint32_t months, const std::function<void(const World&)>& after,
             std::vector<double>* seconds) {
    if (seconds) seconds->resize(schedule().size(), 0.0);
    for (std::uint32_t n = 0; n < months; ++n) {
        const sim::Step step{world.luck, world.month};
        sim::run_step(schedule(), world, step, 0, seconds, [](std::size_t) {});
        ++world.month;
        if (after) after(world);
    }
}

namespace {

/// Months of one observable folded into its outcome.
double fold(sim::Summary summary, std::span<const double> months) {
    std::size_t first = summary == sim::Summary::total ? 0
                        : summary == sim::Summary::last
                            ? months.size() - 1
                            : months.size() - std::min<std::size_t>(months.size(), sim::months_per_year);
    double sum = 0, n = 0;
    for (; first < months.size(); ++first)
        if (std::isfinite(months[first])) sum += months[first], n += 1;
    if (n == 0) return sim::unset;
    return summary == sim::Summary::total ? sum : sum / n;
}

/// Outcomes at each whole year's end [observables x years].
std::vector<std::vector<double>> by_year(const std::vector<std::vector<double>>& series) {
    std::vector<std::vector<double>> all(series.size());
    for (std::size_t o = 0; o < series.size(); ++o)
        for (std::size_t n = sim::months_per_year; n <= series[o].size(); n += sim::months_per_year)
            all[o].push_back(fold(observables()[o].summary, std::span(series[o]).first(n)));
    return all;
}

} // namespace

RunResult run(const Setup& setup, const RunOptions& options) {
    World own;
    World& world = options.memory ? *options.memory : own;
    start_world(setup, sim::luck(options.seed, options.replicate), world, options.warm, options.should_stop);
    const auto& all = observables();
    RunResult result;
    result.burnt_in = world.begins;
    std::vector<std::vector<double>> series(all.size());
    advance(world, options.months, [&](const World& w) {
        if (options.should_stop && options.should_stop()) throw Interrupted{};
        for (std::size_t o = 0; o < all.size(); ++o)
            series[o].push_back(all[o].read(w));
    });
    for (std::size_t o = 0; o < all.size(); ++o)
        result.outcomes.push_back(fold(all[o].summary, series[o]));
    if (options.keep_years) result.yearly = by_year(series);
    if (options.keep_series) result.series = std::move(series);
    result.digest = digest(world);
    return result;
}

std::string model_version() { return "0.3.0"; }

} // namespace models
