#include "viz/panels/chart.h"

#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace viz {
namespace {

/// The last month with a value, or nothing.
std::optional<std::size_t> end_of(const ChartLine& line) {
    for (std::size_t m = line.y.size(); m-- > 0;)
        if (std::isfinite(line.y[m])) return m;
    return std::nullopt;
}

/// Years that have room for their number; none stands beyond the last.
std::vector<double> year_ticks(std::uint32_t years, float width) {
    const float room = 2.4f * em(); // for two digits and a gap
    const auto most = static_cast<std::uint32_t>(std::max(1.0f, 0.75f * width / room));
    const std::uint32_t step = std::max(1u, (years + most - 1) / most);
    std::vector<double> ticks;
    for (std::uint32_t year = 0; year <= years; year += step)
        ticks.push_back(year);
    return ticks;
}

} // namespace

float save_width() { return button_width("Save"); }

void draw_save(Context& context, std::string_view id, const std::array<float, 4>& place,
               const std::function<ChartFile()>& make) {
    ImGui::PushID(id.data(), id.data() + id.size());
    if (context.files.wanted_part) { // its picture is being taken: without the button
        ImGui::Dummy({save_width(), ImGui::GetTextLineHeight()});
    } else if (small_button("Save")) {
        context.files.attempt([&] {
            context.files.chart = make(), context.files.chart.place = place;
            return "";
        });
        ImGui::OpenPopup("save chart");
    }
    tip("This chart as SVG, PNG or CSV");
    draw_chart_popup(context);
    ImGui::PopID();
}

void draw_chart_title(Context& context, std::string_view id, std::string_view title, std::string_view about,
                      float height, const std::function<ChartFile()>& make) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, gap = ImGui::GetStyle().ItemSpacing.x;
    const std::string fitting = cut(title, width - save_width() - gap);
    text(fitting);
    if (!about.empty() || fitting != title)
        tip(fitting == title ? std::string(about) : fmt::format("{}\n{}", title, about));
    const ImVec2 below = ImGui::GetCursorScreenPos();
    ImGui::SameLine();
    ImGui::SetCursorScreenPos({at.x + width - save_width(), at.y});
    draw_save(context, id, {at.x, at.y, at.x + width, below.y + height}, make);
}

ChartFile chart_file(const Context& context, const report::Chart& chart) {
    const Trajectory* run = context.run();
    const std::string about = fmt::format("{}: {}. {}", context.session->scenario().title, chart.caption,
                                          run ? provenance(*run) : std::string());
    const bool is_empty = chart.series.empty() && chart.links.empty();
    return {is_empty ? "" : svg_file(chart, about), csv_file(chart), {}};
}

std::string mark_text(const Command& command) {
    switch (command.kind) {
    case CommandKind::lever:
        return fmt::format("{} {}", lever_name(command.id),
                           lever_value(*models::lever_table().find(command.id), command.value));
    case CommandKind::condition: {
        const int index = models::condition_index(command.id);
        const std::string name(index < 0 ? "" : models::condition_infos[static_cast<std::size_t>(index)].name);
        return command.value > 0 ? name : name + " ends";
    }
    case CommandKind::leader_leaves:
        return command.row == sim::no_row ? "all leaders leave" : "a leader leaves";
    case CommandKind::partner_leaves:
        return "a partner leaves";
    }
    return "";
}

void draw_marks(const Script& script, std::uint32_t months) {
    std::map<std::uint32_t, std::vector<const Command*>> by_month;
    for (const Command& command : script.commands)
        if (command.month <= months) by_month[command.month].push_back(&command);
    const ImPlotRect limits = ImPlot::GetPlotLimits();
    ImDrawList* list = ImPlot::GetPlotDrawList();
    ImPlot::PushPlotClipRect();
    float free_from = -1e9f; // words that would lie on the last ones go a line lower
    int row = 0;
    for (const auto& [month, commands] : by_month) {
        const ImVec2 top = ImPlot::PlotToPixels(static_cast<double>(month) / 12, limits.Y.Max),
                     bottom = ImPlot::PlotToPixels(static_cast<double>(month) / 12, limits.Y.Min);
        list->AddLine(top, bottom, with_alpha(palette().accent, 0.55f), px(1));
        std::string words = mark_text(*commands.front());
        if (commands.size() > 1) words += fmt::format(" and {} more", commands.size() - 1);
        row = top.x < free_from ? (row + 1) % 3 : 0;
        const float width = ImGui::CalcTextSize(words.c_str()).x;
        const ImVec2 at{top.x + px(3), top.y + static_cast<float>(row) * ImGui::GetTextLineHeight()};
        list->AddText(at, palette().accent, words.c_str());
        free_from = std::max(row ? free_from : -1e9f, at.x + width);
    }
    ImPlot::PopPlotClipRect();
}

double room_for_names(const std::vector<ChartLine>& lines, float width) {
    constexpr double most = 0.5;
    float longest = 0;
    for (const ChartLine& line : lines)
        longest = std::max(longest, ImGui::CalcTextSize(line.name.c_str()).x);
    const float names = longest + px(20), values = 4 * em(); // and what stands left of the axis
    return std::min(most, static_cast<double>(names / std::max(names, width - values - names)));
}

void setup_years(std::uint32_t months, double for_names, float width) {
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, (1 + for_names) * static_cast<double>(months) / 12, ImPlotCond_Always);
    const std::vector<double> years = year_ticks(months / 12, width / to_float(1 + for_names));
    if (years.size() > 1) ImPlot::SetupAxisTicks(ImAxis_X1, years.data(), static_cast<int>(years.size()));
}

void draw_end_labels(const std::vector<ChartLine>& lines) {
    struct Label {
        const ChartLine* line;
        ImVec2 at;
    };
    std::vector<Label> labels;
    for (const ChartLine& line : lines)
        if (const auto m = end_of(line)) labels.push_back({&line, ImPlot::PlotToPixels(line.x[*m], line.y[*m])});
    std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.at.y < b.at.y; });
    const float step = ImGui::GetTextLineHeight();
    const float top = ImPlot::GetPlotPos().y, bottom = top + ImPlot::GetPlotSize().y;
    float free_from = top;
    for (std::size_t n = 0; n < labels.size(); ++n) {
        const auto left = static_cast<float>(labels.size() - n);
        const float y = std::min(std::max(labels[n].at.y - step / 2, free_from), bottom - left * step);
        free_from = y + step;
        const float right = ImPlot::GetPlotPos().x + ImPlot::GetPlotSize().x;
        const std::string words = cut(labels[n].line->name, std::max(0.0f, right - labels[n].at.x - px(8)));
        ImPlot::GetPlotDrawList()->AddText({labels[n].at.x + px(6), y}, labels[n].line->colour, words.c_str());
    }
}

void draw_values_under_mouse(Context& context, const std::vector<ChartLine>& lines, const std::string& unit) {
    if (!ImPlot::IsPlotHovered()) return;
    const double year = ImPlot::GetPlotMousePos().x;
    const auto month =
        static_cast<std::size_t>(std::clamp(std::round(12 * year), 0.0, static_cast<double>(context.last_visible())));
    ImGui::BeginTooltip();
    heading(month == 0 ? "start" : date_text(static_cast<std::uint32_t>(month - 1)));
    for (const ChartLine& line : lines) {
        if (month >= line.y.size()) continue;
        std::string words = line.name + ": ";
        words += std::isfinite(line.y[month]) ? fmt::format("{:.4g} {}", line.y[month], unit) : "none";
        if (month < line.low.size() && std::isfinite(line.low[month]))
            words += fmt::format("  (90 % of other luck: {:.4g} to {:.4g})", line.low[month], line.high[month]);
        ImGui::PushStyleColor(ImGuiCol_Text, line.colour);
        text(words);
        ImGui::PopStyleColor();
    }
    ImGui::EndTooltip();
    const ImVec2 dragged = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left);
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && dragged.x == 0 && dragged.y == 0)
        context.seek(static_cast<double>(month));
}

void draw_time_cursor(Context& context) {
    double year = context.view.month / 12;
    if (ImPlot::DragLineX(0, &year, vec(palette().text), 1.5f)) context.seek(12 * year);
}

} // namespace viz
