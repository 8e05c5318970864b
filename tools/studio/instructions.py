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


def line_program(program):
    """The same program of the build with line tables; None: it has not been built."""
    path = programs.folder_of("lines") / Path(program.path).name
    return programs.Program(program.label, str(path)) if path.is_file() and parts.has_lines(path) else None


def measure(sides, arguments):
    """How both programs' instructions split into parts; without line tables, or without valgrind, how many there are, if they can be counted at all."""
    counted = [line_program(side) for side in sides]
    if callgrind.is_installed() and all(counted):
        profiles = [callgrind.count(program, arguments) for program in counted]
        splits = [parts.split(profile, program.path) for profile, program in zip(profiles, counted)]
        rows = [dict(key=part.key, label=part.label, **{s.label: split[part.key] for s, split in zip(sides, splits)}) for part in parts.ALL]
        return result(sides, [profile.total for profile in profiles], "callgrind", rows)
    remedy = "What the instructions are for is told by the programs with line tables. To build them: tools/build lines"
    counts = [by_processor(side, arguments) for side in sides]
    if None not in counts:
        return result(sides, counts, "perf", missing=remedy if callgrind.is_installed() else callgrind.MISSING)
    if not callgrind.is_installed():
        return {"missing": "perf may not count them here, and " + callgrind.MISSING}
    return result(sides, [callgrind.count(side, arguments).total for side in sides], "callgrind", missing=remedy)


def result(sides, counts, how, rows=(), missing=""):
    """Percents are of what the second program executes."""
    base = counts[1]
    for row in rows:
        row["percent"] = (row[sides[0].label] - row[sides[1].label]) / base * 100
    found = {"how": how, "counts": dict(zip((s.label for s in sides), counts)), "percent": (counts[0] / base - 1) * 100, "parts": list(rows)}
    return {**found, "missing": missing} if missing else found
