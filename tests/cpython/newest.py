#!/usr/bin/env python3
"""Compares CPython's own tests of the newest library, which tools/fetch_library --tests takes from Debian, with their record.

    tests/cpython/newest.py --interp build/tinypy-t [--slice 1/2] [-j N]

The last line is "N passed, N failed". Without a network, and without the tests from an earlier call, there is nothing to compare.
"""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RECORDED = "3.15"
LIBRARY = ROOT / "library" / "lib" / ("python" + RECORDED)


def main():
    subprocess.run([ROOT / "tools" / "fetch_library", "--tests"], check=False)
    if not (LIBRARY / "test" / "test_list.py").exists():
        print("CPython's tests of %s are not there\n0 passed, 0 failed" % RECORDED)
        return 0
    command = [ROOT / "tools" / "cpython_tests", "--compare", *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | {"TINYPYLIB": str(LIBRARY)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
