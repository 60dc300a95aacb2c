#include "experiments/analysis/discovery.h"

#include "experiments/statistics/chance.h"

namespace experiments {
namespace {

constexpr std::size_t n_folds = 5;

std::vector<Column> chosen_rows(const std::vector<Column>& inputs, const std::vector<std::size_t>& rows) {
    std::vector<Column> result;
    for (const Column& input : inputs) {
        Column column{input.id, {}, input.levels};
        for (const std::size_t row : rows)
            column.values.push_back(input.values[row]);
        result.push_back(std::move(column));
    }
    return result;
}

/// What the folds add up to.
struct Tally {
    std::size_t n_in = 0, hits_in = 0, n_cases = 0, n_right = 0, n = 0;
};

} // namespace

HeldOut hold_out(const std::vector<Column>& inputs, const std::vector<bool>& cases, const PrimSettings& prim_settings,
                 const TreeSettings& tree_settings, double density, std::uint64_t seed) {
    HeldOut result;
    result.times_cut.assign(inputs.size(), 0);
    if (cases.size() < 2 * n_folds) return result;
    const auto order = Chance(seed, Purpose::fold, 0).permutation(cases.size());
    Tally tally;
    for (std::size_t fold = 0; fold < n_folds; ++fold) {
        std::vector<std::size_t> train;
        std::vector<bool> train_cases;
        for (std::size_t i = 0; i < order.size(); ++i)
            if (i % n_folds != fold) train.push_back(order[i]), train_cases.push_back(cases[order[i]]);
        const std::vector<Column> train_inputs = chosen_rows(inputs, train);
        const std::vector<BoxStep> steps = prim(train_inputs, train_cases, prim_settings);
        const Box& box = steps[chosen_box(steps, density)].box;
        const Tree tree = grow_tree(train_inputs, train_cases, tree_settings);
        for (std::size_t k = 0; k < box.size(); ++k)
            result.times_cut[k] += box[k].is_cut();
        for (std::size_t i = fold; i < order.size(); i += n_folds) {
            const bool is_in = holds(box, inputs, order[i]), is_case = cases[order[i]];
            tally.n_in += is_in, tally.hits_in += is_in && is_case, tally.n_cases += is_case, ++tally.n;
            tally.n_right += (leaf_density(tree, inputs, order[i]) > 0.5) == is_case;
        }
    }
    const auto share = [](std::size_t a, std::size_t b) {
        return b > 0 ? static_cast<double>(a) / static_cast<double>(b) : absent;
    };
    result.coverage = share(tally.hits_in, tally.n_cases);
    result.density = share(tally.hits_in, tally.n_in);
    result.tree_accuracy = share(tally.n_right, tally.n);
    return result;
}

} // namespace experiments
