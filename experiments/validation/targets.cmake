# The target file and the record of calibration become strings of the library: the program needs no file beside it.
function(accord_embed_json name file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${PROJECT_SOURCE_DIR}/${file} ACCORD_TEXT)
  # Of a record nobody reads each trial from here (`accord calibrate` goes on from a file), and they are nine tenths of it.
  string(FIND "${ACCORD_TEXT}" ",\n \"trials\": [" trials)
  if(trials GREATER -1)
    string(SUBSTRING "${ACCORD_TEXT}" 0 ${trials} ACCORD_TEXT)
    string(APPEND ACCORD_TEXT "\n}\n")
  endif()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp
       CONTENT [[// Made from @file@.
namespace experiments { extern const char* const @name@; const char* const @name@ = R"json(@ACCORD_TEXT@)json"; }
]] @ONLY)
  target_sources(accord_experiments PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
endfunction()
accord_embed_json(targets_json models/targets.json)
accord_embed_json(calibration_record models/calibration.json)
