#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boosts 100 rounds on real tables with this library, scikit-learn and XGBoost, in turn: gradient_boosting.py [--threads 1]

Tables come from the folder that STANDIN_DATA names; two thirds of the rows, drawn by a fixed seed, train, the rest test.
This library and HistGradientBoosting grow trees of 31 leaves at a learning rate of 0.1, their defaults; XGBoost trees of
depth 6, at its default of 0.3 and at 0.1. Prints the least seconds of fitting, binning included, and the scores (area under
the ROC curve, macro F1, R²); --json writes the same. Fails when a score is more than 0.005 below the best peer's, or fitting
takes more than 1.5 times as long as the fastest one's: in CPU seconds with one thread, which a busy machine hardly changes,
and in wall seconds with more. Needs scikit-learn, pandas, a C++ compiler, fast_float, zlib and XGBoost's C library.
"""

import pathlib
import sys
import tempfile

import common

TABLES = {"adult": "classes", "california_housing": "values", "covertype_20k": "classes", "bank_marketing": "classes"}
OURS = ["standin", "xgboost", "xgboost_0.1"]  # what gradient_boosting.cpp fits
PEER = """
import sys, time
import pandas as pd
from sklearn import metrics
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

train, test = (pd.read_csv(path, keep_default_na=False, na_values=[""]) for path in sys.argv[1:3])
target, kind, rounds = sys.argv[3], sys.argv[4], int(sys.argv[5])
X, Y = train.drop(columns=target), test.drop(columns=target)
levels = [not pd.api.types.is_numeric_dtype(X[c]) for c in X]
for name, coded in zip(list(X), levels):
    if coded:
        codes = {level: i for i, level in enumerate(X[name].dropna().value_counts().index[:254])}
        X[name], Y[name] = X[name].map(codes), Y[name].map(codes)
X, Y = X.to_numpy(float), Y.to_numpy(float)
wall = cpu = float("inf")
for _ in range(rounds):
    begin, cpu_begin = time.perf_counter(), time.process_time()
    learner = HistGradientBoostingRegressor if kind == "values" else HistGradientBoostingClassifier
    model = learner(max_iter=100, early_stopping=False, categorical_features=levels).fit(X, train[target])
    wall, cpu = min(wall, time.perf_counter() - begin), min(cpu, time.process_time() - cpu_begin)
if kind == "values":
    score = metrics.r2_score(test[target], model.predict(Y))
elif len(model.classes_) == 2:
    score = metrics.roc_auc_score(test[target] == model.classes_[1], model.predict_proba(Y)[:, 1])
else:
    score = metrics.f1_score(test[target], model.predict(Y), average="macro")
print(wall, cpu, score)
"""


def main():
    parser = common.options(__doc__, rounds=3, compiler="g++")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    found, missed = {}, False
    cost = "cpu_seconds" if options.threads == 1 else "seconds"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        program = common.compiled("gradient_boosting.cpp", folder, options.compiler, ["-O3", "-march=native"], ["-lxgboost"])
        for name, kind in TABLES.items():
            target = common.TARGETS[name]
            train, test = common.split(name, 0, folder)
            rounds = str(options.rounds)
            commands = {who: [program, train, test, target, kind, str(options.threads), rounds, who] for who in OURS}
            commands["scikit-learn"] = [sys.executable, "-c", PEER, train, test, target, kind, rounds]
            one = {}
            for who, command in commands.items():
                wall, cpu, score = (float(word) for word in common.output_of(command, options.threads).split())
                one[who] = {"seconds": round(wall, 4), "cpu_seconds": round(cpu, 4), "score": round(score, 6)}
                print(f"{name:20} {who:14} {wall:8.3f} s  {cpu:8.3f} CPU s  score {score:.4f}", flush=True)
            peers = [figures for who, figures in one.items() if who != "standin"]
            found[name] = one | {
                "below_best": round(max(peer["score"] for peer in peers) - one["standin"]["score"], 4),
                "times_fastest": round(one["standin"][cost] / min(peer[cost] for peer in peers), 2)}
            missed = missed or found[name]["below_best"] > 0.005 or found[name]["times_fastest"] > 1.5
    common.write_json(options.json, {"threads": options.threads, "rounds": options.rounds, **found},
                      ["scikit-learn", "pandas"])
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
