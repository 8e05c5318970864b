#!/usr/bin/env python3
"""What tools/parts/progress.py says while ninja builds small projects, and how builds keep out of each other's way.

    progress_test.py

The last line printed is "N passed, N failed".
"""

import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path

from cases import case, expect, finish, named_cases, play

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "tools/parts"
RULES = "rule run\n  command = $words && touch $out\n  description = making $out\n"
WAITS = "until [ -f go ]; do sleep 0.05; done"  # a step that lasts until the test lets it go
MOST_LINES = 100  # in which an expected one comes


def project(folder, **commands):
    steps = "".join(f"build {name}: run\n  words = {command}\n" for name, command in commands.items())
    (folder / "build.ninja").write_text(RULES + steps)


def build(folder, *targets):
    """(status, what was said)"""
    done = subprocess.run([sys.executable, PARTS / "progress.py", folder, *targets], capture_output=True, text=True)
    expect(done.stdout == "", done.stdout)
    return done.returncode, done.stderr


def let_go(folder):
    (folder / "go").touch()


def said_while_waiting(folder, words):
    """What is said before a step that waits is let go, and after it: the words are to be in a line before. A line comes every second."""
    program = f"import sys; sys.path.insert(0, {str(PARTS)!r}); import progress; progress.SECONDS[False] = 1; sys.exit(progress.main(*sys.argv[1:]))"
    with subprocess.Popen([sys.executable, "-c", program, folder], stderr=subprocess.PIPE, text=True) as process:
        said = []
        while len(said) < MOST_LINES and not (said and words in said[-1]):
            said.append(process.stderr.readline())
        let_go(folder)
        said.append(process.stderr.read())
    expect(process.returncode == 0 and words in said[-2], process.returncode, *said)
    return "".join(said)


@case
def short_builds_and_those_with_nothing_to_do_are_quiet(folder):
    project(folder, a="true", b="echo noise")
    for _ in range(2):
        expect(build(folder) == (0, ""), "not quiet")


@case
def lines_say_how_many_steps_of_how_many(folder):
    project(folder, a="true", b=WAITS)
    said = said_while_waiting(folder, f"{folder.name}: 1 of 2 steps, ")
    expect("last time" not in said, said)


@case
def the_next_build_says_how_long_the_last_one_took(folder):
    project(folder, a="true", b=WAITS, c="true")
    let_go(folder)
    build(folder)
    (folder / "a").unlink()
    build(folder, "a")  # one step does not replace what is known of all
    for name in ("a", "b", "c", "go"):
        (folder / name).unlink(missing_ok=True)
    said_while_waiting(folder, "; last time 3 in ")


@case
def a_failure_is_shown_without_the_steps_that_passed(folder):
    project(folder, a="true", b="echo wrong here; false", c="true")
    status, said = build(folder)
    expect(status != 0 and "wrong here" in said and "making b" in said, said)
    expect("making a" not in said and "making c" not in said, said)


@case
def a_terminal_has_one_line_which_is_gone_at_the_end(folder):
    project(folder, a="true", b=WAITS)
    reader, writer = pty.openpty()
    process = subprocess.Popen([sys.executable, PARTS / "progress.py", folder], stderr=writer)
    os.close(writer)
    said = b""
    while True:
        try:
            part = os.read(reader, 1000)
        except OSError:  # the other end is closed
            break
        said += part
        if b"1 of 2 steps, " in said:
            let_go(folder)
    expect(process.wait() == 0, said)
    lines = said.decode().split("\r\x1b[K")
    expect(len(lines) > 2 and all(line.startswith(f"{folder.name}: ") for line in lines[1:-1]) and lines[-1] == "" and "\n" not in said.decode(), lines)


def start(folder):
    return subprocess.Popen([sys.executable, PARTS / "progress.py", folder], stderr=subprocess.PIPE, text=True)


def until(holds):
    while not holds():
        time.sleep(0.02)


@case
def a_second_build_in_the_folder_waits(folder):
    project(folder, a=f"touch begun && {WAITS} && echo made >> a.log")
    first = start(folder)
    until((folder / "begun").exists)
    second = start(folder)
    expect(second.stderr.readline() == f"{folder.name}: waits for another build in this folder\n", "does not wait")
    let_go(folder)
    expect((first.wait(), second.wait()) == (0, 0), first.stderr.read(), second.stderr.read())
    expect((folder / "a.log").read_text() == "made\n", "was made twice")


@case
def the_next_build_waits_for_what_a_killed_one_has_left(folder):
    project(folder, a=f"touch begun && {WAITS} && echo made >> a.log")
    first = start(folder)
    until((folder / "begun").exists)
    first.kill()
    first.wait()
    second = start(folder)
    expect(second.stderr.readline() == f"{folder.name}: waits for another build in this folder\n", "does not wait")
    let_go(folder)
    expect(second.wait() == 0, second.stderr.read())


LIBRARY = ROOT / "tools/lib.sh"
# Says what it is called with, and makes what the scripts look for.
MESON = """#!/bin/sh
echo "$@" >> meson.log
mkdir -p build/meson-private build/meson-info
touch build/meson-private/coredata.dat build/build.ninja
echo "{\\"directories\\": {\\"source\\": \\"$PWD\\", \\"build\\": \\"$PWD/build\\", \\"info\\": \\"x\\"}}" > build/meson-info/meson-info.json
"""


def configured(folder):
    """How often meson has been called after one more call of configure()."""
    variables = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    subprocess.run(["bash", "-c", "source tools/lib.sh; configure release"], cwd=folder, env=variables, check=True, capture_output=True)
    return len((folder / "meson.log").read_text().splitlines())


@case
def a_copy_of_a_build_folder_is_configured_anew(folder):
    first, second = folder / "first", folder / "second"
    for name, text in (("tools/lib.sh", LIBRARY.read_text()), ("tools/sources", "#!/bin/sh\n"), ("bin/meson", MESON), ("build/sources.list", "")):
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_text(text)
        (first / name).chmod(0o755)
    expect([configured(first), configured(first)] == [1, 1], "is configured twice")
    shutil.copytree(first, second)
    expect([configured(second), configured(second)] == [2, 2], "the copy is not configured anew, or twice")
    expect(configured(first) == 1, "the original is configured again")


def main():
    return finish([play(named_cases())])


if __name__ == "__main__":
    sys.exit(main())
