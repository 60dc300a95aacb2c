accord_add_tests(report LIBRARIES accord_report SOURCES chart_test.cpp page_test.cpp)

# The report in a real browser; skipped with a message where there is no Chromium.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME "report:a page opens in Chromium offline, draws its figures and runs nothing of the user's"
         COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/report/chromium_check.py $<TARGET_FILE:accord>
                 ${PROJECT_BINARY_DIR}/report-check)
set_tests_properties("report:a page opens in Chromium offline, draws its figures and runs nothing of the user's"
                     PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 1200)
