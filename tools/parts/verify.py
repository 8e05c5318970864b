"""What tools/verify does: runs the long tests, one part after the other, and remembers which of them passed for which sources.

    tools/verify                 all parts that have not passed yet: hours, the first time
    tools/verify --minutes 60    begins no part after an hour; the next call goes on there
    tools/verify --quick         a sample of each part, in half an hour once the builds are there
    tools/verify --list          the parts, and what is known of them
    tools/verify --again         also what has passed
    tools/verify --state FILE    remembers there, not in build/verify.json: a file that other machines can go on with
    tools/verify --merge FILE    takes over what such a file knows, and runs nothing

The last line is "N passed, N failed", of all parts run or remembered.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import building
from part import Result, end_on_signals, run
from state import FILE, State, digest, read, result_of
from tables import VERIFY

COMPILING_SECONDS = 15 * 60  # at a stretch


def all_parts():
    return [piece for part in VERIFY for piece in part.sliced()]


def sample_parts():
    """Of a part with many cases a slice that changes with the sources, so that in time all have their turn."""
    samples = []
    for part in VERIFY:
        if part.quick_seconds:
            part = part.lasting(part.quick_seconds)
        if part.quick_slices:
            part = part.slice(int(digest(part), 16) % part.quick_slices + 1, part.quick_slices)
        samples += part.sliced()
    return samples


class Clock:
    def __init__(self, minutes):
        self.end = time.monotonic() + minutes * 60 if minutes else float("inf")

    def is_over(self):
        return time.monotonic() >= self.end


def has_built(part, clock):
    """None when the time was over before all was compiled."""
    while not clock.is_over():
        try:
            return building.build(part.build, part.targets, COMPILING_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    return None


def play(part, clock):
    """The result of a part; None: there was no time for it."""
    if clock.is_over():
        return None
    print(f"== {part.label}", flush=True)
    if part.targets:
        built = has_built(part, clock)
        if not built:
            return None if built is None else Result(0, 1, "does not build: " + " ".join(part.targets))
    return run(part.words(building.folders()[part.build]), part.ends)


def list_parts(parts, state):
    """A line for each: when it ran last, for sources like those of now ("current") or others ("stale"), how long, and with which result. Of one
    that has not run, how long it may take. The last line says how long all takes that is not current."""
    left, unknown = 0, 0
    for part in parts:
        row, seconds = state.row(part), state.estimate(part)
        kind = "not run" if not row else "current" if row["sources"] == digest(part) else "stale"
        minutes = f"{seconds / 60:5.1f} min" if seconds is not None else "        ?"
        print(f"{row['date']}  {kind:7}  {minutes}  {part.label}: {result_of(row)}" if row else f"{kind:29}  {minutes}  {part.label}")
        if kind != "current":
            left += seconds or 0
            unknown += seconds is None
    print(f"not current: {left / 60:.0f} min of processor time, without the builds, and {unknown} parts of which nothing is known")


def main():
    end_on_signals()
    parser = argparse.ArgumentParser(prog="tools/verify", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a sample of each part")
    parser.add_argument("--only", default="", metavar="SUBSTR", help="only parts whose BUILD: NAME contains SUBSTR")
    parser.add_argument("--minutes", type=float, default=0, metavar="N", help="begin nothing after N minutes")
    parser.add_argument("--again", action="store_true", help="run also what has passed")
    parser.add_argument("--list", action="store_true", help="name the parts and what is known of them")
    parser.add_argument("--state", type=Path, default=FILE, metavar="FILE", help="remember what has passed there")
    parser.add_argument("--merge", type=Path, action="append", default=[], metavar="FILE", help="take over the rows of this file; run nothing")
    options = parser.parse_args()
    parts = [part for part in (sample_parts() if options.quick else all_parts()) if options.only in part.label and part.can_run]
    state, clock = State(options.state), Clock(options.minutes)
    for path in options.merge:
        state.add(read(path))
    if options.list:
        list_parts(parts, state)
        return 0
    if options.merge:
        print(f"{len(state.rows)} rows in {state.path}")
        return 0

    results, left = [], 0
    for part in parts:
        result = state.result(part)
        if options.again or not result or result.failed:
            sources = digest(part)
            result = play(part, clock)
            if result:
                print(f"{part.label}: {result}, {result.seconds:.0f} s", flush=True)
                state.remember(part, result, sources)
        results += [(part, result)] if result else []
        left += result is None
    print()
    for part, result in results:
        if result.failed:
            print(f"{part.label}: {result}")
    if left:
        print(f"{left} of {len(parts)} parts not run yet: the time was over")
    passed, failed = sum(r.passed for _, r in results), sum(r.failed for _, r in results)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or left else 0


if __name__ == "__main__":
    sys.exit(main())
