accord_add_tests(cli LIBRARIES accord_cli
                 SOURCES analyze_test.cpp commands_test.cpp errors_test.cpp explain_test.cpp interrupt_test.cpp kept_test.cpp output_test.cpp predict_test.cpp report_test.cpp run_test.cpp slurm_test.cpp
                         sweep_test.cpp)
# The real program is called.
target_compile_definitions(tests_cli PRIVATE ACCORD_PROGRAM="$<TARGET_FILE:accord>")
add_dependencies(tests_cli accord)
