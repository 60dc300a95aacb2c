// The full model on synthetic regions: schools of 500 pupils, grades K to 8, thirty to a county, with synthetic
// partners.
#include "bench/bench.h"

#include "models/model.h"
#include "sim/parallel.h"

#include <algorithm>

namespace bench {
namespace {

constexpr double pupils_per_school = 500;
constexpr std::size_t schools_per_county = 30;

models::Region region(std::size_t students) {
    models::Region r;
    r.name = "synthetic";
    const auto n = std::max<std::size_t>(1, students / static_cast<std::size_t>(pupils_per_school));
    for (std::size_t i = 0; i < n; ++i) {
        models::School s;
        s.id = "bench-" + std::to_string(i);
        s.county = "county-" + std::to_string(i / schools_per_county);
        s.grade_high = 8;
        s.enrolment = pupils_per_school;
        s.teachers = pupils_per_school / 20;
        s.spending_per_pupil = 5500;
        s.low_income_share = static_cast<double>(i * 7 % 20) / 20;
        s.language_share = s.low_income_share / 3;
        s.is_synthetic = true;
        r.schools.push_back(s);
    }
    return r;
}

} // namespace

Result bench_model(const Options& options) {
    sim::use_isa(options.isa);
    models::Setup setup;
    setup.region = region(options.students);
    setup.strategy = models::find_strategy("opportunistic")->levers;
    Result result;
    sim::with_threads(options.threads, [&] {
        models::World world = models::build_world(setup, sim::luck(1, 0));
        const Stopwatch watch;
        models::advance(world, options.months);
        watch.stop(result);
        result.bytes_per_student = models::bytes(world) / static_cast<double>(world.flows.enrolled_start);
        result.digest = models::digest(world);
        result.students = static_cast<std::size_t>(world.flows.enrolled_start);
    });
    result.name = "model";
    result.months = options.months;
    result.threads = options.threads;
    result.isa = sim::name(options.isa);
    return result;
}

} // namespace bench
