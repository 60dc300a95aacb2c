#include "bench/sm1.h"

#include "bench/bench.h"
#include "sim/digest.h"
#include "sim/parallel.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace bench {

#define ACCORD_DECLARE_LEVEL(level)                                                                                    \
    namespace level {                                                                                                  \
    void step_schools(const Sm1& world, std::size_t begin, std::size_t end, std::uint32_t month);                      \
    }
ACCORD_DECLARE_LEVEL(sse2)
#ifdef __x86_64__
ACCORD_DECLARE_LEVEL(avx2)
ACCORD_DECLARE_LEVEL(avx512)
#endif

namespace {

constexpr std::size_t school_size = 500;
constexpr std::size_t schools_a_task = 32;
constexpr std::uint64_t seed = 1;
constexpr double bytes_touched = 5 * sizeof(float) + 2 * sizeof(std::uint16_t) / 16.0; // a, e there and back; s; bits

StepSchools step_schools(sim::Isa isa) {
#ifdef __x86_64__
    if (isa == sim::Isa::avx2) return avx2::step_schools;
    if (isa == sim::Isa::avx512) return avx512::step_schools;
#endif
    static_cast<void>(isa);
    return sse2::step_schools;
}

/// A column that starts at a cache line and is not touched before its first write.
template <class T>
class Column {
  public:
    explicit Column(std::size_t n) : values_(new (std::align_val_t{64}) T[n]), n_(n) {}
    T* data() { return values_.get(); }
    std::span<const T> span() const { return {values_.get(), n_}; }
    T& operator[](std::size_t row) { return values_[row]; }

  private:
    struct Free {
        void operator()(T* p) const { operator delete[](p, std::align_val_t{64}); }
    };
    std::unique_ptr<T[], Free> values_;
    std::size_t n_;
};

struct World {
    World(std::size_t n_groups, std::size_t n_schools)
        : a(n_groups * sim::lanes), e(n_groups * sim::lanes), s(n_groups * sim::lanes), active(n_groups),
          first_group(n_schools + 1), q(n_schools) {}
    Sm1 view() {
        return {a.data(), e.data(), s.data(), active.data(), first_group.data(), q.data(), sim::luck(seed, 0)};
    }
    std::size_t bytes() const {
        return a.span().size_bytes() + e.span().size_bytes() + s.span().size_bytes() + active.span().size_bytes() +
               first_group.span().size_bytes() + q.span().size_bytes();
    }
    Column<float> a, e, s;
    Column<std::uint16_t> active;
    Column<std::uint32_t> first_group;
    Column<float> q;
};

/// First student of a school: school(i) = floor(i S / N).
std::size_t first_student(std::size_t school, std::size_t n_schools, std::size_t n_students) {
    return (school * n_students + n_schools - 1) / n_schools;
}

std::size_t groups_of(std::size_t school, std::size_t n_schools, std::size_t n) {
    const std::size_t size = first_student(school + 1, n_schools, n) - first_student(school, n_schools, n);
    return (size + sim::lanes - 1) / sim::lanes;
}

void start_group(World& world, std::size_t group, std::size_t n_students) {
    using sim::lanes;
    alignas(64) std::uint32_t low[lanes], high[lanes] = {};
    alignas(64) float unused[2][lanes], z[2][lanes];
    const std::size_t row = group * lanes;
    for (std::size_t i = 0; i < lanes; ++i)
        low[i] = static_cast<std::uint32_t>(row + i);
    const auto fill = sim::fill_draws(sim::current_isa());
    const sim::Luck luck = sim::luck(seed, 0);
    fill(luck, low, high, 0, static_cast<std::uint32_t>(Sm1Decision::start_a_e), lanes, z[0], z[1], unused[0]);
    fill(luck, low, high, 0, static_cast<std::uint32_t>(Sm1Decision::start_s), lanes, world.s.data() + row, unused[0],
         unused[1]);
    for (std::size_t i = 0; i < lanes; ++i) {
        const bool is_student = i < n_students;
        world.a[row + i] = is_student ? z[0][i] : 0.0f;
        world.e[row + i] = is_student ? 0.5f + 0.1f * z[1][i] : 0.0f;
        if (!is_student) world.s[row + i] = 0.0f;
    }
    world.active[group] = static_cast<std::uint16_t>((1u << std::min(n_students, lanes)) - 1u);
}

World start(std::size_t n_students, std::size_t n_schools) {
    std::size_t n_groups = 0;
    for (std::size_t school = 0; school < n_schools; ++school)
        n_groups += groups_of(school, n_schools, n_students);
    World world(n_groups, n_schools);
    world.first_group[0] = 0;
    for (std::size_t school = 0; school < n_schools; ++school)
        world.first_group[school + 1] =
            world.first_group[school] + static_cast<std::uint32_t>(groups_of(school, n_schools, n_students));
    sim::for_each_row(n_schools, [&](std::size_t school) {
        const auto decision = static_cast<std::uint32_t>(Sm1Decision::start_q);
        world.q[school] = 0.2f * static_cast<float>(sim::Stream(sim::luck(seed, 0), school, 0, decision).normal());
        std::size_t left =
            first_student(school + 1, n_schools, n_students) - first_student(school, n_schools, n_students);
        for (std::size_t group = world.first_group[school]; group < world.first_group[school + 1]; ++group) {
            start_group(world, group, left);
            left -= std::min(left, sim::lanes);
        }
    });
    return world;
}

void describe(World& world, std::size_t n_students, Result& result) {
    sim::Digest digest;
    digest.column(world.a.span());
    digest.column(world.e.span());
    digest.column(world.q.span());
    digest.column(world.active.span());
    result.digest = digest.value();
    result.bytes_per_student = static_cast<double>(world.bytes()) / static_cast<double>(n_students);
    double n_active = 0.0, sum_a = 0.0, sum_q = 0.0;
    for (std::size_t row = 0; row < world.a.span().size(); ++row) {
        if ((world.active[row / sim::lanes] >> row % sim::lanes & 1) == 0) continue;
        n_active += 1.0;
        sum_a += static_cast<double>(world.a[row]);
    }
    for (const float q : world.q.span())
        sum_q += static_cast<double>(q);
    result.active_share = n_active / static_cast<double>(n_students);
    result.mean_a = sum_a / std::max(n_active, 1.0);
    result.mean_q = sum_q / static_cast<double>(world.q.span().size());
}

} // namespace

Result bench_sm1(const Options& options) {
    const std::size_t n_schools = std::max<std::size_t>(1, options.students / school_size);
    World world = start(options.students, n_schools);
    const Sm1 view = world.view();
    const StepSchools step = step_schools(options.isa);
    Result result{.name = "sm1",
                  .students = options.students,
                  .months = options.months,
                  .threads = options.threads,
                  .isa = std::string(sim::name(options.isa)),
                  .bytes_touched = bytes_touched};
    const Stopwatch watch;
    for (std::uint32_t month = 0; month < options.months; ++month)
        sim::for_each_block(n_schools, schools_a_task,
                            [&](std::size_t begin, std::size_t end) { step(view, begin, end, month); });
    watch.stop(result);
    describe(world, options.students, result);
    return result;
}

} // namespace bench
