#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The golden values of tests/random/hash_test.cpp, from a transcription of random/hash.hpp that shares no code with it."""

import struct

MASK = 2**64 - 1


def mix(x):
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def words(value):
    if isinstance(value, int):
        return [value & MASK]
    if isinstance(value, float):
        if value != value:
            return [0x7FF8 << 48]
        return [struct.unpack("<Q", struct.pack("<d", value + 0.0))[0]]
    text = value.encode()
    padded = text + b"\0" * (-len(text) % 8)
    return [len(text)] + [word for (word,) in struct.iter_unpack("<Q", padded)]


def value(*values):
    state = 0x243F6A8885A308D3
    for word in [word for v in values for word in words(v)]:
        turned = (state << 27 | state >> 37) & MASK
        state = mix((turned + word * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) & MASK)
    return mix(state ^ 0x6A09E667F3BCC909)


if __name__ == "__main__":
    for name, values in {
        "empty text": [""],
        "copula/core": ["copula/core"],
        "long text": ["a text of more than eight bytes, with ünïcödé"],
        "domain trees/core": ["trees/core", 0],
        "domain trees/core with fingerprint": ["trees/core", 0x0123456789ABCDEF],
        "1.5, -0.0, x, 7": [1.5, -0.0, "x", 7],
        "NaN": [float("nan")],
    }.items():
        print(f"{name}: 0x{value(*values):016X}")
