# The model's tests: one file a process, then what must hold of the whole.
accord_add_tests(models LIBRARIES accord_models accord_scenarios
                 SOURCES ../support/fixtures.cpp
                 processes/strike_conditions_test.cpp processes/turn_over_leaders_test.cpp
                 processes/seek_partners_test.cpp processes/negotiate_agreements_test.cpp
                 processes/share_decisions_test.cpp processes/allocate_resources_test.cpp
                 processes/deliver_activities_test.cpp processes/update_trust_test.cpp
                 matching_test.cpp partnership_table_test.cpp)
