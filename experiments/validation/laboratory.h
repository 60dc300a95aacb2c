#pragma once
/// \file
/// Where the simulated studies of `accord validate` are carried out: library regions, seeds of their own, worlds that a
/// study may change between months, and censuses of pupils.

#include "models/model.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace experiments {

/// What a study found for one target, or one part of it.
struct Finding {
    std::string id;   ///< Of the target: "V08", "V13.1-year", "hsb.math.icc".
    double value = 0; ///< In the target's unit; NaN if the study could not be carried out.
    double se = 0;    ///< Standard error of `value`, from replicates unless `note` says otherwise; NaN if unknown.
    std::string note; ///< How it was measured, and on how many.
};
using Findings = std::vector<Finding>;

/// Set-ups and luck shared by all studies.
struct Laboratory {
    std::uint64_t seed = 31415; ///< Of all studies; calibration uses others.
    double effort = 1;          ///< Multiplies each study's own number of replicates; at least one is run.
    models::Parameters parameters = models::parameter_table().defaults();
    const std::atomic<bool>* stop = nullptr;

    /// A library region under a strategy in calm. Throws sim::InputError if the library lacks it.
    models::Setup setup(const std::string& scenario, const std::string& strategy) const;
    /// A national sample of 400 made-up schools of grades K to 8 with secondary schools, without partners: background
    /// spreads as published (S-SES-SEG), everything else follows from the model.
    models::Setup sample_of_schools() const;
    /// Replicate r of a set-up at month 0.
    models::World world(const models::Setup& setup, std::uint32_t replicate) const;
    /// Advances by months; throws models::Interrupted when told to stop.
    void advance(models::World& world, std::uint32_t months) const;
    /// f(replicate) for each of n x `effort` replicates, in parallel; results in order of replicates.
    template <class F>
    auto each(std::uint32_t n, F f) const {
        std::vector<decltype(f(std::uint32_t{}))> results(n_replicates(n));
        run_tasks(results.size(), [&](std::size_t r) { results[r] = f(static_cast<std::uint32_t>(r)); });
        return results;
    }

  private:
    std::size_t n_replicates(std::uint32_t n) const; ///< Rounded.
    void run_tasks(std::size_t n, const std::function<void(std::size_t)>& task) const;
};

/// A pupil as a researcher would record him or her in June.
struct Pupil {
    sim::Key key = 0; ///< Stays with the pupil from school to school.
    sim::Row school = 0;
    std::size_t row = 0; ///< Of the student columns.
    int grade = 0;       ///< That was just finished.
    bool is_low_income = false;
    std::uint32_t programmes = 0; ///< Bit a programme.
    double score = 0;             ///< theta + b [SD of ability]
    double test = 0;              ///< With measurement error [SD of ability]
    double engagement = 0;        ///< [0-1]
    double ses = 0;               ///< [SD]
    double absent = 0;            ///< Days this school year.
};

/// All pupils of grades K to 12, sorted by key. Errors of tests are drawn anew for each month asked.
std::vector<Pupil> census(const models::World& world);

/// Calls f(before, after) for pupils who are in both, in order of keys.
template <class F>
void for_each_pair(const std::vector<Pupil>& before, const std::vector<Pupil>& after, F f) {
    std::size_t b = 0;
    for (const Pupil& now : after) {
        while (b < before.size() && before[b].key < now.key)
            ++b;
        if (b < before.size() && before[b].key == now.key) f(before[b], now);
    }
}

/// Mean and standard error of the mean over replicates as a finding; NaN values are left out.
Finding finding(std::string id, const std::vector<double>& values, std::string note);

/// Sets every programme's effects to nothing from now on: the twin of a world in which programmes teach nobody.
void silence_programmes(models::World& world);
/// The same for one programme.
void silence_programme(models::World& world, std::size_t programme);

inline constexpr std::uint32_t june = 10; ///< Months done when June is over.

} // namespace experiments
