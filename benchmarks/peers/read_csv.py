#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads one CSV file with this library and with pandas' C reader, one thread each, in turn: read_csv.py [--megabytes 200]

The file is the Diabetes 130-US table repeated, from the folder that STANDIN_DATA names, in a folder for temporary files.
Prints CPU seconds (the least of the rounds), their ratio and the peak memory; --json writes the same to a file. Fails
when the ratio is below 3, or the peak above twice the file's size. Needs pandas, a C++ compiler, fast_float and zlib.
"""

import gzip
import pathlib
import sys
import tempfile

import common

PANDAS = """
import sys, time, resource, pandas
begin = time.process_time()
table = pandas.read_csv(sys.argv[1], engine="c", low_memory=False)
seconds = time.process_time() - begin
print(len(table), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write_table(path, megabytes):
    header, _, rows = gzip.decompress(common.data_file("diabetes130").read_bytes()).partition(b"\n")
    with open(path, "wb") as file:
        file.write(header + b"\n")
        while file.tell() < megabytes * 1_000_000:
            file.write(rows)
    return path.stat().st_size


def main():
    parser = common.options(__doc__, rounds=3, compiler="g++")
    parser.add_argument("--megabytes", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        program = common.compiled("read_csv.cpp", folder, options.compiler, ["-O2"])
        size = write_table(folder / "table.csv", options.megabytes)
        commands = {"standin": [program], "pandas": [sys.executable, "-c", PANDAS]}
        found = {name: {"seconds": float("inf"), "peak_bytes": 0} for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                rows, seconds, kilobytes = common.output_of([*command, folder / "table.csv"]).split()
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
    common.write_json(options.json, {"file_bytes": size, "rounds": options.rounds, "ratio": ratio, **found}, ["pandas"])
    return 0 if ratio >= 3 and peak <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
