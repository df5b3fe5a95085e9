# SPDX-License-Identifier: MIT
#
# Every header compiles alone, without a warning. By one compiler: what a header forgets to include is missing for each of
# them, and others see all headers in the tests. The bodies are left out, for speed: each of them is a source of
# standin::compiled.

cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
add_test(NAME house.headers_alone
         COMMAND ${standin_python} ${house}/headers_alone.py --compiler ${CMAKE_CXX_COMPILER} --jobs ${cores}
                 ${PROJECT_SOURCE_DIR}/include @${standin_flags_file} ${standin_warnings} -DSTANDIN_COMPILED)
set_tests_properties(house.headers_alone PROPERTIES LABELS house PROCESSORS ${cores} TIMEOUT 900)
