// The first page: what it comes to, in words, then the four outcomes that matter, then any other.
#include "viz/panels/parts.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace viz {
namespace {

/// Which luck is shown, in sight of the numbers that depend on it; "Typical" is the one nearest to the middle of all.
void draw_luck(Context& context) {
    const auto choose = [&](std::uint32_t replicate) {
        Action action;
        action.kind = ActionKind::luck, action.replicate = replicate, action.command.month = context.month();
        context.act(action);
    };
    int replicate = static_cast<int>(context.session->replicate());
    const float buttons = 2 * (ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x);
    beside(3 * em() + buttons + ImGui::CalcTextSize("Luck").x);
    ImGui::SetNextItemWidth(std::max(6 * em(), 3 * em() + buttons));
    if (ImGui::InputInt("Luck", &replicate) && replicate >= 0) choose(static_cast<std::uint32_t>(replicate));
    tip("Which run of all is shown; all lanes share its luck");
    const Bands* bands = context.now.band(Lane::a);
    const auto typical = bands ? typical_run(*bands, context.horizon()) : std::nullopt;
    if (!typical) return;
    beside(button_width("Typical run"));
    if (ImGui::Button("Typical run")) choose(context.session->first_replicate() + static_cast<std::uint32_t>(*typical));
    tip("The run whose four main outcomes end nearest to the middle of all that were run");
}

/// Sentences one after the other.
std::string in_one(const std::vector<std::string>& sentences) {
    std::string all;
    for (const std::string& one : sentences)
        all += fmt::format("{}{}", all.empty() ? "" : " ", one);
    return all;
}

void draw_headline(Context& context) {
    const bool has_branch = context.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    const Bands *a = context.now.band(one), *b = context.now.band(other);
    const std::size_t n = a && b ? std::min(a->n_done(), b->n_done()) : 0;
    const auto caveats = caveats_of(context.session->scenario(), n, context.session->changed_parameters());
    caveat_box(context.view.is_projector ? std::vector{in_one(caveats)} : caveats); // there the chart needs the room
    constexpr std::size_t enough = 10;                                              // pairs before anything is claimed
    if (n < enough) {
        muted(context.run() || !context.session->scenario().setup.burn_in.is_on()
                  ? "Working out what chance alone would do ..."
                  : "Working out the years before month 0 ...");
        return;
    }
    const auto said = [&](std::uint32_t month) {
        return headline(context.session->scenario(), *a, *b, lane_name(*context.session, one),
                        lane_name(*context.session, other), month);
    };
    const Headline end = said(context.horizon());
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(end.finding);
    ImGui::PopFont();
    if (context.view.is_projector) return; // the rest stands in the cards, and the chart needs the room
    wrapped(end.rest);
    constexpr std::uint32_t early = 12; // months in which little can have happened
    if (context.month() >= early && context.month() < context.horizon())
        muted("At the cursor: " + said(context.month()).finding);
}

/// "better: +0.012 SD in 100 runs": what the shown numbers are of, in the colour of what is clear.
void draw_change(double value, std::string_view unit, sim::Good good, bool is_clear, const std::string& of) {
    const bool is_good = (value > 0) == (good == sim::Good::up);
    const bool is_told = is_clear && value != 0;
    ImGui::PushStyleColor(ImGuiCol_Text, !is_told ? palette().muted : is_good ? palette().good : palette().bad);
    wrapped(fmt::format("{} {} {}",
                        !is_told  ? "no clear difference:"
                        : is_good ? "better:"
                                  : "worse:",
                        change(value, unit), of));
    ImGui::PopStyleColor();
}

/// The change of one outcome at the cursor: over all pairs of runs, as the sentences above, as soon as they are there;
/// and a line about this run where its luck says the opposite.
void draw_comparison(Context& context, std::size_t o, double own) {
    const bool has_branch = context.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    const auto& outcome = models::observables()[o];
    const Bands *a = context.now.band(one), *b = context.now.band(other);
    constexpr std::size_t enough = 10;
    if (!a || !b || std::min(a->n_done(), b->n_done()) < enough) {
        if (std::isfinite(own)) draw_change(own, outcome.unit, outcome.good, false, "(one run; wait for the others)");
        return;
    }
    const PairedOutcome p = compare_outcome(*a, *b, o, context.month());
    if (p.difference.n == 0) return muted("nothing to compare");
    if (context.view.is_projector && !p.is_clear())
        muted("no clear difference");
    else
        draw_change(p.difference.mean, outcome.unit, outcome.good, p.is_clear(),
                    context.view.is_projector ? "" : "in " + scenarios::plural(p.difference.n, "run"));
    tip(fmt::format("Mean over pairs of runs with the same luck, {} less {}, at the cursor. In the run shown: {}.",
                    has_branch ? "B" : "A", has_branch ? "A" : lane_name(*context.session, Lane::alone),
                    change(own, outcome.unit)));
    if (p.is_clear() && std::isfinite(own) && own * p.difference.mean < 0)
        muted(fmt::format("in this luck {}: one run against most", change(own, outcome.unit)));
}

void draw_tiles(Context& context) {
    const Frame* frame = context.current();
    const bool has_branch = context.session->has_branch();
    const Trajectory* other = context.now.run(has_branch ? Lane::a : Lane::alone);
    const Trajectory* one = context.now.run(has_branch ? Lane::b : Lane::a);
    if (!frame) return;
    if (!context.workshop && !context.view.is_projector) {
        muted(fmt::format("{}: this run (luck {}), and against {}",
                          frame->month ? date_text(frame->month - 1) : "Start", context.session->replicate(),
                          has_branch ? "A" : lane_name(*context.session, Lane::alone)));
        draw_luck(context);
    }
    constexpr float for_four = 36; // em that four beside each other need
    const int columns = ImGui::GetContentRegionAvail().x > for_four * em() ? 4 : 2;
    if (!ImGui::BeginTable("tiles", columns, ImGuiTableFlags_SizingStretchSame)) return;
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        ImGui::TableNextColumn();
        const std::size_t o = main_outcome(k);
        // One line where the room counts, so that the numbers stand beside each other.
        muted(context.view.is_projector ? cut(outcome_label(o), ImGui::GetContentRegionAvail().x) : outcome_label(o));
        ImGui::PushFont(bold_font(), usual_text * 1.2f);
        wrapped(level(frame->observables[o], models::observables()[o].unit));
        ImGui::PopFont();
        if (!context.workshop && one && other)
            draw_comparison(context, o, one->at(frame->month).observables[o] - other->at(frame->month).observables[o]);
    }
    ImGui::EndTable();
}

void draw_choice(Context& context) {
    constexpr float others = 20; // em of what stands beside it
    const float room = ImGui::GetContentRegionAvail().x;
    ImGui::SetNextItemWidth(is_small() ? -1 : std::clamp(room - others * em(), 8 * em(), 22 * em()));
    if (ImGui::BeginCombo(is_small() ? "##Outcome" : "Outcome", outcome_label(context.view.outcome).c_str(),
                          ImGuiComboFlags_HeightLarge)) {
        for (std::size_t o = 0; o < models::observables().size(); ++o)
            if (pick(outcome_label(o).c_str(), o == context.view.outcome)) context.view.outcome = o;
        ImGui::EndCombo();
    }
    if (!is_small()) beside(check_width("Difference"));
    ImGui::Checkbox("Difference", &context.view.shows_difference);
    tip("Pairs of runs with the same luck: B less A, or A less " + lane_name(*context.session, Lane::alone));
    beside(button_width("Why this dip?"));
    if (ImGui::Button("Why this dip?"))
        if (const Trajectory* run = context.run()) {
            Question question;
            question.observable = context.view.outcome;
            question.month = deepest_dip(*run, context.view.outcome, context.last_visible());
            if (question.month == 0) question.month = context.month();
            context.ask(question);
        }
    tip("Looks for the steepest fall of this outcome and checks what caused it");
}

} // namespace

void draw_overview(Context& context) {
    if (!context.workshop) draw_headline(context);
    draw_tiles(context);
    draw_choice(context);
    const float room = ImGui::GetContentRegionAvail().y,
                line = ImGui::GetTextLineHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y;
    const float large = context.view.is_projector ? std::max(8 * em(), room - 1.2f * line)
                                                  : std::max(10 * em(), 0.56f * room - line),
                small = std::max(7 * em(), 0.44f * room - 1.5f * line);
    draw_time_series(context, context.view.outcome, large, true);
    const int columns = ImGui::GetContentRegionAvail().x > 34 * em() ? 3 : 1;
    if (context.view.is_projector || !ImGui::BeginTable("small", columns, ImGuiTableFlags_SizingStretchSame)) return;
    for (std::size_t k = 0, n = 0; k < n_main_outcomes && n < 3; ++k) {
        if (main_outcome(k) == context.view.outcome) continue;
        ImGui::TableNextColumn();
        draw_time_series(context, main_outcome(k), small, false);
        ++n;
    }
    ImGui::EndTable();
}

} // namespace viz
