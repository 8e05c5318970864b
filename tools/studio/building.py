"""Programs that a tool would use if they were there: what they are, and how they are built with a line that tells how far it is."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import programs

SECONDS_PER_LINE = 5
FILES_LAG_SECONDS = 0.1  # the times of files lag behind the clock by a tick


@dataclass(frozen=True)
class Extra:
    build: str  # of tools/build --list
    targets: tuple
    what: str  # what the tool can tell with it

    def command(self):
        return f"tools/build {self.build} {' '.join(self.targets)}"

    def is_there(self, release):
        """`release`: the folder of the programs that are measured, which need not be the one of tools/build."""
        folder = release if self.build == "release" else programs.folder_of(self.build)
        return all((folder / target).is_file() for target in self.targets)


def missing(extras, release):
    return [extra for extra in extras if not extra.is_there(release)]


def build(extra):
    """Builds it, and tells on standard error how many files have been compiled so far. Failed: it cannot be built."""
    folder, begun = programs.folder_of(extra.build), time.time() - FILES_LAG_SECONDS
    with subprocess.Popen([programs.ROOT / "tools/build", extra.build, *extra.targets], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="backslashreplace") as process:
        while True:
            try:
                log, _ = process.communicate(timeout=SECONDS_PER_LINE)
                break
            except subprocess.TimeoutExpired:
                tell(f"{extra.command()}: {compiled_since(folder, begun)} files compiled, {minutes(time.time() - begun)}")
    end_line()
    if process.returncode:
        raise programs.Failed(f"{extra.command()}: status {process.returncode}: {programs.last_words(log)}")


def compiled_since(folder, begun):
    return sum(path.stat().st_mtime >= begun for path in Path(folder).rglob("*.o"))


def minutes(seconds):
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def tell(text):
    """On a terminal the line is written over itself."""
    end = "\r" if sys.stderr.isatty() else "\n"
    print(f"\x1b[K{text} ..." if end == "\r" else f"{text} ...", end=end, file=sys.stderr, flush=True)


def end_line():
    if sys.stderr.isatty():
        print("\x1b[K", end="", file=sys.stderr, flush=True)
