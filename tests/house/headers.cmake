# SPDX-License-Identifier: MIT
#
# Every header compiles alone, without a warning. By one compiler: what a header forgets to include is missing for each of
# them, and others see all headers in the tests. The bodies are left out, for speed: each of them is a source of
# standin::compiled. The target `house_headers` looks again only at headers that changed.

set(stamps)
foreach(header IN LISTS standin_headers)
  if(header MATCHES "/include/standin/ext/")
    continue()
  endif()
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/include OUTPUT_VARIABLE name)
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.ok)
  cmake_path(GET stamp PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${CMAKE_CXX_COMPILER} @${standin_flags_file} ${standin_warnings} -DSTANDIN_COMPILED -fsyntax-only -MD -MT ${stamp} -MF
            ${stamp}.d -include ${name} -x c++ /dev/null
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${header} ${standin_flags_file}
    DEPFILE ${stamp}.d
    COMMENT "${name} alone"
    VERBATIM)
  list(APPEND stamps ${stamp})
endforeach()
add_custom_target(house_headers DEPENDS ${stamps})
standin_build_test(house.headers_alone house_headers)
