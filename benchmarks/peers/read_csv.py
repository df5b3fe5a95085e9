#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads one CSV file with this library and with pandas' C reader, one thread each, in turn: read_csv.py [--megabytes 200]

The file is the Diabetes 130-US table repeated, from the folder that STANDIN_DATA names, in a folder for temporary files.
Prints CPU seconds (the least of the rounds), their ratio and the peak memory; --json writes the same to a file. Fails
when the ratio is below 3, or the peak above twice the file's size. Needs pandas, a C++ compiler, fast_float and zlib.
"""

import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
PANDAS = """
import sys, time, resource, pandas
begin = time.process_time()
table = pandas.read_csv(sys.argv[1], engine="c", low_memory=False)
seconds = time.process_time() - begin
print(len(table), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write_table(path, megabytes):
    source = pathlib.Path(os.environ["STANDIN_DATA"]) / "diabetes130.csv.gz"
    header, _, rows = gzip.decompress(source.read_bytes()).partition(b"\n")
    with open(path, "wb") as file:
        file.write(header + b"\n")
        while file.tell() < megabytes * 1_000_000:
            file.write(rows)
    return path.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if "STANDIN_DATA" not in os.environ:
        sys.exit("set STANDIN_DATA to the folder with the real tables")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        program = folder / "read_csv"
        subprocess.run([options.compiler, "-std=c++20", "-O2", "-DNDEBUG", "-DSTANDIN_HAS_ZLIB=1",
                        f"-I{HERE.parents[1] / 'include'}", HERE / "read_csv.cpp", "-lz", "-pthread", "-o", program],
                       check=True)
        size = write_table(folder / "table.csv", options.megabytes)
        commands = {"standin": [program], "pandas": [sys.executable, "-c", PANDAS]}
        found = {name: {"seconds": float("inf"), "peak_bytes": 0} for name in commands}
        alone = dict(os.environ, OMP_NUM_THREADS="1")
        for _ in range(options.rounds):
            for name, command in commands.items():
                text = subprocess.run([*command, folder / "table.csv"], check=True, env=alone, capture_output=True,
                                      text=True).stdout
                rows, seconds, kilobytes = text.split()
                one = found[name]
                one["rows"] = int(rows)
                one["seconds"] = min(one["seconds"], float(seconds))
                one["peak_bytes"] = max(one["peak_bytes"], 1024 * int(kilobytes))
    if found["standin"]["rows"] != found["pandas"]["rows"]:
        sys.exit("the readers disagree on the number of rows")
    ratio = found["pandas"]["seconds"] / found["standin"]["seconds"]
    peak = found["standin"]["peak_bytes"] / size
    for name, one in found.items():
        print(f"{name:8} {one['seconds']:7.2f} CPU s  {size / 1e6 / one['seconds']:6.0f} MB/s  "
              f"peak {one['peak_bytes'] / size:.2f} times the file")
    print(f"ratio {ratio:.1f}")
    if options.json:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True).stdout
        versions = {"commit": commit.strip(), "pandas": subprocess.run(
            [sys.executable, "-c", "import pandas; print(pandas.__version__)"], capture_output=True, text=True)
            .stdout.strip()}
        options.json.write_text(json.dumps({"versions": versions, "file_bytes": size, "rounds": options.rounds,
                                            "ratio": ratio, **found}, indent=2) + "\n")
    return 0 if ratio >= 3 and peak <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
