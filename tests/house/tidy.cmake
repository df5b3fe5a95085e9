# SPDX-License-Identifier: MIT
#
# clang-tidy on the library, as one translation unit with every header and every body in it, and on the command.

if(NOT STANDIN_CLANG_TIDY)
  return()
endif()

# standin_tidy_test(<name> <source>…): the sources must belong to a target of this build.
function(standin_tidy_test name)
  add_test(NAME house.tidy.${name}
           COMMAND ${STANDIN_CLANG_TIDY} --quiet -p ${PROJECT_BINARY_DIR} --config-file=${PROJECT_SOURCE_DIR}/.clang-tidy
                   --warnings-as-errors=* --extra-arg=-Wno-unknown-warning-option ${ARGN})
  set_tests_properties(house.tidy.${name} PROPERTIES LABELS house TIMEOUT 600)
endfunction()

standin_tidy_test(library ${PROJECT_BINARY_DIR}/tests/link/first.cpp)
file(GLOB tool_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/*.cpp)
if(TARGET standin_tool)
  standin_tidy_test(tool ${tool_sources})
endif()
