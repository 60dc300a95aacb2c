/// SM-1 as one would write it first: an array of structs, doubles, one Mersenne twister. The yardstick for ratios.

#include "bench/bench.h"

#include "sim/digest.h"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <span>
#include <vector>

namespace bench {
namespace {

struct Student {
    double a, e, s;
    std::uint32_t school;
    bool active;
};

struct School {
    double q, sum;
    std::size_t n;
};

struct World {
    std::vector<Student> students;
    std::vector<School> schools;
    boost::random::mt19937 engine{1};
    boost::random::normal_distribution<double> normal;
    boost::random::uniform_01<double> uniform;
};

World start(std::size_t n) {
    World world;
    world.schools.resize(std::max<std::size_t>(1, n / 500));
    world.students.resize(n);
    for (School& school : world.schools)
        school = {0.2 * world.normal(world.engine), 0.0, 0};
    for (std::size_t i = 0; i < n; ++i) {
        Student& student = world.students[i];
        student.a = world.normal(world.engine);
        student.e = 0.5 + 0.1 * world.normal(world.engine);
        student.s = world.normal(world.engine);
        student.school = static_cast<std::uint32_t>(i * world.schools.size() / n);
        student.active = true;
    }
    return world;
}

void step(World& world) {
    for (School& school : world.schools)
        school.sum = 0.0, school.n = 0;
    for (Student& student : world.students) {
        if (!student.active) continue;
        School& school = world.schools[student.school];
        student.e += 0.1 * (0.5 + 0.3 * school.q - student.e) + 0.02 * world.normal(world.engine);
        student.a += 0.01 * (school.q + 0.5 * student.e + 0.2 * student.s) + 0.005 * world.normal(world.engine);
        if (world.uniform(world.engine) < 0.0005 * (1.0 - student.e)) {
            student.active = false;
            continue;
        }
        school.sum += student.a;
        ++school.n;
    }
    for (School& school : world.schools)
        if (school.n > 0) school.q += 0.001 * (school.sum / static_cast<double>(school.n) - school.q);
}

void describe(const World& world, Result& result) {
    std::vector<double> state;
    double n_active = 0.0, sum_a = 0.0, sum_q = 0.0;
    for (const Student& student : world.students) {
        state.insert(state.end(), {student.a, student.e, student.active ? 1.0 : 0.0});
        if (!student.active) continue;
        n_active += 1.0;
        sum_a += student.a;
    }
    for (const School& school : world.schools) {
        state.push_back(school.q);
        sum_q += school.q;
    }
    sim::Digest digest;
    digest.column(std::span<const double>(state));
    result.digest = digest.value();
    result.active_share = n_active / static_cast<double>(world.students.size());
    result.mean_a = sum_a / std::max(n_active, 1.0);
    result.mean_q = sum_q / static_cast<double>(world.schools.size());
}

} // namespace

Result bench_naive(const Options& options) {
    World world = start(options.students);
    Result result{.name = "naive",
                  .students = options.students,
                  .months = options.months,
                  .threads = 1,
                  .isa = std::string(sim::name(sim::Isa::sse2))}; // as compiled: no special flags
    const Stopwatch watch;
    for (std::uint32_t month = 0; month < options.months; ++month)
        step(world);
    watch.stop(result);
    const std::size_t bytes = world.students.size() * sizeof(Student) + world.schools.size() * sizeof(School);
    result.bytes_per_student = static_cast<double>(bytes) / static_cast<double>(options.students);
    describe(world, result);
    return result;
}

} // namespace bench
