# SPDX-License-Identifier: MIT
#
# What the checks of the source tree share: compilers, flags, and kinds of tests.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_program(STANDIN_CLANG NAMES clang++-16 clang++)
find_program(STANDIN_CLANG_FORMAT clang-format-16)
find_program(STANDIN_CLANG_TIDY clang-tidy-16)

set(standin_python ${Python3_EXECUTABLE} -B)
set(standin_compilers --compiler ${CMAKE_CXX_COMPILER})
if(STANDIN_CLANG AND NOT STANDIN_CLANG STREQUAL CMAKE_CXX_COMPILER)
  list(APPEND standin_compilers --compiler ${STANDIN_CLANG})
endif()

# The flags of a header-only consumer, for scripts that call a compiler themselves.
set(standin_flags_file ${CMAKE_CURRENT_BINARY_DIR}/house/flags.txt)
set(includes $<TARGET_PROPERTY:standin,INTERFACE_INCLUDE_DIRECTORIES>)
set(others "$<REMOVE_DUPLICATES:$<FILTER:${includes},EXCLUDE,^(/usr/include|${PROJECT_SOURCE_DIR}/include)$>>")
set(defines $<TARGET_PROPERTY:standin,INTERFACE_COMPILE_DEFINITIONS>)
set(flags -std=c++20 -I${PROJECT_SOURCE_DIR}/include)
list(APPEND flags "$<$<BOOL:${others}>:-isystem$<JOIN:${others},$<SEMICOLON>-isystem>>")
list(APPEND flags "$<$<BOOL:${defines}>:-D$<JOIN:${defines},$<SEMICOLON>-D>>")
file(
  GENERATE
  OUTPUT ${standin_flags_file}
  CONTENT "$<JOIN:${flags},\n>\n")

# standin_quick_test(<name> <command>…): needs nothing built.
function(standin_quick_test name)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "house;quick")
endfunction()

# standin_build_test(<name> <target>): passes when the target can be built. Outside of `all`, so that what breaks a check
# doesn't stop the build.
function(standin_build_test name target)
  cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target ${target} --parallel ${cores})
  set_tests_properties(${name} PROPERTIES LABELS house RESOURCE_LOCK build PROCESSORS ${cores} TIMEOUT 900)
endfunction()
