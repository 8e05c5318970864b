"""What a test script is: where scripts are found, how one is read, how one is run.

A script is a Python file whose expected behaviour stands in its own comments:

    # expect: TEXT          one line of standard output, in order
    # expect-error: TEXT    the last line of standard error of a script that fails
    # status: N             its exit status, 0 when absent
    # min-version: 3.12     an older CPython does not behave so (other interpreters are not excused)
    # not-under: tsan WHY   a program that is built with this sanitizer (asan, tsan) cannot run it

Where behaviour depends on the version, a line is of some versions only: CPython's own, or that of the library:

    # expect-before-3.14: TEXT
    # expect-since-3.14: TEXT

Shared by run.py (compares an interpreter with the expectations) and expect.py (writes and verifies them).
"""

import atexit
import functools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from processes import HANG_SECONDS

ROOT = Path(__file__).resolve().parents[1]  # the folder tests/
FOLDERS = ("lang", "types", "modules", "threads", "errors")
MAX_OUTPUT_BYTES = 1 << 20

EXPECTATION = re.compile(r"^# (expect|expect-error|status|expect-(before|since)-(\d+\.\d+)):(?: (.*))?$")
MIN_VERSION = re.compile(r"^# min-version: (\d+\.\d+)\s*$", re.MULTILINE)
NOT_UNDER = re.compile(r"^# not-under: (asan|tsan) \S.*$", re.MULTILINE)


def version(text):
    major, minor = text.split(".")
    return int(major), int(minor)


@dataclass
class Line:
    text: str
    side: str = ""  # "before" or "since" the version, or empty
    version: tuple = ()

    def holds(self, version):
        return not self.side or (version >= self.version) == (self.side == "since")


@dataclass
class Script:
    path: Path
    body: str
    lines: list = field(default_factory=list)
    error: str = ""
    status: int = 0
    min_version: tuple = (3, 0)
    not_under: tuple = ()
    has_expectation: bool = False

    @property
    def name(self):
        return self.path.relative_to(ROOT).as_posix()

    @property
    def depends_on_version(self):
        return any(line.side for line in self.lines)

    def output(self, version):
        return [line.text for line in self.lines if line.holds(version)]


@dataclass
class Outcome:
    output: list
    error: str
    status: int
    stderr: str
    timed_out: bool = False


@dataclass(frozen=True)
class Interpreter:
    path: str
    version: tuple
    is_cpython: bool

    def excuses(self, script):
        if self.is_cpython:
            return self.version < script.min_version
        return any(self.has_sanitizer(name) for name in script.not_under)

    @functools.cache
    def has_sanitizer(self, name):
        """Whether the program starts the run-time library of this sanitizer."""
        return f"__{name}_init".encode() in Path(shutil.which(self.path)).read_bytes()


def discover():
    """All scripts in FOLDERS, sorted. Packages and files that start with "_" belong to the scripts beside them."""
    found = []
    for folder in FOLDERS:
        for directory, subfolders, files in os.walk(ROOT / folder):
            subfolders[:] = [s for s in subfolders if not s.startswith("_") and not (Path(directory, s) / "__init__.py").exists()]
            found += [Path(directory, f) for f in files if f.endswith(".py") and not f.startswith("_")]
    return sorted(found)


def read(path):
    script = Script(path, "")
    body = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = EXPECTATION.match(line)
        if not match:
            body.append(line)
            continue
        script.has_expectation = True
        kind, text = match.group(1), match.group(4) or ""
        if kind == "expect":
            script.lines.append(Line(text))
        elif match.group(2):
            script.lines.append(Line(text, match.group(2), version(match.group(3))))
        elif kind == "expect-error":
            script.error = text
        else:
            script.status = int(text)
    script.body = "\n".join(body).rstrip("\n") + "\n"
    oldest = MIN_VERSION.search(script.body)
    if oldest:
        script.min_version = version(oldest.group(1))
    script.not_under = tuple(NOT_UNDER.findall(script.body))
    return script


@functools.cache
def reference():
    """The CPython that expectations come from, a python3.13; None where there is none."""
    for path in ("python3.13", os.path.expanduser("~/.pyenv/versions/3.13.0/bin/python3.13")):
        try:
            subprocess.run([path, "-c", "pass"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return path
    return None


def library_of(python):
    """The folder of a CPython's library."""
    question = "import os; print(os.path.dirname(os.__file__))"
    return subprocess.run([python, "-c", question], capture_output=True, text=True, check=True).stdout.strip()


@functools.cache
def cache_folder():
    """Caches of compiled code live as long as the run: the first script compiles the library, the others read what it cached."""
    folder = tempfile.mkdtemp(prefix="tinypy-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    kept.update(LC_ALL="C.UTF-8", TZ="UTC", NO_COLOR="1", XDG_CACHE_HOME=cache_folder(), PYTHONPYCACHEPREFIX=cache_folder())
    return kept


def probe(path):
    """Asks an interpreter for its version; an interpreter that cannot answer is judged by every script."""
    path = os.path.abspath(path) if os.sep in path else path
    question = "import sys, json; print(json.dumps([sys.version_info[0], sys.version_info[1], sys.implementation.name]))"
    try:
        answer = subprocess.run([path, "-c", question], capture_output=True, text=True, timeout=HANG_SECONDS)
        major, minor, name = json.loads(answer.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        return Interpreter(path, (0, 0), False)
    return Interpreter(path, (major, minor), name == "cpython")


def signal_group(process):
    """Kills all of the process's group. It does not wait for the process."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def kill_group(process):
    signal_group(process)
    process.wait()


def lines_of(stream):
    """The lines of a captured stream (a file, so that a child that outlives the script cannot hold the runner)."""
    stream.seek(0)
    text = stream.read(MAX_OUTPUT_BYTES).decode("utf-8", "backslashreplace")
    return text[:-1].split("\n") if text.endswith("\n") else text.split("\n") if text else []


def run(interpreter, path, timeout=HANG_SECONDS, folder=None, settings=None):
    """Runs a script in its own process group, which is gone when this returns. Its folder is the script's if none is given."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([interpreter.path, str(path)], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   cwd=folder or path.parent, env=settings or environment(), start_new_session=True)
        timed_out = False
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
        kill_group(process)
        complaint = lines_of(err)
        return Outcome(lines_of(out), complaint[-1] if complaint else "", process.returncode, "\n".join(complaint), timed_out)
