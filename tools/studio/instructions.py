"""How many instructions a program executes, by the best way that this machine offers."""

import shutil
import tempfile
from pathlib import Path

import callgrind
import parts
import programs

HOW = {"perf": "counted by the processor (perf stat, user mode)", "callgrind": "counted by valgrind's callgrind, one run"}


def by_processor(program, arguments):
    """None: the machine does not allow it, or has no such counter."""
    if not shutil.which("perf"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        programs.run(program, arguments, before=["perf", "stat", "-e", "instructions:u", "-x", ",", "-o", str(counts)])
        fields = [line.split(",")[0] for line in counts.read_text().splitlines() if "instructions" in line]
    return int(fields[0]) if fields and fields[0].isdigit() else None


def with_lines(program):
    """The program of the build with line tables that has the same machine code. LookupError, NotBuilt: there is none; the message says why."""
    path = programs.folder_of("lines") / Path(program.path).name
    if not path.is_file():
        raise programs.NotBuilt("lines", "What the instructions are for is told by the programs with line tables. To build them: tools/build lines")
    if parts.code(path) != parts.code(program.path):
        raise LookupError(f"{path.parent.name}/{path.name} is of other sources than {program.path}. To build both: tools/build release && tools/build lines")
    return path


def measure(sides, arguments, start=None):
    """How both programs' instructions split into parts; without line tables, or without valgrind, how many there are, if they can be counted at all.
    `start`: the words of a script whose instructions do not count."""
    if callgrind.is_installed():
        return by_callgrind(sides, arguments, start)
    counts = [by_processor(side, arguments) for side in sides]
    if start and None not in counts:
        counts = [count - by_processor(side, start) for count, side in zip(counts, sides)]
    if None in counts:
        return {"missing": "Instructions can be counted neither by perf, which may not do so here, nor by callgrind: " + callgrind.MISSING}
    return {**result(sides, counts, "perf"), "missing": "What the instructions are for is told by callgrind: " + callgrind.MISSING}


def by_callgrind(sides, arguments, start):
    profiles = [callgrind.count(side, arguments) for side in sides]
    if start:
        profiles = [profile.without(callgrind.count(side, start)) for profile, side in zip(profiles, sides)]
    counts = [profile.total for profile in profiles]
    try:
        splits = [parts.split(profile, side.path, with_lines(side)) for profile, side in zip(profiles, sides)]
    except LookupError as reason:
        return {**result(sides, counts, "callgrind"), **programs.missing(reason)}
    rows = [dict(key=part.key, label=part.label, **{side.label: split[part.key] for side, split in zip(sides, splits)}) for part in parts.ALL]
    return result(sides, counts, "callgrind", rows)


def result(sides, counts, how, rows=()):
    """Percents are of what the second program executes."""
    base = counts[1]
    for row in rows:
        row["percent"] = (row[sides[0].label] - row[sides[1].label]) / base * 100
    return {"how": how, "counts": dict(zip((s.label for s in sides), counts)), "percent": (counts[0] / base - 1) * 100, "parts": list(rows)}
