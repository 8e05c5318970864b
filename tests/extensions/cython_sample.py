"""A sample of Cython's own tests. Each is a source that Cython, run by the interpreter, translates, the C compiler compiles, and the
interpreter imports; then the examples in it are tried."""

import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import junit

EVERY = 4  # of so many sources one is taken
AT_ONCE = 10  # sources in a process
ONLY_RUN = ("--backends=c", "--no-unit", "--no-pyregr", "--no-examples", "--no-code-style")


def names(tree):
    return sorted({path.stem for kind in ("pyx", "py", "srctree") for path in (tree / "tests/run").glob(f"*.{kind}")})


def test(place, options):
    """(test, what became of it, why it failed) of each test. Nothing is written beside the sources."""
    tree = place.folder / "tests of" / "cython"
    shutil.copytree(place.sources / "cython", tree)
    chosen = [name for name in names(tree)[::EVERY] if not options.files or any(part in name for part in options.files)][options.slice]
    groups = [chosen[at:at + AT_ONCE] for at in range(0, len(chosen), AT_ONCE)]
    with ThreadPoolExecutor(options.jobs) as pool:
        return [row for rows in pool.map(lambda group: run(tree, group, place, options.timeout), groups) for row in rows]


def run(tree, group, place, timeout):
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports")
        patterns = [rf"run\.{re.escape(name)}$" for name in group]
        command = [place.python, "runtests.py", *ONLY_RUN, f"--work-dir={folder}/work", f"--xml-output={reports}", *patterns]
        try:
            done = subprocess.run(command, cwd=tree, env=place.settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
            status, printed = done.returncode, done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as error:
            status, printed = "timeout", (error.stdout or b"").decode(errors="replace")
        rows = [row for path in sorted(reports.glob("*.xml")) for row in junit.cases(path.stem, path)]
        if rows and status in (0, 1):
            return rows
        return [*rows, (" ".join(group), "failed", f"ended with {status}: " + "\n".join(printed.splitlines()[-15:]))]
