#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Our figures beside those of an independent judge, on synthetic rows of known quality: agreement.py --judge …

For each real table, two thirds of its rows as train and the rest as holdout: rows of train drawn again (bootstrap), each
column resampled by itself (independent), 10 % and 90 % of train's cells replaced by those of other rows, and rows of a
copula. Both judges draw rows and triples of columns by chance and have classifiers of their own, so figures may differ by
their noise, and that is the interval which is stated with each:

| figures | may differ by |
|---|---|
| uni- and bivariate accuracy, identical rows | 0.0005: the same definition, nothing is drawn |
| trivariate accuracy | the same; of more than 500 triples 1.96 sqrt(2 / 500) of their standard deviation, sqrt(3) times the pairs' |
| c2st, tstr of boosting | 0.005, by which two kinds of boosting may differ on one task (gradient_boosting.py), and the scatter |
| c2st, tstr of linear models | the same: the models differ in their penalty and where numbers are cut |
| dcr share, nearest is train, membership | both intervals together: both draw the rows that are asked for |

The scatter is 1.96 standard deviations of the difference of two judges that see the same rows and draw their folds, seeds
and parts of the rows by themselves ("scatter" in the results): measured over five seeds of either, on copula's rows and on
rows drawn again of Adult and California, and over three seeds on independent columns of Diabetes 130-US, where columns of
700 levels make boosting depend on its folds most; the largest one of a table.

Rows of independent columns, or with 90 % of their cells redrawn, say next to nothing of the target. What a learner finds
there is chance, another one finds something else, and no interval of seeds knows of it. So boosting by this library and
by scikit-learn learn from --chances tables of independent columns each, and tstr of boosting may also differ by 1.96
standard deviations of the difference of their scores ("by_chance" in the results). Not on Diabetes 130-US, where that
takes many minutes: nothing is added there.

Fails where more than one figure in ten lies outside, or one by more than twice as much. --keep FOLDER keeps the tables
and what is already there. Needs numpy, pandas, scikit-learn, the standin command (--standin), a C++ compiler, XGBoost's C
library (for gradient_boosting.cpp), STANDIN_DATA.
"""

import json
import math
import pathlib
import statistics
import sys
import tempfile

import common
import gradient_boosting

TABLES = ["adult", "california_housing", "diabetes130"]
CASES = ["bootstrap", "independent", "redrawn_10", "redrawn_90", "copula"]
SCATTER_CASES = {"adult": ["copula", "bootstrap"], "california_housing": ["copula", "bootstrap"],
                 "diabetes130": ["independent"]}
SEEDS = {"adult": 5, "california_housing": 5, "diabetes130": 3}
CHANCE_OF = TABLES[:2]
KINDS_DIFFER = 0.005
WITHOUT_DEPENDENCE = {"independent", "redrawn_90"}


def make(options, program, name, case, train, path):
    """Writes synthetic rows of a known quality."""
    if path.exists():
        return
    if case in ("independent", "copula"):
        common.output_of([program, train, path, case, "1", *common.roles_of(name)])
        return
    import numpy
    import pandas

    table = pandas.read_csv(train, dtype=str, keep_default_na=False, na_filter=False)
    draws = numpy.random.default_rng(CASES.index(case))
    if case == "bootstrap":
        table = table.iloc[draws.integers(len(table), size=len(table))]
    else:
        share = int(case.removeprefix("redrawn_")) / 100
        for column in table:
            chosen = draws.random(len(table)) < share
            others = table[column].to_numpy()[draws.integers(len(table), size=len(table))]
            table[column] = numpy.where(chosen, others, table[column])
    table.to_csv(path, index=False, lineterminator="\n")


def ours(options, folder, name, tables, result, seed=0):
    """The report of `standin evaluate`."""
    path = folder / result
    if not path.exists():
        train, holdout, made = tables
        words = [word for column in common.IGNORED.get(name, []) for word in ("--ignore", column)]
        words += [word for column in common.CATEGORICAL.get(name, []) for word in ("--role", f"{column}=category")]
        common.output_of([options.standin, "evaluate", train, made, "--holdout", holdout, "--target", common.TARGETS[name],
                          "--threads", "1", "-q", "--seed", str(seed), *words, "--json", path])
    return json.loads(path.read_text())


def classifiers_of(mine, theirs):
    """(figure, ours, theirs) of what learns."""
    for figure, name in (("c2st_boosting", "boosting_vs_train"), ("c2st_boosting_holdout", "boosting_vs_holdout"),
                         ("c2st_logistic", "linear_vs_train"), ("c2st_logistic_holdout", "linear_vs_holdout")):
        yield figure, mine[figure]["value"], theirs["c2st"][name]["synth"]
    for learner in ("boosting", "linear"):
        score = next(s for s in ("auc", "r2", "f1_macro") if f"{learner}_{s}" in theirs["utility"])
        yield f"tstr_{learner}", mine[f"tstr_{learner}"]["value"], theirs["utility"][f"{learner}_{score}"]["synth"]


def scatter_over_seeds(options, folder, name):
    """1.96 standard deviations of the difference of both judges' figures on a table, each with seeds of its own."""
    most = {}
    for case in SCATTER_CASES[name]:
        tables = (*common.split(name, 0, folder), folder / f"{name}.0.{case}.csv")
        runs = {}
        for seed in range(SEEDS[name]):
            end = f".seed{seed}" if seed else ""
            mine = ours(options, folder, name, tables, f"{name}.0.{case}{end}.ours.json", seed)["summary"]
            theirs = common.judged(options, folder, name, tables, f"{name}.0.{case}{end}.json", seed)
            for figure, a, b in classifiers_of(mine, theirs):
                runs.setdefault(figure, []).append((a, b))
        for figure, pairs in runs.items():
            spread = math.hypot(*(statistics.stdev(of) for of in zip(*pairs)))
            most[figure] = round(max(most.get(figure, 0.0), 1.96 * spread), 5)
    return most


def half_of(figure):
    """Half of the width of our interval."""
    return 0.5 * (figure["upper"] - figure["lower"])


def scores_by_chance(options, folder, name, train, holdout):
    """What two kinds of boosting score on held-out rows that learned from rows of independent columns."""
    import numpy
    import pandas

    path = folder / f"{name}.0.by_chance.json"
    if path.exists():
        return json.loads(path.read_text())
    program = common.compiled("gradient_boosting.cpp", folder, options.compiler, ["-O3", "-march=native"], ["-lxgboost"])
    target = common.TARGETS[name]
    kind = gradient_boosting.TABLES.get(name, "classes")
    without = [pandas.read_csv(part, dtype=str, keep_default_na=False, na_filter=False)
               .drop(columns=common.IGNORED.get(name, [])) for part in (train, holdout)]
    made, test = folder / f"{name}.0.chance.csv", folder / f"{name}.0.chance_test.csv"
    without[1].to_csv(test, index=False, lineterminator="\n")
    scores = {"standin": [], "scikit-learn": []}
    for seed in range(options.chances):
        draws = numpy.random.default_rng([2, seed])
        rows = without[0].apply(lambda column: column.to_numpy()[draws.integers(len(column), size=len(column))])
        rows.to_csv(made, index=False, lineterminator="\n")
        for who, command in (("standin", [program, made, test, target, kind, "1", "1", "standin"]),
                             ("scikit-learn", [sys.executable, "-c", gradient_boosting.PEER, made, test, target, kind, "1"])):
            scores[who].append(float(common.output_of(command).split()[2]))
    spread = statistics.stdev(a - b for a, b in zip(*scores.values()))
    found = {"difference_spreads_by": round(spread, 4)} | {
        who: [round(score, 4) for score in of] for who, of in scores.items()}
    path.write_text(json.dumps(found))
    return found


def pairs_of(report, theirs, scatter, chance):
    """(figure, ours, theirs, by how much they may differ)

    `scatter` is that over seeds, `chance` the spread of what two kinds of boosting find by chance.
    """
    mine = report["summary"]
    of_pairs = [f["value"] for f in report["findings"] if f["metric"] == "bivariate_accuracy" and len(f["columns"]) == 2]
    columns = round((1 + math.sqrt(1 + 8 * len(of_pairs))) / 2)
    drawn = 1.96 * math.sqrt(3 * 2 / 500) * statistics.stdev(of_pairs) if math.comb(columns, 3) > 500 else 0.0
    for figure, may in (("univariate", 0.0), ("bivariate", 0.0), ("trivariate", drawn)):
        yield f"{figure}_accuracy", mine[f"{figure}_accuracy"]["value"], theirs["accuracy"][figure]["synth"], 0.0005 + may
    for figure, a, b in classifiers_of(mine, theirs):
        may = scatter[figure] + KINDS_DIFFER
        yield figure, a, b, math.hypot(may, 1.96 * chance) if figure == "tstr_boosting" else may
    yield "identical_rows", mine["identical_rows"]["value"], theirs["privacy"]["identical_to_train"]["synth"], 0.0005
    for figure in ("dcr_share", "nearest_is_train"):
        one = theirs["privacy"][figure]
        noise = math.hypot(half_of(mine[figure]), 0.5 * (one["high"] - one["low"]))
        yield figure, mine[figure]["value"], one["synth"], noise
    one = theirs["membership"]["auc"]
    yield "membership_auc", mine["membership_auc"]["value"], one["synth"], math.hypot(half_of(mine["membership_auc"]),
                                                                                   1.96 * one["se"])


def main():
    parser = common.options(__doc__, compiler="g++")
    common.judge_command(parser)
    parser.add_argument("--standin", default="standin", help="the command")
    parser.add_argument("--tables", default=",".join(TABLES))
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--chances", type=int, default=12, help="tables of independent columns to learn from")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    results, chances, outside, far, all_figures = {}, {}, 0, 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        program = common.compiled("fit_and_sample.cpp", folder, options.compiler, ["-O2", "-march=native"])
        scatter = {}
        for name in options.tables.split(","):
            for case in SCATTER_CASES[name]:
                make(options, program, name, case, common.split(name, 0, folder)[0], folder / f"{name}.0.{case}.csv")
            scatter[name] = scatter_over_seeds(options, folder, name)
        for name in options.tables.split(","):
            train, holdout = common.split(name, 0, folder)
            cases = options.cases.split(",")
            if name in CHANCE_OF and WITHOUT_DEPENDENCE.intersection(cases):
                chances[name] = scores_by_chance(options, folder, name, train, holdout)
            for case in cases:
                made = folder / f"{name}.0.{case}.csv"
                make(options, program, name, case, train, made)
                theirs = common.judged(options, folder, name, (train, holdout, made), f"{name}.0.{case}.json")
                mine = ours(options, folder, name, (train, holdout, made), f"{name}.0.{case}.ours.json")
                found = results.setdefault(name, {}).setdefault(case, {})
                known = case in WITHOUT_DEPENDENCE and name in chances
                chance = chances[name]["difference_spreads_by"] if known else 0.0
                for figure, a, b, may in pairs_of(mine, theirs, scatter[name], chance):
                    found[figure] = {"standin": round(a, 4), "judge": round(b, 4), "may_differ_by": round(may, 4)}
                    gap = abs(a - b)
                    all_figures += 1
                    outside += gap > may
                    far += gap > 2 * may
                    if gap > may:
                        print(f"{name:20} {case:12} {figure:24} {a:.4f} judge {b:.4f}, may differ by {may:.4f}", flush=True)
                common.write_json(options.json, {"figures": all_figures, "outside": outside, "far": far,
                                                 "scatter": scatter, "by_chance": chances, "tables": results}, ["pandas", "scikit-learn"])
    print(f"{outside} of {all_figures} figures lie outside, {far} by more than twice as much")
    return 1 if far or outside > all_figures / 10 else 0


if __name__ == "__main__":
    sys.exit(main())
