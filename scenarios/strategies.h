#pragma once
/// \file
/// Strategies: named values of the levers, each a JSON file. The shipped ones lie in scenarios/library/strategies; a
/// user's own lie in strategies/ beside a scenario, or anywhere, and are named by their id or their file. The format is
/// documented in scenarios/README.md; `accord schema strategy` prints its schema.

#include "models/levers.h"
#include "scenarios/cells.h"
#include "scenarios/problems.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

struct Strategy {
    std::string id;
    std::string name;    ///< "collective impact", as used in sentences
    std::string summary; ///< One line
    models::Levers levers = models::lever_table().defaults();
    bool is_main = false;                   ///< Compared where nobody says which
    std::vector<std::string> evidence = {}; ///< Ids of findings on its effect
    /// The file it came from and those of the strategies it starts from; none if shipped or written in a scenario.
    std::vector<std::string> files = {};
};

/// Place among others in lists; strategies without one come last, by id.
inline constexpr Measure strategy_order_measure{"a place in lists", 0, 1'000'000};

/// Stands for every strategy (condition) where a list of them is asked for.
inline constexpr std::string_view all_word = "all";

/// The shipped strategies in the order of the key `order`, then by id. Throws sim::InputError if they are not found or
/// not right.
const std::vector<Strategy>& shipped_strategies();
/// A shipped strategy, or nullptr.
const Strategy* find_strategy(std::string_view id);

/// Is this word the path of a strategy's file rather than an id?
bool is_strategy_file(std::string_view word);

/// Reads one strategy and those it starts from (`like`), which are shipped or lie beside it as ID.json; nothing but
/// problems if anything is wrong.
std::optional<Strategy> read_strategy(const std::string& path, Problems& problems);

/// All strategies of a folder in their order, each in a file named by its id. Those that are the same as a shipped one
/// are left out.
std::vector<Strategy> read_strategies(const std::string& folder, Problems& problems);

/// Have both the same value of every lever?
bool same_levers(const models::Levers& a, const models::Levers& b);

} // namespace scenarios
