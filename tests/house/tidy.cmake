# SPDX-License-Identifier: MIT
#
# clang-tidy on the library, as one translation unit with every header and every body in it, and on the command, as one
# with all of its sources.

if(NOT STANDIN_CLANG_TIDY)
  return()
endif()

# standin_tidy_test(<name> <source> <option>…): the source must belong to one target of this build. What belongs to several
# is looked at once for each.
function(standin_tidy_test name)
  add_test(NAME house.tidy.${name}
           COMMAND ${STANDIN_CLANG_TIDY} --quiet -p ${PROJECT_BINARY_DIR} --config-file=${PROJECT_SOURCE_DIR}/.clang-tidy
                   --warnings-as-errors=* --extra-arg=-Wno-unknown-warning-option ${ARGN})
  set_tests_properties(house.tidy.${name} PROPERTIES LABELS house TIMEOUT 600)
endfunction()

set(headers ${standin_headers})
list(FILTER headers EXCLUDE REGEX "/include/standin/ext/")  # they need libraries that are not always there
list(TRANSFORM headers REPLACE "^${PROJECT_SOURCE_DIR}/include/(.*)$" "#include <\\1>")
list(JOIN headers "\n" includes)
set(library ${CMAKE_CURRENT_BINARY_DIR}/library.cpp)
file(CONFIGURE OUTPUT ${library} CONTENT "${includes}\n" @ONLY)
add_library(house_tidy_library OBJECT EXCLUDE_FROM_ALL ${library})
target_link_libraries(house_tidy_library PRIVATE standin)
standin_tidy_test(library ${library})

if(TARGET standin_tool)
  find_package(CLI11 REQUIRED)
  set(tool ${CMAKE_CURRENT_BINARY_DIR}/tool.cpp)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/*.cpp)
  list(TRANSFORM sources REPLACE "^.+$" "#include \"\\0\"")
  list(JOIN sources "\n" includes)
  file(CONFIGURE OUTPUT ${tool} CONTENT "${includes}\n" @ONLY)
  add_library(house_tidy_tool OBJECT EXCLUDE_FROM_ALL ${tool})
  target_include_directories(house_tidy_tool PRIVATE $<TARGET_PROPERTY:standin_tool,INCLUDE_DIRECTORIES>)
  target_link_libraries(house_tidy_tool PRIVATE ${standin_linked} CLI11::CLI11)
  # The second check left out takes as long here as all others together, and finds what the library's has found.
  standin_tidy_test(tool ${tool} --header-filter=/tools/|/standin/
                    --checks=-bugprone-suspicious-include,-performance-unnecessary-value-param)
endif()
