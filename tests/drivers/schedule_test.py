#!/usr/bin/env python3
"""What --schedule does to small programs with a mistake that only some orders of their threads show.

    schedule_test.py --interp PATH [--only SUBSTR] [-j N] [--slice I/N]

The programs are schedule/*.py. Their first line, `# fails: N`, is the exit status of the runs that fail: one of the first 100 seeds must do so, and
then each of ten runs with that seed prints the same. With `# fails: 0` none of the first seeds fails, and equal seeds print the same. What a comment
`# says: REGEX` describes is found in what --schedule explore prints.

tinypy-t-studio must lie beside the interpreter. The last line printed is "N passed, N failed".
"""

import re
import subprocess
import sys

import judged
import scripts
from processes import HANG_SECONDS

FOLDER = scripts.ROOT / "schedule"
SEEDS, SEEDS_OF_SOUND_PROGRAMS, REPETITIONS = 100, 12, 10
FOUND = re.compile(r"^Schedule (\d+) has failed with status (\d+); \d+ different schedules? in \d+ runs?\. To repeat it:\n  (.*--schedule.*)$", re.MULTILINE)


# A library may warn of a fork with threads, and names the process.
OPTIONS = ["-W", "ignore::DeprecationWarning"]


def run(interpreter, path, schedule):
    return subprocess.run([interpreter, *OPTIONS, "--schedule", schedule, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=HANG_SECONDS)


def repeats_differently(interpreter, path, seed, status, times):
    first, *others = [run(interpreter, path, seed) for _ in range(times)]
    if first.returncode != status:
        return f"seed {seed}: status {first.returncode}, not {status}\n{first.stdout}"
    for other in others:
        if (other.returncode, other.stdout) != (first.returncode, first.stdout):
            return f"seed {seed} prints\n{first.stdout}and then\n{other.stdout}"
    return ""


def problem(interpreter, path):
    source = path.read_text(encoding="utf-8")
    status = int(re.match(r"# fails: (\d+)\n", source)[1])
    seeds = SEEDS if status else SEEDS_OF_SOUND_PROGRAMS
    done = run(interpreter, path, f"explore={seeds}")
    for regex in re.findall(r"^# says: (.*)$", source, re.MULTILINE):
        if not re.search(regex, done.stdout, re.MULTILINE):
            return f"not found: {regex}\n{done.stdout}"
    if not status:
        return (done.stdout if done.returncode else "") or repeats_differently(interpreter, path, "3", 0, 3)
    found = FOUND.search(done.stdout)
    if not found or int(found[2]) != status or done.returncode != status:
        return f"no seed fails with status {status}\n{done.stdout}"
    if " switches:\n" not in done.stdout:
        return f"shows no switches\n{done.stdout}"
    return repeats_differently(interpreter, path, found[1], status, REPETITIONS)


if __name__ == "__main__":
    sys.exit(judged.main(__doc__, FOLDER, problem))
