// Trials of programmes: participants against themselves in a twin world, same luck, in which programmes teach nobody.
// A twin is what a randomised control group estimates, without its sampling error.
#include "experiments/validation/studies.h"

#include <array>
#include <cmath>
#include <limits>

namespace experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t before = 24; ///< Months until programmes run as usual.
constexpr double trial_least = 1000; ///< Participants of a large trial.

/// Sums over participants of one programme, or of one group of partners.
struct Arm {
    double n = 0, gain = 0;
    double mean() const { return n > 0 ? gain / n : nan; }
};

/// World after a school year with programmes, and its twin without.
struct Twins {
    models::World with, without;
};
Twins one_year(const Laboratory& lab, const models::Setup& setup, std::uint32_t replicate) {
    models::World world = lab.world(setup, replicate);
    lab.advance(world, before);
    models::World twin = world;
    silence_programmes(twin);
    lab.advance(world, june);
    lab.advance(twin, june);
    return {std::move(world), std::move(twin)};
}

/// Mean gain in tests of each programme's participants over the school year.
std::array<Arm, models::n_programmes> arms(const Twins& twins) {
    std::array<Arm, models::n_programmes> list{};
    for_each_pair(census(twins.without), census(twins.with), [&](const Pupil& a, const Pupil& b) {
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            if (b.programmes >> g & 1u) list[g].n += 1, list[g].gain += b.test - a.test;
    });
    return list;
}

/// A strategy that seeks one programme only.
models::Setup only(const Laboratory& lab, const std::string& region, models::ProgrammeId programme) {
    models::Setup setup = lab.setup(region, "aligned-agreements");
    for (double& liking : setup.levers.search.prefer_programme)
        liking = -3;
    setup.levers.search.prefer_programme[static_cast<std::size_t>(programme)] = 3;
    for (std::size_t g = 0; g < models::n_programmes; ++g)
        if (g != static_cast<std::size_t>(programme))
            setup.parameters.programme[g].coverage = 0; // nobody is eligible for anything else
    return setup;
}

} // namespace

Findings trials_study(const Laboratory& lab) {
    const models::Setup setup =
        lab.setup("kern", "aligned-agreements"); // written down, supported, evaluated: as trials
    const auto runs = lab.each(16, [&](std::uint32_t r) { return arms(one_year(lab, setup, r)); });
    std::vector<double> means;
    std::size_t trials = 0;
    for (const auto& run : runs) {
        double sum = 0, n = 0;
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            if (run[g].n >= trial_least && setup.parameters.programme[g].learning > 0) sum += run[g].mean(), n += 1;
        means.push_back(n > 0 ? sum / n : nan);
        trials += static_cast<std::size_t>(n);
    }
    const models::Setup small = only(lab, "kern", models::ProgrammeId::class_size_funding);
    const auto classes = lab.each(8, [&](std::uint32_t r) {
        return arms(one_year(lab, small, r))[static_cast<std::size_t>(models::ProgrammeId::class_size_funding)].mean();
    });
    return {finding("V11", means,
                    "Kern, a school year, " + std::to_string(trials) +
                        " programmes with 1,000 participants or more, each against its twin"),
            finding("star.gK.small_effect.comp", classes, "Kern, class-size funding alone, one school year")};
}

Findings coaching_study(const Laboratory& lab) {
    constexpr auto coaching = static_cast<std::size_t>(models::ProgrammeId::teacher_coaching);
    constexpr double few = 50, many = 100; // teachers, P-COACH-ACH
    const models::Setup setup = only(lab, "california", models::ProgrammeId::teacher_coaching);
    const auto runs = lab.each(6, [&](std::uint32_t r) {
        models::World with = lab.world(setup, r);
        lab.advance(with, before);
        models::World without = with;
        silence_programmes(without);
        // A programme is what one partner runs; its size is the teachers of all pupils it reaches.
        std::vector<double> teachers(with.partners.size(), 0.0), covered(with.institutions.size(), 0.0);
        std::vector<sim::Row> coach(with.institutions.size(), sim::no_row);
        for (std::size_t m = 0; m < with.partnerships.size(); ++m) {
            if (with.partnerships.stage[m] != models::Stage::active || with.partnerships.programme[m] != coaching)
                continue;
            const std::size_t i = with.partnerships.institution[m];
            coach[i] = with.partnerships.partner[m];
            covered[i] = with.partnerships.served[m] / with.institutions.enrolment[i];
            teachers[coach[i]] += with.institutions.teachers[i] * covered[i];
        }
        lab.advance(with, june);
        lab.advance(without, june);
        std::vector<Arm> schools(with.institutions.size());
        for_each_pair(census(without), census(with), [&](const Pupil& a, const Pupil& b) {
            schools[b.school].n += 1, schools[b.school].gain += b.test - a.test;
        });
        Arm small, large; // a school's teachers are one: its gain counts by the share of them who were coached
        for (std::size_t i = 0; i < schools.size(); ++i) {
            if (coach[i] == sim::no_row) continue;
            Arm* arm = teachers[coach[i]] < few ? &small : teachers[coach[i]] >= many ? &large : nullptr;
            if (arm) arm->n += schools[i].n * covered[i], arm->gain += schools[i].gain;
        }
        return std::array<Arm, 2>{small, large};
    });
    Arm small, large;
    std::vector<double> ratios;
    for (const auto& run : runs) {
        ratios.push_back(run[1].mean() / run[0].mean());
        small.n += run[0].n, large.n += run[1].n;
    }
    return {finding("V12", ratios,
                    "California, coaching alone, programmes of 100 teachers or more (pupils of coached teachers: " +
                        std::to_string(static_cast<long long>(large.n)) + ") against fewer than 50 (" +
                        std::to_string(static_cast<long long>(small.n)) + "), one school year")};
}

Findings fading_study(const Laboratory& lab) {
    const models::Setup setup = lab.setup("sonoma", "opportunistic");
    const auto runs = lab.each(16, [&](std::uint32_t r) {
        models::World with = lab.world(setup, r);
        lab.advance(with, before);
        models::World without = with;
        silence_programmes(without);
        lab.advance(with, june);
        lab.advance(without, june);
        std::vector<Pupil> taught;
        for (const Pupil& p : census(with))
            if (p.programmes != 0) taught.push_back(p);
        silence_programmes(with);
        for (models::World* world : {&with, &without}) // what schools learned themselves is not the pupils' gain
            for (double& practice : world->institutions.practice)
                practice = 0;
        const auto gain = [&] {
            std::vector<Pupil> now;
            for_each_pair(taught, census(with), [&](const Pupil&, const Pupil& p) { now.push_back(p); });
            Arm arm;
            for_each_pair(census(without), now,
                          [&](const Pupil& a, const Pupil& b) { arm.n += 1, arm.gain += b.test - a.test; });
            return arm.mean();
        };
        const double end = gain();
        std::array<double, 2> left{};
        lab.advance(with, 12), lab.advance(without, 12);
        left[0] = gain() / end;
        lab.advance(with, 24), lab.advance(without, 24);
        left[1] = gain() / end;
        return left;
    });
    std::vector<double> one, three;
    for (const auto& left : runs)
        one.push_back(left[0]), three.push_back(left[1]);
    const std::string note = "Sonoma, participants of one school year, programmes then switched off";
    return {finding("V13.1-year", one, note), finding("V13.3-years", three, note)};
}

} // namespace experiments
