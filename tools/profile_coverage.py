#!/usr/bin/env python3
"""Tells how much of a profile the sources of now can use: the compiler skips what it says of a function whose name or branches have changed.

    tools/profile_coverage.py PROFILE COUNTED...     PROFILE: tools/release.profdata; COUNTED: what programs of the sources of now have counted

Both are profiles of clang's instrumentation. A function is the same in both if its name and the hash of its branches are. Its weight is the sum of
its counts in PROFILE. Ends with status 1 if less than 95 % of the weight is covered. tools/pgo --check calls it.
"""

import subprocess
import sys

LEAST = 0.95
SHOWN = 12  # of the functions that have changed


def functions(paths):
    """{(name, hash): sum of the counts} of the functions in profiles."""
    text = subprocess.run(["llvm-profdata-19", "merge", "--text", "--output=-", *paths], check=True, capture_output=True, text=True).stdout
    rows = {}
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] not in "#:"]
        if lines:
            name, branches, number = lines[0], lines[1], int(lines[2])
            rows[name, branches] = sum(map(int, lines[3:3 + number]))
    return rows


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    profile, now = functions(sys.argv[1:2]), functions(sys.argv[2:])
    names = {name for name, _ in now}
    used = {key: weight for key, weight in profile.items() if weight}
    gone = sorted(((weight, key) for key, weight in used.items() if key not in now), reverse=True)
    total, lost = sum(used.values()), sum(weight for weight, _ in gone)
    covered = 1 - lost / total
    print(f"{len(used) - len(gone)} of {len(used)} functions, {100 * covered:.1f} % of the counts are as they were when {sys.argv[1]} was written")
    for weight, (name, _) in gone[:SHOWN]:
        print(f"  {100 * weight / total:6.2f} %  {'other branches' if name in names else 'no such function'}  {name}")
    if covered < LEAST:
        sys.exit(f"less than {100 * LEAST:.0f} % are covered: tools/pgo writes the profile anew")


if __name__ == "__main__":
    main()
