# Embeds the assets of the report into TARGET. ECharts comes from the cache that scripts/fetch-echarts fills; without it,
# or when its SHA-256 is not the pinned one, the program builds all the same and its reports hold static figures.
function(accord_embed_report target)
  set(folder ${PROJECT_SOURCE_DIR}/report/assets)
  set(echarts ${PROJECT_SOURCE_DIR}/build/cache/echarts/echarts.min.js)
  set(notice ${PROJECT_SOURCE_DIR}/build/cache/echarts/NOTICE)
  file(STRINGS ${folder}/echarts.sha256 pinned REGEX "echarts.min.js$")
  string(SUBSTRING "${pinned}" 0 64 pinned)
  set(found "")
  if(EXISTS ${echarts} AND EXISTS ${notice})
    file(SHA256 ${echarts} found)
  endif()
  set(scripts ${folder}/report.js)
  if(found STREQUAL pinned)
    list(PREPEND scripts ${echarts})
    message(STATUS "Report: ECharts is embedded")
  else()
    message(STATUS "Report: without ECharts (scripts/fetch-echarts fetches it); figures will be static")
    set(echarts ${PROJECT_BINARY_DIR}/no-echarts)
    set(notice ${PROJECT_BINARY_DIR}/no-echarts)
    file(TOUCH ${echarts})
  endif()
  # Hashes of the scripts for the page's content security policy, of the bytes that are embedded.
  set(hashes ${PROJECT_BINARY_DIR}/report_hashes.inc)
  list(JOIN scripts "|" joined)
  add_custom_command(OUTPUT ${hashes}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${joined}" -DOUT=${hashes} -P ${folder}/hashes.cmake
    DEPENDS ${scripts} ${folder}/hashes.cmake VERBATIM)
  set(source ${PROJECT_SOURCE_DIR}/report/assets.cpp)
  set(assets ${folder}/template.html ${folder}/report.css ${folder}/report.js)
  # The assembler reads these files, which the compiler's list of dependencies does not hold.
  set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES
    OBJECT_DEPENDS "${assets};${echarts};${notice};${hashes}"
    COMPILE_DEFINITIONS "ACCORD_REPORT_TEMPLATE=\"${folder}/template.html\";ACCORD_REPORT_STYLE=\"${folder}/report.css\";ACCORD_REPORT_SCRIPT=\"${folder}/report.js\";ACCORD_REPORT_ECHARTS=\"${echarts}\";ACCORD_REPORT_NOTICE=\"${notice}\";ACCORD_REPORT_HASHES=\"${hashes}\"")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/echarts.sha256)
endfunction()
