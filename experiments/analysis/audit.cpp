#include "experiments/analysis/audit.h"

#include "experiments/analysis/robustness_choice.h"
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/statistics/distributions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace experiments {
namespace {

using Key = std::vector<double>;

/// What a row was asked to do: inputs, strategy, world, and if wanted replicate and seed.
Key key_of(const Data& data, std::size_t row, bool has_luck) {
    Key key;
    for (const Column& input : data.inputs)
        key.push_back(input.values[row]);
    for (const auto* column : {&data.strategy, data.condition ? &data.condition : &data.world})
        if (*column) key.push_back((*column)->values[row]);
    for (const auto* column : {&data.replicate, &data.seed})
        if (has_luck && *column) key.push_back((*column)->values[row]);
    return key;
}

void check_duplicates(const Data& data, std::vector<Remark>& remarks) {
    std::map<Key, std::size_t> seen;
    std::size_t n_again = 0, n_different = 0;
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const auto [place, is_new] = seen.emplace(key_of(data, row, true), row);
        if (is_new) continue;
        ++n_again;
        const std::size_t first = place->second;
        const auto differs = [&](const Column& output) {
            const double a = output.values[row], b = output.values[first];
            return a != b && !(std::isnan(a) && std::isnan(b));
        };
        n_different += std::any_of(data.outputs.begin(), data.outputs.end(), differs);
    }
    if (n_again == 0) return;
    const bool is_luck_known = data.replicate || data.seed;
    const auto add = [&](bool is_fault, std::size_t n, const char* text) {
        remarks.push_back({is_fault, "duplicates", "", fmt::format("{} of {} rows {}", n, data.n_rows, text),
                           static_cast<double>(n)});
    };
    if (n_different > 0 && is_luck_known)
        add(true, n_different,
            "repeat an earlier row with another result: the model is not deterministic, or its seed is not all of its "
            "chance");
    else if (n_different > 0)
        add(false, n_again,
            "repeat the inputs of an earlier row with other results: name the column that tells replicates apart");
    else
        add(20 * n_again > data.n_rows, n_again, "repeat an earlier row exactly and add no information");
}

void check_inputs(const Data& data, std::vector<Remark>& remarks) {
    for (const Column& input : data.inputs)
        if (std::adjacent_find(input.values.begin(), input.values.end(), std::not_equal_to<>()) == input.values.end())
            remarks.push_back({true, "constant-input", input.id,
                               fmt::format("{} never changes, so nothing can be said of it", input.id), absent});
    std::vector<std::vector<double>> ranks;
    for (const Column& input : data.inputs)
        ranks.push_back(ranks_of(input.values));
    for (std::size_t a = 0; a < ranks.size(); ++a)
        for (std::size_t b = a + 1; b < ranks.size(); ++b)
            if (const double rho = correlation(ranks[a], ranks[b]); std::abs(rho) > 0.95)
                remarks.push_back({true, "confounded", data.inputs[a].id,
                                   fmt::format("{} and {} move together (rank correlation {:.2f}): their effects "
                                               "cannot be told apart",
                                               data.inputs[a].id, data.inputs[b].id, rho),
                                   rho});
}

/// Does the output spread otherwise in some class of the input (by rank, or words) than in the rest? Sees what means
/// and ranks do not: an input that only widens the spread. All classes together err once in a thousand.
bool shows_spread(const std::vector<double>& x, std::size_t n_levels, const std::vector<double>& y) {
    const std::vector<double> ranks = ranks_of(x);
    const std::size_t n_ranked = std::clamp<std::size_t>(y.size() / 20, 4, 10);
    const std::size_t n_classes = n_levels > 0 ? n_levels : n_ranked;
    const double last = static_cast<double>(n_ranked) - 1, unlikely = 0.001 / static_cast<double>(n_classes);
    for (std::size_t c = 0; c < n_classes; ++c) {
        std::vector<double> inside, rest;
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double ranked = std::ceil((last + 1) * ranks[i] / static_cast<double>(y.size())) - 1;
            const double place = n_levels > 0 ? x[i] : std::clamp(ranked, 0.0, last);
            (place == static_cast<double>(c) ? inside : rest).push_back(y[i]);
        }
        if (inside.empty() || rest.empty()) continue;
        std::sort(inside.begin(), inside.end());
        std::sort(rest.begin(), rest.end());
        if (ks_p_value(ks_distance(inside, rest), inside.size(), rest.size()) < unlikely) return true;
    }
    return false;
}

/// Inputs that show no effect on any output: not by ranks, nor by class means, nor by spread. Replicates of a point are
/// one observation.
void check_inert(const Data& data, std::vector<Remark>& remarks) {
    std::vector<bool> moves(data.inputs.size(), false);
    for (std::size_t o = 0; o < data.outputs.size(); ++o) {
        const Points points = points_of(data, o);
        std::vector<double> y;
        std::vector<Column> inputs;
        for (const Column& input : data.inputs)
            inputs.push_back({input.id, {}, input.levels});
        const std::vector<double> means = points.means();
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (std::isnan(means[i])) continue;
            y.push_back(means[i]);
            for (std::size_t k = 0; k < inputs.size(); ++k)
                inputs[k].values.push_back(points.inputs[i][k]);
        }
        if (y.size() < 30) return;
        const ImportanceTable table = importance(inputs, y, {});
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            const Importance& row = table.inputs[k];
            const bool is_seen = row.prcc.lo > 0 || row.prcc.hi < 0 || row.share > 4 * row.share_of_chance;
            moves[k] = moves[k] || is_seen || std::isnan(row.share) || // constant: said elsewhere
                       shows_spread(inputs[k].values, inputs[k].levels.size(), y);
        }
    }
    std::string looked = data.outputs.front().id;
    for (std::size_t o = 1; o < data.outputs.size(); ++o)
        looked += (o + 1 == data.outputs.size() ? " or " : ", ") + data.outputs[o].id;
    for (std::size_t k = 0; k < moves.size(); ++k)
        if (!moves[k])
            remarks.push_back({false, "inert-input", data.inputs[k].id,
                               fmt::format("{} shows no effect on {} within its range", data.inputs[k].id, looked),
                               absent});
}

void check_seeds(const Data& data, std::vector<Remark>& remarks) {
    if (!data.seed) return;
    std::map<Key, std::set<double>> seeds;
    std::map<Key, std::size_t> n;
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        if (data.is_missing[row]) continue;
        seeds[key_of(data, row, false)].insert(data.seed->values[row]);
        ++n[key_of(data, row, false)];
    }
    std::size_t n_again = 0;
    const bool pairs_with_replicate = data.replicate.has_value();
    for (const auto& [key, used] : seeds)
        n_again += n[key] - used.size();
    if (n_again == 0) return;
    const bool is_one_study_seed = data.seed->levels.size() == 1 && pairs_with_replicate;
    if (is_one_study_seed) return; // one seed of the study, replicates numbered apart
    remarks.push_back({true, "seeds", data.seed->id,
                       fmt::format("{} runs use a seed that another replicate of the same treatment already used: "
                                   "they are no independent replicates",
                                   n_again),
                       static_cast<double>(n_again)});
}

/// Treatments whose replicates all gave the same.
void check_replicates(const Data& data, std::vector<Remark>& remarks) {
    if (!data.replicate) return;
    for (const Column& output : data.outputs) {
        std::map<Key, std::set<double>> values;
        std::map<Key, std::size_t> n;
        for (std::size_t row = 0; row < data.n_rows; ++row)
            if (!std::isnan(output.values[row])) {
                values[key_of(data, row, false)].insert(output.values[row]);
                ++n[key_of(data, row, false)];
            }
        std::size_t n_many = 0, n_equal = 0;
        for (const auto& [key, different] : values)
            if (n[key] > 1) ++n_many, n_equal += different.size() == 1;
        if (n_many > 0 && n_equal == n_many)
            remarks.push_back({true, "replicates", output.id,
                               fmt::format("{} is the same in all replicates of every treatment: the seed does not "
                                           "reach the model, or the output has no chance in it",
                                           output.id),
                               static_cast<double>(n_equal)});
    }
}

void check_outputs(const Data& data, std::vector<Remark>& remarks) {
    for (const Column& output : data.outputs) {
        std::vector<double> there;
        for (const double y : output.values)
            if (!std::isnan(y)) there.push_back(y);
        if (there.size() < 2) continue;
        const auto [low, high] = std::minmax_element(there.begin(), there.end());
        if (*low == *high) {
            remarks.push_back({true, "constant-output", output.id, fmt::format("{} never changes", output.id), absent});
            continue;
        }
        const std::set<double> distinct(there.begin(), there.end());
        if (distinct.size() < 10) continue; // counts and yes/no
        for (const double end : {*low, *high}) {
            const double share =
                static_cast<double>(std::count(there.begin(), there.end(), end)) / static_cast<double>(there.size());
            if (share >= 0.05 && share * static_cast<double>(there.size()) >= 5)
                remarks.push_back({false, "saturation", output.id,
                                   fmt::format("{} stands at its {} ({}) in {:.0f} % of the runs: beyond it "
                                               "differences cannot be seen",
                                               output.id, end == *low ? "lowest value" : "highest value",
                                               scenarios::text_of(end), 100 * share),
                                   share});
        }
    }
}

void check_missing(const Data& data, std::vector<Remark>& remarks) {
    if (const std::size_t n = data.n_failed(); n > 0)
        remarks.push_back({true, "failed", "",
                           fmt::format("{} of {} runs failed; every analysis leaves them out and says so. If they fail "
                                       "for a reason, results are biased: try `discovery --cases failed`",
                                       n, data.n_rows),
                           static_cast<double>(n)});
    if (!data.replicate) return;
    std::map<Key, std::size_t> n;
    for (std::size_t row = 0; row < data.n_rows; ++row)
        ++n[key_of(data, row, false)];
    std::size_t n_missing = data.n_missing();
    for (const auto& [key, count] : n)
        n_missing += data.n_replicates() - std::min(count, data.n_replicates());
    if (n_missing > 0)
        remarks.push_back({true, "missing", "",
                           fmt::format("{} runs are missing: not every treatment has all {} replicates", n_missing,
                                       data.n_replicates()),
                           static_cast<double>(n_missing)});
}

} // namespace

std::vector<Remark> audit(const Data& data) {
    std::vector<Remark> remarks;
    check_missing(data, remarks);
    check_duplicates(data, remarks);
    check_seeds(data, remarks);
    check_replicates(data, remarks);
    check_inputs(data, remarks);
    check_outputs(data, remarks);
    check_inert(data, remarks);
    std::stable_sort(remarks.begin(), remarks.end(),
                     [](const Remark& a, const Remark& b) { return a.is_fault > b.is_fault; });
    return remarks;
}

} // namespace experiments
