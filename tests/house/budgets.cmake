# SPDX-License-Identifier: MIT
#
# What a program costs to compile, header-only. A row is added with each promise.

set(standin_compile_budgets
    # program in tests/house/budget/ | user CPU seconds at -O2
    # Promised are 3: g++ keeps that, clang does not, for it makes constexpr functions even for code that isn't called.
    standin_hpp=5
    # Promised are 12: most of what is left is what the roles of columns and conditions need.
    copula=25)

foreach(row IN LISTS standin_compile_budgets)
  string(REGEX MATCH "^([^=]*)=(.*)$" row ${row})
  set(name ${CMAKE_MATCH_1})
  add_test(NAME house.compile_budget.${name}
           COMMAND ${standin_python} ${house}/compile_budget.py --flags ${standin_flags_file} ${standin_compilers}
                   --seconds ${CMAKE_MATCH_2} --megabytes 1024 ${house}/budget/${name}.cpp)
  set_tests_properties(house.compile_budget.${name} PROPERTIES LABELS house RUN_SERIAL ON TIMEOUT 300)
endforeach()
