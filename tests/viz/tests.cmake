# The visualiser's core, without a window; panels and the window where they are built.
if(TARGET accord_viz_core)
  accord_add_tests(viz LIBRARIES accord_viz_core
                   SOURCES engine_test.cpp script_test.cpp session_test.cpp trajectory_test.cpp workshop_test.cpp)
endif()
