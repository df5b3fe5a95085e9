#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boosts 100 rounds on real tables with this library and with scikit-learn, in turn: gradient_boosting.py [--threads 1]

Tables come from the folder that STANDIN_DATA names; two thirds of the rows, drawn by a fixed seed, train, the rest test.
Prints the least wall seconds of fitting and the scores (area under the ROC curve, macro F1, R²); --json writes the same.
Fails when a score is more than 0.005 below the peer's, or fitting takes more than 1.5 times as long. Needs scikit-learn,
pandas, a C++ compiler, fast_float and zlib.
"""

import pathlib
import sys
import tempfile

import common

TABLES = {"adult": "classes", "california_housing": "values", "covertype_20k": "classes", "bank_marketing": "classes"}
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
wall = float("inf")
for _ in range(rounds):
    begin = time.perf_counter()
    learner = HistGradientBoostingRegressor if kind == "values" else HistGradientBoostingClassifier
    model = learner(max_iter=100, early_stopping=False, categorical_features=levels).fit(X, train[target])
    wall = min(wall, time.perf_counter() - begin)
if kind == "values":
    score = metrics.r2_score(test[target], model.predict(Y))
elif len(model.classes_) == 2:
    score = metrics.roc_auc_score(test[target] == model.classes_[1], model.predict_proba(Y)[:, 1])
else:
    score = metrics.f1_score(test[target], model.predict(Y), average="macro")
print(wall, 0, score)
"""


def main():
    parser = common.options(__doc__, rounds=3, compiler="g++")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    found, missed = {}, False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        program = common.compiled("gradient_boosting.cpp", folder, options.compiler, ["-O3", "-march=native"])
        for name, kind in TABLES.items():
            target = common.TARGETS[name]
            train, test = common.split(name, 0, folder)
            commands = {"standin": [program, train, test, target, kind, str(options.threads), str(options.rounds)],
                        "scikit-learn": [sys.executable, "-c", PEER, train, test, target, kind, str(options.rounds)]}
            one = {}
            for who, command in commands.items():
                seconds, _, score = (float(word) for word in common.output_of(command, options.threads).split())
                one[who] = {"seconds": seconds, "score": score}
                print(f"{name:20} {who:14} {seconds:8.3f} s  score {score:.4f}", flush=True)
            ours, peer = one["standin"], one["scikit-learn"]
            missed = missed or ours["score"] < peer["score"] - 0.005 or ours["seconds"] > 1.5 * peer["seconds"]
            found[name] = one
    common.write_json(options.json, {"threads": options.threads, **found}, ["scikit-learn", "pandas"])
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
