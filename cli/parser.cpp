#include "cli/parser.h"

#include "cli/output.h"
#include "scenarios/problems.h"
#include "sim/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sstream>

namespace cli {
namespace {

/// A command as CLI11 has it.
struct Declared {
    CLI::App* app = nullptr;
    Run run;
};

void declare(CLI::App& app, const Option& option) {
    CLI::Option* declared =
        std::holds_alternative<bool*>(option.target)
            ? app.add_flag(option.name, *std::get<bool*>(option.target), option.help)
            : std::visit([&](auto* target) { return app.add_option(option.name, *target, option.help); },
                         option.target);
    if (!option.value.empty()) declared->type_name(option.value);
    const bool is_list = std::holds_alternative<std::vector<std::string>*>(option.target);
    if (is_list && option.name.starts_with('-')) declared->expected(1)->take_all(); // one word each time it is given
}

Declared declare(CLI::App& program, const Command& command) {
    Options options;
    Declared declared{program.add_subcommand(std::string(command.name), std::string(command.summary)),
                      command.declare(options)};
    declared.app->group(std::string(command.group))->allow_extras();
    for (const Option& option : options.rows)
        declare(*declared.app, option);
    declared.app->footer(options.examples);
    return declared;
}

/// Names of the options of a command, for "did you mean".
std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return names;
}

/// Arguments nobody asked for, each with what was probably meant.
void judge_extras(const CLI::App& app, const std::string& place, scenarios::Problems& problems) {
    for (const std::string& word : app.remaining()) {
        const bool is_option = word.starts_with('-');
        const std::string name = word.substr(0, word.find('='));
        problems.add(place, fmt::format("unknown {} '{}'", is_option ? "option" : "argument", scenarios::shown(word)),
                     is_option ? scenarios::suggestion(name, option_names(app)) : "expected no more arguments");
    }
}

Run chosen(const CLI::App& program, const std::vector<Declared>& commands) {
    scenarios::Problems problems;
    std::vector<std::string> names;
    for (const Declared& command : commands) {
        if (!command.app->get_group().empty()) names.push_back(command.app->get_name());
        if (!command.app->parsed()) continue;
        judge_extras(*command.app, "accord " + command.app->get_name(), problems);
        judge_extras(program, "accord", problems);
        problems.throw_if_any();
        return command.run;
    }
    const std::vector<std::string> rest = program.remaining();
    if (rest.empty())
        problems.add("accord", "no command is given", scenarios::suggestion("", names));
    else if (rest.front().starts_with('-'))
        judge_extras(program, "accord", problems);
    else
        problems.add("accord", fmt::format("unknown command '{}'", scenarios::shown(rest.front())),
                     scenarios::suggestion(rest.front(), names));
    problems.throw_if_any();
    return {};
}

} // namespace

Run parse(const About& about, const std::vector<Command>& commands, int argc, char** argv) {
    CLI::App program{about.description, about.name};
    program.set_version_flag("--version", about.version);
    program.footer(about.footer);
    program.allow_extras();
    program.require_subcommand(0, 1); // so that `analyze FILE compare` is no second command
    std::vector<Declared> declared;
    for (const Command& command : commands)
        declared.push_back(declare(program, command));
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        if (program.exit(error, out, err) != 0)
            throw sim::InputError(fmt::format("accord: {}; expected usage as in --help", error.what()));
        return [text = out.str()] {
            write_result(text);
            return 0;
        };
    }
    return chosen(program, declared);
}

} // namespace cli
