# SPDX-License-Identifier: MIT
"""What the scripts here share: options, compiling, real tables and their splits, results as JSON."""

import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
TOP = HERE.parents[1]
# What a classifier or regression is to predict in each table, whether it has classes or values, and what else has to be
# known of a table: columns that say who a row is, and codes that are written as numbers.
TARGETS = {"adult": "income", "bank_marketing": "y", "california_housing": "median_house_value",
           "covertype_20k": "Cover_Type", "credit_default": "has_default", "diabetes130": "readmitted"}
IGNORED = {"diabetes130": ["patient_nbr"]}
CATEGORICAL = {"diabetes130": ["discharge_disposition_id"]}


def options(text, **defaults):
    """A parser with the options of all scripts: --rounds and --compiler where they have a default, and --json."""
    parser = argparse.ArgumentParser(description=text.splitlines()[0])
    if "rounds" in defaults:
        parser.add_argument("--rounds", type=int, default=defaults["rounds"], help="of which the fastest counts")
    if "compiler" in defaults:
        parser.add_argument("--compiler", default=defaults["compiler"])
    parser.add_argument("--json", type=pathlib.Path, help="write the results there too")
    return parser


def data_file(name):
    """The path of a real table."""
    if "STANDIN_DATA" not in os.environ:
        sys.exit("set STANDIN_DATA to the folder with the real tables")
    return pathlib.Path(os.environ["STANDIN_DATA"]) / f"{name}.csv.gz"


def split(name, seed, folder):
    """Writes <name>.<seed>.train.csv, two thirds of the rows in an order drawn by the seed, and .holdout.csv, the rest."""
    import numpy
    import pandas

    paths = tuple(folder / f"{name}.{seed}.{part}.csv" for part in ("train", "holdout"))
    if not all(path.exists() for path in paths):
        table = pandas.read_csv(data_file(name), dtype=str, keep_default_na=False, na_filter=False)
        order = numpy.random.default_rng(seed).permutation(len(table))
        rows = round(2 * len(table) / 3)
        for path, part in zip(paths, (order[:rows], order[rows:])):
            table.iloc[part].to_csv(path, index=False, lineterminator="\n")
    return paths


def compiled(source, folder, compiler, flags=(), libraries=()):
    """The program of one C++ file here, against the headers of this tree."""
    program = folder / source.removesuffix(".cpp")
    if program.exists():
        return program
    subprocess.run([compiler, "-std=c++20", "-DNDEBUG", "-DSTANDIN_HAS_ZLIB=1", *flags, f"-I{TOP / 'include'}",
                    "-isystem", "/usr/include/eigen3", HERE / source, *libraries, "-lz", "-pthread", "-o", program],
                   check=True)
    return program


def output_of(command, threads=1):
    """What a program prints, with so many threads for those that look at OMP_NUM_THREADS."""
    done = subprocess.run(command, env=dict(os.environ, OMP_NUM_THREADS=str(threads)), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def version_of(package, python=sys.executable):
    return output_of([python, "-c", f"from importlib.metadata import version; print(version('{package}'))"]).strip()


def commit():
    """The commit of this tree, for what is made from it now."""
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True).stdout.strip()


def write_json(path, found, packages=(), python=sys.executable):
    """Results, with the commit and the versions that they are of."""
    if path is None:
        return
    versions = {"commit": commit(), **{package: version_of(package, python) for package in packages}}
    path.write_text(json.dumps({"versions": versions, **found}, indent=2) + "\n")


def judge_command(parser):
    """Adds --judge: a program that scores synthetic rows and knows nothing of this library."""
    parser.add_argument("--judge", nargs="+", default=os.environ.get("STANDIN_JUDGE", "").split(),
                        help="the judge's command; what STANDIN_JUDGE says unless given")


def judged(options, folder, name, tables, result, seed=0):
    """The judge's figures of TRAIN, HOLDOUT and SYNTH, all as paths; taken from the file `result` where it is there."""
    if not options.judge:
        sys.exit("give --judge, or set STANDIN_JUDGE: a command that takes TRAIN HOLDOUT SYNTH --target --json")
    path = folder / result
    if not path.exists():
        words = [word for flag, columns in (("--ignore", IGNORED), ("--categorical", CATEGORICAL))
                 for column in columns.get(name, []) for word in (flag, column)]
        output_of([*options.judge, *tables, "--target", TARGETS[name], *words, "--seed", str(seed), "--json", path])
    return json.loads(path.read_text())


def figures_of(report):
    """What is kept of a judge's report, each with the value that the scripts compare."""
    accuracy, utility, privacy = report["accuracy"], report["utility"], report["privacy"]
    score = next(name for name in ("boosting_auc", "boosting_r2", "boosting_f1_macro") if name in utility)
    return {"univariate": accuracy["univariate"]["synth"], "univariate_ideal": accuracy["univariate"]["ideal"],
            "bivariate": accuracy["bivariate"]["synth"], "bivariate_ideal": accuracy["bivariate"]["ideal"],
            "c2st_holdout": report["c2st"]["boosting_vs_holdout"]["synth"],
            "tstr_score": score.removeprefix("boosting_"),
            "tstr": utility[score]["synth"], "tstr_ratio": utility[score]["ratio"],
            "dcr_share": [privacy["dcr_share"][key] for key in ("low", "synth", "high")],
            "membership_auc": report["membership"]["auc"]["synth"], "membership_se": report["membership"]["auc"]["se"],
            "membership_tpr": report["membership"]["tpr_at_1_fpr"]["synth"]}


def roles_of(name):
    """What fit_and_sample.cpp is to know of a table: what the judge is told of it."""
    return [f"{column}={role}" for role, columns in (("key", IGNORED), ("category", CATEGORICAL))
            for column in columns.get(name, [])]


# Rows by SDV's GaussianCopula: TRAIN MADE IGNORED CATEGORICAL, the last two as JSON. Prints CPU seconds of fitting and of
# sampling.
SDV = """
import json, sys, time, pandas, warnings
from sdv.metadata import Metadata
from sdv.single_table import GaussianCopulaSynthesizer

path, output, ignored, categorical = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
warnings.simplefilter("ignore")
train = pandas.read_csv(path, keep_default_na=False, na_values=[""])
learned = train.drop(columns=ignored)
numeric = [name for name in learned if pandas.api.types.is_numeric_dtype(learned[name]) and name not in categorical]
columns = {name: {"sdtype": "numerical" if name in numeric else "categorical"} for name in learned}
begin = time.process_time()
synthesizer = GaussianCopulaSynthesizer(Metadata.load_from_dict({"tables": {"table": {"columns": columns}}}))
synthesizer.fit({"table": learned})
fitted = time.process_time()
made = synthesizer.sample(len(train))["table"]
print(fitted - begin, time.process_time() - fitted)
for name in ignored:
    made[name] = train[name]
made[list(train)].to_csv(output, index=False)
"""


def sdv_command(python, name, train, made):
    return [python, "-c", SDV, train, made, *(json.dumps(of.get(name, [])) for of in (IGNORED, CATEGORICAL))]
