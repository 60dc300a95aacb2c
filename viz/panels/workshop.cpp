// The workshop: one page for the room and its facilitator.
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr std::array<const char*, n_main_outcomes> shown_names{"students", "gap", "cost", "trust"};

void draw_set_up(Context& context) {
    ImGui::PushFont(bold_font(), usual_text * 1.25f);
    text("A workshop on one machine");
    ImGui::PopFont();
    wrapped("Up to eight teams lead the same region with the same luck. Each round: brief, decide within a budget, "
            "predict, reveal, debrief. Nobody sees a month before it is revealed. Scripts for 45, 90 and 180 minutes, "
            "role sheets and shock cards lie in scenarios/workshop.");
    WorkshopSettings& settings = context.view.workshop;
    int teams = static_cast<int>(settings.n_teams), rounds = static_cast<int>(settings.n_rounds),
        lucks = static_cast<int>(settings.n_lucks);
    auto budget = to_float(settings.budget);
    const auto slider = [](const char* label, int& value, int low, int high) {
        const std::string name = labelled(label, 12 * em());
        ImGui::SliderInt(name.c_str(), &value, low, high, "%d", ImGuiSliderFlags_AlwaysClamp);
    };
    slider("Teams", teams, 1, static_cast<int>(most_teams));
    slider("Rounds", rounds, 1, 5);
    const std::string points = labelled("Points to spend a round", 12 * em());
    ImGui::SliderFloat(points.c_str(), &budget, 5, 60, "%.0f", ImGuiSliderFlags_AlwaysClamp);
    tip("Moving a lever through its whole range costs 10 points.");
    slider("Lucks that a round is compared in", lucks, static_cast<int>(fewest_lucks), static_cast<int>(most_lucks));
    tip("They are worked out while teams predict. Fewer for very large regions.");
    const std::string aim = labelled("The aim that all share", 22 * em());
    if (ImGui::BeginCombo(aim.c_str(), outcome_label(main_outcome(settings.aim)).c_str())) {
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            if (pick(outcome_label(main_outcome(k)).c_str(), k == settings.aim)) settings.aim = k;
        ImGui::EndCombo();
    }
    tip("The room reaches it where every team's region is better in it than with nothing decided, beyond chance.");
    settings = {static_cast<std::uint32_t>(teams), static_cast<std::uint32_t>(rounds), static_cast<double>(budget),
                settings.aim, static_cast<std::uint32_t>(lucks)};
    const bool begins = ImGui::Button("Begin the workshop");
    tip("Save it once (Ctrl S) after it began: then each Next saves it again, and File > Open session goes on with "
        "it.");
    if (!begins) return;
    context.workshop = std::make_unique<Workshop>(context.session->shared_scenario(), settings,
                                                  context.session->script(Lane::a)->parameters);
    context.view.is_playing = false, context.view.month = 0, context.view.selection = {};
    context.view.shows_difference = true; // curves of teams lie close together
    context.view.outcome = main_outcome(0);
}

/// Buttons that choose whose region all pages show.
void draw_teams(Context& context) {
    Workshop& w = *context.workshop;
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        if (t % 4) ImGui::SameLine();
        const bool is_chosen = t == w.current_team;
        if (is_chosen) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
        if (ImGui::Button(fmt::format("{}###team{}", w.teams[t].name, t).c_str())) w.current_team = t;
        if (is_chosen) ImGui::PopStyleColor();
    }
    tip("All pages show this team's region");
}

void draw_brief(Context& context) {
    Workshop& w = *context.workshop;
    caveat_box(workshop_caveats(w));
    wrapped(w.scenario().about);
    wrapped(fmt::format("This round goes from {} to {}. Our shared aim: {}, better in every region.",
                        date_text(w.first_month()), date_text(w.last_month() - 1), outcome_label(w.aim())));
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        ImGui::PushID(static_cast<int>(t));
        ImGui::SetNextItemWidth(14 * em());
        input_text("##name", w.teams[t].name, "name of the team");
        ImGui::SameLine();
        ImGui::SetNextItemWidth(-1);
        input_text("##goal", w.teams[t].goal, "its goal, in one sentence");
        ImGui::PopID();
    }
}

/// One team at a time comes to the machine; those who were there are let in with their word alone.
void draw_door(Context& context) {
    Workshop& w = *context.workshop;
    heading("Hand over the machine. Which team is next?");
    wrapped("A team chooses a word when it first comes in. Nobody without it moves this team's levers later; leave it "
            "empty if you do not need one.");
    ImGui::SetNextItemWidth(14 * em());
    ImGui::InputTextWithHint("##word", "your team's word", context.view.word.data(), context.view.word.size(),
                             ImGuiInputTextFlags_Password);
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        const Team& team = w.teams[t];
        const bool is_ready = w.phase() == Phase::decide ? team.has_decided : team.has_predicted;
        if (t % 4) ImGui::SameLine();
        if (!ImGui::Button(fmt::format("We are {}{}###enter{}", team.name, is_ready ? " (ready)" : "", t).c_str()))
            continue;
        const std::string word(context.view.word.data());
        context.view.workshop_note = w.enter(t, word) ? "" : fmt::format("That is not the word of {}.", team.name);
        context.view.word = {};
    }
}

void draw_predict(Context& context) {
    Workshop& w = *context.workshop;
    const std::size_t t = *w.at_machine();
    Team& team = w.teams[t];
    heading(fmt::format("{}: what do you expect in {}, at the end of this round, against nothing decided?", team.name,
                        date_text(w.last_month() - 1)));
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        ImGui::PushID(static_cast<int>(k));
        text(scenarios::capital(outcome_label(main_outcome(k))));
        int expected = team.prediction[k];
        const bool is_up = models::observables()[main_outcome(k)].good == sim::Good::up;
        ImGui::RadioButton(is_up ? "better: higher###better" : "better: lower###better", &expected, 1);
        ImGui::SameLine();
        ImGui::RadioButton("no difference beyond chance###same", &expected, 0), ImGui::SameLine();
        ImGui::RadioButton(is_up ? "worse: lower###worse" : "worse: higher###worse", &expected, -1);
        team.prediction[k] = expected;
        ImGui::PopID();
    }
    const bool is_whole = std::find(team.prediction.begin(), team.prediction.end(), unsaid) == team.prediction.end();
    ImGui::BeginDisabled(!is_whole);
    const bool has_said = ImGui::Button("This is our prediction");
    ImGui::EndDisabled();
    if (!is_whole) tip("Say for each of the four what you expect; nothing is chosen for you.");
    if (has_said) w.predict(t, team.prediction);
}

void draw_decision(Context& context, const sim::ParameterRow& row) {
    Workshop& w = *context.workshop;
    const std::size_t t = *w.at_machine();
    double value = w.lever(t, row);
    const double now = value;
    ImGui::SetNextItemWidth(0.4f * ImGui::GetContentRegionAvail().x);
    if (lever_slider(fmt::format("{}###{}", scenarios::capital(lever_name(row.id)), row.id).c_str(), row, value))
        context.view.workshop_note =
            w.decide(t, row.id, value)
                ? ""
                : fmt::format("Too dear: \"{}\" there costs {:.1f} points, and {:.1f} are left.", lever_name(row.id),
                              w.cost(t, row.id, value), w.left(t) + w.cost(t, row.id, now));
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
    const std::size_t t = *w.at_machine();
    heading(fmt::format("{}: {:.1f} of {:.0f} points left", w.teams[t].name, w.left(t), w.settings().budget));
    if (!w.teams[t].goal.empty()) muted("Your goal: " + w.teams[t].goal);
    ImGui::ProgressBar(to_float(w.spent(t) / w.settings().budget), {-1, 0.5f * em()}, "");
    const float below = ImGui::GetFrameHeightWithSpacing() + 2 * em(); // its place stays, with or without a note
    ImGui::BeginChild("decisions", {0, std::max(8 * em(), ImGui::GetContentRegionAvail().y - below)},
                      ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened);
    for (const LeverGroup& group : lever_groups) {
        bool has_title = false;
        for (const sim::ParameterRow& row : models::lever_table().rows()) {
            const bool is_fine = row.id.starts_with("search.prefer") || row.id.starts_with("search.by");
            if (!row.id.starts_with(group.prefix) || is_fine) continue; // the fine ones are too many for a room
            if (!has_title) heading(group.title), has_title = true;
            draw_decision(context, row);
        }
    }
    ImGui::EndChild();
    const bool is_settled = ImGui::Button("This is our decision");
    ImGui::SameLine();
    const bool must_leave = ImGui::Button("Leave without deciding");
    ImGui::SameLine();
    wrapped(context.view.workshop_note);
    if (is_settled) w.settle(t);
    if (must_leave) w.leave();
    if (is_settled || must_leave) context.view.workshop_note.clear();
}

void draw_cards(Context& context) {
    Workshop& w = *context.workshop;
    if (!w.can_play()) return;
    const bool is_surprise = w.phase() == Phase::predict;
    if (ImGui::Button(is_surprise ? "Play a surprise###play" : "Play a shock card###play")) ImGui::OpenPopup("cards");
    tip(is_surprise ? "For the facilitator: all have decided; it strikes every team in the middle of this round"
                    : "For the facilitator: strikes every team from the beginning of this round");
    if (!ImGui::BeginPopup("cards")) return;
    for (std::size_t c = 0; c < shock_cards().size(); ++c) {
        const bool is_played = std::find(w.played().begin(), w.played().end(), c) != w.played().end();
        if (pick(shock_cards()[c].title.c_str(), is_played,
                 is_played ? ImGuiSelectableFlags_Disabled : ImGuiSelectableFlags_None))
            w.play(c);
        tip(shock_cards()[c].text);
    }
    ImGui::EndPopup();
}

/// What befell everybody this round, for the room to read.
void draw_played(const Workshop& w) {
    if (w.phase() == Phase::over) return;
    for (std::size_t n = 0; n < w.played().size(); ++n) {
        const ShockCard& card = shock_cards()[w.played()[n]];
        const std::uint32_t month = w.shocks()[w.shocks().size() - w.played().size() + n].month;
        ImGui::PushStyleColor(ImGuiCol_Text, palette().bad);
        wrapped_heading(fmt::format("{}: {}", date_text(month), card.title));
        ImGui::PopStyleColor();
        wrapped(card.text);
    }
}

/// "Next", or what it shows next.
std::string next_label(const Workshop& w) {
    if (w.phase() != Phase::reveal || w.n_shown() == n_main_outcomes) return "Next###next";
    return fmt::format("Show {}###next", shown_names[w.n_shown()]);
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
    ImGui::SameLine(ImGui::GetWindowWidth() - 17 * em());
    const std::string obstacle = w.obstacle();
    ImGui::BeginDisabled(!obstacle.empty());
    if (ImGui::Button(next_label(w).c_str(), {8 * em(), 0})) {
        context.view.workshop_note.clear();
        w.next();
        if (const std::size_t n = w.n_shown(); w.phase() == Phase::reveal && n > 0)
            context.view.outcome = main_outcome(n - 1);
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
    Workshop& w = *context.workshop;
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(instruction(w.phase()));
    ImGui::PopFont();
    if (const std::string obstacle = w.obstacle(); !obstacle.empty() && w.phase() != Phase::over)
        muted("Next waits: " + obstacle + ".");
    if (w.work() && !w.work()->failure().empty()) coloured(palette().bad, "The runs failed: " + w.work()->failure());
    if (w.phase() >= Phase::reveal || w.round() > 0) draw_teams(context);
    draw_cards(context);
    draw_played(w);
    ImGui::Separator();
    const bool needs_team = w.phase() == Phase::decide || w.phase() == Phase::predict;
    if (needs_team && !w.at_machine()) {
        draw_door(context);
        return wrapped(context.view.workshop_note);
    }
    switch (w.phase()) {
    case Phase::decide:
        return draw_decide(context);
    case Phase::predict:
        return draw_predict(context);
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
