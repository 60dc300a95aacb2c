// accord design: which treatments an experiment would run; for built-in functions with the value of each.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/design_output.h"
#include "cli/findings_output.h"
#include "cli/options.h"
#include "experiments/design/functions.h"
#include "experiments/sweep/experiment.h"
#include "scenarios/condition_text.h"
#include "scenarios/given.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace cli {
namespace {

using namespace experiments;
using namespace experiments::findings;

constexpr const char* command = "accord design";

struct Arguments {
    std::string experiment, function, method;
    std::optional<std::string> points, seed, levels, curves, replicates;
    std::vector<std::string> groups;
    bool is_scrambled = false, is_first_order = false;
    CommonArguments common;
};

const TestFunction* function_of(const Arguments& arguments, scenarios::Problems& problems) {
    const TestFunction* function = find_function(arguments.function);
    if (function) return function;
    std::vector<std::string> ids;
    for (const TestFunction& known : test_functions())
        ids.push_back(known.id);
    problems.add(fmt::format("{}: --function", command),
                 arguments.function.empty()
                     ? "is missing"
                     : fmt::format("unknown function '{}'", scenarios::shown(arguments.function)),
                 scenarios::suggestion(arguments.function, ids));
    return nullptr;
}

Method method_of(const Arguments& arguments, scenarios::Problems& problems) {
    std::vector<std::string> ids;
    for (const MethodInfo& info : methods()) {
        if (info.method == Method::explicit_rows) continue;
        if (info.id == arguments.method) return info.method;
        ids.push_back(info.id);
    }
    problems.add(fmt::format("{}: --method", command),
                 fmt::format("unknown method '{}'", scenarios::shown(arguments.method)),
                 scenarios::suggestion(arguments.method, ids));
    return Method::lhs;
}

/// Values of the function, replicate by replicate within each row.
std::vector<DesignColumn> value_columns(const TestFunction& function, const Design& design, std::uint64_t seed,
                                        std::size_t replicates) {
    DesignColumn number{"replicate", {}}, y{"y", {}};
    for (std::size_t row = 0; row < design.rows.size(); ++row)
        for (std::size_t r = 0; r < replicates; ++r) {
            number.values.push_back(static_cast<double>(r + 1));
            y.values.push_back(function.value(design.rows[row]) + noise_of(function, seed, row, r));
        }
    if (replicates == 1) return {std::move(y)};
    return {std::move(number), std::move(y)};
}

scenarios::Json exact_json(const TestFunction& function) {
    scenarios::Json json{{"mean", function.mean}, {"variance", function.variance}};
    for (std::size_t k = 0; k < function.inputs.size(); ++k)
        json["indices"][function.inputs[k].id] = {{"S1", function.first[k]}, {"ST", function.total[k]}};
    return json;
}

/// One row a treatment of an experiment, without running it.
int design_of_experiment(const Arguments& arguments, Format format, scenarios::Problems& problems) {
    const auto experiment = read_experiment(find_experiment(arguments.experiment), problems);
    problems.throw_if_any();
    const Treatments treatments(*experiment);
    std::vector<Field> fields;
    for (const char* name : {"treatment", "point", "strategy", "condition"})
        fields.push_back({name, name});
    const std::vector<Input>& inputs = treatments.design().inputs;
    for (const Input& input : inputs)
        fields.push_back({input.id, input.id});
    Findings findings;
    findings.sentence = fmt::format(
        "{}: {} treatments (points, conditions, strategies) with {} replicates each: {} runs.", experiment->name,
        treatments.size(), experiment->replicates, treatments.size() * experiment->replicates);
    findings.caveats = treatments.design().notes;
    findings.json = {{"experiment", experiment->name}, {"method", info_of(treatments.design().method).id}};
    Records& records = findings.add("", "rows/[]", fields);
    for (std::uint64_t t = 0; t < treatments.size(); ++t) {
        std::vector<Value> row{static_cast<std::size_t>(t), static_cast<std::size_t>(treatments.point_of(t)),
                               treatments.strategy_of(t), scenarios::condition_label(treatments.condition_of(t))};
        const std::vector<double>& values = treatments.inputs_of(t);
        for (std::size_t k = 0; k < inputs.size(); ++k)
            row.push_back(inputs[k].kind == InputKind::categorical ? Value(text_of(inputs[k], values[k]))
                                                                   : Value(values[k]));
        records.rows.push_back(std::move(row));
    }
    write_findings(findings, format);
    return 0;
}

int design(const Arguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments.common, command, problems);
    if (!arguments.experiment.empty() && arguments.function.empty())
        return design_of_experiment(arguments, format, problems);
    const TestFunction* function = function_of(arguments, problems);
    DesignSpec spec{.method = method_of(arguments, problems), .points = 64};
    std::size_t replicates = 1;
    const double most = 1e7;
    scenarios::take_number(arguments.points, {"a whole number of points", 1, most, true}, spec.points,
                           fmt::format("{}: --points", command), problems);
    scenarios::take_number(arguments.seed, scenarios::seed_measure, spec.seed, fmt::format("{}: --seed", command),
                           problems);
    scenarios::take_number(arguments.levels, {"a whole number of levels", 2, 1000, true}, spec.levels,
                           fmt::format("{}: --levels", command), problems);
    scenarios::take_number(arguments.curves, {"a whole number of curves", 1, 10'000, true}, spec.curves,
                           fmt::format("{}: --curves", command), problems);
    scenarios::take_number(arguments.replicates, scenarios::replicates_measure, replicates,
                           fmt::format("{}: --replicates", command), problems);
    spec.groups = split_list(arguments.groups);
    spec.is_scrambled = arguments.is_scrambled;
    spec.has_second_order = !arguments.is_first_order;
    if (spec.method == Method::fractional_factorial && !arguments.points) spec.points = 0;
    if (function) {
        spec.inputs = function->inputs;
        judge(spec, command, problems);
    }
    problems.throw_if_any();
    const Design made = make_design(spec);
    DesignSheet sheet{&made, replicates, value_columns(*function, made, spec.seed, replicates), "", {}};
    sheet.sentence = fmt::format("{} design for {} ({}): {} rows.", info_of(spec.method).id, function->id,
                                 function->summary, made.rows.size() * replicates);
    sheet.members = {{"function", function->id},
                     {"points", spec.points},
                     {"seed", spec.seed},
                     {"replicates", replicates},
                     {"exact", exact_json(*function)}};
    write_design(sheet, format);
    return 0;
}

} // namespace

Run declare_design(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    arguments->method = "saltelli";
    std::vector<std::string> functions, ids, lines;
    for (const TestFunction& function : test_functions())
        functions.push_back(function.id);
    for (const MethodInfo& info : methods())
        if (info.method != Method::explicit_rows) {
            ids.push_back(info.id);
            lines.push_back(fmt::format("\n  {}: {}; N counts {}", info.id, info.summary, info.points));
        }
    options.add(
        {{"EXPERIMENT", &arguments->experiment, "Experiment file: one row a treatment", "", experiment_choices()},
         {"--function", &arguments->function,
          fmt::format("Built-in function with known answers: {}", fmt::join(functions, ", ")), "ID", one_of(functions)},
         {"--method", &arguments->method, fmt::format("One of:{}", fmt::join(lines, "")), "ID", one_of(ids)},
         {"--points", &arguments->points, "Size, as the method counts; 64", "N"},
         {"--seed", &arguments->seed, "Start of the chance of the design and of noise; 1", "N"},
         {"--levels", &arguments->levels, "Levels of an input (factorial) or of the grid (morris)", "N"},
         {"--curves", &arguments->curves, "Search curves an input (efast)", "N"},
         {"--replicates", &arguments->replicates, "Values a row, with noise if the function has it", "N"},
         {"--groups", &arguments->groups, "One group name an input (saltelli, morris)", "A,B"},
         {"--scrambled", &arguments->is_scrambled, "Owen-scrambled base points (saltelli, radial-morris)"},
         {"--first-order", &arguments->is_first_order, "Saltelli's design without the rows for S2"}});
    add_format_option(options, arguments->common);
    options.examples =
        "Examples:\n  accord design quick\n  accord design --function ishigami --method saltelli --points 1024 "
        "--format csv > runs.csv\n"
        "  accord design --function noisy-linear --method saltelli --points 1024 --replicates 10 --format csv";
    return [arguments] { return design(*arguments); };
}

} // namespace cli
