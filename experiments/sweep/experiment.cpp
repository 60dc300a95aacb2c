#include "experiments/sweep/experiment.h"

#include "experiments/store/writer.h"
#include "scenarios/condition_text.h"
#include "scenarios/library.h"
#include "scenarios/text.h"
#include "scenarios/version.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace experiments {
namespace {

namespace fs = std::filesystem;

/// The value itself, or the number that a level of a categorical input stands for.
double number_of(const Input& input, double value) {
    if (input.kind != InputKind::categorical) return value;
    return scenarios::parse_number(input.levels.at(static_cast<std::size_t>(value))).value_or(0.0);
}

/// Where a file lies as seen from the experiment, so that stores hold no path of one machine.
std::string relative_path(const std::string& path, const std::string& experiment) {
    std::error_code error;
    const fs::path from = fs::absolute(experiment, error).lexically_normal().parent_path();
    const fs::path relative = fs::absolute(path, error).lexically_normal().lexically_relative(from);
    return relative.empty() ? path : relative.string();
}

InputColumn column_of(const Input& input) {
    const InputInfo info = info_of_input(input.id).value_or(InputInfo{});
    return {input.id, info.unit, info.about, input.low, input.high, input.levels};
}

} // namespace

Treatments::Treatments(const Experiment& experiment) : experiment_(&experiment) {
    group_size_ = experiment.strategies.size();
    for (const auto& [id, value] : experiment.constants)
        constants_.push_back(setter_of(id));
    if (experiment.design.inputs.empty()) return;
    design_ = make_design(experiment.design);
    n_points_ = design_.rows.size();
    for (const Input& input : design_.inputs)
        setters_.push_back(setter_of(input.id));
}

const models::Conditions& Treatments::condition_of(std::uint64_t treatment) const {
    return experiment_->conditions[treatment / group_size_ % experiment_->conditions.size()];
}

const std::string& Treatments::strategy_of(std::uint64_t treatment) const {
    return experiment_->strategies[treatment % group_size_];
}

const std::vector<double>& Treatments::inputs_of(std::uint64_t treatment) const {
    static const std::vector<double> none;
    return design_.rows.empty() ? none : design_.rows[point_of(treatment)];
}

const scenarios::Scenario& Treatments::scenario_of(std::uint64_t treatment) const {
    const std::vector<double>& inputs = inputs_of(treatment);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (design_.inputs[i].id == scenario_input)
            return experiment_->scenarios[1 + static_cast<std::size_t>(inputs[i])];
    return experiment_->scenarios.front();
}

models::Setup Treatments::setup(std::uint64_t treatment) const {
    const scenarios::Scenario& scenario = scenario_of(treatment);
    models::Setup setup = scenario.setup;
    const std::string& strategy = strategy_of(treatment);
    setup.levers = scenario.levers_of(strategy);
    setup.conditions = condition_of(treatment);
    const bool is_baseline = strategy == models::counterfactual || strategy == models::status_quo;
    for (std::size_t i = 0; i < constants_.size(); ++i)
        constants_[i](setup, experiment_->constants[i].second, is_baseline);
    const std::vector<double>& inputs = inputs_of(treatment);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        setters_[i](setup, number_of(design_.inputs[i], inputs[i]), is_baseline);
    return setup;
}

std::uint32_t Treatments::months(std::uint64_t treatment) const {
    const std::vector<double>& inputs = inputs_of(treatment);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (design_.inputs[i].id == horizon_input)
            return static_cast<std::uint32_t>(std::lround(number_of(design_.inputs[i], inputs[i])));
    return experiment_->months;
}

StoredTreatment Treatments::stored(std::uint64_t treatment) const {
    return {treatment, point_of(treatment), strategy_of(treatment), scenarios::condition_label(condition_of(treatment)),
            inputs_of(treatment)};
}

StoreHeader header_of(const Treatments& treatments) {
    const Experiment& experiment = treatments.experiment();
    StoreHeader header;
    header.experiment = experiment.name;
    header.title = experiment.title;
    header.about = experiment.about;
    header.experiment_file = fs::path(experiment.file).filename().string();
    header.experiment_text = experiment.text;
    header.region = experiment.scenarios.front().setup.region.name;
    header.program_version = scenarios::program_version();
    header.model_version = models::model_version();
    header.baseline = experiment.baseline;
    header.created = time_text();
    header.seed = experiment.seed;
    header.replicates = experiment.replicates;
    header.most_replicates = experiment.most_replicates();
    header.months = experiment.months;
    header.n_treatments = treatments.size();
    header.keeps_series = experiment.keep_series;
    for (const Input& input : treatments.design().inputs)
        header.inputs.push_back(column_of(input));
    for (const std::size_t i : experiment.outcomes) {
        const auto& outcome = models::observables()[i];
        header.outcomes.push_back({outcome.id, outcome.unit, outcome.definition, outcome.good});
    }
    for (const scenarios::Scenario& scenario : experiment.scenarios)
        for (const std::string& caveat : scenario.caveats)
            if (std::find(header.caveats.begin(), header.caveats.end(), caveat) == header.caveats.end())
                header.caveats.push_back(caveat);
    scenarios::Problems problems;
    for (const scenarios::InputFile& file : experiment.files)
        header.files.push_back({relative_path(file.path, experiment.file), file.digest,
                                scenarios::read_text(file.path, problems).value_or("")});
    problems.throw_if_any();
    return header;
}

Experiment load_experiment(const std::string& path) {
    scenarios::Problems problems;
    std::optional<Experiment> experiment = read_experiment(path, problems);
    problems.throw_if_any();
    return std::move(*experiment);
}

bool is_experiment(const scenarios::Json& document) {
    if (!document.is_object()) return false;
    return document.contains("scenario") || document.contains("design") || document.contains("inputs");
}

std::string find_experiment(const std::string& argument) {
    std::error_code error;
    const bool is_path = argument.find_first_of("/.") != std::string::npos || argument.empty();
    if (is_path || fs::exists(argument, error)) return argument;
    const fs::path shipped = fs::path(scenarios::library_folder()).parent_path() / "experiments" / (argument + ".json");
    return fs::exists(shipped, error) ? shipped.string() : argument;
}

} // namespace experiments
