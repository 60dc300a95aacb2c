/// accord-bench: how fast the engine, the model and the machine are.

#include "bench/bench.h"

#include "sim/digest.h"
#include "sim/error.h"
#include "sim/parallel.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <new>
#include <nlohmann/json.hpp>

namespace {

using Bench = bench::Result (*)(const bench::Options&);

struct Command {
    const char* name;
    const char* summary;
    Bench run;
};
constexpr Command commands[] = {
    {"sm1", "The reference model SM-1 on this engine", bench::bench_sm1},
    {"naive", "SM-1 as naive C++: array of structs, double, Boost mt19937, one thread", bench::bench_naive},
    {"model", "The full model on synthetic regions", bench::bench_model},
    {"triad", "Memory bandwidth: a = b + s c on columns of floats", bench::bench_triad},
};

double rate(const bench::Result& r) {
    const double work = static_cast<double>(r.students) * r.months;
    return r.cpu_seconds > 0.0 ? work / r.cpu_seconds : 0.0;
}

void print_json(const bench::Result& r) {
    nlohmann::ordered_json out = {{"name", r.name},
                                  {"students", r.students},
                                  {"months", r.months},
                                  {"threads", r.threads},
                                  {"isa", r.isa},
                                  {"seconds", r.seconds},
                                  {"cpu_seconds", r.cpu_seconds},
                                  {"student_months_per_cpu_second", rate(r)},
                                  {"bytes_per_student", r.bytes_per_student},
                                  {"digest", sim::hex(r.digest)}};
    if (r.gigabytes_per_second) out["gigabytes_per_second"] = *r.gigabytes_per_second;
    std::cout << out.dump() << "\n";
}

void print_text(const bench::Result& r) {
    std::printf("%s: %zu x %u, %d thread%s, %s\n", r.name.c_str(), r.students, r.months, r.threads,
                r.threads == 1 ? "" : "s", r.isa.c_str());
    std::printf("  %.3f s (%.3f s of CPU)\n", r.seconds, r.cpu_seconds);
    if (r.gigabytes_per_second) {
        std::printf("  %.1f GB/s\n", *r.gigabytes_per_second);
        return;
    }
    std::printf("  %.1f M student-months a CPU-second\n", rate(r) / 1e6);
    std::printf("  %.2f bytes a student, digest %s\n", r.bytes_per_student, sim::hex(r.digest).c_str());
    if (r.active_share) std::printf("  active at the end: %.4f of the students\n", *r.active_share);
    if (r.mean_a && r.mean_q) std::printf("  mean a %.4f, mean q %.4f\n", *r.mean_a, *r.mean_q);
}

int run(const Command& command, bench::Options options, const std::string& isa, const std::string& format) {
    if (isa != "auto") sim::use_isa(*sim::isa_from_name(isa));
    options.isa = sim::current_isa();
    options.threads = sim::thread_count(options.threads);
    bench::Result result;
    sim::with_threads(options.threads, [&] { result = command.run(options); });
    format == "json" ? print_json(result) : print_text(result);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Benchmarks of Accord. Quote ratios to `naive` or `triad` of the same machine and day."};
    bench::Options options;
    std::string isa = "auto", format = "text";
    app.require_subcommand(1);
    for (const Command& command : commands) {
        CLI::App* sub = app.add_subcommand(command.name, command.summary);
        sub->add_option("--students", options.students, "Students (triad: elements a column)")
            ->check(CLI::Range(std::size_t{1}, std::size_t{4'000'000'000}));
        sub->add_option("--months", options.months, "Months (triad: passes)")->check(CLI::Range(1u, 1'000'000u));
        sub->add_option("--threads", options.threads, "Threads; 0: all (default 1)")->check(CLI::Range(0, 1024));
        sub->add_option("--isa", isa, "Instruction set")->check(CLI::IsMember({"auto", "sse2", "avx2", "avx512"}));
        sub->add_option("--format", format, "Output")->check(CLI::IsMember({"text", "json"}));
    }
    try {
        app.parse(argc, argv);
        for (const Command& command : commands)
            if (app.got_subcommand(command.name)) return run(command, options, isa, format);
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
