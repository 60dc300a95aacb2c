# accord_embed(TARGET NAME FILE): the bytes of FILE inside TARGET, as `extern const char accord_NAME[]` and
# `extern const std::size_t accord_NAME_size`; a byte 0 follows them. Written while building, by this file as a script:
# cmake -DNAME=name -DFILE=file -DOUT=out.cpp -P embed.cmake
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${FILE} bytes HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REPLACE "\n" "\"\n\"" bytes "${bytes}")
  file(WRITE ${OUT} "// Written from ${FILE} while building.\n#include <cstddef>\n"
                    "extern const char accord_${NAME}[];\nextern const std::size_t accord_${NAME}_size;\n"
                    "const char accord_${NAME}[] = \n\"${bytes}\";\nconst std::size_t accord_${NAME}_size = sizeof accord_${NAME} - 1;\n")
  return()
endif()

set(ACCORD_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(accord_embed target name file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  add_custom_command(OUTPUT ${out} COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFILE=${file} -DOUT=${out} -P ${ACCORD_EMBED_SCRIPT}
                     DEPENDS ${file} ${ACCORD_EMBED_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
