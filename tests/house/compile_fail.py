#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A case that must not compile: compile_fail.py --flags <file> --compiler <path>… <case.cpp>

As it stands the case must compile, by the first compiler; with SHOULD_FAIL defined it must not, by any, and what the compiler
says must contain the text of each line `// expect: …`.
"""

import argparse
import pathlib
import subprocess
import sys

# The bodies are left out, for speed: what must not compile is in the headers.
FLAGS = ["-DSTANDIN_COMPILED", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def expectations(text):
    return [line.split("// expect:", 1)[1].strip() for line in text.splitlines() if line.startswith("// expect:")]


def compile_case(compiler, flags, case, *more):
    command = [compiler, *flags, *FLAGS, *more, "-fsyntax-only", "-fdiagnostics-color=never", str(case)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.returncode, done.stderr


def faults(compilers, flags, case):
    text = pathlib.Path(case).read_text(encoding="utf-8")
    expected = expectations(text)
    if not expected:
        yield "there is no line `// expect: …`"
    if "SHOULD_FAIL" not in text:
        yield "SHOULD_FAIL is not looked at"
    status, said = compile_case(compilers[0], flags, case)
    if status != 0:
        yield f"{compilers[0]}: must compile as it stands:\n{said}"
    for compiler in compilers:
        status, said = compile_case(compiler, flags, case, "-DSHOULD_FAIL")
        if status == 0:
            yield f"{compiler}: must not compile with SHOULD_FAIL"
        for words in expected:
            if status != 0 and words not in said:
                yield f"{compiler}: must say `{words}`, but says:\n{said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--flags", required=True)
    parser.add_argument("--compiler", action="append", required=True)
    parser.add_argument("case")
    options = parser.parse_args()
    found = list(faults(options.compiler, ["@" + options.flags], options.case))
    for fault in found:
        print(f"{options.case}: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
