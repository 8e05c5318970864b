"""What single events cost on this machine, in nanoseconds, measured by the micro benchmarks of both programs (bench/micro).

An event costs freedom what micro-t needs for it beyond what micro, with plain counts and without locks, needs for the same operation. Of several repetitions
the median counts, with the interval of the sign test. The figures are kept beside the programs, and measured again when one of the programs is newer.
"""

import json
import subprocess
from dataclasses import dataclass

import pairs
import programs

REPETITIONS = 7
SECONDS = 0.02  # of one repetition


@dataclass(frozen=True)
class Kind:
    """Events that cost the same. `benchmark` does `each` of them in a turn; `plain` is what micro does in their stead."""

    label: str
    events: tuple
    benchmark: str
    plain: str
    each: int = 1


KINDS = (
    Kind("owner tests: increments and decrements by the owner", ("incref_owner", "decref_owner"), "pair_owner", "pair_owner", 2),
    Kind("foreign counts: atomic increments and decrements", ("incref_shared", "decref_shared", "settled_notes", "settled_deferred"),
         "pair_foreign", "pair_owner", 2),
    Kind("counts in the thread's tables: of deferred and of lent objects", ("incref_deferred", "decref_deferred", "incref_noted", "decref_noted"),
         "pair_deferred_foreign", "pair_owner", 2),
    Kind("counts of immortal objects", ("incref_immortal", "decref_immortal"), "pair_immortal", "pair_immortal", 2),
    Kind("object locks: looks at private objects", ("lock_private",), "object_lock_private", "object_lock_private"),
    Kind("object locks: reserved ones", ("lock_reserved",), "object_lock_published", "object_lock_published"),
    Kind("object locks: taken by an atomic instruction", ("lock_taken",), "object_lock_of_many", "object_lock_of_many"),
    Kind("publication of objects", ("published",), "publish_thousand", "publish_thousand", 1000),
)


def benchmark(path):
    """{name: nanoseconds of processor time for a turn, in each repetition}"""
    names = sorted({name for kind in KINDS for name in (kind.benchmark, kind.plain)})
    command = [path, f"--benchmark_filter=^({'|'.join(names)})$", "--benchmark_format=json", f"--benchmark_repetitions={REPETITIONS}",
               f"--benchmark_min_time={SECONDS}"]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for row in json.loads(out.stdout)["benchmarks"]:
        if row["run_type"] == "iteration":
            found.setdefault(row["run_name"], []).append(row["cpu_time"])
    if absent := [name for name in names if name not in found]:
        raise programs.Failed(f"{path} has no benchmark {absent[0]}: tools/build release micro-t micro")
    return found


def is_known(figures, name):
    return isinstance(figures.get(name), list)


def measured(folder):
    """{label of a kind: nanoseconds of one event, an interval}, measured now or before. NotBuilt: micro-t or micro is not there."""
    both = [folder / "micro-t", folder / "micro"]
    if not all(program.is_file() for program in both):
        raise programs.NotBuilt("release", "The micro benchmarks measure what events cost. To build them: tools/build release micro-t micro")
    newest = max(program.stat().st_mtime for program in both)
    kept = folder / "studio_costs.json"
    figures = json.loads(kept.read_text()) if kept.is_file() and kept.stat().st_mtime > newest else [{}, {}]
    if not all(is_known(figures[0], kind.benchmark) and is_known(figures[1], kind.plain) for kind in KINDS):
        figures = [benchmark(str(program)) for program in both]
        kept.write_text(json.dumps(figures, indent=1))
    free, plain = figures
    return {kind.label: beyond(free[kind.benchmark], plain[kind.plain], kind.each) for kind in KINDS}


def beyond(free, plain, each):
    """The difference of two benchmarks, for one event."""
    return pairs.median_interval([(a - b) / each for a, b in zip(free, plain)])
