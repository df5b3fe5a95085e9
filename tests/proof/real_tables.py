#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What takes longer of what is promised of real tables: real_tables.py [keys] [constraints] [tables] [--json FILE]

keys         Keys of four kinds are unique in as many rows as --rows says, which the command writes.
constraints  Each constraint by itself holds in each of a million rows: the tests of constraints, run with more rows,
             where build/release has them.
tables       Each real table in the folder that STANDIN_DATA names goes through `profile`, `fit`, `sample` of as many
             rows as it has, and `evaluate`, with every generator and without further options, each command within
             --limit seconds: CPU seconds, peak memory, and all that the commands say on standard error.

All three unless some are named. Needs `standin` in the PATH, sort and GNU time. Prints what was found, and fails where
something does not hold. With --json, what the file says of the parts that are not run stays there.
"""

import argparse
import gzip
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
GENERATORS = ("independent", "copula", "trees", "forest")
TABLES = ("adult", "airbnb_nyc", "bank_marketing", "california_housing", "covertype_20k", "credit_default",
          "diabetes130", "insurance", "titanic", "baseball/batting", "baseball/players", "berka/account", "berka/card",
          "berka/client", "berka/disp", "berka/district", "berka/loan", "berka/order", "cdnow/purchases", "cdnow/users",
          "world/city", "world/country", "world/countrylanguage")
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
    found = {"rows": rows, "seed": 5, "seconds": round(time.monotonic() - begin, 1), "distinct": {}}
    for place, name in enumerate(KEYS, 1):
        command = f"tail -n +2 '{fake}' | cut -d, -f{place} | LC_ALL=C sort -u -S 1G -T '{folder}' | wc -l"
        found["distinct"][name] = int(subprocess.run(["bash", "-o", "pipefail", "-c", command], check=True,
                                                     capture_output=True, text=True).stdout)
    found["hold"] = all(distinct == rows for distinct in found["distinct"].values())
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


def run(command, limit):
    """What a command costs and says: CPU seconds, peak memory in megabytes, remarks and, where it fails, how."""
    with tempfile.NamedTemporaryFile("r") as costs:
        try:
            done = subprocess.run(["time", "-f", "%U %S %M", "-o", costs.name, "timeout", "-k", "5", str(limit), *command],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        except FileNotFoundError as missing:
            sys.exit(f"please install GNU time: {missing}")
        user, system, kilobytes = costs.read().split()[-3:]
    found = {"cpu_seconds": round(float(user) + float(system), 2), "peak_mb": round(int(kilobytes) / 1000, 1)}
    if done.returncode:
        found["failed"] = "took too long" if done.returncode == 124 else f"ended with {done.returncode}"
    return found, done.stderr.strip().splitlines()


def prove_table(name, generators, limit, folder):
    """One table through the commands."""
    data, model, fake = folder / "data.csv", folder / "model.json", folder / "fake.csv"
    data.write_bytes(gzip.decompress((pathlib.Path(os.environ["STANDIN_DATA"]) / f"{name}.csv.gz").read_bytes()))
    shape = json.loads(subprocess.run(["standin", "profile", data, "-q", "--json", "-"], check=True, text=True,
                                      capture_output=True).stdout)
    found = {"rows": shape["rows"], "columns": len(shape["columns"]), "says": {}}

    def prove(path, what, *words):
        cost, said = run(["standin", what, *words], limit)
        for line in said:
            if not line.startswith("wrote "):
                found["says"].setdefault(line.replace(f"{folder}/", ""), []).append(" ".join([*path, what]))
        return cost

    found["profile"] = prove([], "profile", data)
    for generator in generators:
        one = found[generator] = {"fit": prove([generator], "fit", data, "-g", generator, "-o", model)}
        if "failed" not in one["fit"]:
            one["sample"] = prove([generator], "sample", model, "-n", str(shape["rows"]), "-o", fake)
            one["evaluate"] = prove([generator], "evaluate", data, fake)
        print(name, generator, *(f"{what} {cost['cpu_seconds']} s {cost['peak_mb']} MB {cost.get('failed', '')}".strip()
                                 for what, cost in one.items()), sep=" · ", file=sys.stderr, flush=True)
    return found


def prove_tables(options, folder):
    if "STANDIN_DATA" not in os.environ:
        return {"skipped": "STANDIN_DATA is not set"}
    found = {name: prove_table(name, options.generators, options.limit, folder) for name in options.names}
    failed = [f"{name}: {what}" for name, table in found.items() for what in failures_of(table)]
    return {"limit": options.limit, "failed": failed, "hold": not failed, "tables": found}


def failures_of(costs, path=""):
    if "failed" in costs:
        yield f"{path.strip()} {costs['failed']}"
    for name, inner in costs.items():
        if isinstance(inner, dict):
            yield from failures_of(inner, f"{path} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help="keys, constraints, tables: all of them unless some are named")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--names", nargs="+", default=TABLES, help="of tables")
    parser.add_argument("--generators", nargs="+", default=GENERATORS)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=TOP, capture_output=True, text=True).stdout
    parts = {"keys": lambda folder: prove_keys(options.rows, folder), "constraints": lambda _: prove_constraints(1_000_000),
             "tables": lambda folder: prove_tables(options, folder)}
    if unknown := set(options.parts) - set(parts):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts or parts:
            found[part] = {"commit": commit.strip(), **parts[part](pathlib.Path(folder))}
    print(json.dumps(found, indent=2))
    if options.json:
        before = json.loads(options.json.read_text()) if options.json.exists() else {}
        options.json.write_text(json.dumps({**before, **found}, indent=2) + "\n")
    return 0 if all(part.get("hold", True) for part in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
