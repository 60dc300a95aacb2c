#pragma once
/// \file
/// Pictures of what the window draws. Who has the window reads its pixels and codes the files.

#include "viz/context/context.h"

#include <functional>
#include <string>
#include <vector>

namespace viz {

/// A picture as rows of RGBA, top row first.
struct Picture {
    int width = 0, height = 0;
    std::vector<unsigned char> rgba;
};

/// Writes a PNG whole or not at all, with `about` as its text; throws sim::MachineError.
void write_png(const std::string& path, const Picture& picture, const std::string& about);

/// The runs that are shown, for a picture's text.
std::string about(const Context& context);

/// Writes the picture, or the part of it, that was asked for, if one was; `take` reads what was just drawn.
void take_wanted_picture(Context& context, const std::function<Picture()>& take);

} // namespace viz
