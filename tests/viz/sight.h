#pragma once
/// \file
/// What is really written on the screen: glyphs of the frame that was drawn, read back into words with their places.
/// Unlike Dear ImGui's own log it sees what is drawn into charts and the network too.

#include <imgui.h>

#include <string>
#include <vector>

namespace tests {

/// One run of glyphs on one line (or, turned by a quarter, one column).
struct Written {
    std::string words;
    ImVec4 box;  ///< Left, top, right, bottom of its ink
    ImVec4 seen; ///< Of it, what the window shows of it
    float size = 0;
    bool is_upright = false; ///< Written upwards
    const ImDrawList* list = nullptr;
};

/// All runs of a frame, in the order in which they were drawn.
std::vector<Written> written(const ImDrawData& drawn);

/// The words of all, a run a line.
std::string all_words(const std::vector<Written>& runs);

} // namespace tests
