#include "experiments/runs/turning.h"

#include "experiments/statistics/chance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace experiments {
namespace {

constexpr std::size_t relabellings = 999;

/// A parameter that varies: its value and rank in each set (ties share the mean of their ranks).
struct Varied {
    std::string id;
    std::vector<double> values, ranks;
};

std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<double> ranks;
    for (const double value : values) {
        double below = 0, equal = 0;
        for (const double other : values)
            below += other < value ? 1 : 0, equal += other == value ? 1 : 0;
        ranks.push_back(below + 0.5 * (equal + 1));
    }
    return ranks;
}

std::vector<Varied> varied(const std::vector<const models::Parameters*>& sets) {
    std::vector<Varied> result;
    for (const sim::ParameterRow& row : models::parameter_table().rows()) {
        Varied one{row.id, {}, {}};
        for (const models::Parameters* set : sets)
            one.values.push_back(models::parameter_table().at(*set, row));
        if (std::all_of(one.values.begin(), one.values.end(), [&](double v) { return v == one.values[0]; })) continue;
        one.ranks = ranks_of(one.values);
        result.push_back(std::move(one));
    }
    return result;
}

/// Area under the curve less one half: > 0 where those behind have the larger values.
double separation(const std::vector<double>& ranks, const std::vector<bool>& is_behind) {
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        if (is_behind[i]) sum += ranks[i], n += 1;
    const double others = static_cast<double>(ranks.size()) - n;
    return (sum - n * (n + 1) / 2) / (n * others) - 0.5;
}

double best_separation(const std::vector<Varied>& all, const std::vector<bool>& is_behind, const Varied*& best) {
    double most = -1;
    for (const Varied& one : all)
        if (const double d = std::abs(separation(one.ranks, is_behind)); d > most) most = d, best = &one;
    return most;
}

/// Sets the cut between two neighbouring values that leaves the fewest sets on the wrong side.
void set_cut(const Varied& one, const std::vector<bool>& is_behind, Turning& result) {
    std::vector<double> sorted = one.values;
    std::sort(sorted.begin(), sorted.end());
    result.n_wrong = one.values.size() + 1;
    for (std::size_t k = 0; k + 1 < sorted.size(); ++k) {
        if (sorted[k] == sorted[k + 1]) continue;
        const double cut = sorted[k] + 0.5 * (sorted[k + 1] - sorted[k]);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < one.values.size(); ++i)
            wrong += ((one.values[i] > cut) == result.is_behind_above) != is_behind[i] ? 1 : 0;
        if (wrong < result.n_wrong) result.n_wrong = wrong, result.at = cut;
    }
}

} // namespace

Turning turning(std::span<const double> lead, std::span<const models::Parameters> sets, std::uint64_t seed) {
    Turning result;
    std::vector<const models::Parameters*> ran;
    std::vector<bool> is_behind;
    for (std::size_t i = 0; i < lead.size(); ++i)
        if (!std::isnan(lead[i])) ran.push_back(&sets[i]), is_behind.push_back(lead[i] <= 0);
    result.n = ran.size();
    result.n_behind = static_cast<std::size_t>(std::count(is_behind.begin(), is_behind.end(), true));
    if (result.n_behind == 0 || result.n_behind == result.n) return result;
    const std::vector<Varied> all = varied(ran);
    const Varied* best = nullptr;
    const double most = best_separation(all, is_behind, best);
    if (best == nullptr) return result;
    result.parameter = best->id;
    result.is_behind_above = separation(best->ranks, is_behind) > 0;
    set_cut(*best, is_behind, result);
    std::size_t as_good = 0;
    const Varied* any = nullptr;
    for (std::size_t k = 0; k < relabellings; ++k) {
        const std::vector<std::size_t> order = Chance(seed, Purpose::order, k).permutation(is_behind.size());
        std::vector<bool> relabelled;
        for (const std::size_t i : order)
            relabelled.push_back(is_behind[i]);
        as_good += best_separation(all, relabelled, any) >= most - 1e-12 ? 1 : 0;
    }
    result.p = static_cast<double>(1 + as_good) / static_cast<double>(1 + relabellings);
    return result;
}

} // namespace experiments
