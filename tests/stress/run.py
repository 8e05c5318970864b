#!/usr/bin/env python3
"""Runs the stress scenarios under one or more interpreters, those built with sanitizers and debug checks above all.

    run.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--threads N] [--only NAME] [--slice I/N] [--jobs N] [--list]

Every scenario runs in a process of its own. It passes if its last line is "ok", its status 0, and no sanitizer has said a word. The last line
is "N passed, N failed".
"""

import argparse
import ast
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "drivers"))
import slices  # noqa: E402

FINDINGS = ("WARNING: ThreadSanitizer", "ERROR: AddressSanitizer", "runtime error:", "assertion failed")
SHOWN_CHARACTERS = 6000
HANG_SECONDS = 1800  # a scenario waits for at most half of that by itself


def is_scenario(node):
    return isinstance(node, ast.FunctionDef) and any(isinstance(d, ast.Name) and d.id == "scenario" for d in node.decorator_list)


def all_scenarios():
    """(file, name) of each, by file and in the order of the text."""
    for path in sorted(HERE.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if is_scenario(node):
                yield path.name, node.name


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    kept.update(LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")
    return kept


def complaint(interpreter, file, name, options):
    """What is wrong, or an empty string."""
    command = [interpreter, str(HERE / "harness.py"), file, name, str(options.seconds), str(options.threads), str(options.seed)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="backslashreplace", env=environment(),
                              timeout=options.seconds * 10 + HANG_SECONDS)
    except subprocess.TimeoutExpired as hung:
        return "hangs\n" + (hung.stdout or b"").decode(errors="replace")[-SHOWN_CHARACTERS:]
    said = done.stdout + done.stderr
    finding = min((said.find(f) for f in FINDINGS if f in said), default=-1)
    if finding >= 0:
        doing = [line for line in done.stdout.splitlines() if line.startswith("doing: ")][-1:]
        return "\n".join(doing + [said[finding:finding + SHOWN_CHARACTERS]])
    if done.returncode or not done.stdout.rstrip().endswith("ok"):
        return f"status {done.returncode}\n" + said[-SHOWN_CHARACTERS:]
    return ""


def run_all(interpreter, chosen, options):
    """The number of scenarios that failed."""
    failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(lambda s: complaint(interpreter, *s, options), chosen)
        for (file, name), wrong in zip(chosen, results):
            if wrong or options.verbose:
                print(f"{'FAIL' if wrong else 'ok  '} {file}: {name} [{os.path.basename(interpreter)}]", flush=True)
            if wrong:
                print("    " + wrong.rstrip().replace("\n", "\n    "), flush=True)
            failed += bool(wrong)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", metavar="PATH", help="interpreter to test; repeatable")
    parser.add_argument("--seconds", type=float, default=1, metavar="N", help="for each scenario")
    parser.add_argument("--threads", type=int, default=8, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--only", default="", metavar="NAME", help="only scenarios whose FILE:NAME contains it")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="scenarios at the same time")
    parser.add_argument("--list", action="store_true", help="name the scenarios")
    parser.add_argument("--verbose", action="store_true", help="name also those that pass")
    slices.add_option(parser)
    options = parser.parse_args()
    chosen = [s for s in all_scenarios() if options.only in ":".join(s)][options.slice]
    if options.list:
        print("\n".join(":".join(s) for s in chosen))
        return 0
    failed = sum(run_all(os.path.abspath(i), chosen, options) for i in options.interp or ())
    print(f"{len(chosen) * len(options.interp or ()) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
