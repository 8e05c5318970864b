#!/usr/bin/env python3
"""Runs the fuzz targets, one after the other, each for its share of the time.

    run.py --interp build/tinypy-t [--interp build/tinypy] [--reference python3.13] --seconds TOTAL [--seed S] [--jobs J] [--only TARGET]

The seed is that of the first case of each target: a run of tools/test plays the same cases every time, a longer run others (--seed). The last line is
"N passed, N failed".
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARES = {"programs.py": 5, "methods.py": 3, "data.py": 3, "tree_fuzz.py": 2, "code_fuzz.py": 2}


def play(target, seconds, options):
    """(passed, failed) of one target; one that ends without its last line has failed."""
    command = [sys.executable, str(HERE / target), "--seconds", str(seconds), "--seed", str(options.seed), "--jobs", str(options.jobs)]
    for path in options.interp:
        command += ["--interp", path]
    if options.reference:
        command += ["--reference", options.reference]
    print(f"= {target}", flush=True)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="backslashreplace")
    last = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        last = line
    process.wait()
    numbers = re.fullmatch(r"(\d+) passed, (\d+) failed\n", last)
    return (int(numbers[1]), int(numbers[2])) if numbers else (0, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH", help="interpreter to test; repeatable")
    parser.add_argument("--reference", metavar="PATH", help="CPython to compare with")
    parser.add_argument("--seconds", type=float, default=60, metavar="TOTAL", help="for all targets together")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="batches at a time")
    parser.add_argument("--only", default="", metavar="TARGET", help="only targets whose name contains it")
    options = parser.parse_args()
    targets = [t for t in SHARES if options.only in t and (HERE / t).exists()]
    passed = failed = 0
    for target in targets:
        good, bad = play(target, options.seconds * SHARES[target] / sum(SHARES[t] for t in targets), options)
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
