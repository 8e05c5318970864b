#!/usr/bin/env python3
"""What tools/verify remembers, and that nothing is left of tools/test and tools/verify when a signal ends them: in small projects whose parts are
scripts, with the scripts of tools/parts.

    verify_test.py

The last line printed is "N passed, N failed".
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import scripts
from cases import case, finish, named_cases, play

ROOT = scripts.ROOT.parent
COPIED = ("tools/build", "tools/lib.sh", "tools/parts/building.py", "tools/parts/part.py", "tools/parts/state.py", "tools/parts/test.py",
          "tools/parts/verify.py", "tests/drivers/scripts.py", "tests/drivers/processes.py", "tests/drivers/cases.py", "tests/drivers/slices.py",
          "tests/drivers/clean_environment.py")
# Each part looks at a file of its own, says so in a file beside the project, and lasts as long as ONE_LASTS says.
TABLES = '''
from part import PROGRAMS, Part

VERIFY = [
    Part("one", "sh tests/one.sh", files=("tests/one.sh",), seconds=7),
    Part("two", "sh tests/two.sh {slice}", files=("tests/two.sh", "tests/more"), slices=2),
]
TEST, PAGES = VERIFY, []
'''
SCRIPT = 'echo ran >> "$RUNS"; sleep "${LASTS-0}"; echo 3 passed, 0 failed\n'


class Project:
    """A folder with a copy of tools/verify and parts of its own."""

    def __init__(self, folder):
        self.folder, self.runs = folder, folder.with_name(folder.name + ".runs")
        for name in COPIED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        self.write("tools/parts/tables.py", TABLES)
        for name in ("one", "two"):
            self.write(f"tests/{name}.sh", SCRIPT)
        self.write("tests/more/a.txt", "a")
        self.write("gc/source.cpp", "int x;\n")

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def start(self, *options, tool="verify", **variables):
        command = [sys.executable, f"tools/parts/{tool}.py", *map(str, options)]
        return subprocess.Popen(command, cwd=self.folder, env=os.environ | {"RUNS": str(self.runs)} | variables, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)

    def verify(self, *options):
        """(how many scripts have run, what was printed)"""
        self.runs.write_text("")
        process = self.start(*options)
        output = process.communicate()[0]
        return len(self.runs.read_text().splitlines()), output

    def listed(self, state):
        """{label: "current", "stale" or "not run"}"""
        lines = self.verify("--list", "--state", state)[1].splitlines()[:-1]
        return {label: kind for kind, label in (re.match(r"(?:\S+Z +)?(current|stale|not run) .*?(release: \w+(?: \d/\d)?)", line).groups() for line in lines)}


def check(value, what=""):
    if not value:
        raise AssertionError(what)


ALL = ("release: one", "release: two 1/2", "release: two 2/2")


@case
def what_has_passed_is_not_run_again(a, b, state):
    check(a.listed(state) == dict.fromkeys(ALL, "not run"))
    check(a.verify("--state", state)[0] == 3)
    check(a.listed(state) == dict.fromkeys(ALL, "current"))
    runs, output = a.verify("--state", state)
    check((runs, output.splitlines()[-1]) == (0, "9 passed, 0 failed"), output)
    check(a.verify("--state", state, "--again")[0] == 3)


@case
def what_has_not_run_takes_as_long_as_its_siblings(a, b, state):
    check(a.verify("--list", "--state", state)[1].endswith("not current: 0 min of processor time, without the builds, and 3 parts of which nothing is known\n"))
    a.verify("--state", state, "--only", "two 1/2")
    rows = json.loads(state.read_text())
    rows["release: two 1/2"]["processor_seconds"] = 600
    state.write_text(json.dumps(rows))
    listing = a.verify("--list", "--state", state)[1]
    check(re.search(r"current +10\.0 min  release: two 1/2", listing) and re.search(r"not run +10\.0 min  release: two 2/2", listing), listing)
    check(re.search(r"not run +\?  release: one\n", listing), listing)
    check(listing.endswith("not current: 10 min of processor time, without the builds, and 1 parts of which nothing is known\n"), listing)


@case
def another_folder_with_the_same_contents_goes_on(a, b, state):
    check(a.verify("--state", state, "--only", "two")[0] == 2)
    os.utime(b.folder / "gc/source.cpp", (1, 1))
    check(b.listed(state) == dict(zip(ALL, ("not run", "current", "current"))))
    check(b.verify("--state", state)[0] == 1)
    check(a.verify("--state", state)[0] == 0)


@case
def a_changed_file_makes_stale_what_it_decides_about(a, b, state):
    a.verify("--state", state)
    b.write("tests/more/b.txt", "new")
    check(b.listed(state) == dict(zip(ALL, ("current", "stale", "stale"))))
    check(b.verify("--state", state)[0] == 2)
    b.write("gc/source.cpp", "int y;\n")
    check(b.listed(state) == dict.fromkeys(ALL, "stale"))


@case
def files_that_git_ignores_decide_nothing(a, b, state):
    subprocess.run(["git", "init", "-q"], cwd=b.folder, check=True)
    b.write(".gitignore", "*.swp\n")
    b.write("gc/.source.cpp.swp", "half")
    b.write("tests/more/__pycache__/x", "half")
    a.verify("--state", state)
    check(b.listed(state) == dict.fromkeys(ALL, "current"))


@case
def pages_beside_the_sources_decide_nothing(a, b, state):
    a.verify("--state", state)
    b.write("gc/README.md", "more")
    b.write("tests/more/README.md", "more")
    check(b.listed(state) == dict.fromkeys(ALL, "current"))


@case
def runs_at_once_keep_the_rows_of_each_other(a, b, state):
    processes = [a.start("--state", state, "--only", "one", LASTS="1"), b.start("--state", state, "--only", "two", LASTS="0.4")]
    check([p.communicate() and p.returncode for p in processes] == [0, 0])
    check(a.listed(state) == dict.fromkeys(ALL, "current"))


@case
def rows_of_another_file_are_taken_over_if_they_are_later(a, b, state):
    other = state.with_name("other.json")
    a.verify("--state", state, "--only", "one")
    b.verify("--state", other)
    rows = json.loads(other.read_text())
    rows["release: one"].update(date="2000-01-01T00:00:00Z", passed=99)
    rows["release: two 1/2"].update(date="2999-01-01T00:00:00Z", passed=77)
    other.write_text(json.dumps(rows))
    runs, output = a.verify("--state", state, "--merge", other)
    check((runs, "3 rows" in output) == (0, True), output)
    check(a.verify("--state", state)[1].splitlines()[-1] == f"{3 + 77 + 3} passed, 0 failed")


@case
def what_has_failed_is_run_again(a, b, state):
    a.write("tests/one.sh", SCRIPT.replace("3 passed, 0", "2 passed, 1"))
    for _ in range(2):
        runs, output = a.verify("--state", state, "--only", "one")
        check((runs, output.splitlines()[-1]) == (1, "2 passed, 1 failed"), output)


@case
def rows_tell_date_commit_and_time(a, b, state):
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=a.folder, check=True)
    a.verify("--state", state, "--only", "one")
    a.write("gc/source.cpp", "int z;\n")
    a.verify("--state", state, "--only", "two 1")
    rows = json.loads(state.read_text())
    check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", rows["release: one"]["date"]))
    check(re.fullmatch(r"[0-9a-f]{12}", rows["release: one"]["commit"]))
    check(rows["release: two 1/2"]["commit"] == rows["release: one"]["commit"] + "+")
    check(str(a.folder) not in state.read_text())


@case
def a_file_of_another_kind_is_not_written_over(a, b, state):
    for text in ("{", "[]", '{"release: one": {"passed": 1}}'):
        state.write_text(text)
        runs, output = a.verify("--state", state)
        check((runs, state.read_text()) == (0, text), output)


# A step of a build, and a part, that go on until somebody ends them; the file tells who they are.
LASTING = 'echo $$ > "$RUNS"; echo begun; exec sleep 1000\n'
BUILDING = f"""#!/bin/sh
if [ "$1" = --list ]; then echo "release build"; exit; fi
sh -c '{LASTING.strip()}'
"""


def ends_all(project, number, *options, **variables):
    """A signal to the tool alone ends what LASTING has begun, too."""
    project.runs.write_text("")
    process = project.start(*options, **variables)
    while not project.runs.read_text().endswith("\n"):
        time.sleep(0.02)
    lasting = int(project.runs.read_text())
    process.send_signal(number)
    output = process.communicate()[0]
    check(process.returncode == 128 + number, f"status {process.returncode}: {output}")
    while Path(f"/proc/{lasting}").exists() and " Z " not in Path(f"/proc/{lasting}/stat").read_text():
        time.sleep(0.02)


@case
def a_signal_ends_a_build_and_a_part_as_well(a, b, state):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        a.write("tests/one.sh", LASTING)
        ends_all(a, number, "--state", state, "--only", "one")
        ends_all(a, number, "--only", "one", tool="test")
        b.write("tools/build", BUILDING)
        b.write("tools/parts/tables.py", TABLES.replace('("tests/one.sh",)', '("tests/one.sh",), targets=("x",)'))
        ends_all(b, number, "--state", state, "--only", "one")
        ends_all(b, number, "--only", "one", tool="test")


def with_projects(function):
    return lambda folder: function(*(Project(folder / name / "project") for name in ("here", "elsewhere")), folder / "state.json")


def main():
    return finish([play([(name, with_projects(function)) for name, function in named_cases()])])


if __name__ == "__main__":
    sys.exit(main())
