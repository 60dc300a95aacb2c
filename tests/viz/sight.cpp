#include "tests/viz/sight.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace tests {
namespace {

/// A place in the texture that no two glyphs share: its upper left corner, in 1/65536.
std::uint64_t key_of(float u, float v) {
    return static_cast<std::uint64_t>(std::lround(u * 65536)) << 32 |
           static_cast<std::uint64_t>(std::lround(v * 65536));
}

struct Glyph {
    unsigned int letter = 0;
    float advance = 0, left = 0, size = 0; ///< Of a pen that begins `left` before its ink [pixel]
};

std::unordered_map<std::uint64_t, Glyph> glyphs_of(ImFontAtlas& atlas) {
    std::unordered_map<std::uint64_t, Glyph> glyphs;
    auto& pool = atlas.Builder->BakedPool;
    for (int n = 0; n < pool.Size; ++n) {
        if (pool[n].WantDestroy) continue;
        for (const ImFontGlyph& glyph : pool[n].Glyphs)
            if (glyph.Visible)
                glyphs[key_of(glyph.U0, glyph.V0)] = {glyph.Codepoint, glyph.AdvanceX, glyph.X0, pool[n].Size};
    }
    return glyphs;
}

std::string utf8(unsigned int letter) {
    char text[5] = {};
    ImTextCharToUtf8(text, letter);
    return text;
}

/// Reads the quads of one draw list; a quad whose corner lies where a glyph does is that letter.
class Reader {
  public:
    Reader(const std::unordered_map<std::uint64_t, Glyph>& glyphs, std::vector<Written>& runs)
        : glyphs_(glyphs), runs_(runs) {}

    void read(const ImDrawList& list) {
        for (const ImDrawCmd& command : list.CmdBuffer) {
            last_ = nullptr;
            for (unsigned int i = 0; i + 6 <= command.ElemCount; i += 3) {
                const ImDrawIdx* at = list.IdxBuffer.Data + command.IdxOffset + i;
                const ImDrawVert* v = list.VtxBuffer.Data + command.VtxOffset;
                // A quad is two triangles over the same four vertices, as Dear ImGui writes them.
                if (at[3] != at[0] || at[4] != at[2] || at[1] != at[0] + 1 || at[2] != at[0] + 2 || at[5] != at[0] + 3)
                    continue;
                if (take(v[at[0]], v[at[2]], command.ClipRect, list)) i += 3;
            }
        }
    }

  private:
    bool take(const ImDrawVert& from, const ImDrawVert& to, const ImVec4& clip, const ImDrawList& list) {
        const auto found = glyphs_.find(key_of(from.uv.x, from.uv.y));
        if (found == glyphs_.end() || from.uv.x == to.uv.x) return false;
        const Glyph& glyph = found->second;
        const bool is_upright = to.pos.y < from.pos.y;
        const ImVec4 box{std::min(from.pos.x, to.pos.x), std::min(from.pos.y, to.pos.y), std::max(from.pos.x, to.pos.x),
                         std::max(from.pos.y, to.pos.y)};
        const float start = is_upright ? -from.pos.y - glyph.left : from.pos.x - glyph.left,
                    line = is_upright ? from.pos.x : from.pos.y, gap = start - pen_;
        const bool goes_on = last_ && runs_.back().is_upright == is_upright && runs_.back().size == glyph.size &&
                             std::abs(line - line_) < glyph.size && gap > -1.5f && gap < 0.6f * glyph.size;
        if (!goes_on) runs_.push_back({"", box, {}, glyph.size, is_upright, &list});
        Written& run = runs_.back();
        if (goes_on && gap > 0.12f * glyph.size) run.words += ' ';
        run.words += utf8(glyph.letter);
        run.box = {std::min(run.box.x, box.x), std::min(run.box.y, box.y), std::max(run.box.z, box.z),
                   std::max(run.box.w, box.w)};
        run.seen = {std::max(run.box.x, clip.x), std::max(run.box.y, clip.y), std::min(run.box.z, clip.z),
                    std::min(run.box.w, clip.w)};
        pen_ = start + glyph.advance, line_ = line, last_ = &list;
        return true;
    }

    const std::unordered_map<std::uint64_t, Glyph>& glyphs_;
    std::vector<Written>& runs_;
    const ImDrawList* last_ = nullptr;
    float pen_ = 0, line_ = 0;
};

} // namespace

std::vector<Written> written(const ImDrawData& drawn) {
    const auto glyphs = glyphs_of(*ImGui::GetIO().Fonts);
    std::vector<Written> runs;
    Reader reader(glyphs, runs);
    for (const ImDrawList* list : drawn.CmdLists)
        reader.read(*list);
    std::erase_if(runs, [](const Written& run) { return run.seen.x >= run.seen.z || run.seen.y >= run.seen.w; });
    return runs;
}

std::string all_words(const std::vector<Written>& runs) {
    std::string words;
    for (const Written& run : runs)
        words += run.words + "\n";
    return words;
}

} // namespace tests
