#include "viz/widgets/widgets.h"

#include "scenarios/words.h"

#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace viz {

void muted(std::string_view words) {
    ImGui::PushFont(nullptr, muted_text());
    ImGui::PushStyleColor(ImGuiCol_Text, palette().muted);
    wrapped(words);
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void heading(std::string_view words) {
    ImGui::PushFont(bold_font(), 0);
    text(words);
    ImGui::PopFont();
}

void coloured(ImU32 colour, std::string_view words) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    wrapped(words);
    ImGui::PopStyleColor();
}

void wrapped_heading(std::string_view words) {
    ImGui::PushFont(bold_font(), 0);
    wrapped(words);
    ImGui::PopFont();
}

void wrapped(std::string_view words) {
    ImGui::PushTextWrapPos(0);
    text(words);
    ImGui::PopTextWrapPos();
}

void caveat_box(const std::vector<std::string>& caveats) {
    ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().warning);
    ImGui::BeginChild("caveats", {0, 0}, ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysUseWindowPadding);
    for (const std::string& caveat : caveats)
        wrapped("- " + caveat);
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

void tip(std::string_view words) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(std::min(32 * em(), ImGui::GetMainViewport()->WorkSize.x - 2 * em()));
    text(words);
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

void tip(const sim::ParameterRow& row, std::string_view more) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip)) return;
    const std::string evidence = row.evidence.is_assumed()
                                     ? "assumed: " + row.evidence.note
                                     : row.evidence.ids + (row.evidence.note.empty() ? "" : ": ") + row.evidence.note;
    tip(fmt::format("{} [{}].\nRange {:.6g} to {:.6g}; default {:.6g}.\nEvidence: {}{}{}\nIn files and after --set: {}",
                    scenarios::capital(row.summary), row.unit, row.range.low, row.range.high, row.value, evidence,
                    more.empty() ? "" : "\n", more, row.id));
}

std::string cut(std::string_view words, float width) {
    const auto size = [](std::string_view s) { return ImGui::CalcTextSize(s.data(), s.data() + s.size()).x; };
    if (size(words) <= width) return std::string(words);
    std::size_t n = words.size();
    while (n > 1 && size(words.substr(0, n)) + size("...") > width)
        --n;
    while (n > 1 && (static_cast<unsigned char>(words[n]) & 0xc0) == 0x80) // not inside a UTF-8 sequence
        --n;
    return std::string(words.substr(0, n)) + "...";
}

bool input_text(const char* label, std::string& value, const char* hint) {
    char buffer[512];
    const std::size_t n = std::min(value.size(), sizeof buffer - 1);
    std::copy_n(value.data(), n, buffer);
    buffer[n] = 0;
    if (!ImGui::InputTextWithHint(label, hint, buffer, sizeof buffer)) return false;
    value = buffer;
    return true;
}

std::string level(double value, std::string_view unit) {
    if (!std::isfinite(value)) return "-";
    return scenarios::typeset.level(value, unit.starts_with("index") ? "" : unit);
}

std::string change(double value, std::string_view unit) {
    return unit.starts_with("index") ? scenarios::typeset.signed_number(value) : scenarios::typeset.change(value, unit);
}

void beside(float width) {
    const float from = ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x;
    if (from + width <= ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x) ImGui::SameLine();
}

float button_width(std::string_view label) {
    return ImGui::CalcTextSize(label.data(), label.data() + label.size(), true).x +
           2 * ImGui::GetStyle().FramePadding.x;
}

float check_width(std::string_view label) {
    return ImGui::CalcTextSize(label.data(), label.data() + label.size(), true).x + ImGui::GetFrameHeight() +
           ImGui::GetStyle().ItemInnerSpacing.x;
}

float room_of(float least_em, float below) {
    return std::max(least_em * em(), ImGui::GetContentRegionAvail().y - below);
}

bool pick(const char* label, bool is_chosen, ImGuiSelectableFlags flags) {
    if (!is_touched()) return ImGui::Selectable(label, is_chosen, flags);
    if (ImGuiTable* table = ImGui::GetCurrentTable()) // the words of its other cells stand in the middle too
        table->RowTextBaseline = ImGui::GetStyle().FramePadding.y;
    return ImGui::Selectable(label, is_chosen, flags, {0, ImGui::GetFrameHeight()});
}

std::string labelled(const char* label, float width) {
    const float beside = ImGui::CalcTextSize(label).x + ImGui::GetStyle().ItemInnerSpacing.x;
    const bool fits = width + beside <= ImGui::GetContentRegionAvail().x;
    if (!fits) wrapped(label);
    ImGui::SetNextItemWidth(fits ? width : std::min(width, ImGui::GetContentRegionAvail().x));
    return (fits ? "" : "##") + std::string(label);
}

float sideways(float least_em) {
    return is_small() && ImGui::GetContentRegionAvail().x < least_em * em() ? least_em * em() : 0;
}

void headers_row() {
    if (!is_touched()) return ImGui::TableHeadersRow();
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers, ImGui::GetFrameHeight());
    for (int n = 0; n < ImGui::TableGetColumnCount(); ++n)
        if (ImGui::TableSetColumnIndex(n)) ImGui::TableHeader(ImGui::TableGetColumnName(n));
}

bool small_button(const char* label) { return is_touched() ? ImGui::Button(label) : ImGui::SmallButton(label); }

bool is_small() {
    constexpr float width = 30, height = 22; // em
    const ImVec2 room = ImGui::GetMainViewport()->WorkSize;
    return room.x < width * em() || room.y < height * em();
}

void empty_note(std::string_view words) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 size = ImGui::CalcTextSize(words.data(), words.data() + words.size(), false, room.x);
    const ImVec2 at = ImGui::GetCursorPos();
    ImGui::SetCursorPos({at.x + std::max(0.0f, (room.x - size.x) / 2), at.y + std::max(0.0f, (room.y - size.y) / 2)});
    muted(words);
}

} // namespace viz
