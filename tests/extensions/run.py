#!/usr/bin/env python3
"""Builds compiled packages from their sources and runs the tests that they bring along.

    tests/extensions/run.py --sources DIR [--interp build/tinypy-t]... [--only NAME]...
    tests/extensions/run.py --sources DIR --only numpy --files _core/tests/test_shape_base.py
    tests/extensions/run.py --sources DIR --against python3.13     which tests pass there, and not here
    tests/extensions/run.py --sources DIR --interp build-tsan/tinypy-t --only numpy --files _core/ --slice 1/4

DIR has one folder a package, named as in the table PACKAGES; tools/wheels builds it. Each file of tests is a process of its own, so that a
crash or a hang spoils no other; `--files` picks them. Results go to build/extensions, a row a test, and are summed up in a table. The last
line is "N passed, N failed": the tests of all interpreters but that of `--against`, without those that fail there, too, or for a reason that
README.md tells. What a sanitizer reports in a file of tests is one more failure (sanitizers.py).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent / "drivers"), str(HERE.parent / "packages")]

import cython_sample
import junit
import sanitizers
import scripts
import slices
from built import CannotBuild, Wheels
from fetch import Suite
from processes import HANG_SECONDS, hear_interrupts

NEEDED = ("python3-hypothesis", "python3-pip", "python3-pytest", "python3-pytest-asyncio", "python3-typing-extensions")


@dataclass(frozen=True)
class Package:
    name: str
    tests: str  # files of tests in the folder of sources, or in the installed package where `installed` says so
    installed: bool = False
    data: str = ""  # a folder of the sources that has files of tests which are not installed; they are laid beside the installed ones
    arguments: tuple = ()  # for pytest
    needs: tuple = ()  # other compiled packages, which are built and installed first
    debian: tuple = ()  # pure ones, that Debian has
    looks_around: bool = False  # the tests name files from the folder that they were copied to
    differs: tuple = ()  # parts of names of tests that fail here; README.md says why


PACKAGES = (
    Package("aiohttp", "tests/test_*.py", arguments=("-o", "asyncio_mode=auto", "-p", "no:aiohttp", "-m", "not dev_mode and not autobahn and not internal"),
            needs=("frozenlist", "multidict", "propcache", "yarl"),
            debian=("python3-aiohappyeyeballs", "python3-aiosignal", "python3-freezegun", "python3-idna", "python3-pytest-aiohttp", "python3-pytest-mock")),
    # Not there: files of the repository beside the tests, and mesonpy where a program makes an environment without other packages.
    Package("cffi", "testing/cffi*/test_*.py", debian=("python3-pycparser",), differs=("test_parse_c_type.py", "test_version.py", "test_cffi_gen_src_meson.py")),
    Package("contourpy", "tests/test_*.py", needs=("numpy",)),
    Package("cython", "tests/run/*"),  # by its own program (cython_sample.py)
    Package("frozenlist", "tests/test_*.py"),
    Package("kiwisolver", "py/tests/test_*.py"),
    # Not there: its documentation, which are tests, too, and the counters of its locks, which a build may have.
    Package("lxml", "lxml/tests/test_*.py", installed=True, data="src", differs=("::test_suite", "RWLockTest", "test_freethreading_enabled")),
    Package("lz4", "tests/**/test_*.py"),
    Package("markupsafe", "tests/test_*.py"),
    Package("matplotlib", "m*/**/tests/test_*.py", installed=True, data="lib", needs=("numpy", "contourpy", "kiwisolver", "pillow"),
            debian=("python3-cycler", "python3-dateutil", "python3-fonttools", "python3-packaging", "python3-pyparsing"),
            differs=("test_warn_external_collections_abc",)),
    Package("msgpack", "test/test_*.py"),
    Package("multidict", "tests/test_*.py"),
    # Not run: a test whose C code sets the class of memory that it has not initialised. An object's header is read there.
    Package("numpy", "numpy/**/tests/test_*.py", installed=True, arguments=("-k", "not test_custom_structured_dtype"),
            differs=("TestTake::test_refcounting", "test_iter_object_arrays_conversions", "test_ufunc_docstring", "TestAttributes::test_doc",
                     "test_array_interface::test_cstruct", "test_cython.py", "test_limited_api.py", "test_mem_policy.py", "numpy/f2py/", "test_configtool.py",
                     "test_extending.py")),
    # Its settings make errors of warnings, and NumPy 2.6 has new ones.
    Package("pandas", "pandas/tests/**/test_*.py", installed=True, arguments=("-o", "filterwarnings=", "-m", "not slow and not network and not db"),
            needs=("numpy",), debian=("python3-dateutil", "python3-tz")),
    Package("pillow", "Tests/test_*.py", needs=("numpy",), looks_around=True),
    Package("propcache", "tests/test_*.py"),
    Package("psutil", "tests/test_*.py"),
    Package("pybind11", "tests/test_*.py", needs=("pybind11_tests",)),
    Package("pynacl", "tests/test_*.py", needs=("cffi",), debian=("python3-pycparser",)),
    Package("pyyaml", "tests/test_*.py"),
    Package("pyzmq", "tests/test_*.py", arguments=("-o", "asyncio_mode=auto"), debian=("python3-tornado",)),
    Package("regex", "regex_3/test_regex.py"),
    Package("scikit-learn", "sklearn/**/tests/test_*.py", installed=True, needs=("numpy", "scipy"), debian=("python3-joblib", "python3-narwhals", "python3-threadpoolctl")),
    Package("scipy", "scipy/**/tests/test_*.py", installed=True, arguments=("-m", "not slow"), needs=("numpy",), debian=("python3-pooch", "python3-threadpoolctl")),
    Package("simplejson", "simplejson/tests/test_*.py", installed=True),
    Package("ujson", "tests/test_*.py"),
    Package("yarl", "tests/test_*.py", needs=("multidict", "propcache"), debian=("python3-idna",)),
    Package("zstandard", "tests/test_*.py"),
)


class Place:
    """A virtual environment of an interpreter, with the wheels of packages in it."""

    def __init__(self, interpreter, sources, top, again):
        self.name = Path(interpreter.path).name
        self.interpreter = interpreter.path
        self.sources = sources
        self.wheels = Wheels(interpreter.path, sources, again)
        self.installed = set()
        self.folder = top / self.name
        self.settings = scripts.environment() | {"HOME": str(top)}
        self.run([interpreter.path, "-m", "venv", "--without-pip", self.folder])
        self.python = str(self.folder / "bin/python")
        # Behind what is installed: Debian's packages may have the same names.
        (self.site() / "debian.pth").write_text(f"{Suite('unstable').modules}\n")

    def run(self, command):
        return subprocess.run([str(word) for word in command], check=True, env=self.settings, stdout=subprocess.PIPE, text=True).stdout

    def install(self, package):
        """Installs a package and those that it needs."""
        for name in (*package.needs, package.name):
            if name not in self.installed:
                self.run([self.python, "-m", "pip", "install", "--quiet", "--ignore-installed", "--no-deps", "--no-index", self.wheels.get(name)])
            self.installed.add(name)

    def site(self):
        return next(self.folder.glob("lib/*/site-packages"))


def files_of(package, place, options):
    """Files of tests, and the folder that they are named from. What is not installed is copied: beside the sources no compiled module is found."""
    top = place.site()
    if package.data:
        shutil.copytree(place.sources / package.name / package.data, top, dirs_exist_ok=True)
    if not package.installed:
        top = place.folder / "tests of" / package.name
        folder = package.tests.partition("/")[0]
        shutil.copytree(place.sources / package.name / folder, top / folder)
    return [path for path in sorted(top.glob(package.tests)) if not options.files or any(part in str(path) for part in options.files)][options.slice], top


def run_file(path, top, package, place, timeout):
    """(test, what became of it) of each test of a file; a file that ends without a report is one failed test."""
    name = str(path.relative_to(top))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [place.python, "-m", "pytest", "-q", "-o", f"cache_dir={folder}/cache", "-o", "addopts=", f"--junitxml={report}", *package.arguments, path]
        try:
            done = subprocess.run(command, cwd=top if package.looks_around else folder, env=place.settings | sanitizers.settings(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=timeout)
            status, printed = done.returncode, done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as error:
            status, printed = "timeout", (error.stdout or b"").decode(errors="replace")
        rows = [(f"{name}::report {number}", "failed", text) for number, text in enumerate(sanitizers.reports(Path(folder)))]
        if not report.exists():
            return [(name, "failed", f"ended with {status}: " + "\n".join(printed.splitlines()[-15:])), *rows]
        return [*junit.cases(name, report), *rows]


def test(package, place, options):
    if package.name == "cython":
        return cython_sample.test(place, options)
    try:
        place.install(package)
    except CannotBuild as error:
        return [(package.name, "failed", str(error))]
    files, top = files_of(package, place, options)
    with ThreadPoolExecutor(options.jobs) as pool:
        return [row for rows in pool.map(lambda path: run_file(path, top, package, place, options.timeout), files) for row in rows]


def counts(rows):
    return {state: sum(row[1] == state for row in rows) for state in ("passed", "failed", "skipped")}


def report(package, place, rows, known):
    """Prints and keeps the results; the numbers of passed and failed tests that count."""
    folder = ROOT / "build/extensions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{package.name}-{place.name}.json").write_text(json.dumps(rows, indent=0))
    total = counts(rows)
    excused = [row for row in rows if row[1] == "failed" and (known.get(row[0]) in ("failed", "skipped") or any(part in row[0] for part in package.differs))]
    expected = [test for test, state in known.items() if state == "passed"]
    states = {row[0]: row[1] for row in rows}
    kept = sum(states.get(test) == "passed" for test in expected)
    share = f", {100 * kept / len(expected):.2f} % of the {len(expected)} that pass there" if expected else ""
    print(f"{package.name} ({place.name}): {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped{share}", flush=True)
    for name, state, text in rows:
        if state == "failed" and (name, state, text) not in excused:
            print(f"    {name}: {text.splitlines()[0] if text else ''}"[:200])
    return total["passed"], total["failed"] - len(excused)


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, metavar="DIR")
    parser.add_argument("--interp", action="append", metavar="PATH", help="interpreter to test; repeatable; build/tinypy-t if absent")
    parser.add_argument("--against", metavar="PYTHON", help="a CPython, which says what can pass")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this package; repeatable")
    parser.add_argument("--files", action="append", metavar="SUBSTR", help="only files of tests whose path contains SUBSTR; repeatable")
    slices.add_option(parser)
    parser.add_argument("--again", action="store_true", help="build wheels anew, also those that are in build/wheels: the headers have changed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="files at a time")
    parser.add_argument("--timeout", type=int, default=6 * HANG_SECONDS, metavar="SECONDS", help="of a file: it has hung after that")
    options = parser.parse_args()
    options.sources = options.sources.resolve()
    chosen = [package for package in PACKAGES if (not options.only or package.name in options.only) and (options.sources / package.name).is_dir()]
    Suite("unstable").fetch([*NEEDED, *(name for package in chosen for name in package.debian)])

    passed = failed = 0
    with tempfile.TemporaryDirectory() as top:
        judge = Place(scripts.probe(options.against), options.sources, Path(top), options.again) if options.against else None
        places = [Place(scripts.probe(path), options.sources, Path(top), options.again) for path in options.interp or [str(ROOT / "build/tinypy-t")]]
        for package in chosen:
            known = {}
            if judge:
                rows = test(package, judge, options)
                report(package, judge, rows, {})
                known = {row[0]: row[1] for row in rows}
            for place in places:
                good, bad = report(package, place, test(package, place, options), known)
                passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
