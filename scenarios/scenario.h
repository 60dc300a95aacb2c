#pragma once
/// \file
/// A scenario: one file that says in which region, with which strategy, under which conditions and for how long.
/// Strict: everything wrong with the file and with the data it names is reported at once, and nothing is guessed.

#include "models/model.h"
#include "models/tie_plan.h"
#include "scenarios/cells.h"
#include "scenarios/problems.h"
#include "scenarios/strategies.h"
#include "scenarios/text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// What the schools' records say of one outcome in a later year: a mean over schools that give it, by pupils.
struct Recorded {
    int year = 0;             ///< Of the September in which the school year begins
    std::string_view outcome; ///< Id of the outcome it stands beside
    double value = 0;
    std::size_t schools = 0;
};

/// All that a scenario file decides.
struct Scenario {
    std::string file;           ///< As given.
    std::string name;           ///< kebab-case
    std::string title;          ///< For people.
    std::string about;          ///< What to look at.
    models::Setup setup;        ///< Region, parameters, levers of `strategy`, conditions.
    std::uint32_t months = 120; ///< Horizon [month]
    std::uint32_t replicates = 20;
    std::uint64_t seed = 1;
    std::string strategy = "opportunistic"; ///< Id, shipped or of `custom`.
    Strategy today;                         ///< `strategy` under the id status-quo: how it goes on if nobody changes it
    std::vector<Strategy> custom;           ///< Written in the file, in strategies/ beside it, then given by file.
    std::vector<std::string> caveats;       ///< Printed with every result; what is synthetic is always among them.
    std::vector<std::string> notes;         ///< Small disagreements found in the data, for `accord check`.
    std::vector<InputFile> inputs;
    std::vector<Recorded> recorded; ///< Of years after the start, from a file of schools with several years.
    int start_year = 0;             ///< Of the September that is month 0; `region.money_year` where none is given.

    /// Shipped or own strategy, or `today`; nullptr if there is none.
    const Strategy* find_strategy(std::string_view id) const;
    /// Levers of a strategy that exists, as it runs here: after a burn-in going alone lets agreements run out.
    models::Levers levers_of(std::string_view id) const;
    std::vector<std::string> strategy_ids() const; ///< Shipped, then own.

    /// Id of the strategy that `word` names: by its id, or by its file, which is read and joins `custom`; "" and a
    /// problem at `place` if there is none.
    std::string take_strategy(const std::string& word, const std::string& place, Problems& problems);
};

// Ranges shared by files, the command line and the schema.
inline constexpr Measure months_measure{"a whole number of months", 1, 1'200, true};
inline constexpr Measure replicates_measure{"a whole number of replicates", 1, 100'000, true};
inline constexpr Measure seed_measure{"a whole number", 0, 9'007'199'254'740'991.0, true};
inline constexpr Measure money_year_measure{"a year", 1900, 2100, true};
inline constexpr Measure choice_measure{"kilometres", 0.1, 1'000};
inline constexpr Measure score_mean_measure{"points", -100'000, 100'000};
inline constexpr Measure score_sd_measure{"points", 0.001, 100'000};
inline constexpr Measure partners_measure{"partners for 10,000 pupils", 0, 1'000};
inline constexpr Measure secondary_measure{"pupils a school", 50, 20'000};
inline constexpr Measure country_students_measure{"pupils", 1'000, 500e6};
inline constexpr Measure country_schools_measure{"schools", 1, 2e6, true};
inline constexpr Measure country_counties_measure{"counties", 1, 100'000, true};

/// Reads a scenario and its data; nothing but problems if anything is wrong.
std::optional<Scenario> read_scenario(const std::string& path, Problems& problems);

/// The same, throwing sim::InputError.
Scenario load_scenario(const std::string& path);

/// "tie left out: SCHOOL with PARTNER (PROGRAMME): why".
std::string left_out_text(const models::TiesAccount::LeftOut& tie);

/// Sets parameter or lever `id` to `value`, in the range of its row, or the strength of condition `id`; a wrong id or
/// value is a problem at `place`. Levers change `setup.levers`.
void set_value(models::Setup& setup, const std::string& id, double value, const std::string& place, Problems& problems);

/// What set_value knows: ids of all parameters, then of all levers, then of all conditions but calm.
std::vector<std::string> settable_ids();

} // namespace scenarios
