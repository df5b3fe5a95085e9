#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Expected figures of tests/metrics/golden_test.cpp: accuracy of marginals, by an implementation in NumPy.

marginal_accuracy.py <folder with adult.csv.gz and airbnb_nyc.csv.gz>

The first two thirds of a table's rows are real, the others held out. Cell (i, j) of the synthetic table is the real cell
of column j in row (3 i² + 1009 i j + j) mod n, with n the number of real rows.
"""

import itertools
import sys

import numpy as np
import pandas as pd
from scipy.special import gammaln


def bin_edges(values):
    values = np.sort(values[~np.isnan(values)])
    edges = np.unique(values)
    if len(edges) <= 10:
        return np.append(edges, np.inf)
    for size in range(11, max(12, min(1000, len(values) + 1))):
        edges = np.unique(values[np.linspace(0, len(values) - 1, size).astype(int)])
        if len(edges) > 10:
            break
    return edges


def bins_of(column, real_rows):
    """The bin of each cell, learned from the first rows, and how many bins there are."""
    present = column[:real_rows][column[:real_rows] != ""]
    numbers = pd.to_numeric(present, errors="coerce")
    if numbers.notna().all() and numbers.nunique() > 20:
        values = pd.to_numeric(column, errors="coerce").to_numpy(float)
    elif present.str.fullmatch(r"\d{4}-\d\d-\d\d").all():
        values = pd.to_datetime(column, errors="coerce").astype("int64").to_numpy().astype(float)
        values[(column == "").to_numpy()] = np.nan
    else:
        counts = present.value_counts()
        top = sorted(counts.index, key=lambda level: (-counts[level], level))[:10]
        codes = column.map({level: i for i, level in enumerate(top)}).fillna(10).to_numpy(int)
        return np.where((column == "").to_numpy(), 11, codes), 12
    edges = bin_edges(values[:real_rows])
    missing = len(edges) - 1
    return np.where(np.isnan(values), missing, np.searchsorted(edges[1:-1], values, side="right")), missing + 1


def expected_distance(p, q, n, m):
    """Of two tables that share out these rows at random: mean absolute deviations of hypergeometric counts, summed up."""
    both = np.rint(p + q)
    above = np.floor(both * n / (n + m)) + 1  # the first count above the mean; what lies beyond telescopes
    inside = (above <= both) & (above <= n) & (both < n + m)
    both, above = both[inside], above[inside]

    def log_choices(of, chosen):
        return gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1)

    others = n + m - both
    log_share = log_choices(both, above) + log_choices(others, n - above) - log_choices(n + m, n)
    deviations = 2 * above * (others - n + above) / (n + m) * np.exp(log_share)
    return deviations.sum() * (1 / n + 1 / m) / 2


def main(path):
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    n = len(table) * 2 // 3
    rows = np.arange(20_000, dtype=np.int64)
    binned = [bins_of(table[name], n) for name in table]
    real = [codes[:n] for codes, _ in binned]
    held_out = [codes[n:] for codes, _ in binned]
    synthetic = [codes[(3 * rows * rows + 1009 * rows * j + j) % n] for j, (codes, _) in enumerate(binned)]
    for order in 1, 2, 3:
        found = []
        for columns in itertools.combinations(range(len(binned)), order):
            def shares(table):
                key = np.zeros(len(table[0]), np.int64)
                size = 1
                for c in columns:
                    key, size = key * binned[c][1] + table[c], size * binned[c][1]
                return np.bincount(key, minlength=size) / len(key)
            p = shares(real)
            found.append([])
            for other in synthetic, held_out:
                q = shares(other)
                found[-1] += [1 - np.abs(p - q).sum() / 2, 1 - expected_distance(p * n, q * len(other[0]), n, len(other[0]))]
        print(order, len(found), *(f"{x:.12f}" for x in np.mean(found, axis=0)))


if __name__ == "__main__":
    for name in "adult.csv.gz", "airbnb_nyc.csv.gz":
        print(name)
        main(f"{sys.argv[1]}/{name}")
