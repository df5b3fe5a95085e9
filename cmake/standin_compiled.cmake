# SPDX-License-Identifier: MIT
#
# standin::compiled: the bodies in include/standin/**/*.ipp, each built once as a source of its own.

set(standin_compiled_sources)
foreach(body IN LISTS standin_bodies)
  file(RELATIVE_PATH body ${PROJECT_SOURCE_DIR}/include ${body})
  string(REGEX REPLACE "^standin/(.*)\\.ipp$" "\\1.cpp" source ${body})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/compiled/${source} CONTENT "#include <${body}>\n" @ONLY)
  list(APPEND standin_compiled_sources ${PROJECT_BINARY_DIR}/compiled/${source})
endforeach()

add_library(standin_compiled STATIC ${standin_compiled_sources})
add_library(standin::compiled ALIAS standin_compiled)
target_link_libraries(standin_compiled PUBLIC standin)
target_compile_definitions(standin_compiled PUBLIC STANDIN_COMPILED)
set_target_properties(
  standin_compiled
  PROPERTIES EXPORT_NAME compiled
             OUTPUT_NAME standin
             UNITY_BUILD ${STANDIN_UNITY}
             UNITY_BUILD_BATCH_SIZE 16
             POSITION_INDEPENDENT_CODE ON)
standin_own_target(standin_compiled)
