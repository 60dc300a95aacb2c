#pragma once
/// \file
/// Why: for a partnership, a school or a dip in a curve, the causes that the event log offers, each checked by running
/// the same luck again without it, and ranked by what that changes.

#include "viz/runs/trajectory.h"

#include <atomic>
#include <string>
#include <vector>

namespace viz {

enum class QuestionKind { tie, school, outcome };

/// "Why is this so in month `month`?"
struct Question {
    QuestionKind kind = QuestionKind::outcome;
    sim::Key tie = 0;
    sim::Row school = sim::no_row;
    std::size_t observable = 0;
    std::uint32_t month = 0;

    friend bool operator==(const Question&, const Question&) = default;
};

/// A cause and what its absence would have changed. None is later than what is asked about.
struct Cause {
    std::string text;        ///< "A funding cut began in month 24"
    std::string without;     ///< "without the funding cut"
    Script script;           ///< The run without it, same luck.
    std::uint32_t month = 0; ///< When it struck.
    double with_it = 0,
           without_it = 0; ///< The questioned number in both runs; a tie's is its age in months at the end.
    bool is_checked = false;
    double effect() const { return without_it - with_it; }
};

struct Answer {
    Question question;
    std::uint64_t generation = 0;
    std::string what;               ///< "Partnership of Waugh Elementary and Cedar Company on tutoring"
    std::string unit;               ///< Of the effects: "months", "SD"
    std::vector<std::string> story; ///< What happened, dated, oldest first.
    std::vector<Cause> causes;      ///< What changes something first, by how much; then the others in time order.
    std::uint32_t first = 0;        ///< Of a tie: the frame in which the spell that is asked about began
    bool is_complete = false;
    std::string failure; ///< Why the causes could not be checked; "" if they could.
};

/// The answer with its candidate causes, none checked yet.
Answer candidates(const Question& question, const Trajectory& run);

/// Runs the causes' scripts and ranks; false when stopped. `run` gives the starting points. Where no single cause
/// changes anything, all are left out together, and if that does, the fewest that do are one more cause.
bool check_causes(Answer& answer, const TrajectoryPtr& run, const std::atomic<bool>& stop);

/// "without it the partnership would have lasted 14 months longer", "without it ability would be 0.004 SD higher".
std::string effect_text(const Answer& answer, const Cause& cause);

/// What the checked causes come to, in a sentence: what helps most, or that nothing checked would have.
std::string verdict(const Answer& answer);

/// The script in which all that these causes leave out of `script` is left out at once.
Script without_all(const Script& script, const std::vector<const Cause*>& causes);

/// The question the viewer asks first: the largest fall of an outcome (against its good) over six months, up to
/// `until`.
std::uint32_t deepest_dip(const Trajectory& run, std::size_t observable, std::uint32_t until);

} // namespace viz
