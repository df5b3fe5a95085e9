#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what every file of the project should have: check_files.py [<project folder>]

Licence lines, `\\file` sentences and include guards; no unfinished words; and links, in documents and in the library's own
messages, that lead somewhere. Prints `file:line: what is wrong` for each fault, and fails when there is one.
"""

import pathlib
import re
import sys

CODE = {".hpp", ".ipp", ".cpp", ".c"}
SCRIPTS = {".py", ".sh", ".cmake", ".txt", ".in"}
FOLDERS = ["include", "tests", "tools", "examples", "benchmarks", "cmake", "docs"]
LICENCE = "SPDX-License-Identifier: MIT"
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|stub|placeholder|not implemented)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")
PAGE = re.compile(r"\bdocs/[\w/.-]+\.md\b")


def faults_of_code(path, text):
    lines = text.splitlines()
    if not lines or lines[0] != f"// {LICENCE}":
        yield 1, f"the first line is // {LICENCE}"
    if path.suffix in (".hpp", ".ipp") and "#pragma once" not in lines:
        yield 1, "#pragma once is missing"
    if path.suffix == ".hpp" and path.parts[0] == "include" and "/// \\file" not in lines:
        yield 1, "/// \\file and a sentence on what the header is for are missing"
    for number, line in enumerate(lines, start=1):
        if match := UNFINISHED.search(line):
            yield number, f"{match.group(0)} looks unfinished"


def faults_of_document(path, text, top):
    in_code = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        for target, _ in [] if in_code else LINK.findall(line):
            if not re.match(r"[a-z]+:", target) and not (top / path.parent / target).exists():
                yield number, f"the link to {target} leads nowhere"


def faults(top):
    top = pathlib.Path(top)
    files = [file for folder in FOLDERS for file in sorted((top / folder).rglob("*"))]
    files += sorted(top.glob("*.md")) + [top / "CMakeLists.txt", top / "dev"]
    for file in files:
        if not file.is_file() or file.name.endswith("_files_test.py") or file.name == "check_files.py":
            continue
        path = file.relative_to(top)
        if path.suffix in CODE:
            text = file.read_text(encoding="utf-8")
            for fault in faults_of_code(path, text):
                yield path, *fault
            for number, line in enumerate(text.splitlines(), start=1):
                for page in PAGE.findall(line):
                    if not (top / page).exists():
                        yield path, number, f"{page} does not exist"
        elif path.suffix == ".md":
            for fault in faults_of_document(path, file.read_text(encoding="utf-8"), top):
                yield path, *fault
        elif path.suffix in SCRIPTS - {".txt"} or path.name in ("CMakeLists.txt", "dev"):
            if LICENCE not in "".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:3]):
                yield path, 1, f"{LICENCE} is missing at the top"


def main():
    top = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    found = list(faults(top))
    for path, line, fault in found:
        print(f"{path}:{line}: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
