"""How often events happen while a script runs: counts, locks, publications, as tinypy-t-studio counts them (gc/base/events.def)."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import programs

STUDIO = "tinypy-t-studio"
FORMAT = 2
PHASES = {"start_up": "start-up", "program": "program", "shut_down": "shut-down"}  # of a report, and their names for readers


def totals(report, with_startup=False):
    """{event: how often} of a report, all threads and lines together: of the program, or with what starting and shutting down the interpreter takes."""
    if report.get("refstats") != FORMAT:
        raise programs.Failed(f"{STUDIO} --refstats: the report has format {report.get('refstats')}, and this tool knows {FORMAT}")
    if not with_startup:
        return report["totals"]
    return {event: sum(phase.get(event, 0) for phase in report["phases"].values()) for event in report["totals"]}


def count(program, arguments, threads=None, with_startup=False):
    """{event: how often} while the script runs in the studio's program beside `program`. NotBuilt: it has none beside it."""
    studio = Path(program.path).with_name(STUDIO)
    if not studio.is_file():
        raise programs.NotBuilt("release", f"{STUDIO} counts the events. To build it: ninja -C {studio.parent.name} {STUDIO}")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        counting = replace(program, label=STUDIO, path=str(studio), options=(*program.options, f"--refstats={report}"))
        programs.run(counting, arguments, threads)
        return totals(json.loads(report.read_text()), with_startup)
