#pragma once
/// \file
/// Small things that several panels draw.

#include "viz/widgets/theme.h"

#include "sim/parameter.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace viz {

inline void text(std::string_view words) { ImGui::TextUnformatted(words.data(), words.data() + words.size()); }
void muted(std::string_view words);                  ///< Small and grey, wrapped
void heading(std::string_view words);                ///< Bold
void coloured(ImU32 colour, std::string_view words); ///< Wrapped
void wrapped_heading(std::string_view words);
void wrapped(std::string_view words);
void caveat_box(const std::vector<std::string>& caveats); ///< On yellow, a line each
/// A tooltip of the last item, wrapped at 32 em.
void tip(std::string_view words);
/// Of a parameter or lever: what it is, unit, range, evidence.
void tip(const sim::ParameterRow& row, std::string_view more = "");
/// A text that is cut with an ellipsis to `width`.
std::string cut(std::string_view words, float width);
/// Input of a std::string.
bool input_text(const char* label, std::string& value, const char* hint = "");
/// "12.3 %", "0.021 SD"
std::string level(double value, std::string_view unit);
/// "+12.3 percentage points", "+0.021 SD", "+0.076" of an index
std::string change(double value, std::string_view unit);
/// The next item stands beside the last one where `width` has room there, else below it.
void beside(float width);
float button_width(std::string_view label);
float check_width(std::string_view label); ///< Of a checkbox or radio button.
/// What is left of the height, but no less than so many em: what is larger than the window scrolls.
float room_of(float least_em, float below = 0);
/// A row of a list that is chosen from, as high as fingers need.
bool pick(const char* label, bool is_chosen, ImGuiSelectableFlags flags = 0);
/// Sets the next item's width, and writes its label above it where it has no room beside it. Returns the label to give
/// it.
std::string labelled(const char* label, float width);
/// Width of a table that has to scroll sideways in a small window, or 0 where all of its columns have room.
float sideways(float least_em);
void headers_row();                   ///< Of the table begun last, as high as fingers need.
bool small_button(const char* label); ///< As high as a line, where no finger has to hit it.
/// Is the window as small as a phone's? Then all stands below each other.
bool is_small();
/// A note where there is nothing to draw.
void empty_note(std::string_view words);

/// em of the current font.
inline float em() { return ImGui::GetFontSize(); }
/// Pixels at 100 % at the scale of now: for lines and marks, which must not thin out on large screens.
inline float px(float pixels) { return pixels * em() / usual_text; }
inline float to_float(double v) { return static_cast<float>(v); }

} // namespace viz
