"""A sample of Cython's own tests. Each is a source that Cython, run by the interpreter, translates, the C compiler compiles, and the
interpreter imports; then the examples in it are tried."""

import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

EVERY = 4  # of so many sources one is taken
AT_ONCE = 10  # sources in a process
ONLY_RUN = ("--backends=c", "--no-unit", "--no-pyregr", "--no-examples", "--no-code-style", "-vv")
KINDS = ("pyx", "py", "srctree")
PASSED = re.compile(r"^(?:Doctest: |\[-1\] End-to-end )(\S+) \.\.\. .*\bok$", re.MULTILINE)
FAILED = re.compile(r"^(?:ERROR|FAIL): .*\n(.*)\n-{70}\n((?:.*\n)*?)(?=^[=-]{70}$)", re.MULTILINE)
RAN = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)


def names(tree):
    return sorted({path.stem for kind in KINDS for path in (tree / "tests/run").glob(f"*.{kind}")})


def test(place, options):
    """(test, what became of it, why it failed) of each test. Nothing is written beside the sources."""
    tree = place.sources / "cython"
    chosen = [name for name in names(tree)[::EVERY] if not options.files or any(part in name for part in options.files)][options.slice]
    groups = [chosen[at:at + AT_ONCE] for at in range(0, len(chosen), AT_ONCE)]
    with ThreadPoolExecutor(options.jobs) as pool:
        return [row for rows in pool.map(lambda group: run(tree, group, place, options.timeout), groups) for row in rows]


def run(tree, group, place, timeout):
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder, "cython")
        shutil.copytree(tree, copied, ignore=shutil.ignore_patterns("docs", "Demos", ".git"))
        patterns = [rf"run\.{re.escape(name)}$" for name in group]
        command = [place.interpreter, "runtests.py", *ONLY_RUN, *patterns]
        try:
            done = subprocess.run(command, cwd=copied, env=place.settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
            status, printed = done.returncode, done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as error:
            status, printed = "timeout", (error.stdout or b"").decode(errors="replace")
    return rows_of(group, status, printed)


def rows_of(group, status, printed):
    rows = [(name, "passed", "") for name in PASSED.findall(printed)]
    rows += [(name, "failed", last_line(text)) for name, text in FAILED.findall(printed)]
    if status in (0, 1) and RAN.search(printed):
        return rows
    return [*rows, (" ".join(group), "failed", f"ended with {status}: " + "\n".join(printed.splitlines()[-15:]))]


def last_line(text):
    """The error that a traceback ends with."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
