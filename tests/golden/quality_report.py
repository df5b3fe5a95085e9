#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Expected figures of tests/metrics/table/reports_test.cpp and golden_test.cpp: SDMetrics' own reports.

quality_report.py <folder with student_placements/{real,synthetic}.csv.gz and metadata.json>

Needs sdmetrics (MIT); made with 0.32.0; 0.29 gives the same where both were run.
"""

import json
import sys

import numpy as np
import pandas as pd
from sdmetrics.column_pairs import ContingencySimilarity, CorrelationSimilarity
from sdmetrics.reports.single_table import DiagnosticReport, QualityReport


def reports(real, synthetic, metadata):
    for thresholds in (0, 0), (0.5, 0.3):
        made = QualityReport()
        made.real_correlation_threshold, made.real_association_threshold = thresholds
        made.generate(real, synthetic, metadata, verbose=False)
        scores = made.get_properties().set_index("Property")["Score"]
        pairs = made.get_details("Column Pair Trends")
        counted = int(pairs["Score"].notna().sum()) if "Meets Threshold?" not in pairs else int(
            (pairs["Meets Threshold?"] & pairs["Score"].notna()).sum())
        print("thresholds", thresholds, "shapes", repr(scores["Column Shapes"]), "trends",
              repr(scores["Column Pair Trends"]), "score", repr(made.get_score()), "pairs that count", counted)
        if len(pairs) <= 10 and thresholds == (0, 0):
            for _, row in pairs.iterrows():
                print("  ", row["Column 1"], row["Column 2"], repr(row["Score"]))
    made = DiagnosticReport()
    made.generate(real, synthetic, metadata, verbose=False)
    print("diagnostic", dict(made.get_properties().set_index("Property")["Score"]), made.get_score())


def students(folder):
    metadata = json.load(open(f"{folder}/metadata.json"))["tables"]["student_placements"]
    real, synthetic = (pd.read_csv(f"{folder}/{name}.csv.gz") for name in ("real", "synthetic"))
    for name, column in metadata["columns"].items():
        if column["sdtype"] == "datetime":
            for table in real, synthetic:
                table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
    reports(real, synthetic, metadata)
    few = ["student_id", "degree_type", "start_date", "second_perc", "work_experience"]
    reports(real[few], synthetic[few], {"primary_key": "student_id",
                                        "columns": {name: metadata["columns"][name] for name in few}})


def toys():
    nan = np.nan
    # A number beside a level, as the quality report cuts it (vector V4), once with holes and other ranges (V18 of ours).
    for x, y, u, v in (
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, nan], "aabbaabbaabb",
         [-5, 1, 2.5, 3, 4, 5.5, 6, 7, 20, 9, 10, nan], "aabbaabbabab"),
        ([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, nan], "ababbaabbaba", [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5], "bbababaabbab"),
    ):
        metadata = {"columns": {"x": {"sdtype": "numerical"}, "y": {"sdtype": "categorical"}}}
        reports(pd.DataFrame({"x": x, "y": list(y)}), pd.DataFrame({"x": u, "y": list(v)}), metadata)
    numbers = pd.DataFrame({"x": [1, 2, 3, 4], "y": [2, 4, 5, 9]}), pd.DataFrame({"x": [1, 2, 3, 4, 5], "y": [3, 1, 4, 1, 5]})
    for how in "Pearson", "Spearman":
        print(how, CorrelationSimilarity.compute_breakdown(*numbers, coefficient=how))
    levels = (pd.DataFrame({"x": ["a", "a", "b", "b", None], "y": list("uvuvu")}),
              pd.DataFrame({"x": ["a", "a", "a", "b", None], "y": ["u", "u", "v", "v", None]}))
    for threshold in 0.40, 0.41:
        print("threshold", threshold, ContingencySimilarity.compute_breakdown(*levels, real_association_threshold=threshold))


if __name__ == "__main__":
    students(f"{sys.argv[1]}/student_placements")
    toys()
