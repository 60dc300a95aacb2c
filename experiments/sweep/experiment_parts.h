#pragma once
/// \file
/// How an experiment file is read, part by part; used by experiment_read*.cpp alone.

#include "experiments/sweep/experiment.h"
#include "scenarios/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace experiments {

/// Words of the file, in order of the enumerations.
const std::vector<std::string>& input_kinds();
const std::vector<std::string>& spreads();
inline constexpr std::string_view assumed_inputs = "assumed-parameters"; ///< Value of `inputs-from`.
inline constexpr scenarios::Measure any_number{"a number", -1e300, 1e300};
inline constexpr scenarios::Measure points_measure{"a whole number", 0, 20'000'000, true};
inline constexpr scenarios::Measure levels_measure{"a whole number of levels", 2, 1'000, true};
inline constexpr scenarios::Measure curves_measure{"a whole number of curves", 1, 1'000, true};
inline constexpr scenarios::Measure rho_measure{"a correlation", -1, 1};
inline constexpr scenarios::Measure width_measure{"a half-width", 1e-12, 1e12};
inline constexpr scenarios::Measure seconds_measure{"seconds", 0, 10'000'000};
inline constexpr scenarios::Measure retries_measure{"a whole number of retries", 0, 100, true};

/// Reads the parts of one experiment file in turn; everything wrong goes to `problems`.
class Parts {
  public:
    Parts(const std::string& path, const scenarios::Json& document, scenarios::Problems& problems);
    Experiment read();

  private:
    /// The array under `key`, or nothing where it is absent or no array.
    const scenarios::Json* array(std::string_view key);
    scenarios::Reader item(std::string_view key, std::size_t i, const scenarios::Json& value);
    std::string path_of(const std::string& path) const; ///< Paths are relative to the experiment.
    void add_file(const std::string& path, const std::string& digest);
    bool add_scenario(const std::string& path);
    bool has_input(const std::string& id) const;

    void read_numbers();
    void read_burn_in();
    std::vector<std::string> strategy_words();
    void read_strategies();
    void read_baseline();
    void read_conditions();
    void read_condition(const scenarios::Json& value, std::size_t i);
    bool has_condition(const models::Conditions& wanted) const;
    void read_outcomes();
    void read_inputs();
    void read_input(scenarios::Reader reader);
    bool read_constant(scenarios::Reader& reader, const Input& input, const std::optional<InputInfo>& info);
    void read_levels(scenarios::Reader& reader, Input& input, const std::optional<InputInfo>& info);
    void add_scenario_level(scenarios::Reader& reader, Input& input, const scenarios::Scenario& scenario);
    std::vector<std::string> level_texts(scenarios::Reader& reader);
    void read_design();
    void read_relations(const scenarios::Json& design);
    void read_baseline_values(scenarios::Reader reader);
    void read_rows(scenarios::Reader& design);
    void read_until();
    void read_limits();

    /// Place of `word` in `words`; 0 and a problem for another word.
    static std::size_t choose(scenarios::Reader& reader, std::string_view key, const std::string& word,
                              const std::vector<std::string>& words);

    const scenarios::Json& document_;
    Experiment result_;
    scenarios::Reader root_;
    scenarios::Problems& problems_;
    bool has_scenario_ = false, has_groups_ = false;
    std::vector<std::string> strategy_files_; ///< Given by path; every scenario gets them.
    scenarios::Json spelt_out_;               ///< Lists that said "all", spelt out, so that a store says what it ran.
};

} // namespace experiments
