#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What takes longer of what keys and constraints promise: real_tables.py [--rows 10000000] [--json FILE]

Keys of four kinds are unique in so many rows that the command writes, and each constraint by itself holds in each of a
million rows (the tests of constraints, run with more rows, where build/release has them). Needs `standin` in the PATH
and sort. Prints what was found, and fails where something does not hold.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KEYS = {
    "even": lambda i, draw: str(100 + i),
    "rising": lambda i, draw: str(1_000_000 + 37 * i + draw.randrange(37)),
    "spread": None,  # six digits in no order; see below
    "masked": lambda i, draw: f"{''.join(draw.choices(CAPITALS, k=3))}-{i % 1000:03d}{draw.randrange(1000):03d}",
}


def write_data(path, rows=5000):
    draw = random.Random(1)
    spread = draw.sample(range(10_000_000, 100_000_000), rows)
    with open(path, "w") as file:
        file.write(",".join(f"{name}_id" for name in KEYS) + ",size\n")
        for i in range(rows):
            cells = [make(i, draw) if make else str(spread[i]) for make in KEYS.values()]
            file.write(",".join(cells) + f",{draw.gauss(0, 1):.2f}\n")


def prove_keys(rows, folder):
    data, fake = folder / "keys.csv", folder / "fake.csv"
    write_data(data)
    roles = [word for name in KEYS for word in ("--role", f"{name}_id=key")]
    begin = time.monotonic()
    subprocess.run(["standin", "synthesize", data, "-n", str(rows), "-q", "--seed", "5", *roles, "-o", fake], check=True)
    found = {"rows": rows, "seconds": round(time.monotonic() - begin, 1), "distinct": {}}
    for place, name in enumerate(KEYS, 1):
        command = f"tail -n +2 '{fake}' | cut -d, -f{place} | LC_ALL=C sort -u -S 1G -T '{folder}' | wc -l"
        found["distinct"][name] = int(subprocess.run(["bash", "-o", "pipefail", "-c", command], check=True,
                                                     capture_output=True, text=True).stdout)
    found["unique"] = all(distinct == rows for distinct in found["distinct"].values())
    return found


def prove_constraints(rows):
    program = TOP / "build" / "release" / "tests" / "test_prepare"
    if not program.exists():
        return {"skipped": f"{program} is not there"}
    kinds = "ordering.*:fixed_combinations.*:functional_dependency.*:one_hot.*:sum_of_parts.*:formula.*:increment.*:" \
            "value_between.*:constraints_together.*"
    done = subprocess.run([program, f"--gtest_filter={kinds}"], env=dict(os.environ, STANDIN_PROOF_ROWS=str(rows)),
                          capture_output=True, text=True)
    return {"rows": rows, "tests": done.stdout.count("[       OK ]"), "failed": done.stdout.count("[  FAILED  ]"),
            "hold": done.returncode == 0}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=TOP, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        found = {"commit": commit.strip(), "seed": 5, "keys": prove_keys(options.rows, pathlib.Path(folder)),
                 "constraints": prove_constraints(1_000_000)}
    text = json.dumps(found, indent=2) + "\n"
    print(text, end="")
    if options.json:
        options.json.write_text(text)
    return 0 if found["keys"]["unique"] and found["constraints"].get("hold", True) else 1


if __name__ == "__main__":
    sys.exit(main())
