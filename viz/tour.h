#pragma once
/// \file
/// Pictures of every page at every size that people use, for looking at all of them at once.

#include "viz/app.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace viz {

/// One picture: what is shown, how large. Nought and "" leave the window as it is.
struct Shot {
    std::string path, page;
    int width = 0, height = 0;
    float scale = 0;
    bool is_projector = false;
};

inline constexpr std::array<std::pair<int, int>, 5> tour_sizes{
    {{1024, 700}, {1280, 800}, {1920, 1080}, {2560, 1440}, {3840, 2160}}};
inline constexpr std::array<float, 2> tour_scales{1, 2};

/// Each page that there is at five sizes and two scales, and on a projector of 1920 x 1080: FOLDER/PAGE-SIZE-SCALE.png.
std::vector<Shot> tour(const Context& context, const std::string& folder);

/// The app as a shot wants it; its window is sized by whoever has one.
void apply(const Shot& shot, Context& context);

} // namespace viz
