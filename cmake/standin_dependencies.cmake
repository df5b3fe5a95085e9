# SPDX-License-Identifier: MIT
#
# What the headers need of others.
#
# | library                     | needed by                                  | without it                           |
# |-----------------------------|--------------------------------------------|--------------------------------------|
# | Threads, fast_float, Eigen  | standin.hpp                                | configuring fails                    |
# | zlib                        | .gz files                                  | such files are refused in a sentence |
# | nlohmann/json               | JSON and model files (io/)                 | those headers don't compile          |
# | Boost.Math                  | special functions (numeric/)               | those headers don't compile          |
# | xtensor                     | tensors, xtensor arrays as data (numeric/) | those headers don't compile          |
# | XGBoost                     | ext/xgboost.hpp, by standin::xgboost       | that target is not there             |
#
# The four in the middle are linked where they are found, here and by a consumer of the installed package, where
# `find_package(standin COMPONENTS zlib json special tensor)` makes them required. standin::compiled contains what needs
# them, so building it takes all but zlib. A target that a surrounding project already brings is taken as it is.

function(standin_find target package)
  if(NOT TARGET ${target})
    find_package(${package} ${ARGN} GLOBAL)
  endif()
endfunction()

if(STANDIN_COMPILED)
  set(standin_found_or REQUIRED)
else()
  set(standin_found_or QUIET)
endif()

standin_find(Threads::Threads Threads REQUIRED)
standin_find(FastFloat::fast_float FastFloat REQUIRED)
standin_find(Eigen3::Eigen Eigen3 3.4 REQUIRED)
standin_find(nlohmann_json::nlohmann_json nlohmann_json ${standin_found_or})
standin_find(Boost::headers Boost 1.81 CONFIG ${standin_found_or})
standin_find(xtensor xtensor ${standin_found_or})
if(STANDIN_ZLIB)
  standin_find(ZLIB::ZLIB ZLIB QUIET)
endif()

# The generator expressions are looked at where the target is used, so they also serve the installed package.
target_link_libraries(
  standin
  INTERFACE Threads::Threads
            FastFloat::fast_float
            Eigen3::Eigen
            $<TARGET_NAME_IF_EXISTS:nlohmann_json::nlohmann_json>
            $<TARGET_NAME_IF_EXISTS:Boost::headers>
            $<TARGET_NAME_IF_EXISTS:xtensor>)
if(STANDIN_ZLIB)
  target_link_libraries(standin INTERFACE $<TARGET_NAME_IF_EXISTS:ZLIB::ZLIB>)
  target_compile_definitions(standin INTERFACE $<$<TARGET_EXISTS:ZLIB::ZLIB>:STANDIN_HAS_ZLIB=1>)
endif()
