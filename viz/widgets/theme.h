#pragma once
/// \file
/// How things look: Okabe-Ito colours that stay apart for colour-blind eyes, light and dark, any scale from 100 to 250
/// %. Colour never stands alone: lanes also have a marker, kinds a shape.

#include "models/institution.h"
#include "models/partner.h"
#include "viz/runs/engine.h"

#include <imgui.h>

namespace viz {

/// Size of the smallest text at 100 % [pixel].
inline constexpr float smallest_text = 13;
inline constexpr float usual_text = 16;

/// Sets every colour and size of Dear ImGui and ImPlot.
/// `is_touched`: fingers need 44 pixels for what a mouse hits in 26.
void apply_theme(bool is_dark, float scale, bool is_projector = false, bool is_touched = false);
bool is_touched();  ///< Is the theme one for fingers?
float muted_text(); ///< Size of notes: on a projector none is smaller than the rest.
inline constexpr float largest_scale = 3;
/// The scale at which capitals of a picture that is 2 m wide are 20 mm high, whatever its width in pixels.
float projector_scale(float width);
/// Adds the fonts once; sizes follow the style.
void add_fonts();
ImFont* bold_font();

struct Palette {
    ImU32 text, muted, faint, panel, canvas, good, bad, accent, warning;
};
const Palette& palette();

ImU32 lane_colour(Lane lane);
ImU32 kind_colour(models::PartnerKind kind);
/// 0 = low (vermillion) over grey to 1 = high (blue): trust, alignment.
ImU32 scale_colour(float value);
ImU32 with_alpha(ImU32 colour, float alpha);
inline ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

/// Draws a mark whose shape says the kind: schools are circles, colleges double circles; partners triangles, squares,
/// diamonds, crosses ...
void draw_school_mark(ImDrawList* list, ImVec2 centre, float radius, models::InstitutionKind kind, ImU32 fill,
                      ImU32 edge);
void draw_partner_mark(ImDrawList* list, ImVec2 centre, float radius, models::PartnerKind kind, ImU32 fill, ImU32 edge);

} // namespace viz
