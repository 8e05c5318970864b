#!/usr/bin/env python3
"""Runs the stress scripts under one or more interpreters, those built with sanitizers and debug checks above all.

    run.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--threads N] [--seed N] [--only SUBSTR]

A script passes if its last line is "ok", its status 0, and no sanitizer has said a word. The last line is "N passed, N failed".
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = ("objects.py", "containers.py", "modules.py", "exits.py", "forks.py")
FINDINGS = ("WARNING: ThreadSanitizer", "ERROR: AddressSanitizer", "runtime error:", "assertion failed")
SHOWN_CHARACTERS = 6000


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    kept.update(LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")
    kept.setdefault("TSAN_OPTIONS", "die_after_fork=0")  # a forked child starts threads
    kept.setdefault("ASAN_OPTIONS", "detect_leaks=0")  # the end of the program leaves memory to the kernel
    return kept


def complaint(interpreter, script, options):
    """What is wrong, or an empty string."""
    command = [interpreter, str(HERE / script), str(options.seconds), str(options.threads), str(options.seed)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="backslashreplace", env=environment(),
                              timeout=options.seconds * 10 + 120)
    except subprocess.TimeoutExpired:
        return "hangs"
    said = done.stdout + done.stderr
    finding = min((said.find(f) for f in FINDINGS if f in said), default=-1)
    if finding >= 0:
        return said[finding:finding + SHOWN_CHARACTERS]
    if done.returncode or not done.stdout.rstrip().endswith("ok"):
        return f"status {done.returncode}\n" + said[-SHOWN_CHARACTERS:]
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH", help="interpreter to test; repeatable")
    parser.add_argument("--seconds", type=float, default=3, metavar="N", help="for each script")
    parser.add_argument("--threads", type=int, default=8, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--only", default="", metavar="SUBSTR", help="only scripts whose name contains SUBSTR")
    options = parser.parse_args()
    passed = failed = 0
    for interpreter in options.interp:
        for script in SCRIPTS:
            if options.only not in script:
                continue
            wrong = complaint(os.path.abspath(interpreter), script, options)
            print(f"{'FAIL' if wrong else 'ok  '} {script} [{os.path.basename(interpreter)}]", flush=True)
            if wrong:
                print("    " + wrong.replace("\n", "\n    "), flush=True)
            passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
