# Dear ImGui, ImPlot and the Test Engine from build/cache/imgui (scripts/fetch-imgui), compiled as others' code: without
# our warnings. accord_imgui draws the program; accord_imgui_tested is the same with the Test Engine's hooks, for tests.
set(ACCORD_IMGUI ${PROJECT_SOURCE_DIR}/build/cache/imgui CACHE INTERNAL "Sources that scripts/fetch-imgui fetched.")

function(accord_add_imgui target)
  set(core ${ACCORD_IMGUI}/imgui)
  add_library(${target} STATIC ${core}/imgui.cpp ${core}/imgui_draw.cpp ${core}/imgui_tables.cpp ${core}/imgui_widgets.cpp
              ${core}/imgui_stacklayout.cpp ${ACCORD_IMGUI}/implot/implot.cpp ${ACCORD_IMGUI}/implot/implot_items.cpp
              ${ARGN})
  target_include_directories(${target} SYSTEM PUBLIC ${core} ${ACCORD_IMGUI}/implot)
  target_compile_definitions(${target} PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
  target_compile_options(${target} PRIVATE -w)
  if(ACCORD_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${ACCORD_SANITIZE} -fno-omit-frame-pointer)
    # ImPlot's templates take GCC nine minutes and 3.5 GB under sanitizers, and are not ours to test.
    set_source_files_properties(${ACCORD_IMGUI}/implot/implot_items.cpp PROPERTIES COMPILE_OPTIONS -fno-sanitize=all)
  endif()
endfunction()

accord_add_imgui(accord_imgui)

function(accord_add_imgui_tested)
  set(engine ${ACCORD_IMGUI}/imgui_test_engine)
  accord_add_imgui(accord_imgui_tested ${engine}/imgui_capture_tool.cpp ${engine}/imgui_te_context.cpp
                   ${engine}/imgui_te_coroutine.cpp ${engine}/imgui_te_engine.cpp ${engine}/imgui_te_exporters.cpp
                   ${engine}/imgui_te_perftool.cpp ${engine}/imgui_te_ui.cpp ${engine}/imgui_te_utils.cpp)
  target_include_directories(accord_imgui_tested SYSTEM PUBLIC ${engine})
  target_compile_definitions(accord_imgui_tested PUBLIC IMGUI_ENABLE_TEST_ENGINE IMGUI_TEST_ENGINE_ENABLE_CAPTURE=0
                             IMGUI_TEST_ENGINE_ENABLE_COROUTINE_STDTHREAD_IMPL=1
                             IMGUI_TEST_ENGINE_ENABLE_STD_FUNCTION=1)
endfunction()
