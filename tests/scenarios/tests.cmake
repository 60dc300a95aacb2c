accord_add_tests(scenarios LIBRARIES accord_scenarios
                 SOURCES bad_files_test.cpp cells_test.cpp csv_test.cpp evidence_test.cpp given_test.cpp import_test.cpp json_test.cpp library_test.cpp partners_test.cpp plausible_test.cpp reader_test.cpp
                         scenario_test.cpp schema_test.cpp schools_test.cpp strategies_test.cpp text_test.cpp words_test.cpp)
# The numbers on the cases' pages are those of runs; scripts/cases writes them.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME "scenarios: pages of the cases hold what the evidence base and runs give (else run scripts/cases)"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/cases --check --program $<TARGET_FILE:accord>)
