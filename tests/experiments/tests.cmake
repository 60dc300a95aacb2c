accord_add_tests(experiments LIBRARIES accord_experiments SOURCES compare_test.cpp experiment_test.cpp report_test.cpp runner_test.cpp statistics_test.cpp
                         store_test.cpp sweep_test.cpp)
