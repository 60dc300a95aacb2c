# The model's tests: one file a process, then what must hold of the whole.
accord_add_tests(models LIBRARIES accord_models accord_scenarios
                 SOURCES ../support/fixtures.cpp
                 processes/strike_conditions_test.cpp processes/turn_over_leaders_test.cpp
                 processes/seek_partners_test.cpp processes/negotiate_agreements_test.cpp
                 processes/share_decisions_test.cpp processes/allocate_resources_test.cpp
                 processes/deliver_activities_test.cpp processes/students_learn_test.cpp
                 processes/report_cards_test.cpp processes/update_trust_test.cpp processes/renew_partnerships_test.cpp
                 processes/spread_practice_test.cpp processes/community_supports_test.cpp
                 processes/advance_year_test.cpp
                 kernel/student_kernel_test.cpp acts_test.cpp matching_test.cpp parameters_test.cpp conservation_test.cpp
                 determinism_test.cpp checkpoint_test.cpp same_luck_test.cpp patterns_test.cpp model_test.cpp observables_test.cpp initialise_test.cpp partnership_table_test.cpp
                 nation_test.cpp reuse_test.cpp ties_test.cpp)
