# SPDX-License-Identifier: MIT
#
# What a program costs to compile. A row is added with each promise. Seconds are those of a machine on which g++ compiles
# budget/reference.cpp in 2.3 s, so that a slower one, or one with other work, keeps the same promises.

set(standin_compile_budgets
    # program in tests/house/budget/ | how the library comes | user CPU seconds at -O2
    #
    # With copula and trees in it. 3 is the aim: header-only g++ needs 3.3, clang 4.4, much of it for the members of
    # std::vector and its like, which are constexpr in C++20 and so made by both compilers even for code that isn't called.
    standin_hpp=header_only=6
    standin_hpp=compiled=2
    # 12 is the aim: header-only g++ needs 20, clang 17, of which making keys, personal columns and texts anew is 6 and
    # telling the roles of columns 2.5. Four fifths are the optimiser's, which the compiled library spares.
    copula=header_only=25
    copula=compiled=5)

foreach(row IN LISTS standin_compile_budgets)
  string(REGEX MATCH "^([^=]*)=([^=]*)=(.*)$" row ${row})
  set(name ${CMAKE_MATCH_1}.${CMAKE_MATCH_2})
  set(source ${CMAKE_MATCH_1})
  set(seconds ${CMAKE_MATCH_3})
  set(define)
  if(CMAKE_MATCH_2 STREQUAL "compiled")
    set(define --define STANDIN_COMPILED)
  endif()
  add_test(NAME house.compile_budget.${name}
           COMMAND ${standin_python} ${house}/compile_budget.py --flags ${standin_flags_file} ${define}
                   ${standin_compilers} --seconds ${seconds} --megabytes 1024 --reference ${house}/budget/reference.cpp=2.3
                   ${house}/budget/${source}.cpp)
  set_tests_properties(house.compile_budget.${name} PROPERTIES LABELS house RUN_SERIAL ON TIMEOUT 300)
endforeach()
