#!/usr/bin/env python3
"""Runs the test scripts under one or more interpreters and compares them with their expectations.

    run.py --interp build/tinypy-t [--interp build/tinypy] [--only SUBSTR]... [--slice I/N] [-j N]

Prints each failing test with a short diff; the last line is "N passed, N failed".
"""

import argparse
import difflib
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import scripts
import slices
from processes import hear_interrupts

DIFF_LINES = 12


def short_diff(wanted, got):
    lines = list(difflib.unified_diff(wanted, got, "expected", "printed", lineterm="", n=1))[2:]
    shown = lines[:DIFF_LINES]
    if len(lines) > DIFF_LINES:
        shown.append(f"... {len(lines) - DIFF_LINES} more")
    return shown


def differences(script, version, outcome, timeout):
    """Lines that say what is wrong; empty when the script behaved as it says."""
    said = []
    wanted = script.output(version)
    if outcome.timed_out:
        said.append(f"timed out after {timeout} s")
    if outcome.output != wanted:
        said += short_diff(wanted, outcome.output)
    if outcome.timed_out:
        return said
    if outcome.status != script.status:
        said.append(f"status {outcome.status}, expected {script.status}")
    if script.status and outcome.error != script.error:
        said.append(f"last line on stderr: {outcome.error!r}, expected {script.error!r}")
    if said and outcome.error and not script.status:
        said.append(f"stderr: {outcome.error}")
    return said


def judge(interpreter, path, timeout):
    """(name, what is wrong) or nothing for a script that this interpreter is excused from."""
    script = scripts.read(path)
    if interpreter.excuses(script):
        return None
    if not script.has_expectation:
        return script.name, ["no expectation: run expect.py"]
    return script.name, differences(script, interpreter.version, scripts.run(interpreter, path, timeout), timeout)


def chosen(path, only):
    name = path.relative_to(scripts.ROOT).as_posix()
    return not only or any(part in name for part in only)


def run_all(interpreter, paths, jobs, timeout):
    passed = failed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for verdict in pool.map(lambda path: judge(interpreter, path, timeout), paths):
            if verdict is None:
                continue
            name, said = verdict
            if not said:
                passed += 1
                continue
            failed += 1
            print(f"FAIL {name} [{os.path.basename(interpreter.path)}]")
            print("\n".join("    " + line for line in said), flush=True)
    return passed, failed


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH", help="interpreter to test; repeatable")
    parser.add_argument("--only", action="append", metavar="SUBSTR", help="only scripts whose path contains SUBSTR; repeatable")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="scripts at a time")
    parser.add_argument("--timeout", type=int, default=scripts.HANG_SECONDS, metavar="SECONDS", help="of a script: it has hung after that")
    slices.add_option(parser)
    options = parser.parse_args()
    for path in options.interp:
        if not shutil.which(path):
            parser.error(f"no interpreter at {path}")

    paths = [p for p in scripts.discover() if chosen(p, options.only)][options.slice]
    passed = failed = 0
    for path in options.interp:
        good, bad = run_all(scripts.probe(path), paths, options.j, options.timeout)
        print(f"{path}: {good} passed, {bad} failed", flush=True)
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
