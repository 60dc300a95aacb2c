// The full model: on equal schools, on a synthetic country, and in many small runs.
#include "bench/bench.h"

#include "experiments/runs/runner.h"
#include "models/derived.h"
#include "models/model.h"
#include "sim/parallel.h"

#include <algorithm>

namespace bench {
namespace {

constexpr double pupils_per_school = 500;
constexpr std::size_t schools_per_county = 30;
constexpr double most_pupils = 50e6, most_schools = 80e3, most_counties = 3100; // of models::SyntheticRegion

/// Grades K to 8, thirty schools to a county, with synthetic partners.
models::Region equal_schools(std::size_t n, double pupils) {
    models::Region r;
    r.name = "synthetic";
    for (std::size_t i = 0; i < n; ++i) {
        models::School s;
        s.id = "bench-" + std::to_string(i);
        s.county = "county-" + std::to_string(i / schools_per_county);
        s.grade_high = 8;
        s.enrolment = pupils;
        s.teachers = pupils / 20;
        s.spending_per_pupil = 5500;
        s.low_income_share = static_cast<double>(i * 7 % 20) / 20;
        s.language_share = s.low_income_share / 3;
        s.is_synthetic = true;
        r.schools.push_back(s);
    }
    return r;
}

models::Region country(double students) {
    models::SyntheticRegion spec;
    spec.students = students;
    spec.schools = std::max(1.0, most_schools * students / most_pupils);
    spec.counties = std::max(1.0, most_counties * students / most_pupils);
    const models::StudentParameters p = models::parameter_table().defaults().student;
    return models::make_region(spec, p.ses_within_sd, p.low_income_cut);
}

models::Setup opportunistic(models::Region region) {
    models::Setup setup;
    setup.region = std::move(region);
    return setup;
}

/// Months [0, n) with both clocks read after each process.
void advance(models::World& world, std::uint32_t months, std::vector<ProcessTime>& processes) {
    for (const auto& process : models::schedule())
        processes.push_back({process.id});
    for (std::uint32_t n = 0; n < months; ++n, ++world.month) {
        Stopwatch watch;
        sim::run_step(models::schedule(), world, {world.luck, world.month}, 0, nullptr, [&](std::size_t i) {
            processes[i].seconds += watch.seconds();
            processes[i].cpu_seconds += watch.cpu_seconds();
            watch = {};
        });
    }
}

/// Bytes of students' columns that a row reads and writes a month, averaged over a year: what the kernels of processes
/// 8 (ten months), 9 (three report cards) and 14 (one year's end) use of CohortColumns.
double bytes_touched() {
    constexpr double value = sizeof(float), changed = 2 * value, taken = 1.0 / 8;
    constexpr double month = 6 * changed + 4 * value + taken, report = 7 * value + taken, year_end = 2 * changed;
    return (models::teaching_months * month + 3 * report + year_end) / sim::months_per_year;
}

Result run(const Options& options, const char* name, const models::Region& region) {
    sim::use_isa(options.isa);
    const models::Setup setup = opportunistic(region);
    Result result{
        .name = name, .months = options.months, .threads = options.threads, .isa = std::string(sim::name(options.isa))};
    sim::with_threads(options.threads, [&] {
        const Stopwatch building;
        models::World world = models::build_world(setup, sim::luck(1, 0));
        result.build_seconds = building.seconds();
        const Stopwatch watch;
        advance(world, options.months, result.processes);
        watch.stop(result);
        result.students = static_cast<std::size_t>(world.flows.enrolled_start);
        result.bytes_per_student = models::bytes(world) / static_cast<double>(result.students);
        result.bytes_touched = bytes_touched() * static_cast<double>(world.students.size()) /
                               static_cast<double>(result.students); // padding is touched too
        result.digest = models::digest(world);
        result.institutions = world.institutions.size();
        result.partners = world.partners.size();
        result.partnerships = world.partnerships.size();
    });
    return result;
}

} // namespace

Result bench_model(const Options& options) {
    const auto n = std::max<std::size_t>(1, options.students / static_cast<std::size_t>(pupils_per_school));
    return run(options, "model", equal_schools(n, pupils_per_school));
}

Result bench_institutions(const Options& options, std::size_t n) {
    const double pupils = static_cast<double>(options.students) / static_cast<double>(n);
    return run(options, "institutions", equal_schools(n, std::max(1.0, pupils)));
}

Result bench_nation(const Options& options) {
    return run(options, "nation", country(static_cast<double>(options.students)));
}

Result bench_sweep(const Options& options) {
    sim::use_isa(options.isa);
    const std::size_t n = std::max<std::size_t>(1, options.students / static_cast<std::size_t>(pupils_per_school));
    experiments::Plan plan{.cells = {{"opportunistic", "calm", opportunistic(equal_schools(n, pupils_per_school))}},
                           .seed = 1,
                           .replicates = options.runs,
                           .months = options.months,
                           .threads = options.threads};
    Result result{.name = "sweep",
                  .students = options.runs * n * static_cast<std::size_t>(pupils_per_school),
                  .months = options.months,
                  .threads = options.threads,
                  .isa = std::string(sim::name(options.isa))};
    const Stopwatch watch;
    const experiments::Runs runs = experiments::run_cells(plan);
    watch.stop(result);
    result.runs_per_second = options.runs / result.seconds;
    result.digest = std::stoull(runs.digest(0), nullptr, 16);
    return result;
}

} // namespace bench
