# SPDX-License-Identifier: MIT
#
# cmake -DVERSION=<the project's> -P check_version.cmake: the header and vcpkg.json name the same version.

cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH top)
cmake_path(GET top PARENT_PATH top)

file(READ ${top}/include/standin/version.hpp header)
set(parts)
foreach(part IN ITEMS MAJOR MINOR PATCH)
  string(REGEX MATCH "#define STANDIN_VERSION_${part} ([0-9]+)" found ${header})
  list(APPEND parts ${CMAKE_MATCH_1})
endforeach()
list(JOIN parts . parts)
string(REGEX MATCH "#define STANDIN_VERSION \"([^\"]*)\"" found ${header})
set(whole ${CMAKE_MATCH_1})

file(READ ${top}/vcpkg.json manifest)
string(JSON vcpkg GET ${manifest} version)

foreach(found IN ITEMS ${parts} ${whole} ${vcpkg})
  if(NOT found STREQUAL VERSION)
    message(FATAL_ERROR "CMakeLists.txt says ${VERSION}, but version.hpp ${parts} and ${whole}, vcpkg.json ${vcpkg}")
  endif()
endforeach()
