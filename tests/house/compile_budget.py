#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a program costs to compile:
compile_budget.py --flags <file> [--define <name>] --compiler <path>… --seconds S --megabytes M
                  --reference <r.cpp>=<seconds> <x.cpp>

Measures user CPU seconds and peak memory at -O2, of all compilers at a time, and fails where the better of two tries is over
the budget. Seconds are those of a machine on which g++ compiles the reference in the seconds that are given: as many copies
of it as there are compilers are compiled first, by the first of them, and what one takes here says how fast this machine is
just now with so much to do.
"""

import argparse
import concurrent.futures
import os
import subprocess
import sys
import tempfile


def cost(compiler, flags, source):
    """User CPU seconds and peak megabytes of one compilation, or None where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, *flags, "-O2", "-c", source, "-o", os.path.join(folder, "out.o")]
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # The driver waits for the compiler proper, so its usage contains that one's.
        return None if process.returncode != 0 else (usage.ru_utime, usage.ru_maxrss / 1024)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--flags", required=True)
    parser.add_argument("--define", action="append", default=[])
    parser.add_argument("--compiler", action="append", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--megabytes", type=float, required=True)
    parser.add_argument("--reference", required=True, metavar="SOURCE=SECONDS")
    parser.add_argument("source")
    options = parser.parse_args()

    reference, _, promised = options.reference.rpartition("=")
    flags = ["@" + options.flags, *("-D" + name for name in options.define)]
    compilers = options.compiler
    for _ in range(2):
        with concurrent.futures.ThreadPoolExecutor(len(compilers)) as all_at_once:
            known = list(all_at_once.map(lambda _: cost(options.compiler[0], ["-std=c++20"], reference), compilers))
            measured = list(all_at_once.map(lambda one: cost(one, flags, options.source), compilers))
        if None in known or None in measured:
            print(f"{reference if None in known else options.source} does not compile")
            return 1
        slowness = sum(seconds for seconds, _ in known) / len(known) / float(promised)
        over = []
        for compiler, (here, megabytes) in zip(compilers, measured):
            seconds = here / slowness
            print(f"{compiler}: {seconds:.2f} of {options.seconds:g} s, {megabytes:.0f} of {options.megabytes:g} MB; "
                  f"{here:.2f} s here, where all takes {slowness:.2f} times as long")
            if seconds > options.seconds or megabytes > options.megabytes:
                over.append(compiler)
        compilers = over
        if not over:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
