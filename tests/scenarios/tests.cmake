accord_add_tests(scenarios LIBRARIES accord_scenarios
                 SOURCES cells_test.cpp csv_test.cpp evidence_test.cpp json_test.cpp library_test.cpp partners_test.cpp reader_test.cpp
                         scenario_test.cpp schema_test.cpp schools_test.cpp text_test.cpp)
