"""How often events happen while a script runs: counts, locks, publications, as tinypy-t-studio counts them (gc/base/events.def)."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import programs

STUDIO = "tinypy-t-studio"
SIGN = "incref_owner"  # an event that every report has


class Missing(Exception):
    """There is no program that counts events; the message says how it is built."""


def totals(report):
    """{event: how often} of a report: the table nearest to its top that has the events by their names."""
    level = [report]
    while level:
        for table in level:
            if isinstance(table, dict) and isinstance(table.get(SIGN), int):
                return {name: n for name, n in table.items() if isinstance(n, int)}
        level = [inner for outer in level if isinstance(outer, (dict, list)) for inner in (outer.values() if isinstance(outer, dict) else outer)]
    raise programs.Failed(f"{STUDIO} --refstats: the report has no table of events")


def count(program, arguments, threads=None):
    """{event: how often} while the script runs in the studio's program beside `program`."""
    studio = Path(program.path).with_name(STUDIO)
    if not studio.is_file():
        raise Missing(f"{STUDIO} counts the events. To build it: ninja -C {studio.parent.name} {STUDIO}")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        counting = replace(program, label=STUDIO, path=str(studio), options=(*program.options, f"--refstats={report}"))
        programs.run(counting, arguments, threads)
        return totals(json.loads(report.read_text()))
