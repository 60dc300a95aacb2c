// accord: one program, one command a file. Here: which command, and what becomes of errors.
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/parser.h"
#include "models/model.h"
#include "scenarios/version.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <csignal>
#include <new>

namespace {

enum ExitCode { something_failed = 1, bad_input = 2, machine_refused = 3 };

constexpr const char* examples = R"(Examples:
  accord list strategies
  accord run scenarios/library/sonoma.json --strategy collective-impact --condition funding-cut=0.5
  accord compare scenarios/library/sonoma.json
  accord check my-region.json my-schools.csv

Every command has --help. Results go to stdout, everything else to stderr.
Exit codes: 0 ok, 1 something failed, 2 bad usage or input, 3 the machine refused, 130 interrupted.)";

int run_program(int argc, char** argv) {
    const cli::About about{
        "accord",
        "Accord simulates partnerships between schools and outside partners: which strategy serves students "
        "best, for whom, at what cost, and how sure we are.",
        fmt::format("accord {}, model {}", scenarios::program_version(), models::model_version()), examples};
    return cli::parse(about, cli::commands(), argc, argv)();
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
