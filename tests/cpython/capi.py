#!/usr/bin/env python3
"""Runs CPython's own tests of its C API, and the tests of others that need its C test modules. `--record` writes what fails into a record,
failures_capi.txt, with which later runs are compared; there is none yet.

    tests/cpython/capi.py --interp build/tinypy-t [--slice 1/2] [-j N] [--sources DIR]

The modules are compiled by tools/parts/capi_tests.py, which says where their sources come from; the tests are those of
tools/fetch_library --tests. The last line is "N passed, N failed". Where there are no sources, or no tests, there is nothing to compare.
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LIBRARY = ROOT / "library/lib/python3.15"
MODULES = ROOT / "build/capi_tests"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", metavar="DIR", help="where the sources of CPython are, if not in Debian's archive")
    parser.add_argument("--interp", action="append", required=True)
    options, others = parser.parse_known_args()
    subprocess.run([ROOT / "tools/fetch_library", "--tests"], check=False)
    command = [ROOT / "tools/parts/capi_tests.py", "--interp", options.interp[0], "--into", MODULES]
    subprocess.run(command + (["--sources", options.sources] if options.sources else []), check=False)
    if not (LIBRARY / "test/test_capi").is_dir() or not any(MODULES.glob("_testcapi.*")):
        print("CPython's C test modules or their tests are not there\n0 passed, 0 failed")
        return 0
    programs = [word for interp in options.interp for word in ("--interp", interp)]
    compare = [] if {"--record", "--threads"}.intersection(others) else ["--compare"]
    command = [ROOT / "tools/cpython_tests", "--c-modules", MODULES, *programs, *compare, *others]
    return subprocess.run(command, env=os.environ | {"TINYPYLIB": str(LIBRARY)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
