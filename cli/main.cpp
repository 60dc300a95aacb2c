// accord: one program, one command a file. Here: which command, and what becomes of errors.
#include "cli/about.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/parser.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <csignal>
#include <new>

namespace {

enum ExitCode { something_failed = 1, bad_input = 2, machine_refused = 3 };

int run_program(int argc, char** argv) {
    std::vector<cli::Command> commands = cli::commands();
    commands.insert(commands.end(), cli::hidden_commands().begin(), cli::hidden_commands().end());
    return cli::parse(cli::about(), commands, argc, argv)();
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run_program(argc, argv);
    } catch (const cli::ReaderLeft&) {
        return 0;
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
