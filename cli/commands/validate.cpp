// accord validate: published findings against simulated ones.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/validation_output.h"
#include "models/mechanisms.h"
#include "scenarios/given.h"
#include "sim/parallel.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

struct Arguments {
    CommonArguments common;
    std::vector<std::string> only, without;
    bool is_by_mechanism = false;
};

/// Arguments as the validation takes them.
struct Request {
    experiments::Laboratory lab;
    std::vector<std::string> only;
    Format format = Format::text;
    int threads = 0;
};

/// Parameters given with --set, then mechanisms switched off.
models::Parameters parameters_of(const Arguments& arguments, scenarios::Problems& problems) {
    models::Setup setup;
    for (const std::string& text : arguments.common.sets) {
        const std::string place = "accord validate: --set";
        const auto setting = scenarios::given_setting(text, place, problems);
        if (!setting) continue;
        const auto& [id, value] = *setting;
        if (models::lever_table().find(id) != nullptr)
            problems.add(place, fmt::format("'{}' is a lever", id),
                         "expected a parameter: studies choose their levers");
        else if (models::condition_index(id) > 0)
            problems.add(place, fmt::format("'{}' is a condition", id),
                         "expected a parameter: studies choose their conditions");
        else
            scenarios::set_value(setup, id, value, place, problems);
    }
    for (const std::string& id : split_list(arguments.without))
        switch_off_mechanism(id, "accord validate: --without", setup.parameters, problems);
    return setup.parameters;
}

Request request_of(const Arguments& arguments, scenarios::Problems& problems) {
    Request r;
    r.format = parse_format(arguments.common, "accord validate", problems);
    r.threads = parse_threads(arguments.common.threads, "accord validate", problems);
    r.lab.parameters = parameters_of(arguments, problems);
    constexpr scenarios::Measure multiple{"a whole multiple of the studies' own number of replicates", 1, 1000, true};
    scenarios::take_number(arguments.common.seed, scenarios::seed_measure, r.lab.seed, "accord validate: --seed",
                           problems);
    scenarios::take_number(arguments.common.replicates, multiple, r.lab.effort, "accord validate: --replicates",
                           problems);
    r.only = split_list(arguments.only);
    return r;
}

int run(const Arguments& arguments) {
    scenarios::Problems problems;
    Request request = request_of(arguments, problems);
    request.lab.stop = &watch_interrupt();
    experiments::Validation result;
    std::vector<MechanismRow> rows;
    const bool is_quiet = arguments.common.is_quiet;
    const auto studies = [&](const experiments::Laboratory& lab, const std::string& label) {
        StudyBar bar(is_quiet, label);
        return experiments::validate(
            lab, request.only, problems,
            [&](std::size_t k, std::size_t n, const std::string& what) { bar.update(k, n, what); });
    };
    try {
        sim::with_threads(request.threads, [&] {
            result = studies(request.lab, "");
            problems.throw_if_any();
            if (!arguments.is_by_mechanism) return;
            for (const models::Mechanism& mechanism : models::mechanisms()) {
                experiments::Laboratory without = request.lab;
                models::switch_off(without.parameters, mechanism);
                rows.push_back(compare_without(mechanism, result, studies(without, "without " + mechanism.id)));
            }
        });
    } catch (const models::Interrupted&) {
        write_note("accord validate: interrupted; no result, since every study counts");
        return 130;
    }
    write_result(validation_text(result, rows, request.lab, request.format));
    return result.n_missed() > 0 ? 1 : 0;
}

} // namespace

Run declare_validate(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"--only", &arguments->only, "Targets or families, comma-separated: V13, hsb, V06.rmse", "ID,..."},
                 {"--without", &arguments->without, "Mechanisms to switch off, ids of `accord list mechanisms`",
                  "ID,...", mechanism_choices()},
                 {"--by-mechanism", &arguments->is_by_mechanism,
                  "Switch off each mechanism in turn and show which findings it carries"},
                 {"--seed", &arguments->common.seed, "Start of all chance of the studies", "N"},
                 {"--replicates", &arguments->common.replicates, "Times the studies' own number of replicates", "N"},
                 {"--threads", &arguments->common.threads, "Threads; 0 = all. Results do not depend on it", "N"},
                 {"--set", &arguments->common.sets, "Give a parameter another value (repeatable)", "PARAMETER=VALUE",
                  setting_choices()}});
    add_format_option(options, arguments->common);
    options.examples =
        "Exit code 1 if a target is missed. Examples:\n  accord validate\n  accord validate --only V13,V18\n"
        "  accord validate --only V19 --without coordination\n  accord validate --by-mechanism";
    return [arguments] { return run(*arguments); };
}

} // namespace cli
