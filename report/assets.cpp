#include "report/assets.h"

// Bytes of a file between two symbols. The paths come from report/assets/assets.cmake.
#define ACCORD_EMBED(name, file)                                                                                       \
    __asm__(".section .rodata\n"                                                                                       \
            ".global accord_" #name "_begin\naccord_" #name "_begin:\n.incbin \"" file "\"\n"                          \
            ".global accord_" #name "_end\naccord_" #name "_end:\n.byte 0\n.previous\n");                              \
    extern "C" const char accord_##name##_begin[], accord_##name##_end[];

ACCORD_EMBED(template, ACCORD_REPORT_TEMPLATE)
ACCORD_EMBED(style, ACCORD_REPORT_STYLE)
ACCORD_EMBED(script, ACCORD_REPORT_SCRIPT)
ACCORD_EMBED(echarts, ACCORD_REPORT_ECHARTS)
ACCORD_EMBED(notice, ACCORD_REPORT_NOTICE)

namespace report {
namespace {
std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
} // namespace

std::string_view page_template() { return between(accord_template_begin, accord_template_end); }
std::string_view page_style() { return between(accord_style_begin, accord_style_end); }
std::string_view page_script() { return between(accord_script_begin, accord_script_end); }
std::string_view echarts_script() { return between(accord_echarts_begin, accord_echarts_end); }
std::string_view echarts_notice() { return between(accord_notice_begin, accord_notice_end); }
std::string_view script_hashes() {
    return
#include ACCORD_REPORT_HASHES
        ;
}

} // namespace report
