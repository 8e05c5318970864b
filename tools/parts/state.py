"""What is known of the parts: which of them passed, when, and for which sources.

A part has passed for good until one of the files changes that decide about it: those that the programs are made of, its own tests, its row. A file of
state names these contents by a digest, and neither folders, machines nor times of files. So it can be carried from one machine to another; runs that
share one, at once or in turns, add to each other's rows; and rows of other files can be taken over. Of two rows for a part, the later one stays.
"""

import datetime
import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import cache

from part import ROOT, SOURCES, Result

FILE = ROOT / "build" / "verify.json"
SLICE = re.compile(r"(.*?)(?: \d+/(\d+))?")  # of a part's label
FIELDS = ("passed", "failed", "note", "seconds", "processor_seconds")  # of a Result


def git(*words):
    """What git prints; empty where there is no git, or this is no clone."""
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


@cache
def ignored():
    """Paths of files and folders that are none of the project's."""
    names = git("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z").split("\0")
    return {ROOT / name for name in names if name}


def files_in(path):
    if path in ignored() or path.name == "__pycache__":
        return
    if path.is_file():
        yield path
    for entry in sorted(path.iterdir()) if path.is_dir() else ():
        if entry.suffix != ".md":  # pages beside the sources change no result
            yield from files_in(entry)


@cache
def digest_of_file(path, modified, size):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest_of(name):
    """Of a file or of all files in a folder, their names included."""
    lines = []
    for path in files_in(ROOT / name):
        status = path.stat()
        lines.append(f"{path.relative_to(ROOT)} {digest_of_file(path, status.st_mtime_ns, status.st_size)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest(part):
    names = (*SOURCES, *part.files, "tests/drivers/scripts.py", "tests/drivers/processes.py", "tests/drivers/cases.py", "tests/drivers/slices.py")
    text = "\n".join([part.build, part.command, str(part.seconds), *map(digest_of, names)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def commit():
    """The commit that is checked out, with a + if files differ from it: for readers, nothing depends on it."""
    name = git("rev-parse", "--short=12", "HEAD").strip()
    return name + "+" * bool(name and git("status", "--porcelain", "--untracked-files=no"))


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def read(path):
    """The rows of a file; none if it is not there. A file of another kind is not written over: the program ends."""
    try:
        rows = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: {error}")
    if not isinstance(rows, dict) or not all(isinstance(row, dict) and {"sources", "date", *FIELDS} <= row.keys() for row in rows.values()):
        sys.exit(f"{path}: no state of tools/verify")
    return rows


def slice_of(label):
    """(label of the whole test, in how many slices it has been cut)"""
    test, count = SLICE.fullmatch(label).groups()
    return test, int(count or 1)


def result_of(row):
    return Result(*(row[field] for field in FIELDS))


def later(rows, others):
    """The rows of both; of two for one part, that with the later date."""
    merged = dict(rows)
    for label, row in others.items():
        if label not in merged or row["date"] > merged[label]["date"]:
            merged[label] = row
    return merged


@contextmanager
def locked(folder):
    """Nobody else who asks for the lock of the folder has it meanwhile."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class State:
    def __init__(self, path):
        self.path = path
        self.rows = read(path)

    def row(self, part):
        """Of the last run, with whatever sources; None: there has been none."""
        return self.rows.get(part.label)

    def estimate(self, part):
        """Seconds of processor time that the part will take: what it took last time, else what others with cases of the same test tell. None:
        nothing is known. What could not be built has taken no time."""
        row = self.row(part)
        if row and row["processor_seconds"]:
            return row["processor_seconds"]
        test, count = slice_of(part.label)
        whole = [row["processor_seconds"] * slice_of(label)[1] for label, row in self.rows.items() if slice_of(label)[0] == test]
        known = list(filter(None, whole))
        return sum(known) / len(known) / count if known else None

    def result(self, part):
        """Of the last run with the sources of now; None: there has been none."""
        row = self.row(part)
        return result_of(row) if row and row["sources"] == digest(part) else None

    def remember(self, part, result, sources):
        """`sources`: the digest from before the run."""
        self.add({part.label: {"date": now(), "commit": commit(), "sources": sources, **vars(result)}})

    def add(self, rows):
        """Takes rows over, into the file too, with those that other runs have written there meanwhile."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.path.parent):
            self.rows = later(later(self.rows, read(self.path)), rows)
            written = self.path.with_name(self.path.name + ".new")
            written.write_text(json.dumps(self.rows, indent=1, sort_keys=True) + "\n")
            written.replace(self.path)
