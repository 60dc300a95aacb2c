# The visualiser's core, without a window; panels and the window where they are built.
if(TARGET accord_viz_core)
  accord_add_tests(viz LIBRARIES accord_viz_core
                   SOURCES context/recovery_test.cpp remote/remote_test.cpp runs/bands_test.cpp runs/burn_in_test.cpp runs/causes_test.cpp runs/engine_test.cpp runs/lists_test.cpp
                           runs/script_test.cpp runs/trajectory_test.cpp
                           session/history_test.cpp session/kept_session_test.cpp session/session_test.cpp session/stored_run_test.cpp
                           session/workshop_test.cpp)
endif()
if(TARGET accord_viz AND NOT EXISTS ${ACCORD_IMGUI}/imgui_test_engine)
  message(STATUS "Tests of panels: not built; missing: the Dear ImGui Test Engine (scripts/fetch-imgui)")
elseif(TARGET accord_viz)
  # The panels, driven by the Dear ImGui Test Engine.
  accord_add_imgui_tested()
  add_executable(tests_viz_ui viz/deeds_test.cpp viz/panels/ui_test.cpp viz/panels/ui_files_test.cpp viz/panels/ui_sweep_test.cpp viz/panels/ui_words_test.cpp viz/panels/ui_charts_test.cpp viz/panels/ui_sight_test.cpp viz/panels/ui_workshop_test.cpp viz/sight.cpp viz/stage.cpp ${ACCORD_IMGUI}/imgui/backends/imgui_impl_null.cpp)
  set_source_files_properties(${ACCORD_IMGUI}/imgui/backends/imgui_impl_null.cpp PROPERTIES COMPILE_OPTIONS -w)
  target_include_directories(tests_viz_ui SYSTEM PRIVATE ${ACCORD_IMGUI}/imgui/backends)
  target_link_libraries(tests_viz_ui PRIVATE accord_test_support accord_imgui_tested accord_viz)
  catch_discover_tests(tests_viz_ui TEST_PREFIX "viz: " PROPERTIES TIMEOUT 1200)
  # A real window under Xvfb; 77 = skipped, where Xvfb or xdotool are not installed.
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  foreach(test window recovery screenshot)
    add_test(NAME "viz:a real ${test} under Xvfb"
             COMMAND Python3::Interpreter -B viz/${test}_test.py $<TARGET_FILE:accord>
             WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    set_tests_properties("viz:a real ${test} under Xvfb" PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 RESOURCE_LOCK display)
  endforeach()
endif()
