#pragma once
/// \file
/// The schedule is a list one can print: one line a process, in order, each timed.

#include "sim/random.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace sim {

/// Where time stands: month 0 is the first September. One step = one month.
struct Step {
    Luck luck;
    std::uint32_t month = 0; ///< Months since the start.

    Stream stream(std::uint32_t decision, Key agent) const { return {luck, agent, month, decision}; }
};

/// When a process is due within the year.
enum class Due { monthly, term_end, year_end };

/// One line of the schedule for worlds of type W.
template <class W>
struct Process {
    std::string id;      ///< Verb phrase, kebab-case: "turn-over-leaders".
    Due due;             ///< How often.
    std::string summary; ///< One line for people.
    void (*run)(W&, const Step&);
};

/// Months in a reporting term and in a year.
inline constexpr std::uint32_t months_per_term = 3;
inline constexpr std::uint32_t months_per_year = 12;
inline constexpr std::uint32_t terms_per_year = months_per_year / months_per_term;

constexpr bool is_due(Due due, std::uint32_t month) {
    switch (due) {
    case Due::term_end:
        return month % months_per_term == months_per_term - 1;
    case Due::year_end:
        return month % months_per_year == months_per_year - 1;
    case Due::monthly:
        break;
    }
    return true;
}

/// Runs the processes due in `step`, from process `first` on; adds the seconds each took to `seconds` if given.
/// `after(process)` is called after each process that ran (checkpoints, tests); it may be empty.
template <class W, class After>
void run_step(const std::vector<Process<W>>& schedule, W& world, const Step& step, std::size_t first,
              std::vector<double>* seconds, After&& after) {
    for (std::size_t i = first; i < schedule.size(); ++i) {
        if (!is_due(schedule[i].due, step.month)) continue;
        const auto start = std::chrono::steady_clock::now();
        schedule[i].run(world, step);
        if (seconds) (*seconds)[i] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        after(i);
    }
}

} // namespace sim
