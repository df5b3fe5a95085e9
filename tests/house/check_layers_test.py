#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants faults in a small tree: check_layers.py must find each, and nothing in the sound tree."""

import pathlib
import tempfile
import unittest

import check_layers

SOUND = {
    "config.hpp": "#pragma once\n__extension__ typedef unsigned __int128 wide;\n",
    "version.hpp": "",
    "core/error.hpp": "#include <standin/config.hpp>\n#include <string>\n",
    "random/stream.hpp": "#include <standin/core/error.hpp>\n",
    "parallel/pool.hpp": "#include <standin/core/error.hpp>\n",
    "data/table.hpp": "#include <standin/core/error.hpp>\n#include <standin/random/stream.hpp>\n",
    "numeric/linalg.hpp": "#include <standin/data/table.hpp>\n#include <Eigen/Cholesky>\n#include <boost/math/x.hpp>\n",
    "stats/ranks.hpp": "#include <standin/numeric/linalg.hpp>\n#include <Eigen/Core>\n",
    "generators/core.hpp": "#include <standin/data/table.hpp>\n",
    "generators/copula/copula.hpp": "#include <standin/generators/core.hpp>\n",
    "generators/copula/detail/copula.ipp": "#include <standin/generators/copula/copula.hpp>\n",
    "generators/trees/trees.hpp": "#include <standin/generators/core.hpp>\n#include <standin/stats/ranks.hpp>\n",
    "metrics/metric.hpp": "#include <standin/data/table.hpp>\n",
    "evaluation/suite.hpp": "#include <standin/metrics/metric.hpp>\n",
    "io/csv.hpp": "#include <standin/data/table.hpp>\n#include <fast_float/fast_float.h>\n",
    "io/json.hpp": "#include <standin/data/table.hpp>\n#include <nlohmann/json.hpp>\n",
    "standin.hpp": "#include <standin/io/csv.hpp>\n// #include <format>\n",
}

PLANTED = [
    # file, line to add, words of the complaint
    ("core/error.hpp", "#include <standin/random/stream.hpp>", "core comes before random"),
    ("random/stream.hpp", "#include <standin/parallel/pool.hpp>", "stand side by side"),
    ("generators/core.hpp", "#include <standin/metrics/metric.hpp>", "generators and metrics stand side by side"),
    ("metrics/metric.hpp", "#include <standin/generators/core.hpp>", "metrics and generators stand side by side"),
    ("evaluation/suite.hpp", "#include <standin/io/csv.hpp>", "evaluation comes before io"),
    ("generators/trees/trees.hpp", "#include <standin/generators/copula/copula.hpp>", "the family trees may not"),
    ("generators/copula/detail/copula.ipp", "#include <standin/generators/trees/trees.hpp>", "the family copula may"),
    ("generators/core.hpp", "#include <standin/generators/trees/trees.hpp>", "what the families share"),
    ("core/error.hpp", "#include <Eigen/Core>", "<Eigen/Core> belongs in"),
    ("random/stream.hpp", "#include <boost/math/x.hpp>", "<boost/math/x.hpp> belongs in: numeric, ext"),
    ("parallel/pool.hpp", "#include <xtensor/xarray.hpp>", "<xtensor/xarray.hpp> belongs in"),
    ("data/table.hpp", "#  include <Eigen/Dense>", "<Eigen/Dense> belongs in"),
    ("stats/ranks.hpp", "#include <Eigen/SVD>", "<Eigen/SVD> belongs in: numeric"),
    ("generators/core.hpp", "#include <nlohmann/json.hpp>", "<nlohmann/json.hpp> belongs in: io"),
    ("io/csv.hpp", "#include <CLI/CLI.hpp>", "belongs in: nowhere here"),
    ("io/csv.hpp", "#include <format>", "<format> is not used"),
    ("io/csv.hpp", "#include <expected>", "<expected> is not used"),
    ("io/csv.hpp", "#include <execution>", "<execution> is not used"),
    ("io/csv.hpp", "#include <regex>", "<regex> is not used"),
    ("io/csv.hpp", "#include <iostream>", "<iostream> is not used"),
    ("io/csv.hpp", '#include "table.hpp"', 'instead of "table.hpp"'),
    ("io/csv.hpp", "#include <standin/io/missing.hpp>", "does not exist"),
    ("io/csv.hpp", "#include <standin/standin.hpp>", "a room may not include"),
    ("config.hpp", "#include <standin/core/error.hpp>", "include nothing of standin"),
    ("attic/old.hpp", "", "the room attic has no place"),
    ("data/table.hpp", "unsigned __int128 x;", "__int128 is a compiler extension"),
    ("data/table.hpp", "std::jthread worker;", "std::jthread is not in both"),
    ("standin.hpp", "#include <standin/io/json.hpp>", "into standin.hpp: standin.hpp"),
    ("io/csv.hpp", "#include <standin/io/json.hpp>", "into standin.hpp: standin.hpp > io/csv.hpp"),
]


class Layers(unittest.TestCase):
    def faults(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, "standin", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return [f"{path}:{line}: {fault}" for path, line, fault in check_layers.faults(folder)]

    def test_a_sound_tree_has_no_faults(self):
        self.assertEqual(self.faults(SOUND), [])

    def test_each_planted_fault_is_found_where_it_is(self):
        for name, line, words in PLANTED:
            with self.subTest(name=name, line=line):
                before = SOUND.get(name, "")
                found = self.faults({**SOUND, name: before + line + "\n"})
                number = before.count("\n") + 1
                self.assertTrue(
                    any(fault.startswith(f"{name}:{number}:") and words in fault for fault in found), found)

    def test_comments_and_strings_are_not_code(self):
        files = {**SOUND, "io/csv.hpp": '/* #include <regex>\n*/ const char* s = "std::format";  // __int128\n'}
        self.assertEqual(self.faults(files), [])


if __name__ == "__main__":
    unittest.main()
