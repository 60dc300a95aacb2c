accord_add_tests(cli LIBRARIES accord_cli
                 SOURCES analyze_tables_test.cpp analyze_test.cpp commands_test.cpp completion_test.cpp errors_test.cpp explain_test.cpp interrupt_test.cpp kept_test.cpp output_test.cpp pipes_test.cpp predict_test.cpp record_test.cpp report_test.cpp run_test.cpp slurm_test.cpp strategies_test.cpp
                         sweep_test.cpp)
# The real program is called.
target_compile_definitions(tests_cli PRIVATE ACCORD_PROGRAM="$<TARGET_FILE:accord>")
add_dependencies(tests_cli accord)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME "cli:an installed program finds its data from anywhere, and ACCORD_HOME before them"
         COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/cli/install_check.py ${PROJECT_BINARY_DIR})
add_test(NAME "cli:Tab in bash, zsh and fish offers commands, options, ids and files"
         COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/cli/shells_check.py $<TARGET_FILE:accord>)
# The program as scripts/demo builds it: its own `view` comes before the library's.
add_executable(accord_windowless ${PROJECT_SOURCE_DIR}/cli/main.cpp ${PROJECT_SOURCE_DIR}/cli/commands/view.cpp)
target_link_libraries(accord_windowless PRIVATE accord_cli)
accord_quick_to_compile(accord_windowless)
target_compile_definitions(tests_cli PRIVATE ACCORD_WINDOWLESS="$<TARGET_FILE:accord_windowless>")
add_dependencies(tests_cli accord_windowless)
add_test(NAME "cli:killed sweeps lose nothing, flipped bits are noticed (scripts/torture, in short)"
         COMMAND Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/scripts/torture --kills 4 --flips 20 --replicates 1)
set_tests_properties("cli:killed sweeps lose nothing, flipped bits are noticed (scripts/torture, in short)"
                     PROPERTIES ENVIRONMENT "ACCORD=$<TARGET_FILE:accord>" TIMEOUT 1200)
