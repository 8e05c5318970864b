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


def measure(sides, arguments, rounds, seconds):
    """The parts, with the seconds that each program spends in them, or what is missing. `seconds`: {label: CPU time of a run}. Percents are of
    what the second program takes."""
    if not shutil.which("perf"):
        return {"missing": MISSING}
    profiles = {side: Profile() for side in sides}
    try:
        tables = {side: instructions.with_lines(side) for side in sides}
        for order in pairs.interleaved(sides, rounds):
            for side in order:
                found = sample(side, arguments)
                profiles[side].total += found.total
                profiles[side].at.update(found.at)
        splits = {side.label: split(profiles[side], side.path, tables[side]) for side in sides}
    except (LookupError, programs.Failed) as reason:
        return {"missing": f"Where the time goes cannot be told: {reason}"}
    rows = divided(splits, seconds)
    return {"samples": {side.label: profiles[side].total for side in sides}, "rows": rows, "percent": sum(row["percent"] for row in rows)}


def split(profile, path, with_lines):
    """{key of a part: samples}"""
    sums = parts.split(profile, path, with_lines)
    sums[KERNEL.key] = sum(cost for (file, _), cost in profile.at.items() if file.startswith("[kernel"))
    sums[parts.LIBRARIES.key] -= sums[KERNEL.key]
    return sums


def divided(splits, seconds):
    """The time of each program, divided up as its samples are."""
    first, second = splits
    rows = []
    for part in (*parts.ALL, KERNEL):
        spent = {label: seconds[label] * found[part.key] / sum(found.values()) for label, found in splits.items()}
        rows.append({"key": part.key, "label": part.label, **spent, "percent": (spent[first] - spent[second]) / seconds[second] * 100})
    return rows
