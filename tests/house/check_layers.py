#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks who includes whom under include/standin: check_layers.py [<include folder>]

Prints `file:line: what is wrong` for each fault, and fails when there is one.
"""

import pathlib
import re
import sys

# An include may go to its own room or to one in an earlier row; rooms of one row don't include each other.
LAYERS = [
    ["core"],
    ["random", "parallel"],
    ["data"],
    ["numeric"],
    ["stats"],
    ["privacy", "providers"],
    ["learn", "nn", "prepare"],
    ["generators", "metrics"],
    ["evaluation"],
    ["io"],
    ["ext"],
]
LAYER_OF = {room: row for row, rooms in enumerate(LAYERS) for room in rooms}

# Headers at the top, which every room may include.
EVERYWHERE = {"config.hpp", "version.hpp", "fwd.hpp"}

# Standard headers that cost too much or that not every compiler of ours has.
FORBIDDEN = {"format", "expected", "execution", "regex", "iostream"}

# Other libraries, and the rooms that may include them.
OTHERS = [
    (r"(boost|xtensor|xtl)/", {"numeric", "ext"}),
    (r"(unsupported/)?Eigen/(?!Core$)", {"numeric", "ext"}),
    (r"Eigen/Core$", set(LAYER_OF) - {"core", "random", "parallel", "data"}),
    (r"nlohmann/", {"io", "ext"}),
    (r"(zlib|zconf)\.h$", {"io", "ext"}),
    (r"fast_float/", {"core", "data", "io", "ext"}),
    (r"(CLI|gtest|gmock|benchmark|rapidcheck)[/.]", set()),
    (r"(xgboost|tbb|oneapi|mpi|curl)[/.]", {"ext"}),
]

# What standin.hpp must not bring along, however far down: its compile time is a promise.
NOT_IN_STANDIN_HPP = r"(standin/nn/|standin/ext/|standin/io/(json|html)|nlohmann/|boost/|xtensor/)"

EXTENSIONS = r"__int128|__builtin_|__attribute__|__extension__|__asm|\basm\b|#\s*pragma\s+(GCC|clang|omp)"
LATER_STANDARD = r"std::(format|expected|jthread|print)\b"

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
COMMENT_OR_STRING = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])'|"(?:\\.|[^"\\\n])*\"""", re.DOTALL)


def code_of(text):
    """The text with comments and strings blanked, its includes and lines where they were."""

    def blank(match):
        piece = match.group(0)
        return piece if piece[0] == '"' and re.search(r"#\s*include\s*$", text[: match.start()][-40:]) else (
            "\n" * piece.count("\n"))

    return COMMENT_OR_STRING.sub(blank, text)


def family(path):
    """generators/<family>/…, or None for what the families share."""
    if len(path.parts) > 2 and path.parts[0] == "generators" and path.parts[1] != "detail":
        return path.parts[1]
    return None


def includes_of(text):
    for number, line in enumerate(code_of(text).splitlines(), start=1):
        if match := INCLUDE.match(line):
            yield number, match.group(1), match.group(2)


def faults_of_include(path, target):
    """What is wrong with the header `path` including `target`, both relative to include/standin."""
    room, to = path.parts[0], target.parts[0]
    if str(target) in EVERYWHERE:
        return
    if len(path.parts) == 1:
        if path.name != "standin.hpp":
            yield "config.hpp, version.hpp and fwd.hpp include nothing of standin but each other"
        return
    if len(target.parts) == 1:
        yield f"a room may not include <standin/{target}>"
        return
    if room not in LAYER_OF or to not in LAYER_OF:
        return  # the unknown room is reported for itself
    if room != to and LAYER_OF[room] == LAYER_OF[to]:
        yield f"{room} and {to} stand side by side and don't include each other"
    elif LAYER_OF[to] > LAYER_OF[room]:
        yield f"{room} comes before {to} and may not include it"
    elif room == to == "generators" and family(target) not in (None, family(path)):
        if family(path):
            yield f"the family {family(path)} may not include the family {family(target)}: shared parts move up"
        else:
            yield f"what the families share may not include the family {family(target)}"


def faults_of_file(path, text, exists):
    room = path.parts[0] if len(path.parts) > 1 else None
    if room is not None and room not in LAYER_OF:
        yield 1, f"the room {room} has no place in the layers"
    for line, how, name in includes_of(text):
        if how == '"':
            yield line, f'<standin/…> instead of "{name}"'
        elif name.startswith("standin/"):
            target = pathlib.PurePosixPath(name).relative_to("standin")
            if not exists(target):
                yield line, f"<{name}> does not exist"
            for fault in faults_of_include(path, target):
                yield line, fault
        elif name in FORBIDDEN:
            yield line, f"<{name}> is not used in headers"
        else:
            for pattern, rooms in OTHERS:
                if re.match(pattern, name):
                    if room not in rooms:
                        where = ", ".join(sorted(rooms, key=LAYER_OF.get)) or "nowhere here"
                        yield line, f"<{name}> belongs in: {where}"
                    break
    if str(path) != "config.hpp":
        for number, line in enumerate(code_of(text).splitlines(), start=1):
            if match := re.search(EXTENSIONS, line):
                yield number, f"{match.group(0)} is a compiler extension; those belong in config.hpp"
            if match := re.search(LATER_STANDARD, line):
                yield number, f"{match.group(0)} is not in both standard libraries"


def faults_of_reach(texts, start):
    """What `start` brings along that it must not, with the way there."""
    seen, ways = set(), [(start, [str(start)])]
    while ways:
        path, way = ways.pop()
        for line, _, name in includes_of(texts[path]):
            target = pathlib.PurePosixPath(name)
            if re.match(NOT_IN_STANDIN_HPP, name):
                yield path, line, "brings <" + name + "> into standin.hpp: " + " > ".join(way)
            elif name.startswith("standin/"):
                target = target.relative_to("standin")
                if target in texts and target not in seen:
                    seen.add(target)
                    ways.append((target, way + [str(target)]))


def faults(include):
    root = pathlib.Path(include) / "standin"
    texts = {
        pathlib.PurePosixPath(file.relative_to(root).as_posix()): file.read_text(encoding="utf-8")
        for file in sorted(root.rglob("*"))
        if file.suffix in (".hpp", ".ipp")
    }
    for path, text in texts.items():
        for line, fault in faults_of_file(path, text, texts.__contains__):
            yield path, line, fault
    start = pathlib.PurePosixPath("standin.hpp")
    if start in texts:
        yield from faults_of_reach(texts, start)


def main():
    include = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2] / "include"
    found = list(faults(include))
    for path, line, fault in found:
        print(f"include/standin/{path}:{line}: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
