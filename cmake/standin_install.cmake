# SPDX-License-Identifier: MIT
#
# Install tree: headers, the static library where it is built, a CMake package and a pkg-config file.

include(CMakePackageConfigHelpers)

set(standin_installed standin)
if(STANDIN_COMPILED)
  list(APPEND standin_installed standin_compiled)
endif()
install(
  TARGETS ${standin_installed}
  EXPORT standin
  FILE_SET HEADERS)

set(standin_cmake_dir ${CMAKE_INSTALL_DATAROOTDIR}/standin/cmake)
if(STANDIN_COMPILED)
  # The library is for one type of machine, so its package is too.
  set(standin_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/standin)
endif()
install(
  EXPORT standin
  NAMESPACE standin::
  FILE standin-targets.cmake
  DESTINATION ${standin_cmake_dir})

set(standin_compiled_needs_zlib OFF)
if(STANDIN_COMPILED AND TARGET ZLIB::ZLIB)
  set(standin_compiled_needs_zlib ON)
endif()
configure_package_config_file(cmake/standin-config.cmake.in ${PROJECT_BINARY_DIR}/standin-config.cmake
                              INSTALL_DESTINATION ${standin_cmake_dir})
set(standin_any_architecture)
if(NOT STANDIN_COMPILED)
  set(standin_any_architecture ARCH_INDEPENDENT)
endif()
# Before 1.0 each minor version may break, as the inline namespace says.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/standin-config-version.cmake COMPATIBILITY SameMinorVersion
                                 ${standin_any_architecture})
install(FILES ${PROJECT_BINARY_DIR}/standin-config.cmake ${PROJECT_BINARY_DIR}/standin-config-version.cmake
              ${PROJECT_SOURCE_DIR}/cmake/standin_xgboost.cmake
        DESTINATION ${standin_cmake_dir})

set(standin_pc_requires "eigen3 >= 3.4")
set(standin_pc_define)
if(STANDIN_ZLIB AND TARGET ZLIB::ZLIB)
  string(APPEND standin_pc_requires ", zlib")
  set(standin_pc_define " -DSTANDIN_HAS_ZLIB=1")
endif()
configure_file(cmake/standin.pc.in ${PROJECT_BINARY_DIR}/standin.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/standin.pc DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/pkgconfig)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
