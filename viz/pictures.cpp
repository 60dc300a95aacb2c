#include "viz/pictures.h"

#include "viz/session/export.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

namespace viz {
namespace {

Picture part_of(const Picture& whole, const std::array<float, 4>& place, ImVec2 scale) {
    const auto inside = [](float at, int most) { return std::clamp(static_cast<int>(at), 0, most); };
    const int left = inside(place[0] * scale.x, whole.width), top = inside(place[1] * scale.y, whole.height),
              right = inside(place[2] * scale.x, whole.width), bottom = inside(place[3] * scale.y, whole.height);
    Picture part;
    part.width = right - left, part.height = bottom - top;
    for (int y = top; y < bottom; ++y) {
        const auto row = whole.rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * whole.width + left);
        part.rgba.insert(part.rgba.end(), row, row + 4 * static_cast<std::ptrdiff_t>(part.width));
    }
    return part;
}

} // namespace

std::string about(const Context& context) {
    if (context.workshop) return context.run() ? provenance(*context.run()) : "no run";
    std::string text;
    for (const TrajectoryPtr& run : context.now.runs)
        if (run) text += (text.empty() ? "" : "; ") + provenance(*run);
    return text.empty() ? "no run" : text;
}

void take_wanted_picture(Context& context, const std::function<Picture()>& take) {
    if (context.files.frames_to_part > 0 && --context.files.frames_to_part > 0) return;
    const std::string path = std::exchange(context.files.wanted_picture, "");
    const auto part = std::exchange(context.files.wanted_part, std::nullopt);
    if (path.empty()) return;
    context.files.attempt([&] {
        const Picture whole = take();
        write_png(path, part ? part_of(whole, *part, ImGui::GetIO().DisplayFramebufferScale) : whole, about(context));
        return path + " written";
    });
}

} // namespace viz
