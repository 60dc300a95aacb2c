// Institutions: a sortable table with a small curve each, or a grid of small multiples.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr ImGuiID id(SchoolColumn column) { return static_cast<ImGuiID>(column); }

/// How the table is sorted.
SchoolList::Order order_of(const std::string& words, const ImGuiTableSortSpecs* specs) {
    if (!specs || specs->SpecsCount == 0) return {words};
    const ImGuiTableColumnSortSpecs& by = specs->Specs[0];
    return {words, static_cast<SchoolColumn>(by.ColumnUserID), by.SortDirection == ImGuiSortDirection_Descending};
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
    if (points.size() > 1) list->AddPolyline(points.data(), static_cast<int>(points.size()), colour, px(1.5f));
    if (!points.empty()) list->AddCircleFilled(points.back(), px(2.5f), colour);
    ImGui::Dummy(size);
}

void number(const std::string& words) {
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, ImGui::GetContentRegionAvail().x - width));
    text(words);
}

void draw_row(Context& context, const Trajectory& run, const Frame& frame, std::size_t i) {
    const SchoolState& s = frame.schools[i];
    const SchoolCard& card = run.cast->schools[i];
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(i));
    const std::string name = card.name + (card.is_synthetic ? " (made up)" : "");
    const std::string fitting = cut(name, ImGui::GetContentRegionAvail().x);
    if (pick(fitting.c_str(), context.view.selection.school == i, ImGuiSelectableFlags_SpanAllColumns))
        context.view.selection = {static_cast<sim::Row>(i), sim::no_row, 0};
    if (fitting != name) tip(name);
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
    float low = 1e9f, high = -1e9f; // of what may be looked at, so that a workshop's scale tells nothing of what comes
    for (const float v : curve_of(run, i, context.last_visible()))
        if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
    sparkline(curve_of(run, i, frame.month), context.horizon(),
              {std::max(40.0f, ImGui::GetContentRegionAvail().x), ImGui::GetTextLineHeight()}, low, high,
              lane_colour(context.view.lane));
}

void draw_table(Context& context, const Trajectory& run, const Frame& frame) {
    const ImGuiTableFlags flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY |
                                  ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                  ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoSavedSettings;
    constexpr float least = 46; // em in which all columns can be read: less scrolls sideways
    const bool is_wider = ImGui::GetContentRegionAvail().x < least * em();
    if (!ImGui::BeginTable("schools", 10, flags | (is_wider ? ImGuiTableFlags_ScrollX : 0), {0, room_of(14)},
                           is_wider ? least * em() : 0))
        return;
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableSetupColumn("School", ImGuiTableColumnFlags_DefaultSort, 3.2f, id(SchoolColumn::name));
    ImGui::TableSetupColumn("Pupils", ImGuiTableColumnFlags_PreferSortDescending, 1, id(SchoolColumn::pupils));
    ImGui::TableSetupColumn("Low-income", ImGuiTableColumnFlags_PreferSortDescending, 1.25f,
                            id(SchoolColumn::low_income));
    ImGui::TableSetupColumn("Ability", ImGuiTableColumnFlags_PreferSortDescending, 1, id(SchoolColumn::score));
    ImGui::TableSetupColumn("Change", ImGuiTableColumnFlags_PreferSortDescending, 1, id(SchoolColumn::change));
    ImGui::TableSetupColumn("Partners", ImGuiTableColumnFlags_PreferSortDescending, 1, id(SchoolColumn::agreements));
    ImGui::TableSetupColumn("USD a year", ImGuiTableColumnFlags_PreferSortDescending, 1.2f, id(SchoolColumn::received));
    ImGui::TableSetupColumn("Load", ImGuiTableColumnFlags_PreferSortDescending, 0.8f, id(SchoolColumn::load));
    ImGui::TableSetupColumn("Trust", ImGuiTableColumnFlags_PreferSortDescending, 0.8f, id(SchoolColumn::trust));
    ImGui::TableSetupColumn("Ability over time", ImGuiTableColumnFlags_NoSort, 2.2f);
    headers_row();
    const auto& rows =
        context.lists.schools.of(run, frame.month, order_of(context.view.filter, ImGui::TableGetSortSpecs()));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()));
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n)
            draw_row(context, run, frame, rows[static_cast<std::size_t>(n)]);
    ImGui::EndTable();
}

/// The table as a file: every school that the search leaves, in the month that is shown; as a drawing, how each has
/// changed beside how poor it is.
ChartFile file_of(const Context& context, const Trajectory& run, const Frame& frame,
                  const std::vector<std::size_t>& rows) {
    report::Chart chart;
    chart.kind = report::ChartKind::points, chart.id = "schools";
    chart.caption = fmt::format("Schools {}: low-income pupils and change of mean ability since the start",
                                frame.month ? "in " + date_text(frame.month - 1) : "at the start");
    chart.x_title = "Low-income pupils [%]", chart.y_title = "Change [SD]";
    report::ChartSeries series;
    series.name = "schools";
    std::string csv = "\"School\",\"Made up\",\"Month\",\"Pupils\",\"Low-income [share]\",\"Ability [SD]\",\"Change "
                      "[SD]\",\"Partners\",\"USD a year\",\"Load\",\"Trust\"\n";
    for (const std::size_t i : rows) {
        const SchoolState& s = frame.schools[i];
        const SchoolCard& card = run.cast->schools[i];
        const double change = change_of(run, frame, i);
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", quoted(card.name), card.is_synthetic ? "yes" : "no",
                           frame.month, cell(s.students), cell(card.low_income), cell(s.score), cell(change), s.n_live,
                           cell(received_of(run, frame.month, i)), cell(s.load), cell(s.trust));
        if (!std::isfinite(change)) continue;
        series.x.push_back(100 * card.low_income), series.mid.push_back(change), series.names.push_back(card.name);
    }
    chart.series.push_back(std::move(series));
    ChartFile file = chart_file(context, chart);
    file.csv = std::move(csv);
    return file;
}

void draw_cell(Context& context, const Trajectory& run, const Frame& frame, std::size_t i, float width) {
    ImGui::PushID(static_cast<int>(i));
    if (pick(cut(run.cast->schools[i].name, width - 2 * em()).c_str(), context.view.selection.school == i))
        context.view.selection = {static_cast<sim::Row>(i), sim::no_row, 0};
    ImGui::PopID();
    const std::vector<float> values = curve_of(run, i, frame.month);
    const float first = values.empty() || std::isnan(values[0]) ? 0 : values[0];
    constexpr float reach = 0.15f; // SD on both sides of the start, the same for all
    sparkline(values, context.horizon(), {std::max(40.0f, ImGui::GetContentRegionAvail().x - em()), 3.2f * em()},
              first - reach, first + reach, lane_colour(context.view.lane));
    ImGui::PushStyleColor(ImGuiCol_Text, palette().muted); // one line in all, so that all rows are of one height
    text(cut(
        fmt::format("{:+.3f} SD, {}", change_of(run, frame, i), scenarios::plural(frame.schools[i].n_live, "partner")),
        ImGui::GetContentRegionAvail().x));
    ImGui::PopStyleColor();
}

void draw_grid(Context& context, const Trajectory& run, const Frame& frame) {
    ImGui::BeginChild("grid", {0, room_of(14)}, ImGuiChildFlags_NavFlattened);
    const float width = 11 * em();
    const auto columns = static_cast<std::size_t>(std::max(1.0f, ImGui::GetContentRegionAvail().x / width));
    if (ImGui::BeginTable("cells", static_cast<int>(columns), ImGuiTableFlags_SizingStretchSame)) {
        const auto& rows = context.lists.schools.of(run, frame.month, {context.view.filter});
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>((rows.size() + columns - 1) / columns));
        while (clipper.Step())
            for (std::size_t n = columns * static_cast<std::size_t>(clipper.DisplayStart),
                             end = columns * static_cast<std::size_t>(clipper.DisplayEnd);
                 n < std::min(end, rows.size()); ++n) {
                ImGui::TableNextColumn();
                draw_cell(context, run, frame, rows[n], width);
            }
        ImGui::EndTable();
    }
    ImGui::EndChild();
}

} // namespace

void draw_schools(Context& context) {
    const Trajectory* run = context.run();
    const Frame* frame = context.current();
    if (!run || !frame) return empty_note("Schools appear once the run is known.");
    ImGui::SetNextItemWidth(12 * em());
    input_text("##search", context.view.filter, "search names");
    beside(check_width("table"));
    ImGui::RadioButton("table", &context.view.grid, 0);
    beside(check_width("small multiples"));
    ImGui::RadioButton("small multiples", &context.view.grid, 1);
    tip("Change of mean ability since the start, 0.15 SD up or down, the same scale for all");
    constexpr const char* note =
        "Load: coordination hours needed of those there are. Ability: SD of the nation's pupils.";
    beside(save_width());
    const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    draw_save(context, "table", {at.x, at.y, at.x + room.x, at.y + room.y}, [&] {
        return file_of(context, *run, *frame, context.lists.schools.of(*run, frame->month, {context.view.filter}));
    });
    beside(ImGui::CalcTextSize(note).x);
    muted(note);
    if (context.view.grid)
        draw_grid(context, *run, *frame);
    else
        draw_table(context, *run, *frame);
}

} // namespace viz
