# The model's tests: one file a process, then what must hold of the whole.
file(GLOB process_tests CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/models models/processes/*_test.cpp)
accord_add_tests(models LIBRARIES accord_models accord_scenarios
                 SOURCES ../support/fixtures.cpp
                 ${process_tests}
                 kernel/student_kernel_test.cpp acts_test.cpp matching_test.cpp parameters_test.cpp conservation_test.cpp
                 determinism_test.cpp checkpoint_test.cpp same_luck_test.cpp patterns_test.cpp model_test.cpp observables_test.cpp initialise_test.cpp partnership_table_test.cpp
                 nation_test.cpp reuse_test.cpp burn_in_test.cpp ties_test.cpp given_test.cpp mechanisms_test.cpp mechanisms_pupils_test.cpp groups_test.cpp)
