#!/usr/bin/env python3
"""Does with Debian's pure-Python packages what they are for, and compares with what a CPython prints.

    tests/packages/run.py [--interp build/tinypy-t]... [--only SUBSTR]...
    tests/packages/run.py --record python3.13 --only with_flask      write the expectation of this job

A job is a script of the folder jobs/ or, if it runs the tests that a package brings along, of suites/. Its comments name Debian's
packages (`# needs:`), the suite that has them (`# suite:`), and programs that it starts (`# programs:`): all is fetched and
unpacked below fetched/, and nothing is installed. Other comments are the expected output, as in all test scripts. A job runs in an
empty folder, in a virtual environment of the interpreter that sees the unpacked packages. A package of another suite is written
PACKAGE/SUITE, and comes first. `# wheels:` names compiled packages, which tools/wheels builds for each interpreter, from a folder
with their sources or from Debian's archives; only the job itself sees them. `# installed:` names packages of the machine that
building these takes. Without these, or without sources, the job is not run. `# cannot: WHY` stands where tinypy cannot do a job.
The last line is "N passed, N failed".
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "drivers"))

import expect
import run as comparison
import scripts
from built import CannotBuild, NoSources, Wheels
from fetch import Programs
from job import fetch, read
from processes import HANG_SECONDS, hear_interrupts

OF_THE_MACHINE = re.compile(r".*_proxy|.*_CA_BUNDLE|SSL_CERT_.*|PIP_.*|UV_.*", re.IGNORECASE)  # how it reaches others; jobs do not


class Place:
    """A virtual environment of an interpreter, and the variables with which jobs run in it."""

    def __init__(self, interpreter, top, sources):
        self.top = top
        folder = top / "environment"
        kept = {name: value for name, value in scripts.environment().items() if not OF_THE_MACHINE.fullmatch(name)}
        self.settings = kept | {"HOME": str(top)}
        subprocess.run([interpreter, "-m", "venv", "--without-pip", folder], check=True, env=self.settings)
        self.settings["PATH"] = f"{folder / 'bin'}:{Programs().wrappers}:{os.environ['PATH']}"
        self.python = str(folder / "bin" / "python")
        self.wheels = Wheels(interpreter, sources)

    def unpacked(self, name):
        """The folder with a wheel's modules. Builds it first, if need be."""
        folder = self.top / "unpacked" / name
        if not folder.exists():
            with zipfile.ZipFile(self.wheels.get(name)) as wheel:
                wheel.extractall(folder)
        return str(folder)

    def run(self, job, timeout):
        settings = self.settings | {"PYTHONPATH": ":".join([*map(self.unpacked, job.wheels), *job.modules()])}
        with tempfile.TemporaryDirectory(dir=self.top) as folder:
            return scripts.run(scripts.Interpreter(self.python, (), False), job.path, timeout, folder, settings)


def record(place, job, timeout):
    script = scripts.read(job.path)
    outcome = place.run(job, timeout)
    if outcome.timed_out or outcome.status:
        print(f"{script.name}: {'timed out' if outcome.timed_out else outcome.stderr}")
        return False
    expect.write(script, outcome, None)
    return True


def judge(place, job, version, timeout):
    script = scripts.read(job.path)
    began = time.monotonic()
    outcome = place.run(job, timeout)
    said = comparison.differences(script, version, outcome, timeout)
    print(f"{'FAIL' if said else 'pass'} {script.name} ({time.monotonic() - began:.0f} s)")
    print("".join(f"    {line}\n" for line in said + (outcome.stderr.splitlines()[-12:] if said else [])), end="", flush=True)
    return not said


def attempt(place, job, interpreter, options):
    """Whether a job has done what it should; None: it was not run."""
    name = scripts.read(job.path).name
    if job.reason and not interpreter.is_cpython:
        return print(f"none {name}: {job.reason}")
    try:
        for wheel in job.wheels:
            place.unpacked(wheel)
    except NoSources as error:
        return print(f"none {name}: {error}")
    except CannotBuild as error:
        print(f"FAIL {name}\n{error}")
        return False
    return record(place, job, options.timeout) if options.record else judge(place, job, interpreter.version, options.timeout)


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", metavar="PATH", help="interpreter to test; repeatable; build/tinypy-t if absent")
    parser.add_argument("--record", metavar="PYTHON", help="a CPython that writes the expectations")
    parser.add_argument("--only", action="append", metavar="SUBSTR", help="only jobs whose path contains SUBSTR; repeatable")
    parser.add_argument("--suite", default="unstable", help="of Debian's archive (default: %(default)s)")
    parser.add_argument("--sources", type=Path, default=os.environ.get("TINYPY_PACKAGE_SOURCES"), metavar="DIR", help="of compiled packages (default: $TINYPY_PACKAGE_SOURCES)")
    parser.add_argument("--timeout", type=int, default=HANG_SECONDS, metavar="SECONDS", help="of a job: it has hung after that")
    options = parser.parse_args()

    jobs = [read(p, options.suite) for p in sorted(HERE.glob("jobs/[!_]*.py")) + sorted(HERE.glob("suites/[!_]*.py")) if comparison.chosen(p, options.only)]
    fetch(jobs)
    passed = failed = 0
    for path in [options.record] if options.record else options.interp or [str(scripts.ROOT.parent / "build/tinypy-t")]:
        interpreter = scripts.probe(path)
        print(f"{path}, library of {'%d.%d' % interpreter.version}", flush=True)
        with tempfile.TemporaryDirectory() as top:
            place = Place(shutil.which(path), Path(top), options.sources)
            outcomes = [attempt(place, job, interpreter, options) for job in jobs]
            passed, failed = passed + outcomes.count(True), failed + outcomes.count(False)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
