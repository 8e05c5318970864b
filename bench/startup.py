#!/usr/bin/env python3
"""Times starting an interpreter: `-c STATEMENT` for a few statements, interleaved, wall time, minimum of the rounds; and starting a thread.

    bench/startup.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 25] [--record]

Bytecode caches are warm: a first round is not counted. Each interpreter starts in a virtual environment of its own without packages, because
the `.pth` files of an installation's packages run at each start and are not the interpreter's doing. `--as-installed` starts it as it is.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import harness

STATEMENTS = ["pass", "import threading", "import typing", "import dataclasses", "import asyncio", "import typing, dataclasses, asyncio"]
START_AND_JOIN = """
import threading, time
def pair():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
best = 1.0
for _ in range(20):
    start = time.perf_counter()
    for _ in range(100): pair()
    best = min(best, time.perf_counter() - start)
print(best / 100 * 1e6)
"""


def environment():
    kept = harness.environment()
    del kept["PYTHONDONTWRITEBYTECODE"]
    return kept


def in_empty_environment(interpreter, folder):
    """The interpreter as a virtual environment without packages has it."""
    subprocess.run([interpreter, "-m", "venv", "--without-pip", "--symlinks", folder], check=True, env=environment())
    return os.path.join(folder, "bin", "python")


def start_time(interpreter, statement):
    start = time.perf_counter()
    subprocess.run([interpreter, "-c", statement], check=True, env=environment())
    return (time.perf_counter() - start) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--as-installed", action="store_true", help="no virtual environments")
    harness.add_record(parser)
    options = parser.parse_args()
    installed = interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)
    with tempfile.TemporaryDirectory(prefix="tinypy-startup-") as folder:
        if not options.as_installed:
            interpreters = [in_empty_environment(each, os.path.join(folder, str(n))) for n, each in enumerate(interpreters)]
        tables = measure(interpreters, names, options.rounds)
    harness.record(options, "startup", tables, dict(zip(names, installed)), options.rounds)


def measure(interpreters, names, round_count):
    """Prints two tables, and returns them to be recorded."""
    starts = {}
    for statement in STATEMENTS:
        rounds = [[start_time(i, statement) for i in interpreters] for _ in range(round_count + 1)]
        starts[statement] = [min(column) for column in zip(*rounds[1:])]
    harness.print_ratio_table(starts, names, "ms", 1)
    rows = {"start and join a thread": []}
    for interpreter in interpreters:
        out = subprocess.run([interpreter, "-c", START_AND_JOIN], check=True, env=environment(), capture_output=True, text=True).stdout
        rows["start and join a thread"].append(float(out))
    harness.print_ratio_table(rows, names, "us", 1)
    return {"starting": harness.ratio_table(starts, names, "ms"), "threads": harness.ratio_table(rows, names, "us")}


if __name__ == "__main__":
    sys.exit(main())
