# The target file becomes a string of the library, so that the program needs no file beside it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/models/targets.json)
file(READ ${PROJECT_SOURCE_DIR}/models/targets.json ACCORD_TARGETS)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/targets_json.cpp
     CONTENT [[// Made from models/targets.json.
namespace experiments { extern const char* const targets_json; const char* const targets_json = R"json(@ACCORD_TARGETS@)json"; }
]] @ONLY)
target_sources(accord_experiments PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/targets_json.cpp)
