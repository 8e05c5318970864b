#!/usr/bin/env python3
"""bench/results.py and --record do what they promise: each case is a small project with recorded figures, pages and a driver.

    results_test.py

The last line printed is "N passed, N failed".
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import scripts

BENCH = scripts.ROOT.parent / "bench"
ROWS = {"fast": {"new": 1.0, "old": 3.0}, "slow": {"new": 8.0, "old": 3.0}}
TABLE = {"unit": "ms", "better": "less", "compared": ["new/old"], "rows": ROWS}
SPEED_UPS = {"unit": "times", "better": "more", "compared": ["new"], "rows": {"fast": {"new": 1.9}, "slow": {"new": 1.2}}}
PATHS = {"unit": "ms", "better": "less", "compared": ["a/new/b/new"], "rows": {"row": {"a/new": 3.0, "b/new": 2.0}}}
ENTRY = {
    "machine": {"processor": "A", "processors": 2, "system": "B"}, "date": "2026-01-02", "revision": "abc", "command": "bench/a.py", "rounds": 1,
    "interpreters": {"new": "2", "old": "1"}, "note": "A remark.", "tables": {"times": TABLE}}
RESULTS = {"a": ENTRY, "b": ENTRY | {"tables": {"one": TABLE, "two": TABLE, "speed-ups": SPEED_UPS}}, "c": ENTRY | {"tables": {"paths": PATHS}}}

# Name, the README, what must be found.
CLAIMS = [
    ("a row", "It takes 8.0 ms<!-- results: a > slow > new -->.", None),
    ("as many digits as the page gives", "It takes 8 ms<!-- results: a > slow > new --> or 2.7<!-- results: a > slow > new/old --> times.", None),
    ("a geometric mean", "0.943<!-- results: a > geometric mean > new/old -->", None),
    ("the worst row, where less is better", "2.67<!-- results: a > worst > new/old -->", None),
    ("the worst row, where more is better", "1.20<!-- results: b > speed-ups > worst > new -->", None),
    ("another unit", "8,000 us<!-- results: 1000 * a > slow > new -->", None),
    ("a path that goes over the end of a line", "8<!-- results: a >\nslow > new -->", None),
    ("a table of several", "1<!-- results: b > two > fast > new -->", None),
    ("a quotient of columns that are named by paths", "1.5<!-- results: c > row > a/new/b/new -->", None),
    ("a wrong number", "It takes\n9.0 ms<!-- results: a > slow > new -->.", "README.md:2: 9.0 is 8.0 in results.json: a > slow > new"),
    ("a number that is not rounded", "2.6<!-- results: a > slow > new/old --> times", "README.md:1: 2.6 is 2.7 in results.json: a > slow > new/old"),
    ("a benchmark that is not there", "1<!-- results: d > fast > new -->", "README.md:1: d: not recorded"),
    ("a row that is not there", "1<!-- results: a > last > new -->", "README.md:1: a > last > new: no such figure"),
    ("a column that is not there", "1<!-- results: a > fast > newest -->", "README.md:1: a > fast > newest: no such figure"),
    ("a path of which the table is left out", "1<!-- results: b > fast > new -->", "README.md:1: b > fast > new: in several tables"),
    ("a path of one part", "1<!-- results: a -->", "README.md:1: a: no row and column"),
    ("no number", "It is fast.<!-- results: a > slow > new -->", "README.md:1: no number before the comment"),
]
DRIVER = """
import argparse, harness
parser = argparse.ArgumentParser()
harness.add_record(parser)
parser.add_argument("--only")
options = parser.parse_args()
rows = {"the  row": {"new": 1.23456, "old": None, "other": float("nan")}}
harness.record(options, harness.chosen("driver", options.only), {"table": harness.table(rows, "ms")}, {"new": "no-such-interpreter"}, 3)
"""


MICRO = [("pair", {"cpu_time": 2}), ("pair", {"cpu_time": 1}), ("pause/real_time", {"real_time": 3, "time_unit": "us"}),
         ("live", {"cpu_time": 9, "ns/object": 5}), ("loop", {"cpu_time": 9, "per operation": 4e-9})]
SHARED = [("get/private", {"cpu_time": 2}), ("get/published", {"cpu_time": 3})]


def google_benchmark(folder, name, runs):
    """A program that prints what one of Google Benchmark would. An aggregate is no run."""
    rows = [{"name": run, "run_name": run, "run_type": "iteration", "time_unit": "ns", **times} for run, times in runs]
    rows.append({"name": f"{runs[0][0]}_mean", "run_name": runs[0][0], "run_type": "aggregate", "time_unit": "ns", "cpu_time": 0.1})
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{json.dumps({'benchmarks': rows})}'\n")
    program.chmod(0o755)
    return str(program)


def project(folder):
    (folder / "bench").mkdir()
    for name in ("harness.py", "results.py", "micro.py"):
        shutil.copy(BENCH / name, folder / "bench")
    (folder / "bench/results.json").write_text(json.dumps(RESULTS))
    (folder / "bench/driver.py").write_text(DRIVER)
    run(folder, "results.py")


def run(folder, script, *arguments):
    done = subprocess.run([sys.executable, folder / "bench" / script, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines()[:-1], done.stderr


def check_claims(folder):
    for name, text, expected in CLAIMS:
        (folder / "README.md").write_text(text)
        found = run(folder, "results.py", "--check")
        yield f"a page: {name}", found, (1, [expected], "") if expected else (0, [], "")
    (folder / "README.md").unlink()


def check_page(folder):
    page = folder / "bench/RESULTS.md"
    text = page.read_text()
    for part in ("`bench/a.py`, 2026-01-02 [1]", "| times, ms | 0.943 | slow 2.67; fast 0.33 |", "| speed-ups, times | 1.510 | slow 1.20; fast 1.90 |", "- [1] A remark."):
        yield f"RESULTS.md has {part}", part in text, True
    page.write_text(text.replace("2.67", "2.66"))
    yield "RESULTS.md was edited", run(folder, "results.py", "--check"), (1, ["bench/RESULTS.md is not what bench/results.py makes of bench/results.json"], "")


def check_recording(folder):
    def recorded():
        return json.loads((folder / "bench/results.json").read_text())

    run(folder, "driver.py")
    yield "nothing is recorded unasked", recorded(), RESULTS
    run(folder, "driver.py", "--record", "--only", "x y")
    entry = recorded().pop("driver/x y")
    yield "the others stay", {name: recorded()[name] for name in RESULTS}, RESULTS
    yield "the name and the command of a part", entry["command"], "bench/driver.py --only 'x y'"
    yield "rounds", entry["rounds"], 3
    yield "a row", entry["tables"]["table"]["rows"], {"the row": {"new": 1.235}}
    for arguments in (["--record", "name"], ["--record=name"]):
        run(folder, "driver.py", "--only", "name", *arguments)
        yield f"a name that was given: {arguments}", recorded()["name"]["command"], "bench/driver.py --only name"
    yield "a second run replaces the first", list(recorded()), [*RESULTS, "driver/x y", "name"]


def check_micro(folder):
    def recorded(name, *programs):
        run(folder, "micro.py", *(word for program in programs for word in ("--program", program)), "--record")
        return json.loads((folder / "bench/results.json").read_text())[name]["tables"]["operations"]["rows"]

    free, plain = google_benchmark(folder, "micro-t", MICRO), google_benchmark(folder, "micro", MICRO[1:2])
    expected = {"pair": {"micro-t": 1, "micro": 1}, "pause/real_time": {"micro-t": 3000}, "live": {"micro-t": 5}, "loop": {"micro-t": 4}}
    yield "benchmarks in C++", recorded("micro", free, plain), expected
    shared = google_benchmark(folder, "micro-python-t", SHARED)
    yield "private and published objects", recorded("micro_python", shared), {"get": {"private": 2, "published": 3}}


def main():
    passed = failed = 0
    for check in (check_claims, check_page, check_recording, check_micro):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            project(folder)
            for case, found, expected in check(folder):
                passed += found == expected
                if found != expected:
                    failed += 1
                    print(f"FAIL {case}: {found}, expected {expected}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
