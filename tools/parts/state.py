"""What is known of the parts: which of them passed, and for which sources.

A part has passed for good until one of the files changes that decide about it: those that the programs are made of, its own tests, its row.
"""

import hashlib
import json
from functools import cache

from part import ROOT, SOURCES, Result

FILE = ROOT / "build" / "verify.json"


def files_in(path):
    if path.is_file():
        yield path
    for entry in sorted(path.rglob("*")) if path.is_dir() else ():
        if entry.is_file() and "__pycache__" not in entry.parts:
            yield entry


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
    names = (*SOURCES, *part.files, "tests/scripts.py", "tests/processes.py", "tests/slices.py")
    text = "\n".join([part.build, part.command, str(part.seconds), *map(digest_of, names)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class State:
    def __init__(self):
        try:
            self.known = json.loads(FILE.read_text())
        except (OSError, ValueError):
            self.known = {}

    def result(self, part):
        """Of the last run with the sources of now; None: there has been none."""
        entry = self.known.get(part.label)
        if not entry or entry["sources"] != digest(part):
            return None
        return Result(entry["passed"], entry["failed"], entry["note"], entry["seconds"], entry["processor_seconds"])

    def remember(self, part, result, sources):
        """`sources`: the digest from before the run."""
        self.known[part.label] = {"sources": sources, **vars(result)}
        FILE.parent.mkdir(exist_ok=True)
        written = FILE.with_suffix(".new")
        written.write_text(json.dumps(self.known, indent=1, sort_keys=True) + "\n")
        written.replace(FILE)
