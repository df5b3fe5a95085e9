# SPDX-License-Identifier: MIT
#
# What a program costs to compile, header-only. A row is added with each promise. Seconds are those of a machine on which
# g++ compiles budget/reference.cpp in 2.3 s, so that a slower one, or one with other work, keeps the same promises.

set(standin_compile_budgets
    # program in tests/house/budget/ | user CPU seconds at -O2
    # With copula and trees in it. 3 is the aim: g++ needs 3.3, clang 4.4, much of it for the members of std::vector and
    # its like, which are constexpr in C++20 and so made by both compilers even for code that isn't called.
    standin_hpp=6
    # 12 is the aim: g++ needs 20, clang 17, of which making keys, personal columns and texts anew is 6 and telling the roles
    # of columns 2.5. Four fifths are the optimiser's.
    copula=25)

foreach(row IN LISTS standin_compile_budgets)
  string(REGEX MATCH "^([^=]*)=(.*)$" row ${row})
  set(name ${CMAKE_MATCH_1})
  add_test(NAME house.compile_budget.${name}
           COMMAND ${standin_python} ${house}/compile_budget.py --flags ${standin_flags_file} ${standin_compilers}
                   --seconds ${CMAKE_MATCH_2} --megabytes 1024 --reference ${house}/budget/reference.cpp=2.3
                   ${house}/budget/${name}.cpp)
  set_tests_properties(house.compile_budget.${name} PROPERTIES LABELS house RUN_SERIAL ON TIMEOUT 300)
endforeach()
