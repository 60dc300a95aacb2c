// The workshop: one page for the room and its facilitator.
#include "viz/panels/parts.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace viz {
namespace {

void draw_set_up(Context& context) {
    ImGui::PushFont(bold_font(), usual_text * 1.25f);
    text("A workshop on one machine");
    ImGui::PopFont();
    wrapped("Up to eight teams lead the same region with the same luck. Each round: brief, predict, decide within a "
            "budget, reveal, debrief. "
            "Scripts for 45, 90 and 180 minutes, role sheets and shock cards lie in scenarios/workshop.");
    WorkshopSettings& settings = context.view.workshop;
    int teams = static_cast<int>(settings.n_teams), rounds = static_cast<int>(settings.n_rounds);
    auto budget = to_float(settings.budget);
    ImGui::SetNextItemWidth(12 * em());
    ImGui::SliderInt("Teams", &teams, 1, static_cast<int>(most_teams), "%d", ImGuiSliderFlags_AlwaysClamp);
    ImGui::SetNextItemWidth(12 * em());
    ImGui::SliderInt("Rounds", &rounds, 1, 5, "%d", ImGuiSliderFlags_AlwaysClamp);
    ImGui::SetNextItemWidth(12 * em());
    ImGui::SliderFloat("Points a round", &budget, 5, 60, "%.0f", ImGuiSliderFlags_AlwaysClamp);
    tip("Moving a lever through its whole range costs 10 points.");
    settings = {static_cast<std::uint32_t>(teams), static_cast<std::uint32_t>(rounds), static_cast<double>(budget)};
    const bool begins = ImGui::Button("Begin the workshop");
    tip("Save it once (Ctrl S) after it began: then each Next saves it again, and File > Open session goes on with "
        "it.");
    if (!begins) return;
    context.workshop = std::make_unique<Workshop>(context.session->shared_scenario(), settings,
                                                  context.session->script(Lane::a)->parameters);
    context.view.is_playing = false, context.view.month = 0, context.view.selection = {};
    context.view.shows_difference = true; // curves of teams lie close together
}

void draw_teams(Context& context) {
    Workshop& w = *context.workshop;
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        if (t % 4) ImGui::SameLine();
        const bool is_chosen = t == w.current_team;
        if (is_chosen) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
        const bool is_ready = (w.phase() == Phase::predict && w.teams[t].has_predicted) ||
                              (w.phase() == Phase::decide && w.teams[t].has_decided);
        if (ImGui::Button(fmt::format("{}{}###team{}", w.teams[t].name, is_ready ? " (ready)" : "", t).c_str()))
            w.current_team = t, context.view.workshop_note.clear();
        if (is_chosen) ImGui::PopStyleColor();
    }
}

void draw_brief(Context& context) {
    Workshop& w = *context.workshop;
    caveat_box(workshop_caveats(w));
    wrapped(w.scenario().about);
    wrapped(fmt::format("This round goes from {} to {}.", date_text(w.first_month()), date_text(w.last_month() - 1)));
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        ImGui::SetNextItemWidth(14 * em());
        input_text(fmt::format("Name of team {}", t + 1).c_str(), w.teams[t].name);
    }
}

void draw_predict(Context& context) {
    Workshop& w = *context.workshop;
    Team& team = w.teams[w.current_team];
    heading(fmt::format("{}: what do you expect in {}, at the end of this round?", team.name,
                        date_text(w.last_month() - 1)));
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        ImGui::PushID(static_cast<int>(k));
        text(fmt::format("{}, against {}", scenarios::capital(outcome_label(main_outcome(k))), reference_name(k)));
        int expected = team.prediction[k];
        const bool is_up = models::observables()[main_outcome(k)].good == sim::Good::up;
        ImGui::RadioButton(is_up ? "better: higher###better" : "better: lower###better", &expected, 1);
        ImGui::SameLine();
        ImGui::RadioButton("no difference", &expected, 0), ImGui::SameLine();
        ImGui::RadioButton(is_up ? "worse: lower###worse" : "worse: higher###worse", &expected, -1);
        team.prediction[k] = expected;
        ImGui::PopID();
    }
    const bool is_whole = std::find(team.prediction.begin(), team.prediction.end(), unsaid) == team.prediction.end();
    ImGui::BeginDisabled(!is_whole);
    const bool has_said = ImGui::Button("This is our prediction");
    ImGui::EndDisabled();
    if (!is_whole) tip("Say for each of the four what you expect; nothing is chosen for you.");
    if (!has_said) return;
    w.predict(w.current_team, team.prediction);
    for (std::size_t n = 1; n < w.teams.size() && w.teams[w.current_team].has_predicted; ++n)
        w.current_team = (w.current_team + 1) % w.teams.size();
}

void draw_decision(Context& context, const sim::ParameterRow& row) {
    Workshop& w = *context.workshop;
    const std::size_t t = w.current_team;
    auto value = to_float(w.lever(t, row));
    ImGui::SetNextItemWidth(0.45f * ImGui::GetContentRegionAvail().x);
    if (ImGui::SliderFloat(fmt::format("{}###{}", lever_name(row.id), row.id).c_str(), &value, to_float(row.range.low),
                           to_float(row.range.high), lever_format(row).c_str(), ImGuiSliderFlags_AlwaysClamp)) {
        const double wanted =
            std::clamp(row.unit == "0 or 1" ? std::round(static_cast<double>(value)) : static_cast<double>(value),
                       row.range.low, row.range.high);
        context.view.workshop_note =
            w.decide(t, row.id, wanted)
                ? ""
                : fmt::format("Too dear: {} there costs {:.1f} points of this round's {:.0f}.", lever_name(row.id),
                              w.cost(t, row.id, wanted), w.settings().budget);
    }
    tip(row);
    const double points = w.cost(t, row.id, w.lever(t, row));
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Text, palette().muted);
    text(cut(row.summary, ImGui::GetContentRegionAvail().x - 7 * em()));
    ImGui::PopStyleColor();
    if (points > 0) {
        ImGui::SameLine();
        ImGui::PushStyleColor(ImGuiCol_Text, palette().accent);
        text(fmt::format("* {:.1f} points", points));
        ImGui::PopStyleColor();
    }
}

void draw_decide(Context& context) {
    Workshop& w = *context.workshop;
    const std::size_t t = w.current_team;
    heading(fmt::format("{}: {:.1f} of {:.0f} points left", w.teams[t].name, w.left(t), w.settings().budget));
    ImGui::ProgressBar(to_float(w.spent(t) / w.settings().budget), {-1, 0.5f * em()}, "");
    const float below = ImGui::GetFrameHeightWithSpacing() + (context.view.workshop_note.empty() ? 0 : 2 * em());
    ImGui::BeginChild("decisions", {0, std::max(8 * em(), ImGui::GetContentRegionAvail().y - below)},
                      ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened);
    for (const LeverGroup& group : lever_groups) {
        bool has_title = false;
        for (const sim::ParameterRow& row : models::lever_table().rows()) {
            const bool is_fine = row.id.starts_with("search.prefer") || row.id.starts_with("search.by");
            if (!row.id.starts_with(group.prefix) || is_fine) continue; // the fine ones are too many for a room
            if (!std::exchange(has_title, true)) heading(group.title);
            draw_decision(context, row);
        }
    }
    ImGui::EndChild();
    if (!context.view.workshop_note.empty()) wrapped(context.view.workshop_note);
    if (!ImGui::Button("This is our decision")) return;
    w.settle(t);
    context.view.workshop_note.clear();
    for (std::size_t n = 1; n < w.teams.size() && w.teams[w.current_team].has_decided; ++n)
        w.current_team = (t + n) % w.teams.size();
}

void draw_scores(Context& context) {
    Workshop& w = *context.workshop;
    if (w.teams[0].scores.empty()) return;
    caveat_box(workshop_caveats(w));
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(workshop_finding(w));
    ImGui::PopFont();
    text("Scores: share of opponents beaten, going alone included; point at a score for its size");
    if (!ImGui::BeginTable("scores", 8,
                           ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings))
        return;
    for (const char* title : {"Team", "Students", "Gap", "Cost", "Trust", "All", "Earlier rounds", "Predictions right"})
        ImGui::TableSetupColumn(title);
    ImGui::TableHeadersRow();
    for (const std::size_t t : w.ranking()) {
        const Score& score = w.teams[t].scores.back();
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        text(w.teams[t].name);
        for (std::size_t k = 0; k < 4; ++k) {
            ImGui::TableNextColumn();
            text(fmt::format("{:.0f}", score.points[k]));
            tip(fmt::format("{} against {}",
                            scenarios::typeset.change(score.outcome[k], models::observables()[main_outcome(k)].unit),
                            reference_name(k)));
        }
        ImGui::TableNextColumn();
        heading(fmt::format("{:.0f}", score.total));
        ImGui::TableNextColumn();
        std::string earlier;
        for (std::size_t round = 0; round + 1 < w.teams[t].scores.size(); ++round)
            earlier += fmt::format("{}{:.0f}", round ? ", " : "", w.teams[t].scores[round].total);
        text(earlier.empty() ? "-" : earlier);
        ImGui::TableNextColumn();
        text(fmt::format("{} of 4", score.right_predictions));
    }
    ImGui::EndTable();
}

void draw_reveal(Context& context) {
    draw_scores(context);
    draw_time_series(context, context.view.outcome, std::max(10 * em(), ImGui::GetContentRegionAvail().y - 9 * em()),
                     true);
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        if (k) ImGui::SameLine();
        if (ImGui::RadioButton(outcome_label(main_outcome(k)).c_str(), context.view.outcome == main_outcome(k)))
            context.view.outcome = main_outcome(k);
    }
    ImGui::SameLine();
    ImGui::Checkbox("Gain on going alone", &context.view.shows_difference);
    muted("All views show the chosen team up to the end of this round: Partnerships, Events and Why? tell its story.");
}

void draw_debrief(Context& context) {
    Workshop& w = *context.workshop;
    draw_scores(context);
    Team& team = w.teams[w.current_team];
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
    draw_time_series(context, context.view.outcome, std::max(8 * em(), ImGui::GetContentRegionAvail().y - 4 * em()),
                     true);
}

void draw_cards(Context& context) {
    Workshop& w = *context.workshop;
    if (w.phase() > Phase::decide) return;
    if (ImGui::Button("Play a shock card")) ImGui::OpenPopup("cards");
    tip("For the facilitator: strikes every team from the beginning of this round");
    if (!ImGui::BeginPopup("cards")) return;
    for (std::size_t c = 0; c < shock_cards().size(); ++c) {
        const bool is_played = std::find(w.played().begin(), w.played().end(), c) != w.played().end();
        if (ImGui::Selectable(shock_cards()[c].title.c_str(), is_played,
                              is_played ? ImGuiSelectableFlags_Disabled : ImGuiSelectableFlags_None))
            w.play(c);
        tip(shock_cards()[c].text);
    }
    ImGui::EndPopup();
}

/// What befell everybody this round, for the room to read.
void draw_played(const Workshop& w) {
    if (w.phase() == Phase::over) return;
    for (const std::size_t c : w.played()) {
        ImGui::PushStyleColor(ImGuiCol_Text, palette().bad);
        heading("Shock: " + shock_cards()[c].title);
        ImGui::PopStyleColor();
        wrapped(shock_cards()[c].text);
    }
}

void draw_strip(Context& context) {
    Workshop& w = *context.workshop;
    for (int p = static_cast<int>(Phase::brief); p <= static_cast<int>(Phase::debrief); ++p) {
        const bool is_now = static_cast<int>(w.phase()) == p;
        ImGui::PushStyleColor(ImGuiCol_Text, is_now ? palette().accent : palette().muted);
        ImGui::PushFont(is_now ? bold_font() : nullptr, usual_text * (is_now ? 1.3f : 1.0f));
        text(fmt::format("{}{}", name(static_cast<Phase>(p)), p < static_cast<int>(Phase::debrief) ? "  >" : ""));
        ImGui::PopFont();
        ImGui::PopStyleColor();
        ImGui::SameLine();
    }
    text(fmt::format("   round {} of {}", w.round() + 1, w.settings().n_rounds));
    ImGui::SameLine(ImGui::GetWindowWidth() - 14 * em());
    const std::string obstacle = w.obstacle();
    ImGui::BeginDisabled(!obstacle.empty());
    if (ImGui::Button("Next", {5 * em(), 0})) {
        context.view.workshop_note.clear();
        w.next();
        context.seek(context.last_visible()); // where the story stands
        save_workshop(context);
    }
    ImGui::EndDisabled();
    if (!obstacle.empty()) tip(obstacle);
    ImGui::SameLine();
    if (ImGui::Button("End workshop")) ImGui::OpenPopup("end");
    if (ImGui::BeginPopup("end")) {
        text("End it? What was not saved or exported is lost.");
        const bool must_end = ImGui::Button("Yes, end it");
        ImGui::EndPopup();
        if (must_end) {
            context.workshop.reset(), context.view.month = 0, context.files.workshop.clear();
            context.files.saved.moves = context.files.saved.notes = 0; // it was asked: nothing of it is missed
        }
    }
}

} // namespace

void draw_workshop(Context& context) {
    if (!context.workshop) return draw_set_up(context);
    draw_strip(context);
    if (!context.workshop) return;
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(instruction(context.workshop->phase()));
    ImGui::PopFont();
    draw_teams(context);
    if (context.workshop->phase() < Phase::reveal) ImGui::SameLine();
    draw_cards(context);
    draw_played(*context.workshop);
    ImGui::Separator();
    switch (context.workshop->phase()) {
    case Phase::predict:
        return draw_predict(context);
    case Phase::decide:
        return draw_decide(context);
    case Phase::reveal:
        return draw_reveal(context);
    case Phase::debrief:
    case Phase::over:
        return draw_debrief(context);
    default:
        return draw_brief(context);
    }
}

} // namespace viz
