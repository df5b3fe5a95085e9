#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The harnesses themselves, on small cases of their own: harness_test.py --compiler <path>… [--tidy <path>]"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import unittest

import compile_budget
import compile_fail
import headers_alone
import snippets

COMPILERS = []
TIDY = None

GOOD = """// expect: the slot must be an int
template <class T>
struct slot {
  static_assert(sizeof(T) == sizeof(int), "the slot must be an int");
};
#ifdef SHOULD_FAIL
template struct slot<char>;
#else
template struct slot<int>;
#endif
"""


class CompileFail(unittest.TestCase):
    def faults(self, text):
        with tempfile.TemporaryDirectory() as folder:
            case = pathlib.Path(folder, "case.cpp")
            case.write_text(text, encoding="utf-8")
            return list(compile_fail.faults(COMPILERS, ["-std=c++20"], case))

    def test_a_case_that_fails_with_its_words_passes(self):
        self.assertEqual(self.faults(GOOD), [])

    def test_other_words_are_found(self):
        self.assertIn("must say", "".join(self.faults(GOOD.replace("expect: the", "expect: a"))))

    def test_a_case_without_words_is_found(self):
        self.assertIn("no line", "".join(self.faults(GOOD.replace("// expect:", "// "))))

    def test_a_case_that_compiles_either_way_is_found(self):
        self.assertIn("must not compile", "".join(self.faults(GOOD.replace("<char>", "<unsigned>"))))

    def test_a_case_that_never_compiles_is_found(self):
        self.assertIn("as it stands", "".join(self.faults(GOOD.replace("<int>", "<char>"))))


class CompileBudget(unittest.TestCase):
    def test_measures_what_the_compiler_proper_uses(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "one.cpp")
            source.write_text("#include <map>\n#include <string>\nint main() {}\n", encoding="utf-8")
            for compiler in COMPILERS:
                seconds, megabytes = compile_budget.cost(compiler, ["-std=c++20"], str(source))
                self.assertGreater(seconds, 0.02)  # the driver alone takes a few milliseconds
                self.assertGreater(megabytes, 30)  # and a few megabytes


class HeadersAlone(unittest.TestCase):
    def faults(self, **headers):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "standin").mkdir()
            for name, text in headers.items():
                pathlib.Path(folder, "standin", name + ".hpp").write_text("#pragma once\n" + text, encoding="utf-8")
            return "".join(headers_alone.faults(COMPILERS[0], ["-std=c++20", "-I" + folder], folder, 2))

    def test_headers_that_include_what_they_use_pass(self):
        self.assertEqual(self.faults(a="struct a {};\n", b="#include <standin/a.hpp>\nstruct b : a {};\n"), "")

    def test_a_header_that_uses_what_it_does_not_include_is_found(self):
        self.assertIn("standin/b.hpp", self.faults(a="struct a {};\n", b="struct b : a {};\n", c="#include <standin/a.hpp>\n"))

    def test_a_header_that_another_must_come_before_is_found(self):
        one_after_the_other = "#include <standin/a.hpp>\n#include <standin/b.hpp>\n"
        self.assertIn("standin/b.hpp", self.faults(a="struct a {};\n", b="struct b : a {};\n", c=one_after_the_other))

    def test_an_include_that_is_not_always_there_is_none(self):
        sometimes = "#ifdef SOMETIMES\n#include <standin/a.hpp>\n#endif\nstruct b : a {};\n"
        self.assertIn("standin/b.hpp", self.faults(a="struct a {};\n", b=sometimes))

    def test_each_header_comes_after_those_of_its_chain_that_it_includes(self):
        found = headers_alone.all_includes(pathlib.Path(__file__).parents[2] / "include")
        chains = list(headers_alone.chains(found))
        self.assertEqual(sorted(name for chain in chains for name in chain), sorted(found))
        for chain in chains:
            for place, name in enumerate(chain):
                self.assertLessEqual(set(chain[:place]), found[name])


class Tidy(unittest.TestCase):
    def test_looks_into_our_headers(self):
        if not TIDY or TIDY.endswith("NOTFOUND"):
            self.skipTest("there is no clang-tidy")
        with tempfile.TemporaryDirectory() as folder:
            header = pathlib.Path(folder, "standin", "core", "detail", "x.ipp")
            header.parent.mkdir(parents=True)
            header.write_text("struct number {\n  number(int);\n};\n", encoding="utf-8")
            source = pathlib.Path(folder, "x.cpp")
            source.write_text("#include <standin/core/detail/x.ipp>\n", encoding="utf-8")
            config = pathlib.Path(__file__).parents[2] / ".clang-tidy"
            done = subprocess.run(
                [TIDY, f"--config-file={config}", "--warnings-as-errors=*", source, "--", "-std=c++20", "-I" + folder],
                capture_output=True, text=True, check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("google-explicit-constructor", done.stdout)


class Snippets(unittest.TestCase):
    def extract(self, document):
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder, "page.md"), pathlib.Path(folder, "out")
            path.write_text(document, encoding="utf-8")
            snippets.extract(path, out)
            return {file.name: file.read_text(encoding="utf-8") for file in out.glob("*") if file.is_file()}

    def test_statements_become_a_program(self):
        files = self.extract("```cpp\n#include <vector>\nstd::vector<int> v;\n```\n")
        self.assertRegex(files["1.cpp"], r"(?s)#include <vector>.*int main\(\) \{.*std::vector<int> v;.*\}")
        self.assertIn("../1", files["run"])

    def test_programs_stay_as_they_are(self):
        files = self.extract("```cpp\nint main() {}\n```\n")
        self.assertNotIn("standin.hpp", files["1.cpp"])

    def test_blocks_run_in_their_order(self):
        files = self.extract("```sh\nstandin demo\n```\n```cpp\nint main() {}\n```\n```sh\n./dev test\n```\n")
        self.assertLess(files["run"].index("standin demo"), files["run"].index("../1"))
        self.assertNotIn("./dev test", files["run"])

    def test_other_languages_and_marked_blocks_are_passed_over(self):
        self.assertEqual(self.extract("```text\nx\n```\n```cpp no-run\nx\n```\n"), {})

    def test_a_story_stops_at_the_first_failure(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder, "page.md"), pathlib.Path(folder, "out")
            path.write_text("```sh\nstandin fit\n```\n```sh\nstandin sample\n```\n", encoding="utf-8")
            snippets.extract(path, out)
            tool = pathlib.Path(folder, "standin")
            tool.write_text('#!/bin/sh\necho "$1" >>calls\n[ "$1" != fit ]\n', encoding="utf-8")
            tool.chmod(0o755)
            self.assertNotEqual(subprocess.run([out / "run", folder], check=False, capture_output=True).returncode, 0)
            self.assertEqual((out / "scratch" / "calls").read_text(encoding="utf-8"), "fit\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", action="append", required=True)
    parser.add_argument("--tidy")
    options = parser.parse_args()
    COMPILERS, TIDY = options.compiler, options.tidy
    unittest.main(argv=[sys.argv[0]])
