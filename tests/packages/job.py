"""What the comments of a job say; run.py tells what they mean."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from fetch import Programs, Suite

WHEELS = re.compile(r"^# wheels: (.*)$", re.MULTILINE)
SUITE = re.compile(r"^# suite: (\S+)", re.MULTILINE)
NEEDS = re.compile(r"^# needs: (.*)$", re.MULTILINE)
CANNOT = re.compile(r"^# cannot: (.*)$", re.MULTILINE)
INSTALLED = re.compile(r"^# installed: (.*)$", re.MULTILINE)
PROGRAMS = re.compile(r"^# programs: (.*)$", re.MULTILINE)


@dataclass
class Job:
    path: Path
    needs: list
    programs: list
    wheels: list
    suite: str
    reason: str

    def suites(self):
        """Suites of packages that the job needs, those of other suites first: (suite, names)."""
        named = [(suite or self.suite, name) for name, _, suite in (needed.partition("/") for needed in self.needs)]
        suites = dict.fromkeys([suite for suite, _ in named if suite != self.suite] + [self.suite])
        return [(suite, [name for of, name in named if of == suite]) for suite in suites]

    def modules(self):
        """The folders with the modules of these packages."""
        return [str(Suite(suite).modules) for suite, _ in self.suites()]


def read(path, suite):
    text = path.read_text(encoding="utf-8")

    def words(pattern):
        found = pattern.search(text)
        return found.group(1).split() if found else []

    missing = [name for name in words(INSTALLED) if not is_installed(name)]
    reason = " ".join(words(CANNOT)) or (f"{' '.join(missing)} not installed" if missing else "")
    return Job(path, words(NEEDS), words(PROGRAMS), words(WHEELS), *(words(SUITE) or [suite]), reason)


def is_installed(name):
    asked = subprocess.run(["dpkg-query", "--show", "--showformat=${db:Status-Status}", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return asked.stdout == "installed"


def fetch(jobs):
    Programs().fetch(sorted({name for job in jobs for name in job.programs}))
    needed = {}
    for suite, names in (pair for job in jobs for pair in job.suites()):
        needed.setdefault(suite, set()).update(names)
    for suite, names in sorted(needed.items()):
        versions = Suite(suite).fetch(sorted(names)) if names else {}
        print("".join(f"{suite}: {package} {version}\n" for package, version in versions.items()), end="")
