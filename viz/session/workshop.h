#pragma once
/// \file
/// A workshop: up to eight teams on one machine lead the same region with the same luck. Each round goes brief ->
/// decide within a budget -> predict -> reveal -> debrief. What teams decide acts at the start of the round; a team's
/// levers move only while it is at the machine, and nobody sees a month before it is revealed, outcome by outcome. All
/// is compared with the region in which nothing was decided, in a hundred lucks: what chance can do earns nothing.

#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"
#include "viz/session/round_work.h"

#include <optional>
#include <string>
#include <vector>

namespace viz {

enum class Phase : std::uint8_t { set_up, brief, decide, predict, reveal, debrief, over };
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

/// What a team expects of its round in each main outcome: 1 better than with nothing decided, -1 worse, 0 no
/// difference that chance could not make.
using Prediction = std::array<int, n_main_outcomes>;
inline constexpr int unsaid = 2; ///< Nothing is expected for a team before it says so.
inline constexpr Prediction nothing_said{unsaid, unsaid, unsaid, unsaid};

/// What a team's round came to.
struct Score {
    std::array<PairedOutcome, n_main_outcomes> against; ///< Of the team, less the region with nothing decided
    std::array<int, n_main_outcomes> points{};          ///< 1 better beyond chance, -1 worse beyond chance, else 0
    int total = 0;                                      ///< Sum of the points
    int right_predictions = 0;                          ///< Of four
};

struct Team {
    std::string name, goal;         ///< The goal in its own words
    std::vector<Command> decisions; ///< Of all rounds.
    Prediction prediction = nothing_said;
    bool has_predicted = false, has_decided = false; ///< In this round
    std::vector<Prediction> predictions;             ///< By revealed round
    TrajectoryPtr run;  ///< Of the decisions so far, up to the last month of the last round that began its reveal
    TrajectoryPtr seen; ///< What everybody may look at: up to the last month that is revealed in full
    std::vector<std::string> notes; ///< What the team says in the debrief, by round.
};

struct WorkshopSettings {
    std::uint32_t n_teams = 4;
    std::uint32_t n_rounds = 3;
    double budget = 20;          ///< Points a round; moving a lever through its whole range costs `range_cost`.
    std::size_t aim = 0;         ///< The aim that all share, among the main outcomes
    std::uint32_t n_lucks = 100; ///< In which a round is compared
};
inline constexpr double range_cost = 10;
inline constexpr std::uint32_t fewest_lucks = 20, most_lucks = 100;

/// One thing that changed a workshop; names, goals and notes are not among them.
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
    std::size_t current_team = 0; ///< Whose region all pages show.

    /// Rounds are whole years where there are enough of them; the last one takes what is over: 3, 3 and 4 of ten.
    std::uint32_t first_month() const { return month_of(round_); }
    std::uint32_t last_month() const { return month_of(round_ + 1); } ///< One past the round's last month
    /// How far every page may look: in a reveal up to its round until all outcomes are shown.
    std::uint32_t visible_months() const;
    /// How far one outcome may be looked at.
    std::uint32_t visible_months(std::size_t observable) const;
    /// Main outcomes that this round has shown, in their order: students first.
    std::size_t n_shown() const { return phase_ < Phase::reveal ? 0 : n_shown_; }

    /// A team comes to the machine, to decide or to predict. The first time it chooses its word; later none but those
    /// who know it get in. False, and nobody is there, where the word is another.
    bool enter(std::size_t team, const std::string& word);
    void leave() { at_machine_.reset(); }
    std::optional<std::size_t> at_machine() const { return at_machine_; }
    bool has_word(std::size_t team) const { return words_[team].has_value(); } ///< Was there before

    /// Why the next phase may not begin yet, or "".
    std::string obstacle() const;
    /// On to the next phase, or in a reveal to the next outcome; does nothing while there is an obstacle.
    void next();

    /// All that happened, in order: the same moves on a new workshop give the same state, runs included.
    const std::vector<Move>& moves() const { return moves_; }
    /// Does a move of `moves` again; false (and nothing changed) where it may not be made. Waits for no luck.
    bool repeat(const Move& move);

    /// Both by the team at the machine, which then leaves it.
    bool predict(std::size_t team, const Prediction& prediction);
    bool settle(std::size_t team); ///< It has decided; it may come back until the predictions begin.
    /// Sets a lever for the round. False (and nothing changed) by any but the team at the machine, outside of
    /// deciding, out of range or beyond the budget.
    bool decide(std::size_t team, const std::string& lever, double value);
    double cost(std::size_t team, const std::string& lever,
                double value) const;                                    ///< Of that place, for the round [points]
    double lever(std::size_t team, const sim::ParameterRow& row) const; ///< As decided so far.
    double spent(std::size_t team) const;                               ///< Points of this round
    double left(std::size_t team) const { return settings_.budget - spent(team); }

    /// Strikes all teams at the same point and none of them forewarned: announced in the brief, from the round's first
    /// month on; as a surprise when all have decided and nobody has predicted, in the middle of the round. Once a card
    /// and round; false, and nothing changed, at any other time.
    bool play(std::size_t card);
    bool can_play() const;
    const std::vector<Command>& shocks() const { return shocks_; }
    const std::vector<std::size_t>& played() const { return played_; } ///< Cards of this round.

    Script script(std::size_t team) const;
    TrajectoryPtr alone() const { return alone_; }         ///< Going alone, as far as `Team::run`
    TrajectoryPtr untouched() const { return untouched_; } ///< The region with nothing decided
    /// What is worked out of this round, or of the last one that was predicted; nullptr before.
    const RoundWork* work() const { return work_.empty() ? nullptr : work_.back().get(); }
    std::size_t n_revealed() const { return teams.empty() ? 0 : teams[0].predictions.size(); } ///< Rounds
    /// Of a revealed round, over the lucks known so far (all, unless the workshop was just opened from a file).
    Score score(std::size_t team, std::size_t round) const;
    /// The observable of the shared aim.
    std::size_t aim() const { return models::main_outcomes()[settings_.aim]; }
    const scenarios::Scenario& scenario() const { return *scenario_; }

  private:
    void work_out(); ///< Of this round, in the background.
    void reveal();
    bool has_begun_to_predict() const;
    std::uint32_t month_of(std::uint32_t round) const;   ///< In which a round begins
    Script script_from(std::string_view strategy) const; ///< Nothing decided, up to the round's end.
    double value_before(std::size_t team, const sim::ParameterRow& row) const;
    std::shared_ptr<const scenarios::Scenario> scenario_;
    WorkshopSettings settings_;
    std::shared_ptr<const models::Parameters> parameters_;
    Phase phase_ = Phase::brief;
    std::uint32_t round_ = 0;
    std::size_t n_shown_ = 0;
    bool is_repeating_ = false;
    std::optional<std::size_t> at_machine_;
    std::vector<std::optional<std::string>> words_; ///< Never in a file
    std::vector<Command> shocks_;
    std::vector<std::size_t> played_;
    std::vector<Move> moves_;
    TrajectoryPtr alone_, untouched_;
    std::uint64_t generation_ = std::uint64_t{1} << 40; ///< Of runs, apart from those of an engine.
    std::vector<std::unique_ptr<RoundWork>> work_;      ///< By round
};

/// What a team's outcome came to, in words: "better: +0.012 SD (95 % interval ...), in 63 of 100 lucks".
std::string outcome_text(const PairedOutcome& outcome, int points);
/// What the room came to in the aim that all share, in a sentence.
std::string workshop_finding(const Workshop& workshop);
/// What limits it.
std::vector<std::string> workshop_caveats(const Workshop& workshop);

/// A team's page: its goal, what it decided, expected, reached, its turning points; escaped HTML.
std::string debrief_page(const Workshop& workshop, std::size_t team);
/// One page to compare all teams.
std::string room_page(const Workshop& workshop);

} // namespace viz
