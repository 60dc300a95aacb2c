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
/// A note where there is nothing to draw.
void empty_note(std::string_view words);

/// em of the current font.
inline float em() { return ImGui::GetFontSize(); }
/// Pixels at 100 % at the scale of now: for lines and marks, which must not thin out on large screens.
inline float px(float pixels) { return pixels * em() / usual_text; }
inline float to_float(double v) { return static_cast<float>(v); }

} // namespace viz
