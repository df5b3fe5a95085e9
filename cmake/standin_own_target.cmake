# SPDX-License-Identifier: MIT
#
# Flags of our own programs. The target `standin` sets none: what it asks of a consumer is C++20.

set(standin_warnings -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of GCC 12: inside std::string once "text" + string is inlined (bug 105651), inside its own AVX-512
  # intrinsics (bug 105593).
  list(APPEND standin_warnings -Wno-restrict -Wno-maybe-uninitialized -Wno-uninitialized)
endif()

# standin_own_target(<target>): our warnings as errors where nobody else's build would stop at one.
function(standin_own_target target)
  if(standin_IS_TOP_LEVEL AND (CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_CXX_COMPILER_FRONTEND_VARIANT STREQUAL "GNU"))
    target_compile_options(${target} PRIVATE ${standin_warnings})
  endif()
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()
