// Institutions: a sortable table with a small curve each, or a grid of small multiples.
#include "viz/panels.h"
#include "viz/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

enum Column : ImGuiID {
    column_name,
    column_pupils,
    column_low,
    column_score,
    column_change,
    column_agreements,
    column_received,
    column_load,
    column_trust,
    column_curve
};

float change_of(const Trajectory& run, const Frame& frame, std::size_t i) {
    const float now = frame.schools[i].score, then = run.frames.front()->schools[i].score;
    return now - then;
}

/// What a school got from partners over the year before the cursor [USD].
float received_of(const Trajectory& run, std::uint32_t month, std::size_t i) {
    float total = 0;
    for (std::uint32_t m = month > 12 ? month - 11 : 1; m <= std::min(month, run.months_done()); ++m)
        total += run.frames[m]->schools[i].received;
    return total;
}

/// Order of rows by the table's sorting; absent numbers last.
std::vector<std::size_t> order_of(const Trajectory& run, const Frame& frame, const ImGuiTableSortSpecs* specs) {
    const Cast& cast = *run.cast;
    std::vector<std::size_t> order(cast.schools.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!specs || specs->SpecsCount == 0) return order;
    const ImGuiTableColumnSortSpecs& by = specs->Specs[0];
    const auto value = [&](std::size_t i) {
        const SchoolState& s = frame.schools[i];
        const double v = by.ColumnUserID == column_pupils       ? static_cast<double>(s.students)
                         : by.ColumnUserID == column_low        ? cast.schools[i].low_income
                         : by.ColumnUserID == column_score      ? static_cast<double>(s.score)
                         : by.ColumnUserID == column_change     ? static_cast<double>(change_of(run, frame, i))
                         : by.ColumnUserID == column_agreements ? s.n_live
                         : by.ColumnUserID == column_received   ? static_cast<double>(received_of(run, frame.month, i))
                         : by.ColumnUserID == column_load       ? static_cast<double>(s.load)
                                                                : static_cast<double>(s.trust);
        return std::isnan(v) ? -1e30 : v;
    };
    const bool is_down = by.SortDirection == ImGuiSortDirection_Descending;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (by.ColumnUserID == column_name)
            return is_down ? cast.schools[b].name < cast.schools[a].name : cast.schools[a].name < cast.schools[b].name;
        return is_down ? value(b) < value(a) : value(a) < value(b);
    });
    return order;
}

std::vector<float> curve_of(const Trajectory& run, std::size_t i, std::uint32_t months) {
    std::vector<float> values;
    for (std::size_t m = 0; m <= std::min<std::size_t>(months, run.months_done()); ++m)
        values.push_back(run.frames[m]->schools[i].score);
    return values;
}

/// A curve without axes: the score of a school over the months.
void sparkline(const std::vector<float>& values, std::uint32_t horizon, ImVec2 size, float low, float high,
               ImU32 colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList* list = ImGui::GetWindowDrawList();
    std::vector<ImVec2> points;
    for (std::size_t m = 0; m < values.size(); ++m)
        if (std::isfinite(values[m]))
            points.push_back({at.x + size.x * static_cast<float>(m) / static_cast<float>(std::max(1u, horizon)),
                              at.y + size.y * (1 - (values[m] - low) / std::max(1e-6f, high - low))});
    if (points.size() > 1) list->AddPolyline(points.data(), static_cast<int>(points.size()), colour, 1.5f);
    if (!points.empty()) list->AddCircleFilled(points.back(), 2.5f, colour);
    ImGui::Dummy(size);
}

void number(const std::string& words) {
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, ImGui::GetContentRegionAvail().x - width));
    text(words);
}

bool is_hidden(const App& app, const std::string& name) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return !app.view.filter.empty() &&
           std::search(name.begin(), name.end(), app.view.filter.begin(), app.view.filter.end(), same) == name.end();
}

void draw_row(App& app, const Trajectory& run, const Frame& frame, std::size_t i) {
    const SchoolState& s = frame.schools[i];
    const SchoolCard& card = run.cast->schools[i];
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable((card.name + (card.is_synthetic ? " (made up)" : "")).c_str(), app.view.selection.school == i,
                          ImGuiSelectableFlags_SpanAllColumns))
        app.view.selection = {static_cast<sim::Row>(i), sim::no_row, 0};
    ImGui::PopID();
    ImGui::TableNextColumn(), number(fmt::format("{:.0f}", s.students));
    ImGui::TableNextColumn(), number(fmt::format("{:.0f} %", 100 * card.low_income));
    ImGui::TableNextColumn(), number(std::isfinite(s.score) ? fmt::format("{:+.3f}", s.score) : "-");
    ImGui::TableNextColumn();
    const float change = change_of(run, frame, i);
    ImGui::PushStyleColor(ImGuiCol_Text, std::isfinite(change) && change < 0 ? palette().bad : palette().good);
    number(std::isfinite(change) ? fmt::format("{:+.3f}", change) : "-");
    ImGui::PopStyleColor();
    ImGui::TableNextColumn(), number(fmt::format("{}", s.n_live));
    ImGui::TableNextColumn(), number(fmt::format("{:.0f}", received_of(run, frame.month, i)));
    ImGui::TableNextColumn(), number(fmt::format("{:.1f}", s.load));
    ImGui::TableNextColumn(), number(fmt::format("{:.2f}", s.trust));
    ImGui::TableNextColumn();
    const std::vector<float> values = curve_of(run, i, app.month());
    float low = 1e9f, high = -1e9f;
    for (const auto& one : run.frames)
        if (const float v = one->schools[i].score; std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
    sparkline(values, app.horizon(), {std::max(40.0f, ImGui::GetContentRegionAvail().x), ImGui::GetTextLineHeight()},
              low, high, lane_colour(app.view.lane));
}

void draw_table(App& app, const Trajectory& run, const Frame& frame) {
    const ImGuiTableFlags flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY |
                                  ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                  ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoSavedSettings;
    if (!ImGui::BeginTable("schools", 10, flags)) return;
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableSetupColumn("School", ImGuiTableColumnFlags_DefaultSort, 3.2f, column_name);
    ImGui::TableSetupColumn("Pupils", ImGuiTableColumnFlags_PreferSortDescending, 1, column_pupils);
    ImGui::TableSetupColumn("Low-income", ImGuiTableColumnFlags_PreferSortDescending, 1.25f, column_low);
    ImGui::TableSetupColumn("Ability", ImGuiTableColumnFlags_PreferSortDescending, 1, column_score);
    ImGui::TableSetupColumn("Change", ImGuiTableColumnFlags_PreferSortDescending, 1, column_change);
    ImGui::TableSetupColumn("Partners", ImGuiTableColumnFlags_PreferSortDescending, 1, column_agreements);
    ImGui::TableSetupColumn("USD/year", ImGuiTableColumnFlags_PreferSortDescending, 1.2f, column_received);
    ImGui::TableSetupColumn("Load", ImGuiTableColumnFlags_PreferSortDescending, 0.8f, column_load);
    ImGui::TableSetupColumn("Trust", ImGuiTableColumnFlags_PreferSortDescending, 0.8f, column_trust);
    ImGui::TableSetupColumn("Ability over time", ImGuiTableColumnFlags_NoSort, 2.2f, column_curve);
    ImGui::TableHeadersRow();
    for (const std::size_t i : order_of(run, frame, ImGui::TableGetSortSpecs()))
        if (!is_hidden(app, run.cast->schools[i].name)) draw_row(app, run, frame, i);
    ImGui::EndTable();
}

void draw_grid(App& app, const Trajectory& run, const Frame& frame) {
    ImGui::BeginChild("grid", {0, 0}, ImGuiChildFlags_NavFlattened);
    const float width = 11 * em();
    const int columns = std::max(1, static_cast<int>(ImGui::GetContentRegionAvail().x / width));
    if (ImGui::BeginTable("cells", columns, ImGuiTableFlags_SizingStretchSame)) {
        for (std::size_t i = 0; i < run.cast->schools.size(); ++i) {
            if (is_hidden(app, run.cast->schools[i].name)) continue;
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(i));
            if (ImGui::Selectable(cut(run.cast->schools[i].name, width - 2 * em()).c_str(),
                                  app.view.selection.school == i))
                app.view.selection = {static_cast<sim::Row>(i), sim::no_row, 0};
            ImGui::PopID();
            const std::vector<float> values = curve_of(run, i, app.month());
            const float first = values.empty() || std::isnan(values[0]) ? 0 : values[0];
            constexpr float reach = 0.15f; // SD on both sides of the start, the same for all
            sparkline(values, app.horizon(), {std::max(40.0f, ImGui::GetContentRegionAvail().x - em()), 3.2f * em()},
                      first - reach, first + reach, lane_colour(app.view.lane));
            muted(fmt::format("{:+.3f} SD, {} partners", change_of(run, frame, i), frame.schools[i].n_live));
        }
        ImGui::EndTable();
    }
    ImGui::EndChild();
}

} // namespace

void draw_schools(App& app) {
    const Trajectory* run = app.run();
    const Frame* frame = app.current();
    if (!run || !frame) return empty_note("Schools appear once the run is known.");
    ImGui::SetNextItemWidth(12 * em());
    input_text("##search", app.view.filter, "search names");
    ImGui::SameLine();
    ImGui::RadioButton("table", &app.view.grid, 0);
    ImGui::SameLine();
    ImGui::RadioButton("small multiples", &app.view.grid, 1);
    tip("Change of mean ability since the start, 0.15 SD up or down, the same scale for all");
    ImGui::SameLine();
    muted("Load: coordination hours needed of those there are. Ability: SD of the nation's pupils.");
    if (app.view.grid)
        draw_grid(app, *run, *frame);
    else
        draw_table(app, *run, *frame);
}

} // namespace viz
