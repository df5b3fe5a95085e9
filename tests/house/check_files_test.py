#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants faults in a small tree: check_files.py must find each, and nothing in the sound tree."""

import pathlib
import tempfile
import unittest

import check_files

LICENCE = "// SPDX-License-Identifier: MIT\n"
SOUND = {
    "include/standin/a.hpp": LICENCE + "/// \\file\n/// A thing; see docs/a.md.\n#pragma once\n",
    "include/standin/detail/a.ipp": LICENCE + "#pragma once\n",
    "tests/a_test.cpp": LICENCE,
    "tests/house/a.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n",
    "docs/a.md": "[home](../README.md) [web](https://example.org) `x`\n```cpp\nauto f = [](int) {};\n```\n",
    "README.md": "[a](docs/a.md#part)\n",
}

PLANTED = [
    ("include/standin/a.hpp", "/// \\file\n#pragma once\n", "the first line is"),
    ("include/standin/a.hpp", LICENCE + "/// \\file\n", "#pragma once is missing"),
    ("include/standin/a.hpp", LICENCE + "#pragma once\n", "\\file"),
    ("include/standin/detail/a.ipp", LICENCE, "#pragma once is missing"),
    ("tests/a_test.cpp", LICENCE + "// TODO: more\n", "TODO looks unfinished"),
    ("tests/a_test.cpp", LICENCE + '"see docs/gone.md"\n', "docs/gone.md does not exist"),
    ("tests/house/a.py", "import re\n", "SPDX"),
    ("docs/a.md", "[home](README.md)\n", "the link to README.md"),
]


class Files(unittest.TestCase):
    def faults(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return [f"{path}:{line}: {fault}" for path, line, fault in check_files.faults(folder)]

    def test_a_sound_tree_has_no_faults(self):
        self.assertEqual(self.faults(SOUND), [])

    def test_each_planted_fault_is_found(self):
        for name, text, words in PLANTED:
            with self.subTest(name=name, words=words):
                found = self.faults({**SOUND, name: text})
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith(f"{name}:") and words in found[0], found)


if __name__ == "__main__":
    unittest.main()
