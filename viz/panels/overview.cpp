// The first page: what it comes to, in words, then the four outcomes that matter, then any other.
#include "viz/panels/panels.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

void draw_headline(App& app) {
    const bool has_branch = app.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    const Bands *a = app.now.band(one), *b = app.now.band(other);
    const std::size_t n = a && b ? std::min(a->n_done(), b->n_done()) : 0;
    caveat_box(caveats_of(app.session->scenario(), n, app.session->changed_parameters()));
    constexpr std::size_t enough = 10; // pairs before anything is claimed
    if (n < enough) {
        muted("Working out what chance alone would do ...");
        return;
    }
    const std::uint32_t month = app.month() < 12 ? app.horizon() : app.month();
    const Headline h =
        headline(app.session->scenario(), *a, *b, lane_name(*app.session, one), lane_name(*app.session, other), month);
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(h.finding);
    ImGui::PopFont();
    wrapped(h.rest);
}

void draw_tiles(App& app) {
    const Frame* frame = app.current();
    const Trajectory* other =
        app.now.run(app.session->has_branch() ? (app.view.lane == Lane::b ? Lane::a : Lane::b) : Lane::alone);
    if (!frame) return;
    if (!app.workshop) // the sentences above are means over many runs
        muted(fmt::format("This run (luck {}) against {}:", app.session->replicate(),
                          app.session->has_branch() ? "the other future" : "going alone"));
    if (!ImGui::BeginTable("tiles", 4, ImGuiTableFlags_SizingStretchSame)) return;
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        ImGui::TableNextColumn();
        const std::size_t o = main_outcome(k);
        const auto& outcome = models::observables()[o];
        const double value = frame->observables[o];
        muted(outcome_label(o));
        ImGui::PushFont(bold_font(), usual_text * 1.2f);
        wrapped(level(value, outcome.unit));
        ImGui::PopFont();
        if (!other) continue;
        const double change = value - other->at(frame->month).observables[o];
        if (!std::isfinite(change)) continue;
        const bool is_good = (change > 0) == (outcome.good == sim::Good::up) && change != 0;
        ImGui::PushStyleColor(ImGuiCol_Text, change == 0 ? palette().muted : is_good ? palette().good : palette().bad);
        wrapped(fmt::format("{} {}",
                            change == 0 ? "="
                            : is_good   ? "better:"
                                        : "worse:",
                            scenarios::typeset.change(change, outcome.unit)));
        ImGui::PopStyleColor();
        tip("In this luck, against " + std::string(app.session->has_branch() ? "the other future" : "going alone"));
    }
    ImGui::EndTable();
}

void draw_choice(App& app) {
    constexpr float others = 20; // em of what stands beside it
    ImGui::SetNextItemWidth(std::clamp(ImGui::GetContentRegionAvail().x - others * em(), 8 * em(), 22 * em()));
    if (ImGui::BeginCombo("Outcome", outcome_label(app.view.outcome).c_str(), ImGuiComboFlags_HeightLarge)) {
        for (std::size_t o = 0; o < models::observables().size(); ++o)
            if (ImGui::Selectable(outcome_label(o).c_str(), o == app.view.outcome)) app.view.outcome = o;
        ImGui::EndCombo();
    }
    ImGui::SameLine();
    ImGui::Checkbox("Difference", &app.view.shows_difference);
    tip("Pairs of runs with the same luck: B less A, or A less going alone");
    ImGui::SameLine();
    if (ImGui::Button("Why this dip?"))
        if (const Trajectory* run = app.run()) {
            Question question;
            question.observable = app.view.outcome;
            question.month = deepest_dip(*run, app.view.outcome, app.last_visible());
            if (question.month == 0) question.month = app.month();
            app.ask(question);
        }
    tip("Looks for the steepest fall of this outcome and checks what caused it");
}

} // namespace

void draw_overview(App& app) {
    if (!app.workshop) draw_headline(app);
    draw_tiles(app);
    draw_choice(app);
    const float room = ImGui::GetContentRegionAvail().y,
                line = ImGui::GetTextLineHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y;
    const float large = std::max(10 * em(), 0.56f * room - line),
                small = std::max(7 * em(), 0.44f * room - 1.5f * line);
    draw_time_series(app, app.view.outcome, large, true);
    if (app.view.is_projector || !ImGui::BeginTable("small", 3, ImGuiTableFlags_SizingStretchSame)) return;
    for (std::size_t k = 0, n = 0; k < n_main_outcomes && n < 3; ++k) {
        if (main_outcome(k) == app.view.outcome) continue;
        ImGui::TableNextColumn();
        draw_time_series(app, main_outcome(k), small, false);
        ++n;
    }
    ImGui::EndTable();
}

} // namespace viz
