# Dear ImGui, ImPlot and the Test Engine from build/cache/imgui (scripts/fetch-imgui), compiled as others' code: without
# our warnings, at -O1 (ImPlot's templates take twice as long at -O3, and a frame spends its time in the graphics card).
#
# Compiled once: accord_imgui holds the Test Engine's hooks and serves the program and its tests alike. A hook is one
# test of ImGuiContext::TestEngineHookItems an item, which only an engine sets, so in the program it costs a branch that
# is never taken. hooks.cpp answers for the engine where none is linked; where one is (accord_imgui_tested stands before
# accord_imgui on the link line), its own hooks come first and those of hooks.cpp stay in the archive.
set(ACCORD_IMGUI ${PROJECT_SOURCE_DIR}/build/cache/imgui CACHE INTERNAL "Sources that scripts/fetch-imgui fetched.")

# accord_foreign(TARGET file...): a library of others' code.
function(accord_foreign target)
  add_library(${target} STATIC ${ARGN})
  target_compile_options(${target} PRIVATE -w $<IF:$<PLATFORM_ID:Emscripten>,-Oz,-O1>)
  if(ACCORD_SANITIZE)
    target_compile_options(${target} PRIVATE -g1 -fsanitize=${ACCORD_SANITIZE} -fno-omit-frame-pointer)
  endif()
endfunction()

accord_foreign(accord_imgui ${ACCORD_IMGUI}/imgui/imgui.cpp ${ACCORD_IMGUI}/imgui/imgui_draw.cpp
               ${ACCORD_IMGUI}/imgui/imgui_tables.cpp ${ACCORD_IMGUI}/imgui/imgui_widgets.cpp
               ${ACCORD_IMGUI}/imgui/imgui_stacklayout.cpp ${ACCORD_IMGUI}/implot/implot.cpp
               ${ACCORD_IMGUI}/implot/implot_items.cpp ${CMAKE_CURRENT_SOURCE_DIR}/imgui/hooks.cpp)
target_include_directories(accord_imgui SYSTEM PUBLIC ${ACCORD_IMGUI}/imgui ${ACCORD_IMGUI}/implot)
target_compile_definitions(accord_imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_ENABLE_TEST_ENGINE)
if(ACCORD_SANITIZE)
  # ImPlot's templates take GCC nine minutes and 3.5 GB under sanitizers, and are not ours to test.
  set_source_files_properties(${ACCORD_IMGUI}/implot/implot_items.cpp PROPERTIES COMPILE_OPTIONS -fno-sanitize=all)
endif()

# The Test Engine, for tests alone.
function(accord_add_imgui_tested)
  set(engine ${ACCORD_IMGUI}/imgui_test_engine)
  accord_foreign(accord_imgui_tested ${engine}/imgui_capture_tool.cpp ${engine}/imgui_te_context.cpp
                 ${engine}/imgui_te_coroutine.cpp ${engine}/imgui_te_engine.cpp ${engine}/imgui_te_exporters.cpp
                 ${engine}/imgui_te_perftool.cpp ${engine}/imgui_te_ui.cpp ${engine}/imgui_te_utils.cpp)
  target_include_directories(accord_imgui_tested SYSTEM PUBLIC ${engine})
  target_compile_definitions(accord_imgui_tested PUBLIC IMGUI_TEST_ENGINE_ENABLE_CAPTURE=0
                             IMGUI_TEST_ENGINE_ENABLE_COROUTINE_STDTHREAD_IMPL=1
                             IMGUI_TEST_ENGINE_ENABLE_STD_FUNCTION=1)
  target_link_libraries(accord_imgui_tested PUBLIC accord_imgui)
endfunction()
