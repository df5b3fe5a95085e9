# SPDX-License-Identifier: MIT
#
# What a program costs to compile, header-only. A row is added with each promise.

set(standin_compile_budgets
    # program in tests/house/budget/ | user CPU seconds at -O2
    # Promised are 3: g++ takes 2.7, clang 3.7, a fifth of it for the roles of columns.
    standin_hpp=5
    # Promised are 12; the decompositions of Eigen and the roles of columns, built header-only, take most of it.
    copula=40)

foreach(row IN LISTS standin_compile_budgets)
  string(REGEX MATCH "^([^=]*)=(.*)$" row ${row})
  set(name ${CMAKE_MATCH_1})
  add_test(NAME house.compile_budget.${name}
           COMMAND ${standin_python} ${house}/compile_budget.py --flags ${standin_flags_file} ${standin_compilers}
                   --seconds ${CMAKE_MATCH_2} --megabytes 1536 ${house}/budget/${name}.cpp)
  set_tests_properties(house.compile_budget.${name} PROPERTIES LABELS house RUN_SERIAL ON TIMEOUT 300)
endforeach()
