# The engine's tests; the vector helpers are probed once an instruction set, and as plain C++.
accord_add_tests(sim LIBRARIES accord_sim SOURCES
                 checkpoint_test.cpp digest_test.cpp error_test.cpp fill_draws_test.cpp graph_test.cpp ledger_test.cpp
                 mathematics_test.cpp output_file_test.cpp parallel_test.cpp parameter_test.cpp random_test.cpp schedule_test.cpp
                 simd_test.cpp vector_test.cpp)
accord_isa_sources(tests_sim sim/vector_probe.cpp)
add_library(tests_sim_plain OBJECT sim/vector_probe.cpp ${PROJECT_SOURCE_DIR}/sim/fill_draws.cpp)
target_link_libraries(tests_sim_plain PRIVATE accord_flags)
target_compile_definitions(tests_sim_plain PRIVATE ACCORD_ISA=plain ACCORD_PLAIN_VECTORS)
target_sources(tests_sim PRIVATE $<TARGET_OBJECTS:tests_sim_plain>)
