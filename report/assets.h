#pragma once
/// \file
/// Files that are embedded into the program when it is built (report/assets/assets.cmake).

#include <string_view>

namespace report {

std::string_view page_template();
std::string_view page_style();
std::string_view page_script();
std::string_view echarts_script(); ///< "" when the program was built without it.
std::string_view echarts_notice();
/// CSP sources of the page's scripts: "'sha256-...' 'sha256-...'".
std::string_view script_hashes();

} // namespace report
