#!/usr/bin/env python3
"""bench/picture.py draws what is recorded, nothing else, and knows a picture of other figures.

    picture_test.py

Needs matplotlib for Debian's python3 (apt-get install python3-matplotlib); without it, only that this is said can be tested. Each case is a small
project with recorded figures. The last line is "N passed, N failed".
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import clean_environment  # noqa: F401

BENCH = Path(__file__).resolve().parents[2] / "bench"
PYTHON = "/usr/bin/python3"
VERSIONS = {"tinypy-t": "3.15.0 (tinypy 0.1.0, free threading)", "tinypy": "clang 19", "python3.13": "3.13.0 (main)", "py315": "3.15.2 (main)"}


def entry(title, rows, unit="times"):
    columns = {column: VERSIONS[column] for cells in rows.values() for column in cells if column in VERSIONS}
    return {"interpreters": columns, "tables": {title: {"unit": unit, "better": "more", "compared": [], "rows": rows}}}


READS = entry("reads", {"a": {"tinypy-t": 1.8, "tinypy-t: ns per step": 9}, "b": {"tinypy-t": 1.9}})
PASSING = entry("passing", {"c": {"tinypy-t": 1.6, "tinypy": 0.9, "python3.13": 1.0}, "d": {"tinypy-t": 1.8, "tinypy": 1.0, "python3.13": 1.0}})
WHOLE = entry("all", {"c": {"tinypy-t": 1.5, "py315": 1.1}})
SERVED = entry("requests per second", {"waitress, 1 connection": {"tinypy-t": 700, "py315": 300}, "waitress, 8 connections": {"tinypy-t": 9000, "py315": 3000},
                                       "gunicorn, 8 connections": {}}, "1/s")

# Name, the recorded results, the words of the picture, its texts that are names of interpreters or titles.
GAINS, REQUESTS = "Speed-up with two threads, geometric mean of {} scenarios: ", "Requests per second, 8 connections, "
CASES = [
    ("nothing is recorded", {}, "", set()),
    ("the scenarios that the most interpreters share", {"scaling/reads": READS, "scaling/passing": PASSING},
     GAINS.format(2) + "tinypy-t 1.70, tinypy 0.95, CPython 3.13 1.00", {"Speed-up by a second thread", "tinypy-t  1.70", "tinypy  0.95", "CPython 3.13  1.00", "ideal"}),
    ("a run of all groups counts alone", {"scaling": WHOLE, "scaling/passing": PASSING}, GAINS.format(1) + "tinypy-t 1.50, CPython 3.15 1.10",
     {"Speed-up by a second thread", "tinypy-t  1.50", "CPython 3.15  1.10", "ideal"}),
    ("servers alone", {"servers": SERVED}, REQUESTS + "waitress: tinypy-t 9000, CPython 3.15 3000",
     {"Requests per second of servers", "waitress", "tinypy-t", "CPython 3.15"}),
    ("both", {"scaling": WHOLE, "servers": SERVED}, f"{GAINS.format(1)}tinypy-t 1.50, CPython 3.15 1.10. {REQUESTS}waitress: tinypy-t 9000, CPython 3.15 3000",
     {"Speed-up by a second thread", "tinypy-t  1.50", "CPython 3.15  1.10", "ideal", "Requests per second of servers", "waitress", "tinypy-t", "CPython 3.15"}),
]


class Project:
    def __init__(self, folder):
        self.bench = folder / "bench"
        self.bench.mkdir()
        for name in ("harness.py", "picture.py"):
            shutil.copy(BENCH / name, self.bench)
        self.picture = self.bench / "picture.svg"

    def record(self, results):
        (self.bench / "results.json").write_text(json.dumps(results))

    def run(self, *arguments, python=PYTHON):
        """(status, the last line of what it said)"""
        done = subprocess.run([*python.split(), self.bench / "picture.py", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return done.returncode, (done.stdout + done.stderr).rstrip().rpartition("\n")[2]

    def texts(self):
        """Those of the picture that begin with a letter and are no remark."""
        found = re.findall(r"<text[^>]*>([^<]*)</text>", self.picture.read_text())
        return {text for text in found if text[:1].isalpha() and not text.startswith(("geometric mean", "in thousands"))}


def check_drawing(project):
    for name, results, words, texts in CASES:
        project.record(results)
        yield f"{name}: drawn", project.run(), (0, "")
        yield f"{name}: words", re.findall(r"<dc:description>(.*?)</dc:description>", project.picture.read_text()), [words] if words else []
        yield f"{name}: texts", project.texts(), texts
    first = project.picture.read_bytes()
    project.run()
    yield "equal figures give an equal file", project.picture.read_bytes() == first, True
    yield "it has a rule for dark pages", b"@media (prefers-color-scheme: dark)" in first, True


def check_check(project):
    fresh, stale = "bench/picture.svg shows the figures of bench/results.json", "bench/picture.svg does not show the figures of bench/results.json: draw it by bench/picture.py"
    project.record({"scaling": WHOLE, "servers": SERVED})
    yield "there is no picture", project.run("--check"), (1, stale)
    project.run()
    yield "a new picture", project.run("--check"), (0, fresh)
    project.record({"scaling": WHOLE})
    yield "a picture of other figures", project.run("--check"), (1, stale)
    project.record({})
    yield "a picture of figures that are gone", project.run("--check"), (1, stale)
    project.run()
    yield "a picture of nothing", project.run("--check"), (0, fresh)


def check_without(project):
    """-S hides what is installed for this python3."""
    project.record({"scaling": WHOLE})
    status, said = project.run(python=f"{PYTHON} -S")
    yield "without matplotlib its package is named", (status, "apt-get install python3-matplotlib" in said), (2, True)
    yield "the check does without", project.run("--check", python=f"{PYTHON} -S")[0], 1


def main():
    has_matplotlib = subprocess.run([PYTHON, "-c", "import matplotlib"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    if not has_matplotlib:
        print("skipped: matplotlib is not installed (apt-get install python3-matplotlib)")
    passed = failed = 0
    for check in (check_without, *((check_drawing, check_check) if has_matplotlib else ())):
        with tempfile.TemporaryDirectory() as folder:
            for case, found, expected in check(Project(Path(folder))):
                passed += found == expected
                if found != expected:
                    failed += 1
                    print(f"FAIL {case}: {found}, expected {expected}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
