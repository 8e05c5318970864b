"""Where two programs spend their CPU time, by samples: perf looks twenty thousand times a second at which instruction runs.

The part of the runtime that each sample belongs to comes from line tables, as that of counted instructions does (parts.py). The samples say which share of its
time a program spends in each part; the time itself is that of the pairs of runs. So the parts add up to the CPU time, and their differences to the difference.
"""

import os
import shutil
import tempfile
from pathlib import Path

import instructions
import pairs
import parts
import programs
from callgrind import Profile

EVENT, PER_SECOND = "cpu-clock", 20_000  # virtual machines seldom let perf count the processor's cycles
PARANOID = Path("/proc/sys/kernel/perf_event_paranoid")
MISSING = "Where the time goes is told by perf: apt-get install linux-perf"
KERNEL = parts.Part("kernel", "the kernel", "")


def read(lines):
    """Of perf script -F ip,dso: an address, and in brackets the file of the machine code. A sample costs 1."""
    profile = Profile()
    for line in lines:
        address, _, file = line.strip().partition(" ")
        if file:
            profile.total += 1
            profile.at[file.strip("()"), int(address, 16)] += 1
    return profile


def event():
    """Who may not look into the kernel samples what runs outside it."""
    return EVENT if os.geteuid() == 0 or int(PARANOID.read_text()) <= 1 else EVENT + ":u"


def sample(program, arguments):
    """Runs the script once."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        programs.run(program, arguments, before=["perf", "record", "--quiet", "-e", event(), "-F", str(PER_SECOND), "-o", str(data), "--"])
        return read(programs.output(["perf", "script", "-i", str(data), "-F", "ip,dso"]))


def measure(sides, arguments, rounds, seconds, start=None):
    """The parts, with the seconds that each program spends in them, or what is missing. `seconds`: {label: CPU time of a run, start-up included}. `start`: the
    words of a script whose time is subtracted, and {label: its CPU time}. Percents are of what the second program takes."""
    if not shutil.which("perf"):
        return {"missing": MISSING}
    try:
        tables = {side: instructions.with_lines(side) for side in sides}
        splits = sampled(sides, arguments, rounds, tables)
        starts = sampled(sides, start[0], rounds, tables) if start else None
    except (LookupError, programs.Failed) as reason:
        return programs.missing(reason, "Where the time goes cannot be told: ")
    rows = divided(splits, seconds, starts, start and start[1])
    return {"samples": {label: sum(sum(found.values()) for found in each) for label, each in splits.items()}, "rows": rows,
            "percent": sum(row["percent"] for row in rows)}


def sampled(sides, arguments, rounds, tables):
    """{label: [{key of a part: samples} of each round]}; the rounds of both programs are interleaved."""
    found = {side.label: [] for side in sides}
    for order in pairs.interleaved(sides, rounds):
        for side in order:
            found[side.label].append(split(sample(side, arguments), side.path, tables[side]))
    return found


def split(profile, path, with_lines):
    """{key of a part: samples}"""
    sums = parts.split(profile, path, with_lines)
    sums[KERNEL.key] = sum(cost for (file, _), cost in profile.at.items() if file.startswith("[kernel"))
    sums[parts.LIBRARIES.key] -= sums[KERNEL.key]
    return sums


def spent(key, split, seconds):
    return seconds * split[key] / sum(split.values())


def summed(splits):
    """The samples of all rounds together."""
    return {key: sum(split[key] for split in splits) for key in splits[0]}


def divided(splits, seconds, starts=None, start_seconds=None):
    """The time of each program, divided up as its samples are. Each difference has the interval of its rounds."""
    first, second = splits
    together = {label: summed(each) for label, each in splits.items()}
    start = {label: summed(starts[label]) if starts else None for label in splits}

    def own(label, key, split):
        return spent(key, split, seconds[label]) - (spent(key, start[label], start_seconds[label]) if starts else 0)

    base = seconds[second] - (start_seconds[second] if starts else 0)
    rows = []
    for part in (*parts.ALL, KERNEL):
        row = {label: own(label, part.key, together[label]) for label in splits}
        each = [own(first, part.key, a) - own(second, part.key, b) for a, b in zip(splits[first], splits[second])]
        middle, spread = row[first] - row[second], pairs.median_interval(each)
        sure = pairs.Interval(middle, min(middle, spread.low), max(middle, spread.high), spread.confidence)
        rows.append({"key": part.key, **row, **pairs.row(part.label, sure, base)})
    return rows
