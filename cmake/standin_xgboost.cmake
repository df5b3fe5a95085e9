# SPDX-License-Identifier: MIT
#
# standin::xgboost, what <standin/ext/xgboost.hpp> needs, where XGBoost's C library is found (Debian: libxgboost-dev).
# Used by this build and by the installed package.

if(NOT TARGET standin::xgboost)
  find_path(standin_xgboost_include xgboost/c_api.h)
  find_library(standin_xgboost_library xgboost)
  mark_as_advanced(standin_xgboost_include standin_xgboost_library)
  if(standin_xgboost_include AND standin_xgboost_library)
    add_library(standin::xgboost INTERFACE IMPORTED GLOBAL)
    target_link_libraries(standin::xgboost INTERFACE standin::standin ${standin_xgboost_library})
    target_include_directories(standin::xgboost SYSTEM INTERFACE ${standin_xgboost_include})
    target_compile_definitions(standin::xgboost INTERFACE STANDIN_HAS_XGBOOST=1)
  endif()
endif()
