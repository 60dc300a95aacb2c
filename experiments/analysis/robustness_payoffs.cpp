// Payoffs of a table of runs: cells of strategies and worlds, who meets whom, and what is still to come.
#include "experiments/analysis/robustness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace experiments {
namespace {

/// Names of the groups that rows fall into, and the group of each row.
struct Grouping {
    std::vector<std::string> names;
    std::vector<std::size_t> of_row;
};

Grouping by_column(const Column& column) {
    Grouping grouping{column.levels, {}};
    for (const double value : column.values)
        grouping.of_row.push_back(static_cast<std::size_t>(value));
    return grouping;
}

/// By distinct values of columns, each named "NAME=VALUE".
Grouping by_columns(const std::vector<const Column*>& columns, std::size_t n_rows) {
    Grouping grouping;
    std::map<std::vector<double>, std::size_t> places;
    for (std::size_t row = 0; row < n_rows; ++row) {
        std::vector<double> key;
        for (const Column* column : columns)
            key.push_back(column->values[row]);
        const auto [it, is_new] = places.emplace(std::move(key), places.size());
        grouping.of_row.push_back(it->second);
        if (!is_new) continue;
        std::vector<std::string> parts;
        for (const Column* column : columns)
            parts.push_back(fmt::format("{}={}", column->id, column->text(row)));
        grouping.names.push_back(fmt::format("{}", fmt::join(parts, " ")));
    }
    return grouping;
}

/// Inputs that the strategy and the world do not say already.
std::vector<const Column*> own_inputs(const Data& data) {
    std::vector<const Column*> inputs;
    for (const Column& input : data.inputs)
        if ((!data.strategy || input.id != data.strategy->id) && (!data.world || input.id != data.world->id))
            inputs.push_back(&input);
    return inputs;
}

Grouping strategies_of(const Data& data) {
    return data.strategy ? by_column(*data.strategy) : by_columns(own_inputs(data), data.n_rows);
}

/// Worlds: the words of the column; where inputs vary within a word too, each combination.
Grouping worlds_of(const Data& data) {
    std::vector<const Column*> columns = data.strategy ? own_inputs(data) : std::vector<const Column*>{};
    if (columns.empty() || data.has_points())
        return data.world ? by_column(*data.world) : Grouping{{"all"}, std::vector<std::size_t>(data.n_rows, 0)};
    if (!data.world) return by_columns(columns, data.n_rows);
    columns.insert(columns.begin(), &*data.world);
    Grouping both = by_columns(columns, data.n_rows);
    return both.names.size() > data.world->levels.size() ? both : by_column(*data.world);
}

/// Replicate of each row: its word, or how often its cell came before.
std::vector<std::size_t> replicates_of(const Data& data, const Grouping& strategies, const Grouping& worlds) {
    if (data.replicate) return by_column(*data.replicate).of_row;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> next;
    std::vector<std::size_t> result;
    for (std::size_t row = 0; row < data.n_rows; ++row)
        result.push_back(next[{strategies.of_row[row], worlds.of_row[row]}]++);
    return result;
}

std::string first_words(const std::set<double>& places, const Column& column) {
    std::vector<std::string> words;
    for (const double place : places) {
        if (words.size() == 3) {
            words.emplace_back("...");
            break;
        }
        words.push_back(column.levels[static_cast<std::size_t>(place)]);
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

/// What the rows of a strategy are called.
struct Meetings {
    std::set<std::pair<std::size_t, double>> pairs; ///< (world, replicate)
    std::set<double> worlds, replicates;
};

bool meet(const auto& a, const auto& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& x) { return b.count(x) > 0; });
}

} // namespace

Payoffs payoffs_of(const Data& data, std::size_t output) {
    Payoffs payoffs;
    payoffs.outcome = data.outputs[output].id;
    const Grouping strategies = strategies_of(data), worlds = worlds_of(data);
    const std::vector<std::size_t> replicates = replicates_of(data, strategies, worlds);
    payoffs.strategies = strategies.names;
    payoffs.worlds = worlds.names;
    payoffs.has_points = data.has_points();
    payoffs.n_replicates = *std::max_element(replicates.begin(), replicates.end()) + 1;
    payoffs.is_paired = data.replicate.has_value() || payoffs.n_replicates == 1;
    const std::vector<double> none(payoffs.n_replicates, absent);
    payoffs.runs.assign(strategies.names.size(), std::vector<std::vector<double>>(worlds.names.size(), none));
    payoffs.is_short.assign(strategies.names.size(), std::vector<bool>(worlds.names.size(), false));
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const std::size_t s = strategies.of_row[row], w = worlds.of_row[row];
        payoffs.runs[s][w][replicates[row]] = data.outputs[output].values[row];
        if (data.is_missing[row]) payoffs.is_short[s][w] = true;
    }
    for (auto& by_world : payoffs.runs)
        for (auto& runs : by_world)
            if (!payoffs.is_paired)
                std::sort(runs.begin(), runs.end(),
                          [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
    return payoffs;
}

std::vector<Stranger> strangers(const Data& data, const std::string& baseline) {
    if (!data.strategy) return {};
    const Grouping worlds = worlds_of(data);
    std::vector<Meetings> all(data.strategy->levels.size());
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        Meetings& own = all[static_cast<std::size_t>(data.strategy->values[row])];
        const double replicate = data.replicate ? data.replicate->values[row] : 0;
        own.pairs.emplace(worlds.of_row[row], replicate);
        own.worlds.insert(static_cast<double>(worlds.of_row[row]));
        own.replicates.insert(replicate);
    }
    const auto& names = data.strategy->levels;
    const auto base = std::find(names.begin(), names.end(), baseline);
    if (base == names.end()) return {};
    const Meetings& first = all[static_cast<std::size_t>(base - names.begin())];
    std::vector<Stranger> result;
    for (std::size_t s = 0; s < all.size(); ++s) {
        if (names[s] == baseline || all[s].pairs.empty() || meet(all[s].pairs, first.pairs)) continue;
        const bool is_world = !data.replicate || meet(all[s].replicates, first.replicates);
        const Column named = is_world ? Column{"world", {}, worlds.names} : *data.replicate;
        result.push_back(
            {names[s], fmt::format("no {} of '{}' is one of '{}' ({}: {}; {}: {})", named.id, names[s], baseline,
                                   baseline, first_words(is_world ? first.worlds : first.replicates, named), names[s],
                                   first_words(is_world ? all[s].worlds : all[s].replicates, named))});
    }
    return result;
}

LeftOut drop_short(Payoffs& payoffs) {
    LeftOut left_out;
    const std::size_t n_worlds = payoffs.worlds.size();
    const std::vector<double> none(payoffs.n_replicates, absent);
    std::vector<bool> is_out(payoffs.strategies.size(), false);
    for (std::size_t s = 0; s < payoffs.is_short.size(); ++s) {
        const auto n =
            static_cast<std::size_t>(std::count(payoffs.is_short[s].begin(), payoffs.is_short[s].end(), true));
        is_out[s] = n > 0 && (!payoffs.has_points || n == n_worlds);
        if (!is_out[s]) continue;
        left_out.strategies.push_back(payoffs.strategies[s]);
        payoffs.runs[s].assign(n_worlds, none);
    }
    for (std::size_t w = 0; payoffs.has_points && w < n_worlds; ++w) {
        bool is_short = false;
        for (std::size_t s = 0; s < payoffs.is_short.size(); ++s)
            is_short = is_short || (!is_out[s] && payoffs.is_short[s][w]);
        left_out.n_worlds += is_short;
        for (auto& by_world : payoffs.runs)
            if (is_short) by_world[w] = none;
    }
    return left_out;
}

} // namespace experiments
