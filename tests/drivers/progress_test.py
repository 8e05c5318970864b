#!/usr/bin/env python3
"""What tools/parts/progress.py says while ninja builds small projects.

    progress_test.py

The last line printed is "N passed, N failed".
"""

import os
import pty
import subprocess
import sys
from pathlib import Path

from cases import case, expect, finish, named_cases, play

PARTS = Path(__file__).resolve().parents[2] / "tools/parts"
RULES = "rule run\n  command = $words && touch $out\n  description = making $out\n"
def project(folder, **commands):
    steps = "".join(f"build {name}: run\n  words = {command}\n" for name, command in commands.items())
    (folder / "build.ninja").write_text(RULES + steps)


def build(folder, *targets, seconds=None):
    """(status, what was said). `seconds`: between two lines."""
    words = [sys.executable, str(PARTS / "progress.py"), str(folder), *targets]
    if seconds is not None:
        program = f"import sys; sys.path.insert(0, {str(PARTS)!r}); import progress; progress.SECONDS[False] = {seconds}; sys.exit(progress.main(*sys.argv[1:]))"
        words[1:2] = ["-c", program]
    done = subprocess.run(words, capture_output=True, text=True)
    expect(done.stdout == "", done.stdout)
    return done.returncode, done.stderr


@case
def short_builds_and_those_with_nothing_to_do_are_quiet(folder):
    project(folder, a="true", b="echo noise")
    for _ in range(2):
        expect(build(folder) == (0, ""), "not quiet")


@case
def lines_say_how_many_steps_of_how_many(folder):
    project(folder, a="true", b="sleep 3")
    status, said = build(folder, seconds=1)
    expect(status == 0 and f"{folder.name}: 1 of 2 steps, " in said and "last time" not in said, said)


@case
def the_next_build_says_how_long_the_last_one_took(folder):
    project(folder, a="true", b="sleep 3", c="true")
    build(folder)
    (folder / "a").unlink()
    build(folder, "a")  # one step does not replace what is known of all
    for name in ("a", "b", "c"):
        (folder / name).unlink(missing_ok=True)
    said = build(folder, seconds=1)[1]
    expect("; last time 3 in " in said, said)


@case
def a_failure_is_shown_without_the_steps_that_passed(folder):
    project(folder, a="true", b="echo wrong here; false", c="true")
    status, said = build(folder)
    expect(status != 0 and "wrong here" in said and "making b" in said, said)
    expect("making a" not in said and "making c" not in said, said)


@case
def a_terminal_has_one_line_which_is_gone_at_the_end(folder):
    project(folder, a="true", b="sleep 4")
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
    expect(process.wait() == 0, said)
    lines = said.decode().split("\r\x1b[K")
    expect(len(lines) > 2 and f"{folder.name}: 1 of 2 steps, " in lines[1] and lines[-1] == "" and "\n" not in said.decode(), lines)


def main():
    return finish([play(named_cases())])


if __name__ == "__main__":
    sys.exit(main())
