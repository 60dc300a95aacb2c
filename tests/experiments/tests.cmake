accord_add_tests(experiments LIBRARIES accord_experiments SOURCES compare_test.cpp crossed_test.cpp experiment_test.cpp prediction_test.cpp report_test.cpp runner_test.cpp statistics_test.cpp
                         store_test.cpp sweep_test.cpp worlds_test.cpp validation_test.cpp)
target_sources(tests_experiments PRIVATE experiments/abc_test.cpp experiments/audit_test.cpp experiments/design_test.cpp experiments/discovery_test.cpp
                                         experiments/oracles_test.cpp experiments/robustness_test.cpp
                                         experiments/sensitivity_test.cpp)
