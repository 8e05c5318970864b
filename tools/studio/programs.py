"""The programs that are measured, and one run of one of them."""

import hashlib
import os
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CPYTHONS = ("python3.13", "python3.13t", "python3.12", "python3.11", "python3.14", "python3.14t")
INSIDE = Path(__file__).with_name("inside.py")
HANG_SECONDS = 3600
BUILDS = re.compile(r"(\S+) +(\S+)")


def positive(text):
    """A number of runs or threads, for argparse."""
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


class Failed(Exception):
    """A program that did not do what it was run for: the message says which one, and what it said."""


class NotBuilt(LookupError):
    """A program that a section of the report needs is not there; the message says how it is built."""

    def __init__(self, build, message):
        super().__init__(message)
        self.build = build  # of tools/build --list


def missing(reason, before=""):
    """What a result holds in the place of a section: why there is none, and the build that it lacks, if it is that."""
    found = {"missing": before + str(reason)}
    return {**found, "lacks": reason.build} if isinstance(reason, NotBuilt) else found


@dataclass(frozen=True)
class Program:
    """`options` stand before the script. `variables` are added to the environment."""

    label: str
    path: str
    options: tuple = ()
    variables: tuple = ()

    def command(self, script):
        return [self.path, *self.options, *script]


@dataclass
class Run:
    wall: float  # seconds
    cpu: float  # seconds of all threads, in the kernel, too
    system: float  # those in the kernel
    waits: int  # times that a thread gave its processor up, because it waited for something
    printed: str  # a hash of what it wrote


def folder_of(build):
    """Of a build that tools/build --list names."""
    rows = subprocess.run([ROOT / "tools/build", "--list"], capture_output=True, text=True, check=True).stdout
    return ROOT / dict(BUILDS.match(row).groups() for row in rows.splitlines())[build]


def found_cpythons():
    """Those of this machine that run: pyenv leaves names in PATH behind which no program stands."""
    paths = [shutil.which(name) for name in CPYTHONS]
    return [path for path in paths if path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0]


def resolve(path):
    found = shutil.which(path)
    if not found:
        raise Failed(f"no program at {path}")
    return os.path.abspath(found)


def environment(program, threads=None):
    """Hashes, and so the order of sets, are the same in all runs; no variable of a CPython has an influence."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k != "TINYPY_WITHOUT"}
    kept.update(LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    kept.update(program.variables)
    if threads is not None:
        kept["TINYPY_THREADS"] = str(threads)
    return kept


def with_threads(arguments, threads):
    """The script and its arguments, with the number of threads in the place of {threads}."""
    return [word.replace("{threads}", str(threads if threads is not None else 1)) for word in arguments]


def run(program, arguments, threads=None, before=()):
    """Runs a script once. `before`: words in front of the command, such as a tool of valgrind."""
    command = [*before, *program.command(with_threads(arguments, threads))]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               errors="backslashreplace", env=environment(program, threads))
    try:
        printed, complaint, status, usage = _finish(process)
    except BaseException:
        process.kill()
        raise
    wall = time.perf_counter() - began
    if status:
        raise Failed(f"{program.label}: status {status}: {last_words(complaint)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_stime, usage.ru_nvcsw, hashlib.sha256(printed.encode(errors="backslashreplace")).hexdigest())


def last_words(complaint):
    return complaint.rstrip().split("\n")[-1] or "it printed no reason"


def output(command):
    """What a tool prints. Failed: it could not do its work."""
    done = subprocess.run(command, capture_output=True, text=True, errors="backslashreplace", check=False)
    if done.returncode:
        raise Failed(f"{command[0]}: status {done.returncode}: {last_words(done.stderr)}")
    return done.stdout.splitlines()


def _finish(process):
    """What it wrote, its status, and what it used. Popen.wait() would not tell the latter."""
    complaints = []
    reader = threading.Thread(target=lambda: complaints.append(process.stderr.read()))
    reader.start()
    alarm = threading.Timer(HANG_SECONDS, process.kill)
    alarm.start()
    try:
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    return printed, complaints[0], process.returncode, usage
