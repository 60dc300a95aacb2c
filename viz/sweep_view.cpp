#include "viz/sweep_view.h"

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

std::size_t place(std::vector<std::string>& list, const std::string& word) {
    const auto it = std::find(list.begin(), list.end(), word);
    if (it == list.end()) list.push_back(word);
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), word) - list.begin());
}

double mean_of(const std::vector<double>& values) {
    double sum = 0, n = 0;
    for (const double v : values)
        if (std::isfinite(v)) sum += v, n += 1;
    return n > 0 ? sum / n : experiments::absent;
}

} // namespace

SweepView open_sweep(const std::string& path) {
    const experiments::Store store(path);
    SweepView view;
    const experiments::StoreHeader& header = store.header();
    view.path = path, view.title = header.title.empty() ? header.experiment : header.title, view.region = header.region;
    view.version = header.model_version, view.seed = header.seed;
    view.outcomes = header.outcomes, view.counts = store.counts(), view.treatments = store.treatments();
    for (const auto& input : header.inputs)
        view.inputs.push_back(input.id);
    for (const auto& t : view.treatments)
        place(view.strategies, t.strategy), place(view.conditions, t.condition);
    return view;
}

SweepOutcome read_outcome(const SweepView& view, std::size_t outcome) {
    const experiments::Store store(view.path);
    const std::vector<std::vector<double>> values = store.values(outcome);
    SweepOutcome result;
    std::vector<std::string> strategies = view.strategies, conditions = view.conditions;
    std::vector<std::vector<std::vector<double>>> all(strategies.size(),
                                                      std::vector<std::vector<double>>(conditions.size()));
    std::vector<experiments::Column> inputs;
    for (const std::string& id : view.inputs)
        inputs.push_back({id, {}, {}});
    std::vector<double> y;
    for (const auto& t : view.treatments) {
        const double mean = t.treatment < values.size() ? mean_of(values[t.treatment]) : experiments::absent;
        all[place(strategies, t.strategy)][place(conditions, t.condition)].push_back(mean);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            inputs[i].values.push_back(t.inputs[i]);
        y.push_back(mean);
    }
    result.low = std::numeric_limits<double>::infinity(), result.high = -result.low;
    for (const auto& row : all) {
        auto& cells = result.cells.emplace_back();
        for (const auto& cell : row) {
            cells.push_back(mean_of(cell));
            if (std::isfinite(cells.back()))
                result.low = std::min(result.low, cells.back()), result.high = std::max(result.high, cells.back());
        }
    }
    if (!inputs.empty() && y.size() > inputs.size() + 2)
        result.importance = experiments::importance(inputs, y, {}).inputs;
    std::stable_sort(result.importance.begin(), result.importance.end(), [](const auto& a, const auto& b) {
        const double x = std::abs(a.prcc.value), z = std::abs(b.prcc.value);
        return std::isnan(z) ? !std::isnan(x) : x > z;
    });
    return result;
}

} // namespace viz
