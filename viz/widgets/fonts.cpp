// Roboto (Apache-2.0), inside the program so that it needs no file.
#include "viz/widgets/theme.h"

#define ACCORD_EMBED(name, file)                                                                                       \
    __asm__(".section .rodata\n"                                                                                       \
            ".global accord_" #name "_begin\naccord_" #name "_begin:\n.incbin \"" file "\"\n"                          \
            ".global accord_" #name "_end\naccord_" #name "_end:\n.byte 0\n.previous\n");                              \
    extern "C" const char accord_##name##_begin[], accord_##name##_end[];

ACCORD_EMBED(font_regular, ACCORD_FONT_REGULAR)
ACCORD_EMBED(font_bold, ACCORD_FONT_BOLD)

namespace viz {
namespace {

ImFont* add(const char* begin, const char* end) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Dear ImGui only reads memory that it does not own.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(begin), static_cast<int>(end - begin),
                                                      usual_text, &config);
}

} // namespace

void add_fonts() {
    add(accord_font_regular_begin, accord_font_regular_end);
    add(accord_font_bold_begin, accord_font_bold_end);
}

ImFont* bold_font() {
    const auto& fonts = ImGui::GetIO().Fonts->Fonts;
    return fonts[fonts.Size > 1 ? 1 : 0];
}

} // namespace viz
