#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The golden values of tests/random/normal_test.cpp, in 50 digits with mpmath, for the exact values of the doubles."""

from mpmath import erfc, mp, mpf, npdf, nstr, sqrt

mp.dps = 50

POINTS = (
    "-38.25 -37.5 -30 -20.25 -10 -8.125 -6 -5.65625 -5 -3 -2 -1.5 -1 -0.75 -0.6744897501960817 -0.5 -0.1 -1e-8 0 0.1 0.5 "
    "0.67 1 2 3 5 8"
).split()
DENSITIES = "0 0.5 1 2.5 10 25.3 37".split()
PROBABILITIES = (
    "1e-300 1e-100 1e-50 1e-20 1.1102230246251565e-16 1e-12 1.3887943864964021e-11 1e-10 1e-5 0.001 0.01 0.025 0.05 0.074 "
    "0.075 0.076 0.1 0.25 0.4 0.49 0.4999999"
).split()


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def quantile(p):
    """Halley's method."""
    x = mpf(0) if p > 0.1 else -sqrt(-2 * mp.log(p))
    for _ in range(200):
        step = (cdf(x) - p) / npdf(x)
        step /= 1 + x * step / 2
        x -= step
        if abs(step) < mpf(10) ** -45:
            break
    return x


for name, function, arguments in (
    ("cdf", cdf, POINTS),
    ("density", npdf, DENSITIES),
    ("quantile", quantile, PROBABILITIES),
):
    print(name)
    for argument in arguments:
        print(f"    {{{argument}, {nstr(function(mpf(float(argument))), 20)}}},")
