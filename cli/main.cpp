// accord: one program, one command a file. Here: which command, and what becomes of errors.
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "models/model.h"
#include "scenarios/problems.h"
#include "scenarios/version.h"
#include "sim/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <new>
#include <sstream>
#include <vector>

namespace {

enum ExitCode { ok = 0, something_failed = 1, bad_input = 2, machine_refused = 3 };

constexpr const char* examples = R"(Examples:
  accord list strategies
  accord run scenarios/library/sonoma.json --strategy collective-impact --condition funding-cut=0.5
  accord compare scenarios/library/sonoma.json
  accord check my-region.json my-schools.csv

Every command has --help. Results go to stdout, everything else to stderr.
Exit codes: 0 ok, 1 something failed, 2 bad usage or input, 3 the machine refused, 130 interrupted.)";

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

int choose_command(CLI::App& program, const std::vector<cli::Command>& commands) {
    scenarios::Problems problems;
    std::vector<std::string> names;
    for (const cli::Command& command : commands) {
        names.push_back(command.app->get_name());
        if (!command.app->parsed()) continue;
        judge_extras(*command.app, "accord " + command.app->get_name(), problems);
        judge_extras(program, "accord", problems);
        problems.throw_if_any();
        return command.run();
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
    return ok;
}

int run_program(int argc, char** argv) {
    CLI::App program{
        "Accord simulates partnerships between schools and outside partners: which strategy serves students "
        "best, for whom, at what cost, and how sure we are.",
        "accord"};
    program.set_version_flag("--version",
                             fmt::format("accord {}, model {}", scenarios::program_version(), models::model_version()));
    program.footer(examples);
    program.allow_extras();
    program.require_subcommand(0, 1); // so that `analyze FILE compare` is no second command
    std::vector<cli::Command> commands;
    for (const auto add : {cli::add_list, cli::add_explain, cli::add_check, cli::add_run, cli::add_compare,
                           cli::add_report, cli::add_predict, cli::add_validate, cli::add_calibrate, cli::add_schema,
                           cli::add_sweep, cli::add_status, cli::add_merge, cli::add_export, cli::add_replay,
                           cli::add_plan_missing, cli::add_design, cli::add_analyze, cli::add_view})
        commands.push_back(add(program));
    for (cli::Command& command : commands)
        command.app->allow_extras();
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        if (program.exit(error, out, err) != 0)
            throw sim::InputError(fmt::format("accord: {}; expected usage as in --help", error.what()));
        cli::write_result(out.str());
        return ok;
    }
    return choose_command(program, commands);
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run_program(argc, argv);
    } catch (const sim::InputError& error) {
        for (const std::string& message : error.messages())
            cli::write_note(message);
        return bad_input;
    } catch (const sim::MachineError& error) {
        cli::write_note(fmt::format("accord: {}", error.what()));
        return machine_refused;
    } catch (const std::bad_alloc&) {
        cli::write_note("accord: not enough memory; try fewer --threads or a smaller region");
        return machine_refused;
    } catch (const std::exception& error) {
        cli::write_note(fmt::format("accord: unexpected error, please report it: {}", error.what()));
        return something_failed;
    }
}
