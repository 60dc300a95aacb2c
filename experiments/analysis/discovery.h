#pragma once
/// \file
/// Scenario discovery: where in the space of inputs do the cases of interest lie? Boxes by patient rule induction
/// (Friedman & Fisher 1999; Bryant & Lempert 2010), trees (Breiman et al. 1984), what both are worth on runs that were
/// held out, and a sentence for people.

#include "experiments/analysis/table.h"
#include "experiments/statistics/bootstrap.h"

#include <string>
#include <utility>
#include <vector>

namespace experiments {

/// Limits of one input in a box.
struct BoxLimits {
    double low = 0, high = 0;                     ///< Numbers: inside when low <= x <= high.
    std::vector<bool> levels{};                   ///< Words: which are inside.
    bool is_cut_low = false, is_cut_high = false; ///< Which ends were moved (words: low, when a word was taken out).
    bool is_cut() const { return is_cut_low || is_cut_high; }
};
using Box = std::vector<BoxLimits>; ///< [input]

/// Is row `row` inside?
bool holds(const Box& box, const std::vector<Column>& inputs, std::size_t row);

/// A box with what it holds.
struct BoxStep {
    Box box;
    std::size_t n = 0, n_cases = 0; ///< Rows and cases inside.
    double coverage = 0;            ///< Cases inside / all cases
    double density = 0;             ///< Cases inside / rows inside
    double mass = 0;                ///< Rows inside / all rows
    std::size_t n_cut = 0;          ///< Inputs that are limited.
};

struct PrimSettings {
    double peel = 0.05;  ///< Share of rows a step may peel off.
    double paste = 0.05; ///< Share that pasting may try to add.
    double least_mass = 0.05;
};

/// The boxes from the whole space to the last, peeling first, then pasting. A peel leaves the rows on this side of the
/// middle between two values; the best has the largest gain of density per row given up, ties to fewer limited inputs.
std::vector<BoxStep> prim(const std::vector<Column>& inputs, const std::vector<bool>& cases,
                          const PrimSettings& settings = {});

/// The box to report: of those with at least `density` the one of largest coverage (then of fewest limits); if none is
/// so dense, the one of largest coverage times density.
std::size_t chosen_box(const std::vector<BoxStep>& steps, double density);

/// Boxes one after another (covering): each found among the rows that are in none before, least mass as a share of all
/// rows, the coverage of each as a share of all cases, mass of all rows. Ends with `most` boxes, or where no case is
/// left, or no box is denser than what is left as a whole.
std::vector<BoxStep> cover(const std::vector<Column>& inputs, const std::vector<bool>& cases, double density,
                           std::size_t most, const PrimSettings& settings = {});

/// Chance that a limit gained so much by luck: [input] (low, high) ends, P(X >= cases inside) for binomial X with the
/// density that the box has without this limit; -1 where there is no limit (words: in the first place).
std::vector<std::pair<double, double>> quasi_p(const Box& box, const std::vector<Column>& inputs,
                                               const std::vector<bool>& cases);

/// A node of a classification tree; leaves have input -1.
struct TreeNode {
    int input = -1;
    double threshold = 0; ///< Left when x <= threshold; words: left when the word is `level`.
    int level = -1;
    double gini = 0;
    std::size_t n = 0, n_cases = 0;
    int left = -1, right = -1;
};
struct TreeSettings {
    std::size_t depth = 3, least_leaf = 50;
};
struct Tree {
    std::vector<TreeNode> nodes;     ///< Depth first, the root at 0.
    std::vector<double> importances; ///< By input, sum 1: impurity taken away.
};
Tree grow_tree(const std::vector<Column>& inputs, const std::vector<bool>& cases, const TreeSettings& settings);
/// Share of cases in the leaf of a row.
double leaf_density(const Tree& tree, const std::vector<Column>& inputs, std::size_t row);

/// Coverage and density on rows that had no part in finding the box: five folds, pooled.
struct HeldOut {
    double coverage = absent, density = absent;
    double tree_accuracy = absent;      ///< Share of rows the tree tells rightly.
    std::vector<std::size_t> times_cut; ///< By input: in how many of the five boxes it is limited.
};
HeldOut hold_out(const std::vector<Column>& inputs, const std::vector<bool>& cases, const PrimSettings& prim_settings,
                 const TreeSettings& tree_settings, double density, std::uint64_t seed);

/// "x1 is above 0.609 and x2 lies between 0.179 and 0.561"; "nothing is limited" for the whole space.
std::string in_words(const Box& box, const std::vector<Column>& inputs);
/// Conditions of the leaves in words, densest first, with their rows and cases.
struct Leaf {
    std::string words;
    std::size_t n = 0, n_cases = 0;
};
std::vector<Leaf> leaves_of(const Tree& tree, const std::vector<Column>& inputs);

} // namespace experiments
