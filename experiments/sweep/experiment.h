#pragma once
/// \file
/// An experiment: one file that says which strategies meet which conditions in which worlds, how often and when to
/// stop. Strict as scenarios are: everything wrong is reported at once. The format is documented in
/// experiments/README.md; `accord schema experiment` prints its schema.

#include "experiments/design/design.h"
#include "experiments/store/store.h"
#include "scenarios/json.h"
#include "scenarios/scenario.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace experiments {

/// When replicates are enough: every strategy's paired difference from the baseline, in every world, is known to within
/// `half_width` (95 %), or there are `most_replicates`. Replicates come in batches of Experiment::replicates.
struct Until {
    std::string outcome;
    double half_width = 0.01; ///< In units of the outcome.
    std::uint32_t most_replicates = 100;
};

/// What one run may cost.
struct Limits {
    double seconds_per_run = 0; ///< 0: no limit [s]
    std::uint32_t retries = 0;  ///< How often a run that failed or took too long is tried again at once.
};

/// All that an experiment file decides.
struct Experiment {
    std::string file, text; ///< As given; its content with "all" spelt out.
    std::string name, title, about;
    std::vector<scenarios::Scenario> scenarios; ///< The first is the file's; others are levels of the input `scenario`.
    std::vector<scenarios::InputFile> files;    ///< Of all scenarios and the design, each once, with digests.
    std::vector<std::string> strategies;        ///< Ids
    std::string baseline;                       ///< Strategy the others are compared with; one of `strategies` or "".
    std::vector<models::Conditions> conditions;
    DesignSpec design;                                     ///< Without inputs: one point.
    std::vector<std::pair<std::string, double>> constants; ///< Inputs held at one value in all treatments: id, value.
    std::uint32_t replicates = 8;
    std::uint32_t months = 120;
    std::uint64_t seed = 1;
    bool keep_series = false;
    std::optional<Until> until;
    Limits limits;
    std::vector<std::size_t> outcomes; ///< Kept ones, of models::observables().

    std::uint32_t most_replicates() const { return until ? until->most_replicates : replicates; }
};

/// Reads an experiment and all it names; nothing but problems if anything is wrong.
std::optional<Experiment> read_experiment(const std::string& path, scenarios::Problems& problems);
/// The same, throwing sim::InputError.
Experiment load_experiment(const std::string& path);

/// Is this JSON document an experiment rather than a scenario?
bool is_experiment(const scenarios::Json& document);

/// The shipped experiments: "quick" for scenarios/experiments/quick.json; `argument` itself if it looks like a path.
std::string find_experiment(const std::string& argument);

/// JSON Schema (draft 7) of experiment files, made from the tables of parameters, methods and outcomes.
scenarios::Json experiment_schema();
std::string experiment_schema_text();

// What an input may be called besides parameters, levers and conditions.
inline constexpr std::string_view horizon_input = "horizon-months";
inline constexpr std::string_view scenario_input = "scenario";
std::vector<std::string> input_ids(); ///< All of them.

/// Unit, range and one line of an input; nothing for an unknown id.
struct InputInfo {
    std::string unit, about;
    double low = 0, high = 1;
    bool is_whole = false;
};
std::optional<InputInfo> info_of_input(std::string_view id);

/// Gives a set-up the value of an input. Levers do not change the counterfactual, which seeks no partners whatever they
/// are. `scenario` and `horizon-months` are not part of a set-up and are left alone.
using InputSetter = std::function<void(models::Setup& setup, double value, bool is_counterfactual)>;
InputSetter setter_of(std::string_view id);

/// The treatments of an experiment, made when asked for: numbered (point, condition, strategy), strategy fastest, so
/// that a longer design keeps the numbers of a shorter one.
class Treatments {
  public:
    explicit Treatments(const Experiment& experiment);

    std::uint64_t size() const { return n_points_ * group_size_ * experiment_->conditions.size(); }
    std::uint64_t n_groups() const { return n_points_ * experiment_->conditions.size(); }
    std::uint64_t group_size() const { return group_size_; } ///< Strategies
    const Design& design() const { return design_; }
    const Experiment& experiment() const { return *experiment_; }

    std::uint64_t point_of(std::uint64_t treatment) const {
        return treatment / group_size_ / experiment_->conditions.size();
    }
    const models::Conditions& condition_of(std::uint64_t treatment) const;
    const std::string& strategy_of(std::uint64_t treatment) const;
    models::Setup setup(std::uint64_t treatment) const;
    std::uint32_t months(std::uint64_t treatment) const;
    StoredTreatment stored(std::uint64_t treatment) const;
    const std::vector<double>& inputs_of(std::uint64_t treatment) const; ///< Row of the design.
    const scenarios::Scenario& scenario_of(std::uint64_t treatment) const;

  private:
    const Experiment* experiment_;
    Design design_;
    std::vector<InputSetter> setters_;   ///< By column of the design.
    std::vector<InputSetter> constants_; ///< Of the experiment's constants.
    std::uint64_t n_points_ = 1, group_size_ = 1;
};

/// What a store says of an experiment.
StoreHeader header_of(const Treatments& treatments);

} // namespace experiments
