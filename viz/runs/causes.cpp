#include "viz/runs/causes.h"

#include "scenarios/words.h"
#include "sim/parallel.h"
#include "sim/rethrow.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace viz {
namespace {

constexpr std::size_t most_leaders = 4; ///< Departures looked into: the latest.
constexpr std::uint32_t recent = 36;    ///< Departures longer ago are not asked about [month].

std::string condition_name(std::size_t c) { return std::string(models::condition_infos[c].name); }

/// The questioned number in a run. A pair may come together more than once: of a tie it is the spell asked about, or
/// the next one where the run has none then.
double number_of(const Answer& answer, const Trajectory& run) {
    const Question& q = answer.question;
    if (q.kind == QuestionKind::outcome) return run.at(q.month).observables[q.observable];
    if (q.kind == QuestionKind::school) return static_cast<double>(run.at(q.month).schools[q.school].score);
    double months = 0; // in force
    bool has_begun = false;
    for (std::size_t m = answer.first; m < run.frames.size(); ++m) {
        const TieState* tie = run.frames[m]->tie(q.tie);
        if (!tie && has_begun) break;
        has_begun |= tie != nullptr;
        if (tie && tie->stage == models::Stage::active) months += 1;
    }
    return months;
}

/// The frame of month m is the end of month m - 1.
std::string frame_date(std::uint32_t month) { return date_text(month ? month - 1 : 0); }

bool changes(const Cause& cause) { return std::isfinite(cause.effect()) && cause.effect() != 0; }

Cause cause(std::string text, std::string without, const Script& script, std::uint32_t month) {
    Cause c;
    c.text = std::move(text), c.without = std::move(without), c.script = script, c.month = month;
    return c;
}

/// Every condition that struck before the month in question.
void add_conditions(const Question& q, const Trajectory& run, std::vector<Cause>& causes) {
    for (std::size_t n = 1; n < models::n_conditions; ++n) {
        const auto condition = static_cast<models::Condition>(n);
        const double strength = run.script.conditions.of(condition);
        if (strength <= 0 || condition == models::Condition::all_at_once) continue;
        std::uint32_t struck = 0;
        while (struck < q.month && strength_at(run.script, condition, struck) <= 0)
            ++struck;
        if (struck >= q.month) continue;
        Script without = run.script;
        for (const std::size_t other : {n, static_cast<std::size_t>(models::Condition::all_at_once)})
            without.conditions.strength[other] = 0;
        if (run.script.conditions.strength[static_cast<std::size_t>(models::Condition::all_at_once)] > 0)
            for (std::size_t other = 1; other + 1 < models::n_conditions; ++other)
                without.conditions.strength[other] =
                    other == n ? 0 : run.script.conditions.of(static_cast<models::Condition>(other));
        causes.push_back(cause(fmt::format("{}: {} began", date_text(struck), condition_name(n)),
                               "without " + condition_name(n), without, struck));
    }
}

void add_commands(const Question& q, const Trajectory& run, std::vector<Cause>& causes) {
    for (std::size_t n = 0; n < run.script.commands.size(); ++n) {
        const Command& command = run.script.commands[n];
        if (command.month >= q.month) continue;
        Script without = run.script;
        without.commands.erase(without.commands.begin() + static_cast<std::ptrdiff_t>(n));
        const std::string what = text_of(command, *run.cast);
        causes.push_back(cause(fmt::format("{}: {}", date_text(command.month), what), "without this command", without,
                               command.month));
    }
}

/// Leaders and champions that left the schools concerned (all schools when none is named: then the largest departures).
void add_leaders(const Question& q, const Trajectory& run, sim::Row school, std::vector<Cause>& causes) {
    std::size_t added = 0;
    for (std::uint32_t m = std::min<std::uint32_t>(q.month, run.months_done()); m-- > 0 && added < most_leaders;) {
        if (q.month - m > recent) break;
        for (const Happening& h : run.happenings[m]) {
            const bool is_leader = h.kind == HappeningKind::leader_left,
                       is_champion = h.kind == HappeningKind::champion_left;
            if (h.school != school || (!is_leader && !is_champion) || added >= most_leaders) continue;
            Script without = run.script;
            without.holds.push_back({m, is_leader ? HoldKind::principal_stays : HoldKind::champion_stays, h.school});
            causes.push_back(cause(fmt::format("{}: {}", date_text(m), text_of(h, *run.cast)),
                                   is_leader ? "if the principal had stayed" : "if that person had stayed", without,
                                   m));
            ++added;
        }
    }
}

void add_lever(const Trajectory& run, std::uint32_t month, const char* id, double value, const char* text,
               const char* without, std::vector<Cause>& causes) {
    const auto* row = models::lever_table().find(id);
    double now = sim::ParameterTable<models::Levers>::at(run.script.levers, *row);
    for (const Command& c : run.script.commands)
        if (c.kind == CommandKind::lever && c.id == id && c.month <= month) now = c.value;
    if (std::abs(now - value) < 0.2 * (row->range.high - row->range.low) &&
        id != std::string_view("coordination.bought"))
        return;
    if (now >= value) return;
    Script other = run.script;
    other.commands.push_back({month, CommandKind::lever, id, value, sim::no_row});
    causes.push_back(
        cause(fmt::format("{}: {} {}", text, lever_name(id), lever_value(*row, now)), without, other, month));
}

/// What the strategy left undone, that the reason of an ending points to.
void add_choices(const Trajectory& run, std::uint32_t month, std::vector<Cause>& causes) {
    add_lever(run, month, "coordination.bought", 10, "Little time to coordinate was bought",
              "with 10 h of coordination a month per 1,000 pupils", causes);
    add_lever(run, month, "governance.openness", 0.95, "Decisions were not made in the open",
              "with decisions 95 % open", causes);
    add_lever(run, month, "agreement.goal-work", 0.8, "Little work went into common ground",
              "with 80 % work on common goals", causes);
    add_lever(run, month, "delivery.support", 10, "Little support for those who deliver",
              "with 10 USD of support a pupil and month", causes);
}

/// A partnership beside the one asked about, and what it took.
struct Rival {
    const TieState* tie = nullptr;
    std::uint32_t since = 0; ///< When both were there first.
    double hours = 0;        ///< Coordination it needs over the months that both were in force [h]
    double means = 0;        ///< It got from the same partner over those months [USD]
};

/// Those that shared its school's hours or its partner's means, by what they took.
std::vector<Rival> rivals_of(const Trajectory& run, const TieState& asked, std::uint32_t since, std::uint32_t until) {
    std::map<sim::Key, Rival> rivals;
    for (std::uint32_t m = since; m <= std::min(until, run.months_done()); ++m) {
        const TieState* own = run.frames[m]->tie(asked.key);
        if (!own || own->stage != models::Stage::active) continue;
        for (const TieState& other : run.frames[m]->ties) {
            const bool shares_school = other.school == asked.school, shares_partner = other.partner == asked.partner;
            if (other.key == asked.key || other.stage != models::Stage::active || !(shares_school || shares_partner))
                continue;
            Rival& rival = rivals[other.key];
            if (!rival.tie) rival.since = m;
            rival.tie = &other;
            if (shares_school) rival.hours += parameters_of(run.script).programme[other.programme].coordination;
            if (shares_partner) rival.means += static_cast<double>(other.delivered);
        }
    }
    std::vector<Rival> list;
    for (const auto& one : rivals)
        list.push_back(one.second);
    return list;
}

void add_rival(const Trajectory& run, const Rival& rival, const std::string& what, std::vector<Cause>& causes) {
    const TieState& tie = *rival.tie;
    const Cast& cast = *run.cast;
    const std::string programme = programme_name(tie.programme);
    Script without = run.script;
    // The frame of month m is the end of month m - 1: the rival goes at the beginning of month m.
    without.holds.push_back({rival.since, HoldKind::partnership_away, tie.school, tie.key});
    causes.push_back(cause(fmt::format("From {} on {}", date_text(rival.since ? rival.since - 1 : 0), what),
                           fmt::format("without {} of {} and {}", programme, cast.schools[tie.school].name,
                                       cast.partners[tie.partner].name),
                           without, rival.since));
}

/// Other partnerships of the school that took its hours, and of the partner that took its means: the largest of each.
void add_rivals(const Trajectory& run, const TieState& asked, std::uint32_t since, std::uint32_t until,
                std::vector<Cause>& causes) {
    constexpr std::size_t most = 4;
    std::vector<Rival> rivals = rivals_of(run, asked, since, until);
    const auto add_largest = [&](double Rival::*size, auto text) {
        std::stable_sort(rivals.begin(), rivals.end(),
                         [&](const Rival& a, const Rival& b) { return a.*size > b.*size; });
        for (std::size_t n = 0; n < std::min(most, rivals.size()) && rivals[n].*size > 0; ++n)
            add_rival(run, rivals[n], text(rivals[n]), causes);
    };
    const Cast& cast = *run.cast;
    add_largest(&Rival::hours, [&](const Rival& r) {
        return fmt::format("{} with {} needed {:.0f} h of {}'s coordination too", programme_name(r.tie->programme),
                           cast.partners[r.tie->partner].name, r.hours, cast.schools[r.tie->school].name);
    });
    std::erase_if(rivals, [&](const Rival& r) { return r.tie->school == asked.school; });
    add_largest(&Rival::means, [&](const Rival& r) {
        return fmt::format("{} gave {} {:.0f} USD too", cast.partners[r.tie->partner].name,
                           cast.schools[r.tie->school].name, r.means);
    });
}

/// Of a school: the partnerships that took most of its hours up to the month asked about.
void add_own_partnerships(const Question& q, const Trajectory& run, std::vector<Cause>& causes) {
    constexpr std::size_t most = 4;
    std::map<sim::Key, Rival> ties;
    for (std::uint32_t m = 0; m <= std::min(q.month, run.months_done()); ++m)
        for (const TieState& tie : run.frames[m]->ties) {
            if (tie.school != q.school || tie.stage != models::Stage::active) continue;
            Rival& one = ties[tie.key];
            if (!one.tie) one.since = m;
            one.tie = &tie, one.means += static_cast<double>(tie.delivered);
            one.hours += parameters_of(run.script).programme[tie.programme].coordination;
        }
    std::vector<Rival> list;
    for (const auto& one : ties)
        list.push_back(one.second);
    std::stable_sort(list.begin(), list.end(), [](const Rival& a, const Rival& b) { return a.hours > b.hours; });
    for (std::size_t n = 0; n < std::min(most, list.size()); ++n)
        add_rival(run, list[n],
                  fmt::format("{} with {} ran: {:.0f} USD came, {:.0f} h of coordination were needed",
                              programme_name(list[n].tie->programme), run.cast->partners[list[n].tie->partner].name,
                              list[n].means, list[n].hours),
                  causes);
}

/// Dated lines about one tie or school, of months [since, until).
std::vector<std::string> story_of(const Question& q, const Trajectory& run, sim::Row school, std::uint32_t since,
                                  std::uint32_t until) {
    std::vector<std::string> lines;
    for (std::uint32_t m = since; m < std::min(until, run.months_done()); ++m)
        for (const Happening& h : run.happenings[m]) {
            const bool is_ties = q.kind == QuestionKind::tie && h.tie == q.tie;
            const bool is_schools = h.school == school && school != sim::no_row &&
                                    (h.kind == HappeningKind::leader_left || h.kind == HappeningKind::champion_left ||
                                     (q.kind == QuestionKind::school && h.tie != 0));
            const bool is_outside = h.kind == HappeningKind::condition_began ||
                                    h.kind == HappeningKind::condition_eased || h.kind == HappeningKind::command;
            if (is_ties || is_schools || is_outside)
                lines.push_back(fmt::format("{}: {}", date_text(m), text_of(h, *run.cast)));
        }
    return lines;
}

/// A stay of the tie in the table: frames [first, last], and who is in it.
struct TieSpan {
    std::uint32_t first = 0, last = 0;
    const TieState* state = nullptr;
};
/// The latest stay that had begun by `month`; a pair that parted may come together again later.
TieSpan span_of(sim::Key key, const Trajectory& run, std::uint32_t month) {
    TieSpan span;
    bool was_there = false;
    for (const auto& frame : run.frames) {
        const TieState* tie = frame->tie(key);
        const bool begins = tie && !was_there;
        was_there = tie != nullptr;
        if (begins && span.state && frame->month > month) break;
        if (begins) span.first = frame->month;
        if (tie) span.state = tie, span.last = frame->month;
    }
    return span;
}

/// All that was checked, left out at once; then each is put back that is not needed for the change.
void check_together(Answer& answer, const Script& script, const std::function<void(Cause&)>& check) {
    std::vector<const Cause*> needed;
    for (const Cause& one : answer.causes)
        needed.push_back(&one);
    const auto attempt = [&](const std::vector<const Cause*>& some) {
        Cause together;
        together.script = without_all(script, some), together.month = some.front()->month;
        for (const Cause* one : some) {
            together.text += (together.text.empty() ? "Together: " : "; ") + one->text;
            together.month = std::min(together.month, one->month);
        }
        together.without = fmt::format("with these {} changed at once", some.size());
        check(together);
        return together;
    };
    Cause found = attempt(needed);
    if (!changes(found)) return;
    for (std::size_t n = 0; n < needed.size() && needed.size() > 2;) {
        std::vector<const Cause*> fewer = needed;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(n));
        Cause smaller = attempt(fewer);
        if (changes(smaller))
            needed = std::move(fewer), found = std::move(smaller);
        else
            ++n;
    }
    answer.causes.push_back(std::move(found));
}

} // namespace

Answer candidates(const Question& q, const Trajectory& run) {
    Answer answer;
    answer.question = q, answer.generation = run.generation;
    Question at = q;
    sim::Row school = q.school;
    std::uint32_t since = 0;
    const TieSpan span = q.kind == QuestionKind::tie ? span_of(q.tie, run, q.month) : TieSpan{};
    if (q.kind == QuestionKind::tie) {
        if (!span.state) return answer;
        school = span.state->school, since = answer.first = span.first, at.month = span.last + 1;
        answer.what = fmt::format("{} and {}: {}", run.cast->schools[school].name,
                                  run.cast->partners[span.state->partner].name, programme_name(span.state->programme));
        answer.unit = "months";
    } else if (q.kind == QuestionKind::school) {
        answer.what = fmt::format("Mean ability at {} in {}", run.cast->schools[school].name, frame_date(q.month));
        answer.unit = "SD";
    } else {
        answer.what = fmt::format("{} in {}", outcome_label(q.observable), frame_date(q.month));
        answer.unit = models::observables()[q.observable].unit;
    }
    answer.story = story_of(q, run, school, since ? since - 1 : 0, at.month);
    add_conditions(at, run, answer.causes);
    add_commands(at, run, answer.causes);
    if (school != sim::no_row) add_leaders(at, run, school, answer.causes);
    if (span.state) add_rivals(run, *span.state, since, span.last, answer.causes);
    if (q.kind == QuestionKind::school) add_own_partnerships(q, run, answer.causes);
    add_choices(run, since, answer.causes);
    return answer;
}

bool check_causes(Answer& answer, const TrajectoryPtr& run, const std::atomic<bool>& stop) {
    const double with_it = number_of(answer, *run);
    const auto check = [&](Cause& one) {
        if (stop) return;
        try {
            const auto without = run_script(
                one.script, 0, {run}, [](TrajectoryPtr) {}, [&] { return stop.load(); });
            if (!without) return;
            one.with_it = with_it, one.without_it = number_of(answer, *without);
            one.is_checked = true;
        } catch (...) {
            sim::rethrow_at(one.without);
        }
    };
    sim::for_each_task(answer.causes.size(), [&](std::size_t n) { check(answer.causes[n]); });
    if (!stop && answer.causes.size() > 1 && std::none_of(answer.causes.begin(), answer.causes.end(), changes))
        check_together(answer, run->script, check);
    if (stop) return false;
    std::stable_sort(answer.causes.begin(), answer.causes.end(), [](const Cause& a, const Cause& b) {
        if (changes(a) != changes(b)) return changes(a);
        if (changes(a) && std::abs(a.effect()) != std::abs(b.effect()))
            return std::abs(a.effect()) > std::abs(b.effect());
        return a.month < b.month;
    });
    answer.is_complete = true;
    return true;
}

std::string effect_text(const Answer& answer, const Cause& cause) {
    const double effect = cause.effect();
    if (!cause.is_checked) return "being checked ...";
    if (answer.question.kind == QuestionKind::tie) {
        if (effect == 0) return fmt::format("{}: no change", cause.without);
        return fmt::format("{}: in force for {} instead of {}", cause.without,
                           scenarios::plural(static_cast<std::size_t>(cause.without_it), "month"), cause.with_it);
    }
    if (!std::isfinite(effect) || effect == 0) return fmt::format("{}: no change", cause.without);
    const scenarios::ShownUnit unit = scenarios::shown_unit(answer.unit);
    return fmt::format("{}: {:.4g} instead of {:.4g} {} ({})", cause.without, unit.scale * cause.without_it,
                       unit.scale * cause.with_it, unit.level, scenarios::typeset.signed_number(effect, answer.unit));
}

std::uint32_t deepest_dip(const Trajectory& run, std::size_t observable, std::uint32_t until) {
    const double sign = models::observables()[observable].good == sim::Good::up ? 1 : -1;
    const std::vector<double> values = run.series(observable);
    constexpr std::size_t span = 6;
    std::uint32_t at = 0;
    double worst = 0;
    for (std::size_t m = span; m < values.size() && m <= until; ++m)
        if (const double fall = sign * (values[m] - values[m - span]); fall < worst)
            worst = fall, at = static_cast<std::uint32_t>(m);
    return at;
}

} // namespace viz
