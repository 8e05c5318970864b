#!/usr/bin/env python3
"""What --races says about small programs, half of which have a race.

    races_test.py --interp PATH [--only SUBSTR] [-j N] [--slice I/N]

The programs are races/*.py. Their first lines say what is right:

    # race: TEXT      a race is found, and its place is TEXT
    # no race         none is found
    # strict: TEXT    --races=strict finds one there
    # says: TEXT      the report contains TEXT
    # options: TEXT   the interpreter gets these, too
    # status: N       the exit status, if it is neither 0 nor that of a race
    # explore         the same is found in the first schedules, and equal seeds print the same
    # kernel          they need not, since a thread waits in the kernel, whose time no seed chooses
    # explored: TEXT  what the first schedules find together contains TEXT

tinypy-t-studio must lie beside the interpreter. The last line printed is "N passed, N failed".
"""

import re
import subprocess
import sys

import judged
import scripts
from processes import HANG_SECONDS

FOLDER = scripts.ROOT / "races"
RACES_FOUND = 66
PLACE = re.compile(r"^Race \d+: nothing orders two accesses of (.*)$", re.MULTILINE)
SEEDS = 4


def run(interpreter, options, path):
    return subprocess.run([interpreter, *options, str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=HANG_SECONDS)


def problem_with(done, place, said, status=0):
    """What is wrong with a run that should find a race at the place, or none if that is empty, and end with the status, or that of a race if it is 0."""
    places = PLACE.findall(done.stderr)
    status = status or (RACES_FOUND if place else 0)
    if done.returncode != status:
        return f"status {done.returncode}, not {status}"
    if place and place not in places:
        return f"no race of {place}"
    missing = [text for text in said if text not in done.stderr]
    return f"does not say: {missing[0]}" if missing else ""


def problem_of_schedules(interpreter, path, place, said, status, repeatable):
    """The same for the first schedules together, and, if `repeatable`, for one of them that is run twice."""
    done = run(interpreter, ["--races", "--schedule", f"explore={SEEDS}"], path)
    wrong = problem_with(done, place, said, status)
    if wrong:
        return f"--schedule explore: {wrong}\n{done.stderr}"
    if not repeatable:
        return ""
    first, second = (run(interpreter, ["--races", "--schedule", "2"], path) for _ in range(2))
    differs = (first.returncode, first.stdout, first.stderr) != (second.returncode, second.stdout, second.stderr)
    return f"schedule 2 prints\n{first.stderr}and then\n{second.stderr}" if differs else ""


def problem(interpreter, path):
    text = path.read_text(encoding="utf-8")
    wanted = {key: re.findall(rf"^# {key}: (.*)$", text, re.MULTILINE) for key in ("race", "strict", "says", "explored", "options", "status")}
    if not wanted["race"] and "# no race" not in text:
        return "does not tell what is right"
    options = " ".join(wanted["options"]).split()
    place, status = *(wanted["race"] or [""]), *map(int, wanted["status"] or ["0"])
    done = run(interpreter, ["--races", *options], path)
    wrong = problem_with(done, place, wanted["says"], status)
    if not wrong and wanted["strict"]:
        done = run(interpreter, ["--races=strict", *options], path)
        wrong = problem_with(done, wanted["strict"][0], ())
    if wrong:
        return f"{wrong}\n{done.stdout}{done.stderr}"
    explores, repeatable = "\n# explore\n" in text, "\n# kernel\n" not in text
    return problem_of_schedules(interpreter, path, place, wanted["explored"], status, repeatable) if explores else ""


if __name__ == "__main__":
    sys.exit(judged.main(__doc__, FOLDER, problem))
