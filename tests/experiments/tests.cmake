accord_add_tests(experiments LIBRARIES accord_experiments SOURCES
  statistics/bootstrap_test.cpp statistics/chance_test.cpp statistics/crossed_test.cpp
  statistics/distributions_test.cpp statistics/sets_test.cpp statistics/shapley_test.cpp
  statistics/standing_test.cpp statistics/statistics_test.cpp
  design/design_test.cpp design/inputs_test.cpp
  store/checksum_test.cpp store/store_test.cpp
  runs/by_year_test.cpp runs/compare_test.cpp runs/job_test.cpp runs/rivals_test.cpp runs/runner_test.cpp runs/turning_test.cpp
  runs/why_test.cpp runs/worlds_test.cpp
  analysis/audit_test.cpp analysis/discovery_test.cpp analysis/layout_test.cpp analysis/oracles_test.cpp
  analysis/robustness_test.cpp analysis/sensitivity_test.cpp analysis/table_test.cpp
  prediction/file_test.cpp prediction/prediction_test.cpp
  validation/abc_test.cpp validation/ensemble_test.cpp validation/history_test.cpp validation/validation_test.cpp
  sweep/experiment_test.cpp sweep/sweep_test.cpp)
