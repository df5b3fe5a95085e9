#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A case that must not compile: compile_fail.py --flags <file> --compiler <path>… [--precompiled <folder>] <case.cpp>

As it stands the case must compile, by the first compiler; with SHOULD_FAIL defined it must not, by any, and what the compiler
says must contain the text of each line `// expect: …`.

With --header, compile_fail.py … --precompiled <folder> --header <name> compiles for cases what they include first.
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


def precompiled(compiler, folder):
    """The file to include for a header that this compiler has precompiled there."""
    return pathlib.Path(folder, pathlib.Path(compiler).name, "first.hpp")


def precompile(compiler, flags, header, folder):
    first = precompiled(compiler, folder)
    first.parent.mkdir(parents=True, exist_ok=True)
    first.write_text(f"#include <{header}>\n", encoding="utf-8")
    command = [compiler, *flags, *FLAGS, "-x", "c++-header", str(first), "-o", f"{first}.gch"]
    return subprocess.run(command, check=False).returncode == 0


def faults(compilers, flags, case, folder=None):
    def compile_by(compiler, *more):
        first = ["-Winvalid-pch", "-include", str(precompiled(compiler, folder))] if folder else []
        return compile_case(compiler, flags, case, *first, *more)

    text = pathlib.Path(case).read_text(encoding="utf-8")
    expected = expectations(text)
    if not expected:
        yield "there is no line `// expect: …`"
    if "SHOULD_FAIL" not in text:
        yield "SHOULD_FAIL is not looked at"
    status, said = compile_by(compilers[0])
    if status != 0:
        yield f"{compilers[0]}: must compile as it stands:\n{said}"
    for compiler in compilers:
        status, said = compile_by(compiler, "-DSHOULD_FAIL")
        if status == 0:
            yield f"{compiler}: must not compile with SHOULD_FAIL"
        for words in expected:
            if status != 0 and words not in said:
                yield f"{compiler}: must say `{words}`, but says:\n{said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--flags", required=True)
    parser.add_argument("--compiler", action="append", required=True)
    parser.add_argument("--precompiled", metavar="FOLDER")
    parser.add_argument("--header")
    parser.add_argument("case", nargs="?")
    options = parser.parse_args()
    flags = ["@" + options.flags]
    if options.header:
        done = [precompile(each, flags, options.header, options.precompiled) for each in options.compiler]
        return 0 if all(done) else 1
    found = list(faults(options.compiler, flags, options.case, options.precompiled))
    for fault in found:
        print(f"{options.case}: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
