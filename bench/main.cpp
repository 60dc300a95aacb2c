/// accord-bench: how fast the engine, the model and the machine are.

#include "bench/bench.h"
#include "bench/growth.h"
#include "bench/output.h"
#ifdef ACCORD_HAS_VIEWER
#include "bench/viewer.h"
#endif

#include "sim/error.h"
#include "sim/parallel.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <new>

namespace {

struct Command {
    const char* name;
    const char* summary;
    bench::Result (*run)(const bench::Options&);                   ///< One measurement,
    std::vector<bench::Result> (*run_many)(const bench::Options&); ///< or many.
    std::size_t students = 1'000'000;
};
constexpr Command commands[] = {
    {"sm1", "The reference model SM-1 on this engine", bench::bench_sm1, nullptr},
    {"naive", "SM-1 as naive C++: array of structs, double, Boost mt19937, one thread", bench::bench_naive, nullptr},
    {"model", "The full model on synthetic regions", bench::bench_model, nullptr},
    {"nation", "The full model on a synthetic country", bench::bench_nation, nullptr, 50'000'000},
    {"sweep", "Many runs of the full model, one a task", bench::bench_sweep, nullptr, 20'000},
    {"triad", "Memory bandwidth: a = b + s c on columns of floats", bench::bench_triad, nullptr},
    {"growth", "The full model from 10,000 to 50 million students and from 10 to 98,000 schools", nullptr,
     bench::growth},
    {"all", "All of the above but nation and growth, at each instruction set, on one thread and on all", nullptr,
     bench::everything},
};

struct Choices {
    std::optional<std::size_t> students;
    std::string isa = "auto", format = "text";
    bool ratios = false; ///< To naive and triad, measured first.
};

int run(const Command& command, bench::Options options, const Choices& choices) {
    if (choices.isa != "auto") sim::use_isa(*sim::isa_from_name(choices.isa));
    options.isa = sim::current_isa();
    options.threads = sim::thread_count(options.threads);
    options.students = choices.students.value_or(command.students);
    std::optional<bench::Yardsticks> yardsticks;
    if (choices.ratios || command.run_many) yardsticks = bench::yardsticks(options);
    const bool is_json = choices.format == "json";
    if (command.run_many) {
        const std::vector<bench::Result> results = command.run_many(options);
        is_json ? bench::print_json(results, yardsticks) : bench::print_table(results, yardsticks);
        return 0;
    }
    bench::Result result;
    sim::with_threads(options.threads, [&] { result = command.run(options); });
    is_json ? bench::print_json(result, yardsticks) : bench::print_text(result, yardsticks);
    return 0;
}

void add_options(CLI::App& sub, bench::Options& options, Choices& choices) {
    sub.add_option("--students", choices.students, "Students (triad: elements a column; sweep: of each run)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{4'000'000'000}));
    sub.add_option("--months", options.months, "Months (triad: passes)")->check(CLI::Range(1u, 1'000'000u));
    sub.add_option("--runs", options.runs, "Runs of a sweep (default 40)")->check(CLI::Range(1u, 1'000'000u));
    sub.add_option("--threads", options.threads, "Threads; 0: all (default 1)")->check(CLI::Range(0, 1024));
    sub.add_option("--isa", choices.isa, "Instruction set")->check(CLI::IsMember({"auto", "sse2", "avx2", "avx512"}));
    sub.add_option("--format", choices.format, "Output")->check(CLI::IsMember({"text", "json"}));
    sub.add_flag("--ratios", choices.ratios, "Measure naive and triad first, and print ratios to them");
}

#ifdef ACCORD_HAS_VIEWER

/// Its own options: it measures a window's work, not a rate.
void add_viewer(CLI::App& app, bench::ViewerOptions& options) {
    CLI::App* sub = app.add_subcommand(
        "viewer", "The visualiser without its window: frames, levers, bands, causes; or its memory over hours");
    sub->add_option("--scenario", options.scenario,
                    "File or id; unless given, 150 schools and 150 partners with 800 partnerships");
    sub->add_option("--months", options.months, "Months")->check(CLI::Range(12u, 1200u));
    sub->add_option("--replicates", options.replicates, "Runs of a band")->check(CLI::Range(1u, 1000u));
    sub->add_option("--soak", options.soak,
                    "Play so many minutes of frames, as quickly as they are built, and print memory by minute")
        ->check(CLI::Range(1u, 10'000u));
    sub->add_option_function<std::string>(
           "--format", [&](const std::string& word) { options.is_json = word == "json"; }, "Output")
        ->check(CLI::IsMember({"text", "json"}));
}

#endif

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Benchmarks of Accord. Quote ratios to `naive` or `triad` of the same machine and day."};
    bench::Options options;
    Choices choices;
    app.require_subcommand(1);
    for (const Command& command : commands)
        add_options(*app.add_subcommand(command.name, command.summary), options, choices);
#ifdef ACCORD_HAS_VIEWER
    bench::ViewerOptions viewer;
    add_viewer(app, viewer);
#endif
    try {
        app.parse(argc, argv);
#ifdef ACCORD_HAS_VIEWER
        if (app.got_subcommand("viewer")) {
            bench::bench_viewer(viewer);
            return 0;
        }
#endif
        for (const Command& command : commands)
            if (app.got_subcommand(command.name)) return run(command, options, choices);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const sim::InputError& error) {
        std::cerr << "accord-bench: " << error.what() << "\n";
        return 2;
    } catch (const sim::MachineError& error) {
        std::cerr << "accord-bench: " << error.what() << "\n";
        return 3;
    } catch (const std::bad_alloc&) {
        std::cerr << "accord-bench: not enough memory\n";
        return 3;
    }
    return 2;
}
