// Roboto (Apache-2.0), inside the program so that it needs no file.
#include "viz/widgets/theme.h"

#include <cstddef>

// Bytes of files, written while building (report/assets/embed.cmake).
extern const char accord_font_regular[];
extern const std::size_t accord_font_regular_size;
extern const char accord_font_bold[];
extern const std::size_t accord_font_bold_size;

namespace viz {
namespace {

ImFont* add(const char* bytes, std::size_t size) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Dear ImGui only reads memory that it does not own.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(bytes), static_cast<int>(size), usual_text,
                                                      &config);
}

} // namespace

void add_fonts() {
    add(accord_font_regular, accord_font_regular_size);
    add(accord_font_bold, accord_font_bold_size);
}

ImFont* bold_font() {
    const auto& fonts = ImGui::GetIO().Fonts->Fonts;
    return fonts[fonts.Size > 1 ? 1 : 0];
}

} // namespace viz
