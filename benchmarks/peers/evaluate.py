#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What judging a table costs: nearest rows beside SDMetrics, all figures beside an independent judge: evaluate.py --judge …

1. The nearest other row of each row of Adult, and of as many rows with independent columns, among all 48 842; one thread.
   SDMetrics' calculate_dcr does so for 500 of them and 2 000, and both must find the same distances there.
2. `standin evaluate --holdout --target` of a copula's rows on Adult and the judge on the same files, one thread each.
3. `standin evaluate` of a copula's rows on Diabetes 130-US with two threads.

Fails where this library compares fewer than 500 times the pairs that SDMetrics does in a CPU second, takes more CPU or wall
time than the judge, or a minute on Diabetes. Needs numpy, pandas, sdmetrics, the standin command (--standin), a C++
compiler, STANDIN_DATA.
"""

import os
import pathlib
import sys
import tempfile
import time

import common

# QUERIES BASE: CPU seconds, pairs and mean distance; numbers of at most 20 values are levels.
SDMETRICS = """
import sys, time, pandas, warnings
from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr

warnings.simplefilter("ignore")
queries, base = (pandas.read_csv(path, keep_default_na=False, na_values=[""]) for path in sys.argv[1:3])
numeric = [c for c in base if pandas.api.types.is_numeric_dtype(base[c]) and base[c].nunique() > 20]
metadata = {"columns": {c: {"sdtype": "numerical" if c in numeric else "categorical"} for c in base}}
begin = time.process_time()
found = calculate_dcr(queries, base, metadata)
print(time.process_time() - begin, len(queries) * len(base), found.mean() * base.shape[1])
"""


def nearest(command, queries, base):
    """Pairs a CPU second, and the mean distance."""
    seconds, pairs, mean = (float(word) for word in common.output_of([*command, queries, base]).split())
    return {"cpu_seconds": round(seconds, 3), "pairs": pairs, "pairs_a_cpu_second": float(f"{pairs / seconds:.3g}")}, mean


def cost_of(command, threads=1):
    """Wall and CPU seconds and the largest resident memory of a program."""
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], [str(word) for word in command], dict(os.environ, OMP_NUM_THREADS=str(threads)),
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return {"wall_seconds": round(time.perf_counter() - begin, 2), "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
            "peak_megabytes": round(used.ru_maxrss / 1024)}


def nearest_rows(options, folder):
    """All rows of Adult among each other, and 500 among 2 000 by both."""
    import numpy
    import pandas

    table = pandas.read_csv(common.data_file("adult"), dtype=str, keep_default_na=False, na_filter=False)
    draws = numpy.random.default_rng(0)
    independent = table.apply(lambda column: column.to_numpy()[draws.permutation(len(table))])
    paths = {name: folder / f"nearest.{name}.csv" for name in ("all", "independent", "queries", "base")}
    for name, rows in (("all", table), ("independent", independent), ("queries", table[:500]), ("base", table[500:2500])):
        rows.to_csv(paths[name], index=False, lineterminator="\n")
    program = [common.compiled("evaluate.cpp", folder, options.compiler, ["-O3", "-march=native"])]
    peer = [sys.executable, "-c", SDMETRICS]
    found, means = {}, []
    found["sdmetrics"], mean = nearest(peer, paths["queries"], paths["base"])
    means += [mean, nearest(program, paths["queries"], paths["base"])[1]]
    found["adult_among_adult"], _ = nearest(program, paths["all"], paths["all"])
    found["independent_among_adult"], _ = nearest(program, paths["independent"], paths["all"])
    slowest = min(found[name]["pairs_a_cpu_second"] for name in ("adult_among_adult", "independent_among_adult"))
    found["ratio"] = round(slowest / found["sdmetrics"]["pairs_a_cpu_second"])
    found["mean_distance_differs_by"] = float(f"{abs(means[0] - means[1]):.1e}")
    return found


def all_figures(options, folder, name, threads):
    """What `standin evaluate` of a copula's rows costs, and the command of the judge of the same files."""
    train, holdout = common.split(name, 0, folder)
    made = folder / f"{name}.0.copula.csv"
    if not made.exists():
        program = common.compiled("fit_and_sample.cpp", folder, options.compiler, ["-O2", "-march=native"])
        common.output_of([program, train, made, "copula", "1", *common.roles_of(name)])
    ignored = [word for column in common.IGNORED.get(name, []) for word in ("--ignore", column)]
    roles = [word for column in common.CATEGORICAL.get(name, []) for word in ("--role", f"{column}=category")]
    cost = cost_of([options.standin, "evaluate", train, made, "--holdout", holdout, "--target", common.TARGETS[name],
                    "--threads", str(threads), "-q", *ignored, *roles])
    return cost, [*options.judge, train, holdout, made, "--target", common.TARGETS[name]]


def main():
    parser = common.options(__doc__, compiler="g++")
    common.judge_command(parser)
    parser.add_argument("--standin", default="standin", help="the command")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    if not options.judge:
        sys.exit("give --judge, or set STANDIN_JUDGE")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = nearest_rows(options, folder)
        print("nearest rows", rows, flush=True)
        ours, judge = all_figures(options, folder, "adult", 1)
        adult = {"standin": ours, "judge": cost_of(judge)}
        print("adult", adult, flush=True)
        diabetes, _ = all_figures(options, folder, "diabetes130", 2)
        print("diabetes130, two threads", diabetes, flush=True)
    common.write_json(options.json, {"nearest_rows": rows, "adult": adult, "diabetes130_two_threads": diabetes},
                      ["sdmetrics", "scikit-learn", "pandas"])
    kept = (rows["ratio"] >= 500 and rows["mean_distance_differs_by"] < 1e-4 and diabetes["wall_seconds"] <= 60
            and all(adult["standin"][cost] < adult["judge"][cost] for cost in ("cpu_seconds", "wall_seconds")))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
