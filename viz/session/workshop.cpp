#include "viz/session/workshop.h"

#include "experiments/statistics/statistics.h"
#include "scenarios/words.h"
#include "sim/parallel.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

using Levers = sim::ParameterTable<models::Levers>;

struct PhaseText {
    std::string_view name, instruction;
};
constexpr std::array<PhaseText, n_phases> phases{{
    {"set-up", "Choose teams, rounds and budget."},
    {"brief", "Read the situation aloud. Which goals matter most to this team, and who could help?"},
    {"predict", "Before anybody sees a result: what do you expect at the end of this round, against going alone?"},
    {"decide", "Move levers within your budget. What is written down, who decides, what is paid for?"},
    {"reveal", "Look first at the students, then at the gap, the cost, the trust. What surprises you?"},
    {"debrief", "Why did it come out like this? What would you do in your own district on Monday?"},
    {"over", "The workshop is over. Export a debrief page for each team."},
}};

double value_at(const Trajectory& run, std::size_t observable, std::uint32_t month) {
    return run.at(month).observables[observable];
}

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
    for (std::uint32_t t = 0; t < settings_.n_teams; ++t)
        teams.emplace_back().name = fmt::format("Team {}", t + 1);
}

std::uint32_t Workshop::first_month() const { return scenario_->months * round_ / settings_.n_rounds; }
std::uint32_t Workshop::last_month() const { return scenario_->months * (round_ + 1) / settings_.n_rounds; }

std::uint32_t Workshop::visible_months() const { return phase_ >= Phase::reveal ? last_month() : first_month(); }

std::string Workshop::obstacle() const {
    if (phase_ == Phase::over) return "the workshop is over";
    for (const Team& team : teams) {
        if (phase_ == Phase::predict && !team.has_predicted) return team.name + " has not predicted yet";
        if (phase_ == Phase::decide && !team.has_decided) return team.name + " has not decided yet";
    }
    return "";
}

void Workshop::next() {
    if (!obstacle().empty()) return;
    moves_.push_back({MoveKind::next, 0, {}, {}, 0, 0});
    current_team = 0;
    if (phase_ == Phase::decide) reveal();
    if (phase_ != Phase::debrief) {
        phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
        return;
    }
    if (round_ + 1 == settings_.n_rounds) {
        phase_ = Phase::over;
        return;
    }
    ++round_;
    phase_ = Phase::brief;
    played_.clear();
    for (Team& team : teams)
        team.prediction = nothing_said, team.has_predicted = team.has_decided = false;
}

void Workshop::predict(std::size_t team, const Prediction& prediction) {
    if (phase_ != Phase::predict) return;
    teams[team].prediction = prediction, teams[team].has_predicted = true;
    moves_.push_back({MoveKind::predict, team, prediction, {}, 0, 0});
}

void Workshop::settle(std::size_t team) {
    if (phase_ != Phase::decide) return;
    teams[team].has_decided = true;
    moves_.push_back({MoveKind::settle, team, {}, {}, 0, 0});
}

bool Workshop::repeat(const Move& move) {
    const std::size_t n_before = moves_.size();
    if (move.team >= teams.size()) return false;
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
    return moves_.size() > n_before;
}

Script Workshop::script_from(std::string_view strategy) const {
    Script script = make_script(scenario_, strategy);
    script.parameters = parameters_, script.months = last_month(), script.commands = shocks_;
    return script;
}

Script Workshop::script_alone() const { return script_from(models::counterfactual); }

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
    if (!can_decide() || !row || !sim::refusal(*row, value).empty()) return false;
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

bool Workshop::play(std::size_t card) {
    const bool may = phase_ == Phase::brief || phase_ == Phase::predict || phase_ == Phase::decide;
    if (!may || std::find(played_.begin(), played_.end(), card) != played_.end()) return false;
    const ShockCard& shock = shock_cards()[card];
    const auto id = models::condition_infos[static_cast<std::size_t>(shock.condition)].id;
    shocks_.push_back({first_month(), CommandKind::condition, std::string(id), shock.strength, sim::no_row});
    played_.push_back(card);
    moves_.push_back({MoveKind::play, 0, {}, {}, 0, card});
    return true;
}

double Workshop::reference(std::size_t k) const {
    const double alone = value_at(*alone_, main_outcome(k), last_month());
    return std::isnan(alone) ? value_at(*untouched_, main_outcome(k), last_month()) : alone;
}

std::string_view reference_name(std::size_t k) {
    return models::observables()[main_outcome(k)].id == "trust" ? "nothing decided" : "going alone";
}

Score Workshop::score_of(std::size_t t) const {
    Score score;
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const std::size_t o = main_outcome(k);
        const sim::Good good = models::observables()[o].good;
        const double own = value_at(*teams[t].run, o, last_month()), other_way = reference(k);
        score.outcome[k] = own - other_way;
        double beaten = 0, opponents = 0;
        const auto meet = [&](double other) {
            if (std::isnan(own) && std::isnan(other)) return;
            opponents += 1;
            beaten += std::isnan(other) || experiments::is_better(own, other, good) ? 1 : own == other ? 0.5 : 0;
        };
        meet(other_way);
        for (std::size_t other = 0; other < teams.size(); ++other)
            if (other != t) meet(value_at(*teams[other].run, o, last_month()));
        score.points[k] = opponents > 0 ? 100 * beaten / opponents : 0;
        const int came = !(std::abs(score.outcome[k]) > 0) ? 0 : experiments::is_better(own, other_way, good) ? 1 : -1;
        score.right_predictions += came == teams[t].prediction[k];
    }
    score.total = std::accumulate(score.points.begin(), score.points.end(), 0.0) / 4;
    return score;
}

void Workshop::reveal() {
    const auto nobody = [](TrajectoryPtr) {};
    const auto never = [] { return false; };
    alone_ = run_script(script_alone(), ++generation_, {alone_}, nobody, never);
    untouched_ = run_script(script_from(scenario_->strategy), ++generation_, {untouched_, alone_}, nobody, never);
    const std::uint64_t first = generation_ + 1;
    generation_ += teams.size();
    sim::for_each_task(teams.size(), [&](std::size_t t) {
        teams[t].run = run_script(script(t), first + t, {teams[t].run, alone_}, nobody, never);
    });
    for (std::size_t t = 0; t < teams.size(); ++t) {
        teams[t].scores.push_back(score_of(t));
        teams[t].predictions.push_back(teams[t].prediction);
        teams[t].notes.emplace_back();
    }
}

std::string workshop_finding(const Workshop& workshop) {
    std::string text;
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const auto& outcome = models::observables()[main_outcome(k)];
        const Team* best = nullptr;
        for (const Team& team : workshop.teams) {
            if (team.scores.empty() || std::isnan(team.scores.back().outcome[k])) continue;
            const double own = team.scores.back().outcome[k];
            const bool is_gain = experiments::is_better(own, 0, outcome.good);
            if (is_gain && (!best || experiments::is_better(own, best->scores.back().outcome[k], outcome.good)))
                best = &team;
        }
        text += fmt::format("{}{}: {}", text.empty() ? "Against going alone, best in " : "; ",
                            outcome_label(main_outcome(k)),
                            best ? fmt::format("{} ({})", best->name,
                                               scenarios::typeset.change(best->scores.back().outcome[k], outcome.unit))
                                 : "nobody");
    }
    return text + ".";
}

std::vector<std::string> workshop_caveats(const Workshop& workshop) {
    std::vector<std::string> list = caveats_of(workshop.scenario(), 1);
    list.pop_back();
    list.push_back("One luck for all teams: small leads may turn with another.");
    return list;
}

std::vector<std::size_t> Workshop::ranking() const {
    std::vector<std::size_t> order(teams.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!teams.empty() && !teams[0].scores.empty())
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return teams[a].scores.back().total > teams[b].scores.back().total;
        });
    return order;
}

} // namespace viz
