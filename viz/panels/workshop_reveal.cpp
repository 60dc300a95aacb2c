// A workshop's results: outcome by outcome, then scores, turning points and what teams say.
#include "viz/panels/parts.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

std::string_view expectation(int value) { return value > 0 ? "better" : value < 0 ? "worse" : "no difference"; }

ImU32 colour_of(int points) { return points > 0 ? palette().good : points < 0 ? palette().bad : palette().text; }

/// One outcome: what each team expected, and what came.
void draw_outcome(Context& context, std::size_t k) {
    const Workshop& w = *context.workshop;
    heading(scenarios::capital(outcome_label(main_outcome(k))) + ", against nothing decided");
    if (!ImGui::BeginTable("outcome", 3,
                           ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings))
        return;
    ImGui::TableSetupColumn("Team", 0, 1), ImGui::TableSetupColumn("Expected", 0, 1);
    ImGui::TableSetupColumn("What came", 0, 4);
    headers_row();
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        const Score score = w.score(t, w.n_revealed() - 1);
        ImGui::TableNextRow(), ImGui::TableNextColumn();
        text(w.teams[t].name);
        ImGui::TableNextColumn();
        text(expectation(w.teams[t].predictions.back()[k]));
        ImGui::TableNextColumn();
        coloured(colour_of(score.points[k]), outcome_text(score.against[k], score.points[k]));
    }
    ImGui::EndTable();
}

/// All four: one point for what is better beyond chance, one off for what is worse.
void draw_scores(Context& context) {
    const Workshop& w = *context.workshop;
    if (w.n_revealed() == 0) return;
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(workshop_finding(w));
    ImGui::PopFont();
    if (!ImGui::BeginTable("scores", 8,
                           ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings))
        return;
    for (const char* title :
         {"Team", "Students", "Gap", "Cost", "Trust", "Points", "Earlier rounds", "Predictions right"})
        ImGui::TableSetupColumn(title);
    headers_row();
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        const Score score = w.score(t, w.n_revealed() - 1);
        ImGui::TableNextRow(), ImGui::TableNextColumn();
        text(w.teams[t].name);
        for (std::size_t k = 0; k < n_main_outcomes; ++k) {
            ImGui::TableNextColumn();
            coloured(colour_of(score.points[k]), score.points[k] > 0   ? "better"
                                                 : score.points[k] < 0 ? "worse"
                                                                       : "as chance");
            tip(outcome_text(score.against[k], score.points[k]));
        }
        ImGui::TableNextColumn();
        heading(scenarios::typeset.signed_number(score.total));
        ImGui::TableNextColumn();
        std::string earlier;
        for (std::size_t round = 0; round + 1 < w.n_revealed(); ++round)
            earlier +=
                fmt::format("{}{}", round ? ", " : "", scenarios::typeset.signed_number(w.score(t, round).total));
        text(earlier.empty() ? "-" : earlier);
        ImGui::TableNextColumn();
        text(fmt::format("{} of 4", score.right_predictions));
    }
    ImGui::EndTable();
    muted(
        fmt::format("A point for each outcome that is better than with nothing decided beyond what chance can do in {} "
                    "lucks, one off for each that is worse. Point at a word for its size and how often it held.",
                    w.settings().n_lucks));
}

/// Those of the outcomes that are shown, to choose the chart's.
void draw_shown(Context& context, std::size_t n) {
    for (std::size_t k = 0; k < n; ++k) {
        if (k) ImGui::SameLine();
        if (ImGui::RadioButton(outcome_label(main_outcome(k)).c_str(), context.view.outcome == main_outcome(k)))
            context.view.outcome = main_outcome(k);
    }
    ImGui::SameLine();
    ImGui::Checkbox("Less nothing decided", &context.view.shows_difference);
}

void draw_turning_points(const Workshop& w) {
    heading(w.teams[w.current_team].name + ": turning points");
    const auto points = w.work()->turning_points(w.current_team);
    if (!points) return muted("The region is run again without each choice, shock and large partnership ...");
    if (points->empty())
        return wrapped(fmt::format("Nothing that was decided or that befell it moved {}.", outcome_label(w.aim())));
    for (const TurningPoint& point : *points)
        wrapped("- " + point.text + ". " + effect_text(point, w.aim()));
}

} // namespace

void draw_reveal(Context& context) {
    const Workshop& w = *context.workshop;
    const std::size_t n = w.n_shown();
    if (n == 0) return wrapped("All have decided and predicted. Next shows the students first.");
    if (n == n_main_outcomes) draw_scores(context);
    for (std::size_t k = 0; k < n; ++k)
        if (context.view.outcome == main_outcome(k)) draw_outcome(context, k);
    draw_time_series(context, context.view.outcome, std::max(10 * em(), ImGui::GetContentRegionAvail().y - 5 * em()),
                     true);
    draw_shown(context, n);
    if (n == n_main_outcomes)
        muted("All pages show the chosen team up to the end of this round: Partnerships, Events and Why? tell its "
              "story.");
}

void draw_debrief(Context& context) {
    Workshop& w = *context.workshop;
    draw_scores(context);
    Team& team = w.teams[w.current_team];
    if (w.work()) draw_turning_points(w);
    wrapped("What surprised you? Which agreement ended, and what would have kept it? Who gained least? What will you "
            "do next month?");
    if (!team.notes.empty()) {
        ImGui::SetNextItemWidth(-1);
        input_text(fmt::format("##notes{}", w.current_team).c_str(), team.notes.back(),
                   "what this team says; it goes onto its page");
    }
    path_input(context, Purpose::debriefs);
    ImGui::SameLine();
    if (ImGui::Button("Export debrief pages")) write(context, Purpose::debriefs);
    if (!context.files.notice.empty() && !context.files.is_error) muted(context.files.notice);
    draw_time_series(context, context.view.outcome, std::max(8 * em(), ImGui::GetContentRegionAvail().y - 3 * em()),
                     true);
    draw_shown(context, n_main_outcomes);
}

} // namespace viz
