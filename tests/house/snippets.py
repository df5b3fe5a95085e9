#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turns the code in a document into programs and a script: snippets.py <page.md> <folder>

Each document tells one story: its blocks run in their order, in one scratch folder, which starts with the files of
tests/house/snippet_files.

- ```cpp with a `main` is a program as it stands.
- ```cpp without one is statements: its #include lines go to the top, after <standin/standin.hpp>, and the rest into a
  `main` of its own. What can't stand in a function (templates, specialisations) needs a `main`.
- ```sh whose first command is `standin` is run by a shell; other shell blocks are for the reader alone.
- ```cpp no-run and ```sh no-run are passed over, as are all other languages.

Writes <folder>/<n>.cpp and <folder>/run, prints the names of the programs, and writes nothing for a page without code.
"""

import pathlib
import re
import sys

FENCE = re.compile(r"^(```+)(.*)$")


def blocks(text):
    """(language line, code, number of its first line) of each fenced block."""
    fence, language, code, start = None, "", [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        match = FENCE.match(line)
        if fence is None and match:
            fence, language, code, start = match.group(1), match.group(2).strip(), [], number + 1
        elif fence is not None and line.strip() == fence:
            yield language, code, start
            fence = None
        elif fence is not None:
            code.append(line)


def program(page, code, line):
    if any(re.match(r"\s*(int|auto) main\(", each) for each in code):
        return f'#line {line} "{page}"\n' + "\n".join(code) + "\n"
    includes = [each for each in code if each.startswith("#include")]
    rest = ["" if each.startswith("#include") else each for each in code]
    return "\n".join(
        ["#include <standin/standin.hpp>", *includes, "", "int main() {", f'#line {line} "{page}"', *rest, "}", ""])


def extract(page, folder):
    page, folder = pathlib.Path(page).resolve(), pathlib.Path(folder)
    programs, steps = [], []
    for language, code, line in blocks(page.read_text(encoding="utf-8")):
        if language == "cpp":
            programs.append((str(len(programs) + 1), program(page, code, line)))
            steps.append(f'say "{page.name}:{line}"\n../{programs[-1][0]}')
        elif language == "sh" and next((each for each in code if each and each[0] != "#"), "").startswith("standin"):
            steps.append(f'say "{page.name}:{line}"\n' + "\n".join(code))

    folder.mkdir(parents=True, exist_ok=True)
    run = folder / "run"
    if not steps:
        run.unlink(missing_ok=True)
        return []
    for name, text in programs:
        target = folder / f"{name}.cpp"
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    files = pathlib.Path(__file__).resolve().parent / "snippet_files"
    run.write_text(
        f"""#!/bin/sh
# The story of {page.name}: run <folder of the standin command>
set -eu
[ $# -eq 0 ] || PATH=$1:$PATH
say() {{ echo "--- $1"; }}
cd "$(dirname "$0")"
rm -rf scratch
mkdir scratch
cd scratch
[ ! -d "{files}" ] || cp -r "{files}/." .
""" + "\n".join(steps) + "\n", encoding="utf-8")
    run.chmod(0o755)
    return [name for name, _ in programs]


if __name__ == "__main__":
    print(" ".join(extract(sys.argv[1], sys.argv[2])))
