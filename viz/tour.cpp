#include "viz/tour.h"

#include "viz/panels/pages.h"

#include <fmt/format.h>

namespace viz {

std::vector<Shot> tour(const Context& context, const std::string& folder) {
    std::vector<Shot> shots;
    for (const auto& size : tour_sizes) {                    // the window changes its size as seldom as possible
        const auto width = size.first, height = size.second; // a lambda may not hold the names of a binding (clang 14)
        for (const Page& page : pages()) {
            if (!page.is_there(context)) continue;
            const auto add = [&](float scale, bool is_projector, const std::string& look) {
                shots.push_back({fmt::format("{}/{}-{}x{}-{}.png", folder, page.word, width, height, look),
                                 std::string(page.word), width, height, scale, is_projector});
            };
            for (const float scale : tour_scales)
                add(scale, false, fmt::format("{:.0f}", 100 * scale));
            if (height == 1080) add(1, true, "projector");
        }
    }
    return shots;
}

void apply(const Shot& shot, Context& context) {
    if (!shot.page.empty()) context.show(shot.page);
    if (shot.scale > 0) context.view.scale = shot.scale;
    context.view.is_projector = shot.is_projector, context.view.must_restyle = true;
}

} // namespace viz
