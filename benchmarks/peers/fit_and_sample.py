#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits a copula and makes as many rows, with this library and with SDV's GaussianCopula, in turn: fit_and_sample.py --sdv …

Prints CPU seconds (the least of the rounds; SDV's one) of Adult and Diabetes 130-US, two thirds of the rows each, one
thread. Reading and writing files doesn't count. Fails when the ratio is below 100 on Adult, or this library takes a second
on Diabetes. Needs numpy, pandas, a Python with sdv (--sdv), a C++ compiler, Eigen, fast_float, zlib and STANDIN_DATA.
"""

import pathlib
import sys
import tempfile

import common

TABLES = ["adult", "diabetes130"]


def main():
    parser = common.options(__doc__, rounds=5, compiler="g++")
    parser.add_argument("--sdv", default=sys.executable, help="a Python with sdv")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        program = common.compiled("fit_and_sample.cpp", folder, options.compiler, ["-O2", "-march=native"])
        for name in TABLES:
            train, _ = common.split(name, 0, folder)
            made = folder / "made.csv"
            commands = {"standin": [program, train, made, "copula", str(options.rounds), *common.roles_of(name)],
                        "sdv": common.sdv_command(options.sdv, name, train, made)}
            one = {}
            for who, command in commands.items():
                fit, sample = (float(word) for word in common.output_of(command).split())
                one[who] = {"fit_seconds": fit, "sample_seconds": sample}
                print(f"{name:12} {who:8} fit {fit:8.3f} CPU s  sample {sample:8.3f} CPU s", flush=True)
            seconds = {who: times["fit_seconds"] + times["sample_seconds"] for who, times in one.items()}
            one["ratio"] = round(seconds["sdv"] / seconds["standin"], 1)
            print(f"{name:12} ratio {one['ratio']}", flush=True)
            found[name] = one
    common.write_json(options.json, {"rounds": options.rounds, **found}, ["sdv"], options.sdv)
    ours = found["diabetes130"]["standin"]
    return 0 if found["adult"]["ratio"] >= 100 and ours["fit_seconds"] + ours["sample_seconds"] < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
