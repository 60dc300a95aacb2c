#include "bench/output.h"

#include "sim/digest.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace bench {
namespace {

using Json = nlohmann::ordered_json;

/// Gigabytes a second that a result's columns moved.
double traffic(const Result& r) {
    return *r.bytes_touched * static_cast<double>(r.students) * r.months / r.seconds * 1e-9;
}

Json to_json(const Machine& m) {
    return {{"processor", m.processor},
            {"cores", m.cores},
            {"memory_gigabytes", m.gigabytes},
            {"compiler", m.compiler},
            {"version", m.version}};
}

Json to_json(const std::vector<ProcessTime>& processes) {
    double all = 0;
    for (const ProcessTime& p : processes)
        all += p.seconds;
    Json list = Json::array();
    for (const ProcessTime& p : processes)
        list.push_back({{"id", p.id},
                        {"seconds", p.seconds},
                        {"cpu_seconds", p.cpu_seconds},
                        {"share", all > 0 ? p.seconds / all : 0.0}});
    return list;
}

void add_ratios(const Result& r, const Yardsticks& y, Json& out) {
    const bool counts_students = !r.gigabytes_per_second;
    if (counts_students) out["ratio_to_naive"] = rate(r) / rate(y.naive);
    if (!r.bytes_touched || y.triad.threads != r.threads) return;
    out["gigabytes_per_second_touched"] = traffic(r);
    out["ratio_to_triad"] = traffic(r) / *y.triad.gigabytes_per_second;
    out["bound"] = bound(r, y.triad);
}

/// The keys of the contract first, then what is known beyond them.
Json to_json(const Result& r, const std::optional<Yardsticks>& yardsticks) {
    Json out = {{"name", r.name},
                {"students", r.students},
                {"months", r.months},
                {"threads", r.threads},
                {"isa", r.isa},
                {"seconds", r.seconds},
                {"cpu_seconds", r.cpu_seconds},
                {"student_months_per_cpu_second", rate(r)},
                {"bytes_per_student", r.bytes_per_student},
                {"digest", sim::hex(r.digest)}};
    const auto add = [&](const char* key, const std::optional<double>& value) {
        if (value) out[key] = *value;
    };
    add("gigabytes_per_second", r.gigabytes_per_second);
    add("active_share", r.active_share), add("mean_a", r.mean_a), add("mean_q", r.mean_q);
    add("build_seconds", r.build_seconds), add("runs_per_second", r.runs_per_second);
    add("bytes_touched_per_student_month", r.bytes_touched);
    if (r.institutions > 0)
        out["institutions"] = r.institutions, out["partners"] = r.partners, out["partnerships"] = r.partnerships;
    if (yardsticks) add_ratios(r, *yardsticks, out);
    if (!r.processes.empty()) out["processes"] = to_json(r.processes);
    return out;
}

void print_machine() {
    const Machine m = machine();
    std::printf("%s, %d cores, %.0f GB; accord %s by %s\n", m.processor.c_str(), m.cores, m.gigabytes,
                m.version.c_str(), m.compiler.c_str());
}

void print_processes(const std::vector<ProcessTime>& processes) {
    double all = 0;
    for (const ProcessTime& p : processes)
        all += p.seconds;
    std::printf("  %-22s %9s %6s %9s\n", "process", "wall s", "share", "at once");
    for (const ProcessTime& p : processes)
        std::printf("  %-22s %9.3f %5.1f%% %9.2f\n", p.id.c_str(), p.seconds, all > 0 ? 100 * p.seconds / all : 0.0,
                    p.seconds > 0 ? p.cpu_seconds / p.seconds : 0.0);
}

void print_ratios(const Result& r, const Yardsticks& y) {
    std::printf("  %.2f x naive C++ in this call\n", rate(r) / rate(y.naive));
    if (!r.bytes_touched || y.triad.threads != r.threads) return;
    std::printf("  moves %.1f GB/s of columns, triad %.1f GB/s: bound by %s\n", traffic(r),
                *y.triad.gigabytes_per_second, bound(r, y.triad));
}

} // namespace

double rate(const Result& r) {
    const double work = static_cast<double>(r.students) * r.months;
    return r.cpu_seconds > 0.0 ? work / r.cpu_seconds : 0.0;
}

const char* bound(const Result& result, const Result& triad) {
    constexpr double close = 0.8;
    return traffic(result) > close * *triad.gigabytes_per_second ? "memory" : "compute";
}

void print_json(const Result& result, const std::optional<Yardsticks>& yardsticks) {
    Json out = to_json(result, yardsticks);
    out["machine"] = to_json(machine());
    std::cout << out.dump() << "\n";
}

void print_text(const Result& r, const std::optional<Yardsticks>& yardsticks) {
    print_machine();
    std::printf("%s: %zu x %u, %d thread%s, %s\n", r.name.c_str(), r.students, r.months, r.threads,
                r.threads == 1 ? "" : "s", r.isa.c_str());
    std::printf("  %.3f s (%.3f s of CPU)\n", r.seconds, r.cpu_seconds);
    if (r.build_seconds) std::printf("  %.3f s more to build\n", *r.build_seconds);
    if (r.gigabytes_per_second) {
        std::printf("  %.1f GB/s\n", *r.gigabytes_per_second);
        return;
    }
    std::printf("  %.1f M student-months a CPU-second\n", rate(r) / 1e6);
    if (r.runs_per_second) std::printf("  %.1f runs a second\n", *r.runs_per_second);
    if (r.bytes_per_student > 0) std::printf("  %.2f bytes a student\n", r.bytes_per_student);
    std::printf("  digest %s\n", sim::hex(r.digest).c_str());
    if (r.active_share) std::printf("  active at the end: %.4f of the students\n", *r.active_share);
    if (r.mean_a && r.mean_q) std::printf("  mean a %.4f, mean q %.4f\n", *r.mean_a, *r.mean_q);
    if (r.institutions > 0)
        std::printf("  %zu institutions, %zu partners, %zu partnerships\n", r.institutions, r.partners, r.partnerships);
    if (yardsticks) print_ratios(r, *yardsticks);
    if (!r.processes.empty()) print_processes(r.processes);
}

void print_json(const std::vector<Result>& results, const std::optional<Yardsticks>& yardsticks) {
    Json list = Json::array();
    for (const Result& r : results)
        list.push_back(to_json(r, yardsticks));
    std::cout << Json{{"machine", to_json(machine())}, {"results", list}}.dump() << "\n";
}

void print_table(const std::vector<Result>& results, const std::optional<Yardsticks>& yardsticks) {
    print_machine();
    std::printf("%-13s %10s %8s %7s %7s %7s %8s %8s %8s %7s %7s\n", "", "students", "schools", "months", "threads",
                "isa", "build s", "wall s", "CPU s", "M/CPU-s", "x naive");
    for (const Result& r : results) {
        std::printf("%-13s %10zu %8zu %7u %7d %7s %8.2f %8.2f %8.2f ", r.name.c_str(), r.students, r.institutions,
                    r.months, r.threads, r.isa.c_str(), r.build_seconds.value_or(0.0), r.seconds, r.cpu_seconds);
        if (r.gigabytes_per_second)
            std::printf("%.1f GB/s", *r.gigabytes_per_second);
        else
            std::printf("%7.1f %7.2f", rate(r) / 1e6, yardsticks ? rate(r) / rate(yardsticks->naive) : 0.0);
        if (r.runs_per_second) std::printf("  %.1f runs/s", *r.runs_per_second);
        std::printf("\n");
    }
}

} // namespace bench
