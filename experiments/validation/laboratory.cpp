#include "experiments/validation/laboratory.h"

#include "experiments/statistics/statistics.h"
#include "models/derived.h"
#include "scenarios/library.h"
#include "scenarios/scenario.h"
#include "sim/parallel.h"
#include "sim/random.h"

#include <algorithm>
#include <cmath>

namespace experiments {

models::Setup Laboratory::setup(const std::string& scenario, const std::string& strategy) const {
    models::Setup result = scenarios::load_scenario(scenarios::find_scenario(scenario)).setup;
    const scenarios::Strategy* info = scenarios::find_strategy(strategy);
    if (info == nullptr) throw sim::InputError("validate: no strategy '" + strategy + "'");
    result.levers = info->levers;
    result.conditions = {};
    result.parameters = parameters;
    return result;
}

models::Setup Laboratory::sample_of_schools() const {
    models::SyntheticRegion country;
    country.students = 260'000;
    country.schools = 400;
    country.counties = 40;
    country.background_sd /= parameters.student.lunch_slope;
    models::Setup result;
    result.parameters = parameters;
    result.region = models::make_region(country, parameters.student.ses_within_sd, parameters.student.low_income_cut);
    result.region.synthetic_partners = false;
    result.levers = scenarios::find_strategy(models::counterfactual)->levers;
    return result;
}

models::World Laboratory::world(const models::Setup& setup, std::uint32_t replicate) const {
    return models::build_world(setup, sim::luck(seed, replicate));
}

void Laboratory::advance(models::World& world, std::uint32_t months) const {
    models::advance(world, months, [this](const models::World&) {
        if (stop != nullptr && stop->load()) throw models::Interrupted{};
    });
}

std::size_t Laboratory::n_replicates(std::uint32_t n) const {
    return static_cast<std::size_t>(std::max(1.0, std::round(n * effort)));
}

void Laboratory::run_tasks(std::size_t n, const std::function<void(std::size_t)>& task) const {
    sim::for_each_task(n, task);
}

std::vector<Pupil> census(const models::World& world) {
    const double error = std::sqrt(1 / world.parameters.student.test_reliability - 1);
    std::vector<Pupil> pupils;
    for (std::size_t c = 0; c < world.cohorts.size(); ++c) {
        const sim::Row school = world.cohorts.institution[c];
        if (world.institutions.grade_low[school] >= 13) continue;
        const std::size_t end = world.cohorts.begin[c] + world.cohorts.used[c];
        for (std::size_t row = world.cohorts.begin[c]; row < end; ++row) {
            if (!(world.students.taken[row / 16] >> (row % 16) & 1u)) continue;
            const auto& s = world.students;
            Pupil p;
            p.key = (static_cast<sim::Key>(s.origin[row]) << 32) | s.serial[row];
            p.school = school, p.row = row, p.grade = world.cohorts.grade[c];
            p.is_low_income = (s.flags[row] & models::flag_low_income) != 0;
            p.programmes = models::programmes_in(s.flags[row]);
            p.score = static_cast<double>(s.ability[row]) + static_cast<double>(s.boost[row]);
            sim::Stream draw(world.luck, p.key, world.month, models::code(models::Decision::student_test));
            p.test = p.score + error * draw.normal();
            p.engagement = static_cast<double>(s.engagement[row]);
            p.ses = static_cast<double>(s.ses[row]);
            p.absent = static_cast<double>(s.absent[row]);
            pupils.push_back(p);
        }
    }
    std::sort(pupils.begin(), pupils.end(), [](const Pupil& a, const Pupil& b) { return a.key < b.key; });
    return pupils;
}

Finding finding(std::string id, const std::vector<double>& values, std::string note) {
    const Estimate e = estimate(values);
    return {std::move(id), e.mean, e.se, std::move(note)};
}

void silence_programme(models::World& world, std::size_t programme) {
    models::Programme& x = world.parameters.programme[programme];
    x.learning = x.absence = x.readiness = x.staying = x.college = x.practice = 0;
}

void silence_programmes(models::World& world) {
    for (std::size_t g = 0; g < models::n_programmes; ++g)
        silence_programme(world, g);
}

} // namespace experiments
