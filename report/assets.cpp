#include "report/assets.h"

#include <cstddef>

// Bytes of files, written while building (report/assets/embed.cmake).
#define ACCORD_EMBEDDED(name)                                                                                          \
    extern const char accord_##name[];                                                                                 \
    extern const std::size_t accord_##name##_size;

ACCORD_EMBEDDED(template)
ACCORD_EMBEDDED(style)
ACCORD_EMBEDDED(script)
ACCORD_EMBEDDED(echarts)
ACCORD_EMBEDDED(notice)

namespace report {

std::string_view page_template() { return {accord_template, accord_template_size}; }
std::string_view page_style() { return {accord_style, accord_style_size}; }
std::string_view page_script() { return {accord_script, accord_script_size}; }
std::string_view echarts_script() { return {accord_echarts, accord_echarts_size}; }
std::string_view echarts_notice() { return {accord_notice, accord_notice_size}; }
std::string_view script_hashes() {
    return
#include ACCORD_REPORT_HASHES
        ;
}

} // namespace report
