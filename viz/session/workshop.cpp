#include "viz/session/workshop.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

using Levers = sim::ParameterTable<models::Levers>;

struct PhaseText {
    std::string_view name, instruction;
};
constexpr std::array<PhaseText, n_phases> phases{{
    {"set-up", "Choose teams, rounds, budget and the aim that all share."},
    {"brief", "Read the situation aloud. What is this team's goal, in one sentence, and who could help?"},
    {"decide",
     "One team at a time: move levers within your budget. What is written down, who decides, what is paid for?"},
    {"predict", "Nobody has seen a result: what do you expect at the end of this round, against nothing decided?"},
    {"reveal", "One outcome at a time, students first. What surprises you?"},
    {"debrief", "Why did it come out like this? What would you do in your own district on Monday?"},
    {"over", "The workshop is over. Export the debrief pages."},
}};

} // namespace

std::string_view name(Phase phase) { return phases[static_cast<std::size_t>(phase)].name; }
std::string_view instruction(Phase phase) { return phases[static_cast<std::size_t>(phase)].instruction; }

const std::vector<ShockCard>& shock_cards() {
    using enum models::Condition;
    static const std::vector<ShockCard> cards{
        {"The state cuts school budgets",
         "Tax revenue collapses. Public money falls for three years, poor schools a little more.", funding_cut, 1},
        {"A recession", "Plants close. Public money, donors and jobs fall together.", recession, 1},
        {"Leaders leave", "Principals and superintendents move on far more often than usual.", leadership_churn, 1},
        {"The largest partners leave", "Head office closes the local foundation; two anchor employers go with it.",
         partner_exit, 1},
        {"Pupils stay away", "After a hard winter, absence stays high for months.", absence_shock, 1},
        {"New regulation", "Every agreement now needs legal review.", heavy_regulation, 1},
        {"Ways of working clash", "Partners want speed; schools want process.", culture_clash, 1}};
    return cards;
}

Workshop::Workshop(std::shared_ptr<const scenarios::Scenario> scenario, WorkshopSettings settings,
                   std::shared_ptr<const models::Parameters> parameters)
    : scenario_(std::move(scenario)), settings_(settings), parameters_(std::move(parameters)) {
    settings_.n_teams = std::clamp<std::uint32_t>(settings_.n_teams, 1, most_teams);
    settings_.n_rounds = std::clamp<std::uint32_t>(settings_.n_rounds, 1, scenario_->months);
    settings_.n_lucks = std::clamp(settings_.n_lucks, fewest_lucks, most_lucks);
    settings_.aim = std::min(settings_.aim, n_main_outcomes - 1);
    for (std::uint32_t t = 0; t < settings_.n_teams; ++t)
        teams.emplace_back().name = fmt::format("Team {}", t + 1);
    words_.resize(teams.size());
    Script beginning = script_from(scenario_->strategy);
    beginning.months = 0;
    const TrajectoryPtr start = run_script(
        beginning, ++generation_, {}, [](TrajectoryPtr) {}, [] { return false; });
    for (Team& team : teams)
        team.seen = start; // all that there is to see before the first reveal
}

std::uint32_t Workshop::month_of(std::uint32_t round) const {
    constexpr std::uint32_t year = 12;
    if (round == settings_.n_rounds) return scenario_->months;
    const std::uint32_t years = scenario_->months / year / settings_.n_rounds;
    return years > 0 ? round * years * year : scenario_->months * round / settings_.n_rounds;
}

std::uint32_t Workshop::visible_months() const {
    const bool is_shown = phase_ > Phase::reveal || n_shown() == n_main_outcomes;
    return is_shown ? last_month() : first_month();
}

std::uint32_t Workshop::visible_months(std::size_t observable) const {
    for (std::size_t k = 0; k < n_shown(); ++k)
        if (main_outcome(k) == observable) return last_month();
    return visible_months();
}

bool Workshop::enter(std::size_t team, const std::string& word) {
    leave();
    if (team >= teams.size() || (phase_ != Phase::decide && phase_ != Phase::predict)) return false;
    if (!words_[team]) words_[team] = word;
    if (*words_[team] != word) return false;
    at_machine_ = current_team = team;
    return true;
}

std::string Workshop::obstacle() const {
    if (phase_ == Phase::over) return "the workshop is over";
    for (const Team& team : teams) {
        if (phase_ == Phase::decide && !team.has_decided) return team.name + " has not decided yet";
        if (phase_ == Phase::predict && !team.has_predicted) return team.name + " has not predicted yet";
    }
    if (phase_ == Phase::predict && !is_repeating_ && !work()->are_lucks_done())
        return fmt::format("other luck is being worked out: {} of {}", work()->lucks_done(),
                           scenarios::plural(work()->lucks_wanted(), "run"));
    return "";
}

void Workshop::next() {
    if (!obstacle().empty()) return;
    moves_.push_back({MoveKind::next, 0, {}, {}, 0, 0});
    leave();
    switch (phase_) {
    case Phase::decide:
        work_out();
        break;
    case Phase::predict:
        reveal();
        break;
    case Phase::reveal:
        if (n_shown_ < n_main_outcomes) {
            if (++n_shown_ == n_main_outcomes)
                for (Team& team : teams)
                    team.seen = team.run;
            return;
        }
        break;
    case Phase::debrief:
        if (round_ + 1 == settings_.n_rounds) break;
        ++round_;
        n_shown_ = 0, phase_ = Phase::brief;
        played_.clear();
        for (Team& team : teams)
            team.prediction = nothing_said, team.has_predicted = team.has_decided = false;
        return;
    default:
        break;
    }
    phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
}

bool Workshop::predict(std::size_t team, const Prediction& prediction) {
    if (phase_ != Phase::predict || at_machine_ != team) return false;
    teams[team].prediction = prediction, teams[team].has_predicted = true;
    moves_.push_back({MoveKind::predict, team, prediction, {}, 0, 0});
    leave();
    return true;
}

bool Workshop::settle(std::size_t team) {
    if (phase_ != Phase::decide || at_machine_ != team) return false;
    teams[team].has_decided = true;
    moves_.push_back({MoveKind::settle, team, {}, {}, 0, 0});
    leave();
    return true;
}

bool Workshop::repeat(const Move& move) {
    const std::vector<Move> before = moves_;
    if (move.team >= teams.size()) return false;
    is_repeating_ = true;
    const bool is_of_team = move.kind != MoveKind::next && move.kind != MoveKind::play;
    if (is_of_team) at_machine_ = move.team;
    switch (move.kind) {
    case MoveKind::next:
        next();
        break;
    case MoveKind::predict:
        predict(move.team, move.prediction);
        break;
    case MoveKind::decide:
        decide(move.team, move.lever, move.value);
        break;
    case MoveKind::settle:
        settle(move.team);
        break;
    case MoveKind::play:
        if (move.card < shock_cards().size()) play(move.card);
        break;
    }
    is_repeating_ = false;
    leave();
    return moves_ != before; // a drag replaces the last move
}

Script Workshop::script_from(std::string_view strategy) const {
    Script script = make_script(scenario_, strategy);
    script.parameters = parameters_, script.months = last_month(), script.commands = shocks_;
    return script;
}

Script Workshop::script(std::size_t team) const {
    Script script = script_from(scenario_->strategy);
    const std::vector<Command>& decisions = teams[team].decisions;
    script.commands.insert(script.commands.begin(), decisions.begin(), decisions.end());
    return script;
}

/// A lever's value when the round began.
double Workshop::value_before(std::size_t team, const sim::ParameterRow& row) const {
    double value = Levers::at(make_script(scenario_, scenario_->strategy).levers, row);
    for (const Command& c : teams[team].decisions)
        if (c.id == row.id && c.month < first_month()) value = c.value;
    return value;
}

double Workshop::lever(std::size_t team, const sim::ParameterRow& row) const {
    double value = value_before(team, row);
    for (const Command& c : teams[team].decisions)
        if (c.id == row.id) value = c.value;
    return value;
}

double Workshop::spent(std::size_t team) const {
    double points = 0;
    for (const sim::ParameterRow& row : models::lever_table().rows())
        points += range_cost * std::abs(lever(team, row) - value_before(team, row)) / (row.range.high - row.range.low);
    return points;
}

double Workshop::cost(std::size_t team, const std::string& id, double value) const {
    const sim::ParameterRow* row = models::lever_table().find(id);
    return range_cost * std::abs(value - value_before(team, *row)) / (row->range.high - row->range.low);
}

bool Workshop::decide(std::size_t team, const std::string& id, double value) {
    const sim::ParameterRow* row = models::lever_table().find(id);
    if (phase_ != Phase::decide || at_machine_ != team || !row || !sim::refusal(*row, value).empty()) return false;
    std::vector<Command>& decisions = teams[team].decisions;
    const std::vector<Command> before = decisions;
    std::erase_if(decisions, [&](const Command& c) { return c.id == id && c.month == first_month(); });
    decisions.push_back({first_month(), CommandKind::lever, id, value, sim::no_row});
    constexpr double rounding = 1e-9;
    if (spent(team) > settings_.budget + rounding) {
        decisions = before;
        return false;
    }
    const auto is_of_lever = [&](const Move& m) {
        return m.kind == MoveKind::decide && m.team == team && m.lever == id;
    };
    if (!moves_.empty() && is_of_lever(moves_.back())) moves_.pop_back(); // a drag is one move
    moves_.push_back({MoveKind::decide, team, {}, id, value, 0});
    return true;
}

bool Workshop::has_begun_to_predict() const {
    return std::any_of(teams.begin(), teams.end(), [](const Team& team) { return team.has_predicted; });
}

bool Workshop::can_play() const {
    return phase_ == Phase::brief || (phase_ == Phase::predict && !has_begun_to_predict());
}

bool Workshop::play(std::size_t card) {
    if (!can_play() || std::find(played_.begin(), played_.end(), card) != played_.end()) return false;
    const ShockCard& shock = shock_cards()[card];
    const auto id = models::condition_infos[static_cast<std::size_t>(shock.condition)].id;
    const std::uint32_t month =
        phase_ == Phase::brief ? first_month() : first_month() + (last_month() - first_month()) / 2;
    shocks_.push_back({month, CommandKind::condition, std::string(id), shock.strength, sim::no_row});
    played_.push_back(card);
    moves_.push_back({MoveKind::play, 0, {}, {}, 0, card});
    if (phase_ == Phase::predict) work_.pop_back(), work_out(); // what was begun knows nothing of it
    return true;
}

void Workshop::work_out() {
    RoundScripts scripts;
    scripts.alone = script_from(models::counterfactual), scripts.untouched = script_from(scenario_->strategy);
    scripts.known = {alone_, untouched_};
    for (std::size_t t = 0; t < teams.size(); ++t)
        scripts.teams.push_back(script(t)), scripts.known.push_back(teams[t].run);
    scripts.n_lucks = settings_.n_lucks, scripts.aim = aim(), scripts.generation = generation_ + 1;
    generation_ += scripts.teams.size() + 2;
    work_.push_back(std::make_unique<RoundWork>(std::move(scripts)));
}

void Workshop::reveal() {
    work_.back()->wait_for_runs();
    alone_ = work()->alone(), untouched_ = work()->untouched();
    for (std::size_t t = 0; t < teams.size(); ++t) {
        teams[t].run = work()->team(t);
        teams[t].predictions.push_back(teams[t].prediction);
        teams[t].notes.emplace_back();
    }
    n_shown_ = 0;
}

Score Workshop::score(std::size_t team, std::size_t round) const {
    Score score;
    const auto own = work_[round]->team_bands(team), untouched = work_[round]->untouched_bands();
    const std::uint32_t month = month_of(static_cast<std::uint32_t>(round) + 1);
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        if (!own || !untouched) continue;
        score.against[k] = compare_outcome(*own, *untouched, main_outcome(k), month);
        const bool is_up = models::observables()[main_outcome(k)].good == sim::Good::up;
        if (score.against[k].is_clear()) score.points[k] = (score.against[k].difference.mean > 0) == is_up ? 1 : -1;
        score.total += score.points[k];
        score.right_predictions += score.points[k] == teams[team].predictions[round][k];
    }
    return score;
}

std::string outcome_text(const PairedOutcome& p, int points) {
    if (p.difference.n == 0) return "nothing to compare";
    const std::string_view unit = models::observables()[p.observable].unit;
    if (points == 0)
        return fmt::format("no difference that chance could not make ({})",
                           scenarios::typeset.change(p.difference.mean, unit));
    const std::size_t held = points > 0 ? p.wins.better : p.n_worse;
    return fmt::format("{}: {} ({}); held in {} of {} lucks", points > 0 ? "better" : "worse",
                       scenarios::typeset.change(p.difference.mean, unit),
                       scenarios::typeset.interval(p.difference, unit), held, p.wins.pairs);
}

std::string workshop_finding(const Workshop& workshop) {
    if (workshop.n_revealed() == 0) return "";
    std::vector<std::string> reached;
    for (std::size_t t = 0; t < workshop.teams.size(); ++t)
        if (workshop.score(t, workshop.n_revealed() - 1).points[workshop.settings().aim] > 0)
            reached.push_back(workshop.teams[t].name);
    const std::string aim =
        fmt::format("Our shared aim, {}, is better than with nothing decided", outcome_label(workshop.aim()));
    if (reached.empty()) return aim + " in no region beyond what chance can do.";
    if (reached.size() == workshop.teams.size()) return aim + " in every region: the room has reached it.";
    return fmt::format("{} in {} of {} regions: {}.", aim, reached.size(), workshop.teams.size(),
                       scenarios::listed(reached));
}

std::vector<std::string> workshop_caveats(const Workshop& workshop) {
    std::vector<std::string> list = caveats_of(workshop.scenario(), 1);
    list.pop_back();
    list.push_back(fmt::format("Curves show one luck; points count only what {} lucks agree on, and no luck shows how "
                               "wrong the model may be.",
                               workshop.settings().n_lucks));
    return list;
}

} // namespace viz
