# SPDX-License-Identifier: MIT
#
# The code in README.md and docs/**/*.md is compiled and run; snippets.py says how. One test for each document.

file(GLOB_RECURSE documents CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
list(PREPEND documents ${PROJECT_SOURCE_DIR}/README.md)
set(scratch ${CMAKE_CURRENT_BINARY_DIR}/snippets)
add_custom_target(house_snippets)

# What snippets include first, compiled once.
file(CONFIGURE OUTPUT ${scratch}/first.cpp CONTENT "")
add_library(house_first_of_snippets OBJECT EXCLUDE_FROM_ALL ${scratch}/first.cpp)
target_link_libraries(house_first_of_snippets PRIVATE ${standin_linked})
target_compile_options(house_first_of_snippets PRIVATE -O0)
target_precompile_headers(house_first_of_snippets PRIVATE <standin/standin.hpp>)

set(standin_tool_dir)
if(TARGET standin_tool)
  set(standin_tool_dir $<TARGET_FILE_DIR:standin_tool>)
endif()

foreach(document IN LISTS documents)
  if(NOT EXISTS ${document})
    continue()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${document})
  cmake_path(RELATIVE_PATH document BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name)
  string(REGEX REPLACE "\\.md$" "" name ${name})
  string(REPLACE "/" "." name ${name})
  execute_process(COMMAND ${standin_python} ${house}/snippets.py ${document} ${scratch}/${name}
                  OUTPUT_VARIABLE programs OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  if(NOT EXISTS ${scratch}/${name}/run)
    continue()  # no code in it
  endif()
  separate_arguments(programs UNIX_COMMAND "${programs}")
  foreach(program IN LISTS programs)
    set(target snippet_${name}_${program})
    add_executable(${target} EXCLUDE_FROM_ALL ${scratch}/${name}/${program}.cpp)
    target_link_libraries(${target} PRIVATE ${standin_linked})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${program} RUNTIME_OUTPUT_DIRECTORY ${scratch}/${name})
    target_compile_options(${target} PRIVATE -O0)
    file(STRINGS ${scratch}/${name}/${program}.cpp first REGEX "^#include" LIMIT_COUNT 1)
    if(first STREQUAL "#include <standin/standin.hpp>")
      target_precompile_headers(${target} REUSE_FROM house_first_of_snippets)
    endif()
    add_dependencies(house_snippets ${target})
  endforeach()
  add_test(NAME snippets.${name} COMMAND ${scratch}/${name}/run ${standin_tool_dir})
  # After the attempt to build, not only after its success: a page whose code compiles passes on its own.
  set_tests_properties(snippets.${name} PROPERTIES LABELS docs DEPENDS snippets.compile TIMEOUT 300)
endforeach()

cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
add_test(NAME snippets.compile COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target house_snippets
                                            --parallel ${cores} -- -k 0)
set_tests_properties(snippets.compile PROPERTIES LABELS docs RESOURCE_LOCK build PROCESSORS ${cores} TIMEOUT 900)
