#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How faithful rows of `trees` are, and how close to those it learned from, by an independent judge: trees.py --judge …

For each of six real tables and each split two thirds of the rows train, `trees` makes as many rows with each seed, by its
defaults, and the judge scores them. Means over all splits and seeds stand beside their bounds. The program that makes the
rows is compiled with -O2 and uses one thread; its CPU seconds are of fitting and of sampling.

--presets NAME … does so with several generators and draws what fidelity costs in proximity, with two peers beside them.
--ablation does so with each of the conditional policies alone, and with the columns visited as the table has them.
--check only looks whether the tables and the plot in the docs are those of trees.json.

Each of the three writes its own part of trees.json, then the page docs/generators/trees.md and the plot beside it; with
--json FILE only the file. Fails where a mean misses its bound, and says which. --keep FOLDER keeps the tables and what is
already there: give a new one for another state of the library. Needs numpy, pandas, a C++ compiler, Eigen, fast_float,
nlohmann's json and zlib, and STANDIN_DATA.
"""

import concurrent.futures
import json
import math
import pathlib
import statistics
import sys
import tempfile

import common

RESULTS = common.HERE / "trees.json"
PAGE = common.TOP / "docs" / "generators" / "trees.md"
PLOT = PAGE.parent / "trees_presets.svg"
NAMES = {"adult": "Adult", "california_housing": "California", "bank_marketing": "Bank", "credit_default": "Credit default",
         "covertype_20k": "Covertype 20k", "diabetes130": "Diabetes 130-US"}
# The least and the most that a mean may be.
BOUNDS = {
    "adult": {"bivariate_gap": (-0.003, 0.002), "c2st_holdout": (None, 0.548), "tstr_ratio": (0.995, None),
              "dcr_share": (None, 0.532), "membership_auc": (None, 0.528), "membership_tpr": (None, 0.022),
              "cpu_seconds": (None, 6.0)},
    "california_housing": {"bivariate_gap": (-0.008, 0.004), "c2st_holdout": (None, 0.575), "tstr_ratio": (0.963, None),
                           "dcr_share": (None, 0.532)},
    "bank_marketing": {"c2st_holdout": (None, 0.565), "tstr_ratio": (0.990, None), "dcr_share": (None, 0.535)},
    "credit_default": {"c2st_holdout": (None, 0.66), "tstr_ratio": (0.985, None), "dcr_share": (None, 0.525)},
    "covertype_20k": {"c2st_holdout": (None, 0.67), "tstr_ratio": (0.90, None), "dcr_share": (None, 0.56)},
    "diabetes130": {"c2st_holdout": (None, 0.65), "tstr_ratio": (0.97, None), "dcr_share": (None, 0.53)}}
FIGURES = {"bivariate_gap": ("pairs − ideal", 4), "c2st_holdout": ("told apart", 3), "tstr_ratio": ("trained on them", 3),
           "dcr_share": ("nearest in train", 3), "membership_auc": ("membership AUC", 3),
           "membership_tpr": ("TPR at 1 % FPR", 3), "cpu_seconds": ("CPU seconds", 1)}
DEFAULT = "trees"
# What each takes away, and its heading.
ABLATION = {DEFAULT: "the default", "trees as given": "columns as the table has them", "single_tree": "`single_tree` alone",
            "boosted_classes": "`boosted_classes` alone", "boosted_mean": "`boosted_mean` alone"}
COMPARED = ["adult", "california_housing", "bank_marketing"]  # tables with figures of peers
ABLATED = ["adult", "california_housing", "bank_marketing", "credit_default"]
# What the page says above the tables of the other parts, until somebody says it better.
SECTIONS = {
    "defaults": "## What an independent judge says\n",
    "presets": """## What fidelity costs

The presets beside two peers with their defaults, R's synthpop 1.9 and TabularARGN of mostlyai-engine 2.7, one run each of
those. Further down is more faithful, further left is further from single rows that were fitted.

![told apart against nearest in train and membership, for each preset and two peers](trees_presets.svg)
""",
    "ablation": """## What each part buys

The default, the columns as the table has them, and each conditional policy alone; one split and one seed.
"""}
# Of one run each on split 0, by the same judge: told apart, nearest in train, membership AUC.
PEERS = {"R synthpop 1.9": {"adult": (0.560, 0.574, 0.553), "california_housing": (0.609, 0.577, 0.557),
                            "bank_marketing": (0.556, 0.548, 0.537)},
         "TabularARGN (mostlyai-engine 2.7)": {"adult": (0.605, 0.505, 0.507), "california_housing": (0.959, 0.509, 0.499),
                                               "bank_marketing": (0.712, 0.501, 0.512)}}


def means_of(runs):
    """The mean over splits of each figure's mean over seeds, and its standard error, from {"split.seed": figures}.

    Runs on one split share its rows, so the error is that of the splits' own means; with one split, that of its seeds.
    """
    found = {}
    for figure in FIGURES:
        groups = {}
        for run, figures in runs.items():
            groups.setdefault(run.split(".")[0], []).append(figures[figure])
        means = [statistics.fmean(group) for group in groups.values()]
        parts = means if len(means) > 1 else next(iter(groups.values()))
        error = statistics.stdev(parts) / math.sqrt(len(parts)) if len(parts) > 1 else None
        found[figure] = {"mean": round(statistics.fmean(means), 5), "se": None if error is None else round(error, 5)}
    return found


def with_bounds(name, means):
    """Each bound of a table beside its mean, and whether that is kept."""
    for figure, (least, most) in BOUNDS[name].items():
        mean = means[figure]["mean"]
        kept = (least is None or mean >= least) and (most is None or mean <= most)
        means[figure].update({"least": least, "most": most, "kept": kept})
    return means


def words_of(value, digits):
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def bound_of(cell, digits):
    if cell["least"] is not None and cell["most"] is not None:
        return f"{words_of(cell['least'], digits)} … {words_of(cell['most'], digits)}"
    return f"≤ {words_of(cell['most'], digits)}" if cell["least"] is None else f"≥ {words_of(cell['least'], digits)}"


def faults_of(part):
    """Sentences about what misses its bound."""
    for name, found in part["tables"].items():
        for figure, cell in found["means"].get(DEFAULT, {}).items():
            if not cell.get("kept", True):
                error = "" if cell["se"] is None else f" ± {cell['se']:.4f}"
                yield f"{name}: {figure} {cell['mean']:.4f}{error} is not {bound_of(cell, 4)}"


def runs_in(found):
    """How many there are, and on how many splits."""
    runs = found["runs"][DEFAULT]
    return f"{len(runs)} on {len({run.split('.')[0] for run in runs})}"


def table_of_defaults(part):
    """Means beside their bounds; those that miss are in bold type."""
    heads = [head for head, _ in FIGURES.values()]
    yield "| table | runs on splits | " + " | ".join(heads) + " |"
    yield "|---" * (len(heads) + 2) + "|"
    for name, found in part["tables"].items():
        bounds, cells = [], []
        for figure, (_, digits) in FIGURES.items():
            cell = found["means"][DEFAULT][figure]
            text = words_of(cell["mean"], digits)
            text += "" if cell["se"] is None else f" ± {words_of(cell['se'], digits)}"
            cells.append(text if cell.get("kept", True) else f"**{text}**")
            bounds.append(bound_of(cell, digits) if "kept" in cell else "")
        yield f"| {NAMES[name]} | {runs_in(found)} | " + " | ".join(cells) + " |"
        yield "| at least, at most | | " + " | ".join(bounds) + " |"


def table_of(part, headings, first, peers={}):
    """Means of several generators, table after table, and what is known of peers."""
    yield f"| table | {first} | " + " | ".join(head for head, _ in FIGURES.values()) + " |"
    yield "|---" * (len(FIGURES) + 2) + "|"
    for name, found in part["tables"].items():
        for who, means in found["means"].items():
            cells = [words_of(means[figure]["mean"], digits) for figure, (_, digits) in FIGURES.items()]
            yield f"| {NAMES[name]} | {headings.get(who, f'`{who}`')} | " + " | ".join(cells) + " |"
        for who, figures in peers.items():
            known = dict(zip(("c2st_holdout", "dcr_share", "membership_auc"), figures.get(name, ())))
            cells = [words_of(known[figure], digits) if figure in known else ""
                     for figure, (_, digits) in FIGURES.items()]
            if known:
                yield f"| {NAMES[name]} | {who} | " + " | ".join(cells) + " |"


def page_with(results):
    """The page with the tables of the results between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    made = {"defaults": lambda part: table_of_defaults(part), "presets": lambda part: table_of(part, {}, "preset", PEERS),
            "ablation": lambda part: table_of(part, ABLATION, "conditionals")}
    for key, rows in made.items():
        begin, end = f"<!-- {key}: made by benchmarks/peers/trees.py -->\n", f"<!-- {key}: end -->\n"
        if key in results:
            if begin not in text:
                text = f"{text}\n{SECTIONS[key]}\n{begin}{end}"
            before, after = text.index(begin) + len(begin), text.index(end)
            text = text[:before] + "\n" + "\n".join(rows(results[key])) + "\n\n" + text[after:]
    return text


# The plot: one panel a table and figure of proximity, left to right; further down is more faithful, further left is
# further from the training rows.
WIDTH, HEIGHT, LEFT, TOP, GAP = 250, 220, 62, 34, 34
TICKS_UP = [0.51, 0.52, 0.55, 0.6, 0.7, 1.0]
ACROSS = {"dcr_share": ("nearest in train", 1), "membership_auc": ("membership AUC", 2)}
RANGE = (0.49, 0.63)
COLOURS = ["#1b6ca8", "#c4661f", "#6b6b6b"]  # of presets, then of each peer


def height_of(told_apart):
    """From 0 at the bottom, an AUC of 0.505, to 1 at the top, one of 1: logarithms of what exceeds 0.5."""
    low, high = math.log(0.005), math.log(0.5)
    return (math.log(min(max(told_apart - 0.5, 0.005), 0.5)) - low) / (high - low)


def plot_of(part):
    """What fidelity costs in proximity, as SVG."""
    names = [name for name in COMPARED if name in part["tables"]]
    # (label, colour, for each table (told apart, dcr share, membership AUC)), a line through presets
    kinds = [(who, COLOURS[0], {name: tuple(part["tables"][name]["means"][who][figure]["mean"] for figure in (
        "c2st_holdout", *ACROSS)) for name in names if who in part["tables"][name]["means"]})
        for who in dict.fromkeys(who for name in names for who in part["tables"][name]["means"])]
    presets = len(kinds)
    kinds += [(who, COLOURS[1 + at], figures) for at, (who, figures) in enumerate(PEERS.items())]
    across = len(names) * (WIDTH + GAP) + LEFT
    down = TOP + 2 * (HEIGHT + GAP + 20) - 10
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" height="{down}" '
           'font-family="sans-serif" font-size="11" fill="#222222">')
    yield f'<rect width="{across}" height="{down}" fill="#ffffff"/>'
    for row, (figure, (words, place)) in enumerate(ACROSS.items()):
        for column, name in enumerate(names):
            x0, y0 = LEFT + column * (WIDTH + GAP), TOP + row * (HEIGHT + GAP + 20)

            def x_of(value):
                return x0 + WIDTH * (min(max(value, RANGE[0]), RANGE[1]) - RANGE[0]) / (RANGE[1] - RANGE[0])

            def y_of(value):
                return y0 + HEIGHT * (1 - height_of(value))

            yield f'<rect x="{x0}" y="{y0}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#bbbbbb"/>'
            yield f'<text x="{x0 + WIDTH / 2:.1f}" y="{y0 - 8}" text-anchor="middle" font-weight="bold">{NAMES[name]}</text>'
            yield f'<text x="{x0 + WIDTH / 2:.1f}" y="{y0 + HEIGHT + 28}" text-anchor="middle">{words}</text>'
            for tick in (0.50, 0.53, 0.56, 0.59, 0.62):
                yield f'<text x="{x_of(tick):.1f}" y="{y0 + HEIGHT + 14}" text-anchor="middle">{tick:.2f}</text>'
                yield f'<path d="M{x_of(tick):.1f} {y0}v{HEIGHT}" stroke="#eeeeee"/>'
            for tick in TICKS_UP:
                yield f'<path d="M{x0} {y_of(tick):.1f}h{WIDTH}" stroke="#eeeeee"/>'
                if column == 0:
                    yield f'<text x="{x0 - 6}" y="{y_of(tick) + 4:.1f}" text-anchor="end">{tick:.2f}</text>'
            if column == 0:
                yield (f'<text x="16" y="{y0 + HEIGHT / 2:.1f}" text-anchor="middle" '
                       f'transform="rotate(-90 16 {y0 + HEIGHT / 2:.1f})">told apart (AUC)</text>')
            line = [(x_of(at[name][place]), y_of(at[name][0])) for _, _, at in kinds[:presets] if name in at]
            if len(line) > 1:
                points = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
                yield f'<polyline points="{points}" fill="none" stroke="{COLOURS[0]}"/>'
            lowest = y0  # label so far, so that none covers another
            for y, x, who, colour in sorted((y_of(at[name][0]), x_of(at[name][place]), who, colour)
                                            for who, colour, at in kinds if name in at):
                side, end = (8, "start") if x < x0 + 0.6 * WIDTH else (-8, "end")
                lowest = max(y + 4, lowest + 12)
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
                yield (f'<text x="{x + side:.1f}" y="{lowest:.1f}" text-anchor="{end}" fill="{colour}">'
                       f"{who.split(' (')[0]}</text>")
    yield "</svg>"


def write_docs(results):
    PAGE.write_text(page_with(results), encoding="utf-8")
    if "presets" in results:
        PLOT.write_text("\n".join(plot_of(results["presets"])) + "\n", encoding="utf-8")


def check():
    """Whether the docs are those of the results."""
    results = json.loads(RESULTS.read_text())
    wrong = [] if page_with(results) == PAGE.read_text(encoding="utf-8") else [PAGE]
    if "presets" in results:
        plot = "\n".join(plot_of(results["presets"])) + "\n"
        wrong += [] if PLOT.exists() and plot == PLOT.read_text(encoding="utf-8") else [PLOT]
    for path in wrong:
        print(f"{path.relative_to(common.TOP)}: not what trees.json says; run benchmarks/peers/trees.py --docs")
    return 1 if wrong else 0


def stem_of(name, split, who, seed):
    return f"{name}.{split}.{who.replace(' ', '_')}.{seed}"


def measured(options, folder, program, name, split, who, seed):
    """The judge's figures of rows by one generator, with the CPU seconds that they took."""
    train, holdout = common.split(name, split, folder)
    stem = stem_of(name, split, who, seed)
    made, cost = folder / f"{stem}.csv", folder / f"{stem}.cost"
    if not cost.exists():
        cost.write_text(common.output_of([program, train, made, who, str(seed), *common.roles_of(name)]))
    fit, sample = map(float, cost.read_text().split()[:2])
    figures = common.figures_of(common.judged(options, folder, name, (train, holdout, made), f"{stem}.json"))
    figures["dcr_share"] = figures["dcr_share"][1]
    figures["bivariate_gap"] = round(figures["bivariate"] - figures["bivariate_ideal"], 6)
    return {**figures, "fit_seconds": fit, "sample_seconds": sample, "cpu_seconds": round(fit + sample, 4)}


def plan_of(options, generators):
    """The runs, (table, split, generator, seed), in the order in which they are made."""
    for entry in options.tables.split(","):
        name, *counts = entry.split(":")
        splits, seeds = map(int, counts) if counts else (options.splits, options.seeds)
        yield from ((name, split, who, seed) for split in range(splits) for seed in range(1, seeds + 1)
                    for who in generators)


def parsed():
    parser = common.options(__doc__, compiler="g++")
    common.judge_command(parser)
    parser.add_argument("--tables", help="NAME or NAME:SPLITS:SEEDS, with commas between them")
    parser.add_argument("--splits", type=int, help="of each table; 3, for the ablation 1")
    parser.add_argument("--seeds", type=int, help="of the generator on each split; 3, for the ablation 1")
    parser.add_argument("--presets", nargs="+", metavar="NAME", help="generators to draw beside each other")
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--jobs", type=int, default=1, help="runs at the same time")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--finished", action="store_true", help="take what --keep has of the runs, and make no others")
    parser.add_argument("--docs", action="store_true", help="only write the page and the plot from trees.json")
    parser.add_argument("--check", action="store_true", help="only compare the page and the plot with trees.json")
    options = parser.parse_args()
    runs = 1 if options.ablation else 3
    options.splits, options.seeds = options.splits or runs, options.seeds or runs
    options.tables = options.tables or ",".join(ABLATED if options.ablation else COMPARED if options.presets else NAMES)
    return options


def main():
    options = parsed()
    if options.check:
        return check()
    written = options.json or RESULTS
    results = json.loads(written.read_text()) if written.exists() else {}
    if options.docs:
        write_docs(results)
        return 0
    key = "ablation" if options.ablation else "presets" if options.presets else "defaults"
    generators = list(ABLATION) if options.ablation else options.presets or [DEFAULT]
    tables = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made_at = folder / "commit"
        if not made_at.exists():
            made_at.write_text(common.commit())
        program = common.compiled("trees.cpp", folder, options.compiler, ["-O2", f"-I{common.TOP / 'tools'}"])
        versions = {"commit": made_at.read_text(), **{package: common.version_of(package) for package in (
            "pandas", "scikit-learn")}}
        plan = [run for run in plan_of(options, generators)
                if not options.finished or (folder / f"{stem_of(*run)}.json").exists()]
        for name, split, *_ in plan:
            common.split(name, split, folder)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            waiting = {pool.submit(measured, options, folder, program, *run): run for run in plan}
            try:
                for done in concurrent.futures.as_completed(waiting):
                    name, split, who, seed = waiting[done]
                    figures = tables.setdefault(name, {}).setdefault(who, {})[f"{split}.{seed}"] = done.result()
                    print(f"{name:20} {split} {who:16} {seed}",
                          *(f"{figure} {figures[figure]:.4f}" for figure in FIGURES), flush=True)
            finally:
                pool.shutdown(cancel_futures=True)
    results[key] = {"versions": versions, "tables": {}}
    for name in dict.fromkeys(run[0] for run in plan):
        ordered = {who: dict(sorted(tables[name][who].items())) for who in generators if who in tables[name]}
        means = {who: means_of(runs) for who, runs in ordered.items()}
        if key == "defaults":
            with_bounds(name, means[DEFAULT])
        results[key]["tables"][name] = {"means": means, "runs": ordered}
    written.write_text(json.dumps(results, indent=1) + "\n")
    if options.json is None:
        write_docs(results)
    missed = list(faults_of(results[key])) if key == "defaults" else []
    print("\n".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
