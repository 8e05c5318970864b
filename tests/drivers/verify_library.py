#!/usr/bin/env python3
"""Compiles the files of a library and has the bytecode verifier look at every code object: as compiled, as exec() with
locals runs it, and as the cache gives it back.

    verify_library.py --interp PATH [--interp PATH] [--lib DIR ...] [--one-of N] [--jobs N]

Without --lib it takes the library that the interpreter imports from. --one-of N takes every N-th file. One half of the
batches is compiled with -OO. The last line is "N passed, N failed": batches of files.
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import clean_environment  # noqa: F401

BATCH = 40
TIMEOUT_SECONDS = 600
REPOSITORY = Path(__file__).resolve().parents[2]


def library_of(interpreter):
    command = [interpreter, "-s", "-P", "-c", "import os; print(os.path.dirname(os.__file__))"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def files_of(folder):
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [os.path.join(where, name) for name in sorted(names) if name.endswith(".py")]
    return found


def complaint(interpreter, number, files):
    """What is wrong with a batch of files, or an empty string."""
    command = [interpreter, "-s", "-P"] + ["-OO"] * (number % 2) + ["-W", "ignore", "--verify", *files]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="backslashreplace",
                              timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        return f"hangs in {files[0]} .. {files[-1]}"
    if done.returncode == 0:
        return ""
    return f"status {done.returncode}, {files[0]} .. {files[-1]}\n{done.stdout[-6000:]}{done.stderr[-2000:]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--lib", action="append")
    parser.add_argument("--one-of", type=int, default=1, metavar="N")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    passed = failed = 0
    for interpreter in map(os.path.abspath, options.interp):
        folders = list(options.lib or [library_of(interpreter)])
        folders.append(str(REPOSITORY / "tests"))
        files = [file for folder in folders for file in files_of(folder)][::options.one_of]
        batches = [files[i:i + BATCH] for i in range(0, len(files), BATCH)]
        with ThreadPoolExecutor(options.jobs) as pool:
            for wrong in pool.map(complaint, [interpreter] * len(batches), range(len(batches)), batches):
                passed, failed = passed + (not wrong), failed + bool(wrong)
                if wrong:
                    print("FAIL", wrong)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
