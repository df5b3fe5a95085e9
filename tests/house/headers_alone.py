#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every header compiles alone: headers_alone.py --compiler <path> [--jobs N] <include folder> <flag>…

What a header sees of one that it includes itself is no help from outside. So a header is compiled after another that it
includes, where there is one: the headers stand in chains, each a program of one compilation, and there are half as many of
them as there are headers. The headers in ext/ are left out: they need libraries that are not always there.
"""

import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r"\s*#\s*include\s*<(standin/[^>]+\.hpp)>")
CONDITION = re.compile(r"\s*#\s*(if|endif)")


def includes_of(text):
    """The headers that this text includes whatever is defined."""
    depth = 0
    for line in text.splitlines():
        if match := CONDITION.match(line):
            depth += 1 if match.group(1) == "if" else -1
        elif depth == 0 and (match := INCLUDE.match(line)):
            yield match.group(1)


def all_includes(folder):
    """Each header, with all that it includes, however far down."""
    direct = {}
    for path in sorted(pathlib.Path(folder, "standin").rglob("*.hpp")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("standin/ext/"):
            direct[name] = list(includes_of(path.read_text(encoding="utf-8")))
    found = {}

    def visit(name):
        if name not in found:
            found[name] = set()  # for headers that include each other
            found[name] = {other for each in direct[name] if each in direct for other in {each} | visit(each)}
        return found[name]

    for name in direct:
        visit(name)
    return found


def chains(found):
    """As few chains as there can be, in each of which a header includes all before it."""
    before, after = {}, {}

    def give_one(name, asked):
        for other in sorted(found[name] - asked - {name}):
            asked.add(other)
            if other not in after or give_one(after[other], asked):
                before[name], after[other] = other, name
                return True
        return False

    for name in sorted(found, key=lambda each: (len(found[each]), each)):
        give_one(name, set())
    for name in found:
        if name not in after:
            chain = [name]
            while chain[-1] in before:
                chain.append(before[chain[-1]])
            yield chain[::-1]


def compile_chain(compiler, flags, chain):
    command = [compiler, *flags, "-fsyntax-only", *(each for name in chain for each in ("-include", name)), "-x", "c++", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    return done.returncode == 0, done.stderr


def faults(compiler, flags, folder, jobs):
    """What the compiler says of each chain that it refuses; those that cost most come first."""
    found = all_includes(folder)
    ordered = sorted(chains(found), key=lambda chain: len(found[chain[-1]]), reverse=True)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        done = pool.map(lambda chain: compile_chain(compiler, flags, chain), ordered)
        return [f"{', '.join(chain)}:\n{said}" for chain, (passed, said) in zip(ordered, done) if not passed]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("folder")
    parser.add_argument("flags", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    found = faults(options.compiler, options.flags, options.folder, options.jobs)
    print("\n".join(found), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
