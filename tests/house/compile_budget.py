#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a program costs to compile:
compile_budget.py --flags <file> --compiler <path>… --seconds S --megabytes M --reference <r.cpp>=<seconds> <x.cpp>

Measures user CPU seconds and peak memory at -O2, and fails where the better of two tries is over the budget. Seconds are
those of a machine on which g++ compiles the reference in the seconds that are given: it is compiled beside, by the first
compiler, and what it takes here says how fast this machine is just now.
"""

import argparse
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
    parser.add_argument("--compiler", action="append", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--megabytes", type=float, required=True)
    parser.add_argument("--reference", required=True, metavar="SOURCE=SECONDS")
    parser.add_argument("source")
    options = parser.parse_args()

    reference, _, promised = options.reference.rpartition("=")
    failed = False
    for compiler in options.compiler:
        for _ in range(2):
            known = cost(options.compiler[0], ["-std=c++20"], reference)
            measured = cost(compiler, ["@" + options.flags], options.source)
            if measured is None or known is None:
                print(f"{compiler}: {reference if known is None else options.source} does not compile")
                return 1
            slowness = known[0] / float(promised)
            seconds, megabytes = measured[0] / slowness, measured[1]
            print(f"{compiler}: {seconds:.2f} of {options.seconds:g} s, {megabytes:.0f} of {options.megabytes:g} MB; "
                  f"{measured[0]:.2f} s here, where all takes {slowness:.2f} times as long")
            within = seconds <= options.seconds and megabytes <= options.megabytes
            if within:
                break
        failed |= not within
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
