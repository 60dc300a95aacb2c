// Classification trees by Gini impurity.
#include "experiments/analysis/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace experiments {
namespace {

double gini_of(double n, double cases) {
    const double p = n > 0 ? cases / n : 0;
    return 1 - p * p - (1 - p) * (1 - p);
}

struct Split {
    int input = -1, level = -1;
    double threshold = 0, gain = 0; ///< Gain: impurity taken away, times rows.
};

class Grower {
  public:
    Grower(const std::vector<Column>& inputs, const std::vector<bool>& cases, const TreeSettings& settings)
        : inputs_(inputs), cases_(cases), settings_(settings) {
        tree_.importances.assign(inputs.size(), 0.0);
    }

    Tree tree() {
        std::vector<std::size_t> rows(cases_.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        grow(rows, 0);
        const double sum = std::accumulate(tree_.importances.begin(), tree_.importances.end(), 0.0);
        for (double& importance : tree_.importances)
            importance = sum > 0 ? importance / sum : 0;
        return std::move(tree_);
    }

  private:
    int grow(const std::vector<std::size_t>& rows, std::size_t depth) {
        const auto place = static_cast<int>(tree_.nodes.size());
        TreeNode node;
        node.n = rows.size();
        for (const std::size_t row : rows)
            node.n_cases += cases_[row];
        node.gini = gini_of(static_cast<double>(node.n), static_cast<double>(node.n_cases));
        tree_.nodes.push_back(node);
        if (depth == settings_.depth || node.n_cases == 0 || node.n_cases == node.n) return place;
        const Split split = best_split(rows, node);
        if (split.input < 0) return place;
        std::vector<std::size_t> left, right;
        const Column& input = inputs_[static_cast<std::size_t>(split.input)];
        for (const std::size_t row : rows)
            (goes_left(split, input.values[row]) ? left : right).push_back(row);
        tree_.importances[static_cast<std::size_t>(split.input)] += split.gain;
        const int l = grow(left, depth + 1), r = grow(right, depth + 1);
        TreeNode& here = tree_.nodes[static_cast<std::size_t>(place)];
        here.input = split.input, here.level = split.level, here.threshold = split.threshold;
        here.left = l, here.right = r;
        return place;
    }
    static bool goes_left(const Split& split, double x) {
        return split.level >= 0 ? x == static_cast<double>(split.level) : x <= split.threshold;
    }
    double gain(const TreeNode& node, double n, double cases) const {
        const double rest = static_cast<double>(node.n) - n, rest_cases = static_cast<double>(node.n_cases) - cases;
        return static_cast<double>(node.n) * node.gini - n * gini_of(n, cases) - rest * gini_of(rest, rest_cases);
    }
    bool is_allowed(const TreeNode& node, std::size_t n) const {
        return n >= settings_.least_leaf && node.n - n >= settings_.least_leaf && n > 0 && n < node.n;
    }
    Split best_split(const std::vector<std::size_t>& rows, const TreeNode& node) const {
        Split best;
        best.gain = 1e-12;
        for (std::size_t k = 0; k < inputs_.size(); ++k)
            inputs_[k].is_categorical() ? try_words(k, rows, node, best) : try_numbers(k, rows, node, best);
        return best;
    }
    void try_numbers(std::size_t k, std::vector<std::size_t> rows, const TreeNode& node, Split& best) const {
        const std::vector<double>& x = inputs_[k].values;
        std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
        double cases = 0;
        for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
            cases += cases_[rows[i]];
            if (x[rows[i]] == x[rows[i + 1]] || !is_allowed(node, i + 1)) continue;
            const double gained = gain(node, static_cast<double>(i + 1), cases);
            if (gained > best.gain * (1 + 1e-12))
                best = {static_cast<int>(k), -1, 0.5 * x[rows[i]] + 0.5 * x[rows[i + 1]], gained};
        }
    }
    void try_words(std::size_t k, const std::vector<std::size_t>& rows, const TreeNode& node, Split& best) const {
        for (std::size_t level = 0; level < inputs_[k].levels.size(); ++level) {
            std::size_t n = 0, cases = 0;
            for (const std::size_t row : rows)
                if (inputs_[k].values[row] == static_cast<double>(level)) ++n, cases += cases_[row];
            if (!is_allowed(node, n)) continue;
            const double gained = gain(node, static_cast<double>(n), static_cast<double>(cases));
            if (gained > best.gain * (1 + 1e-12)) best = {static_cast<int>(k), static_cast<int>(level), 0, gained};
        }
    }

    const std::vector<Column>& inputs_;
    const std::vector<bool>& cases_;
    const TreeSettings& settings_;
    Tree tree_;
};

/// The whole space as a box, to be cut on the way down.
Box open_box(const std::vector<Column>& inputs) {
    Box box;
    for (const Column& input : inputs)
        box.push_back({0, 0, std::vector<bool>(input.levels.size(), true)});
    return box;
}

void collect(const Tree& tree, int place, Box box, const std::vector<Column>& inputs, std::vector<Leaf>& leaves) {
    const TreeNode& node = tree.nodes[static_cast<std::size_t>(place)];
    if (node.input < 0) {
        leaves.push_back({in_words(box, inputs), node.n, node.n_cases});
        return;
    }
    BoxLimits& limits = box[static_cast<std::size_t>(node.input)];
    const BoxLimits before = limits;
    if (node.level >= 0) {
        limits.is_cut_low = true;
        for (std::size_t level = 0; level < limits.levels.size(); ++level)
            limits.levels[level] = level == static_cast<std::size_t>(node.level);
    } else {
        limits.high = node.threshold, limits.is_cut_high = true;
    }
    collect(tree, node.left, box, inputs, leaves);
    limits = before;
    if (node.level >= 0) {
        limits.is_cut_low = true;
        limits.levels[static_cast<std::size_t>(node.level)] = false;
    } else {
        limits.low = node.threshold, limits.is_cut_low = true;
    }
    collect(tree, node.right, std::move(box), inputs, leaves);
}

std::string words_of(const BoxLimits& limits, const Column& input) {
    if (input.is_categorical()) {
        std::vector<std::string> inside;
        for (std::size_t level = 0; level < limits.levels.size(); ++level)
            if (limits.levels[level]) inside.push_back(input.levels[level]);
        return fmt::format("{} is {}", input.id, fmt::join(inside, " or "));
    }
    if (limits.is_cut_low && limits.is_cut_high)
        return fmt::format("{} lies between {:.4g} and {:.4g}", input.id, limits.low, limits.high);
    return limits.is_cut_low ? fmt::format("{} is above {:.4g}", input.id, limits.low)
                             : fmt::format("{} is below {:.4g}", input.id, limits.high);
}

} // namespace

Tree grow_tree(const std::vector<Column>& inputs, const std::vector<bool>& cases, const TreeSettings& settings) {
    return Grower(inputs, cases, settings).tree();
}

double leaf_density(const Tree& tree, const std::vector<Column>& inputs, std::size_t row) {
    const TreeNode* node = &tree.nodes.front();
    while (node->input >= 0) {
        const double x = inputs[static_cast<std::size_t>(node->input)].values[row];
        const bool is_left = node->level >= 0 ? x == static_cast<double>(node->level) : x <= node->threshold;
        node = &tree.nodes[static_cast<std::size_t>(is_left ? node->left : node->right)];
    }
    return static_cast<double>(node->n_cases) / static_cast<double>(node->n);
}

std::string in_words(const Box& box, const std::vector<Column>& inputs) {
    std::vector<std::string> parts;
    for (std::size_t k = 0; k < box.size(); ++k)
        if (box[k].is_cut()) parts.push_back(words_of(box[k], inputs[k]));
    return parts.empty() ? "nothing is limited" : fmt::format("{}", fmt::join(parts, " and "));
}

std::vector<Leaf> leaves_of(const Tree& tree, const std::vector<Column>& inputs) {
    std::vector<Leaf> leaves;
    collect(tree, 0, open_box(inputs), inputs, leaves);
    std::stable_sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) {
        return static_cast<double>(a.n_cases) * static_cast<double>(b.n) >
               static_cast<double>(b.n_cases) * static_cast<double>(a.n);
    });
    return leaves;
}

} // namespace experiments
