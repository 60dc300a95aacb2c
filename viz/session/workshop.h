#pragma once
/// \file
/// A workshop: up to eight teams on one machine play the same region with the same luck. Each round goes brief ->
/// predict -> decide within a budget -> reveal -> debrief. What teams decide acts at the start of the round; controls
/// are locked outside of deciding, and nobody sees the months that are not yet revealed.

#include "viz/runs/engine.h"

#include <optional>
#include <string>
#include <vector>

namespace viz {

enum class Phase : std::uint8_t { set_up, brief, predict, decide, reveal, debrief, over };
inline constexpr std::size_t n_phases = 7;
std::string_view name(Phase phase);
std::string_view instruction(Phase phase); ///< What the room does now.

inline constexpr std::size_t most_teams = 8;

/// A shock that the facilitator may play on all teams.
struct ShockCard {
    std::string title, text;
    models::Condition condition = models::Condition::funding_cut;
    double strength = 1;
};
const std::vector<ShockCard>& shock_cards();

/// What a team expects of its round in each main outcome: 1 better than going alone, -1 worse, 0 no clear difference.
using Prediction = std::array<int, 4>;
inline constexpr int unsaid = 2; ///< Nothing is expected for a team before it says so.
inline constexpr Prediction nothing_said{unsaid, unsaid, unsaid, unsaid};

/// Scores of one team at the end of a round.
struct Score {
    std::array<double, 4> outcome{}; ///< Of the team, less Workshop::reference, in the outcome's unit.
    std::array<double, 4> points{};  ///< Share of opponents (other teams and going alone) that it beats [0-100]
    double total = 0;                ///< Mean of the points [0-100]
    int right_predictions = 0;       ///< Of four
};

struct Team {
    std::string name;
    std::vector<Command> decisions; ///< Of all rounds.
    Prediction prediction = nothing_said;
    bool has_predicted = false, has_decided = false; ///< In this round
    std::vector<Score> scores;                       ///< By round
    std::vector<Prediction> predictions;             ///< By round
    TrajectoryPtr run;              ///< Of the decisions so far, up to what is revealed; nothing lies beyond.
    std::vector<std::string> notes; ///< What the team says in the debrief, by round.
};

struct WorkshopSettings {
    std::uint32_t n_teams = 4;
    std::uint32_t n_rounds = 3;
    double budget = 20; ///< Points a round; moving a lever through its whole range costs `range_cost`.
};
inline constexpr double range_cost = 10;

/// One thing that changed a workshop; names of teams and their notes are not among them.
enum class MoveKind : std::uint8_t { next, predict, decide, settle, play };
inline constexpr std::size_t n_move_kinds = 5;
struct Move {
    MoveKind kind = MoveKind::next;
    std::size_t team = 0;
    Prediction prediction{};
    std::string lever;
    double value = 0;
    std::size_t card = 0;

    friend bool operator==(const Move&, const Move&) = default;
};

class Workshop {
  public:
    /// `parameters` as changed by hand, for all teams; nullptr: the scenario's own.
    Workshop(std::shared_ptr<const scenarios::Scenario> scenario, WorkshopSettings settings,
             std::shared_ptr<const models::Parameters> parameters = nullptr);

    Phase phase() const { return phase_; }
    std::uint32_t round() const { return round_; } ///< From 0
    const WorkshopSettings& settings() const { return settings_; }
    std::vector<Team> teams;
    std::size_t current_team = 0; ///< Whose turn it is to predict or decide.

    std::uint32_t first_month() const; ///< Of the round
    std::uint32_t last_month() const;  ///< One past the round's last month; months up to here may be seen after reveal
    std::uint32_t visible_months() const; ///< How far curves may be drawn now.

    bool can_decide() const { return phase_ == Phase::decide; }
    /// Why the next phase may not begin yet, or "".
    std::string obstacle() const;
    /// On to the next phase; the reveal runs all teams. Throws nothing; does nothing while there is an obstacle.
    void next();

    /// All that happened, in order: the same moves on a new workshop give the same state, runs included.
    const std::vector<Move>& moves() const { return moves_; }
    /// Does a move of `moves` again; false (and nothing changed) where it may not be made.
    bool repeat(const Move& move);

    void predict(std::size_t team, const Prediction& prediction);
    /// Sets a lever for the round. False (and nothing changed) outside of deciding, out of range or beyond the budget.
    bool decide(std::size_t team, const std::string& lever, double value);
    void settle(std::size_t team); ///< The team has decided; it may still change its mind until the reveal.
    double cost(std::size_t team, const std::string& lever,
                double value) const;                                    ///< Of that place, for the round [points]
    double lever(std::size_t team, const sim::ParameterRow& row) const; ///< As decided so far.
    double spent(std::size_t team) const;                               ///< Points of this round
    double left(std::size_t team) const { return settings_.budget - spent(team); }

    /// Strikes all teams from the round's first month on; in `decide` and `brief` only, once a card.
    bool play(std::size_t card);
    const std::vector<Command>& shocks() const { return shocks_; }
    const std::vector<std::size_t>& played() const { return played_; } ///< Cards of this round.

    Script script(std::size_t team) const;
    Script script_alone() const;
    /// What teams are compared with in a main outcome at the end of the round: going alone, or, where going alone has
    /// no such thing (trust needs partners), the region with nothing decided.
    double reference(std::size_t k) const;
    TrajectoryPtr alone() const { return alone_; }
    /// Teams by total of the last revealed round, best first.
    std::vector<std::size_t> ranking() const;
    const scenarios::Scenario& scenario() const { return *scenario_; }

  private:
    void reveal();
    Script script_from(std::string_view strategy) const; ///< Nothing decided, up to the round's end.
    Score score_of(std::size_t team) const;
    double value_before(std::size_t team, const sim::ParameterRow& row) const;
    std::shared_ptr<const scenarios::Scenario> scenario_;
    WorkshopSettings settings_;
    std::shared_ptr<const models::Parameters> parameters_;
    Phase phase_ = Phase::brief;
    std::uint32_t round_ = 0;
    std::vector<Command> shocks_;
    std::vector<std::size_t> played_;
    std::vector<Move> moves_;
    TrajectoryPtr alone_, untouched_;
    std::uint64_t generation_ = std::uint64_t{1} << 40; ///< Of runs, apart from those of an engine.
};

/// What the round came to, in a sentence: who gained most against going alone in each main outcome.
std::string workshop_finding(const Workshop& workshop);
/// "going alone", or what trust is compared with.
std::string_view reference_name(std::size_t k);
/// What limits it.
std::vector<std::string> workshop_caveats(const Workshop& workshop);

/// A team's page: what it decided, expected, reached; escaped HTML.
std::string debrief_page(const Workshop& workshop, std::size_t team);

} // namespace viz
