#!/usr/bin/env python3
"""Jobs of people who compute, with compiled packages: two threads, a pool of threads and one of processes, each against one thread.

    bench/extension_jobs.py --interp environment-t/bin/python --interp environment/bin/python --interp python3.15 [--rounds 3] [--only SUBSTR] [--record]

An environment has NumPy, Pillow, pandas, SciPy and scikit-learn (tools/wheels). A job is a module in bench/extensions/jobs: `items(count)`, and `work(item)`,
which is done for each of them. The libraries' own threads are switched off. Importing and making the items do not count, starting a pool does. The rounds
are interleaved, and the least time counts; memory is the most that a program had resident, with its processes. A job whose packages an interpreter has
not is left out there.
"""

import argparse
import sys
from pathlib import Path

import harness

FOLDER = Path(__file__).resolve().parent / "extensions"
TIMEOUT_SECONDS = 600
WAYS = ("1 thread", "2 threads", "pool", "processes")
ITEMS = 16
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def measure(interpreter, job, way):
    """(seconds, MB, results), or nothing."""
    out, reason = harness.run([interpreter, FOLDER / "run_job.py", job, way, str(ITEMS)], TIMEOUT_SECONDS, ALONE)
    if out is None:
        harness.complain(f"{interpreter}: {job}, {way}: {reason}")
        return None
    seconds, memory, results = out.strip().split(" ", 2)
    return float(seconds), float(memory), results


def least(rounds, part):
    return min((done[part] for done in rounds if done), default=None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", metavar="SUBSTR", default="", help="only jobs whose name contains SUBSTR")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)
    times, speeds, memories = {}, {}, {}
    for job in sorted(path.stem for path in (FOLDER / "jobs").glob("*.py")):
        if options.only not in job:
            continue
        done = {(name, way): [] for name in names for way in WAYS}
        for _ in range(options.rounds):
            for name, interpreter in zip(names, interpreters):
                for way in WAYS:
                    done[name, way].append(measure(interpreter, job, way))
        seconds = {key: least(rounds, 0) for key, rounds in done.items()}
        times[job] = {name: seconds[name, "1 thread"] for name in names} | {f"{name}, processes": seconds[name, "processes"] for name in names[-1:]}
        times[job][f"{names[0]}, 2 threads"] = seconds[names[0], "2 threads"]
        speeds[job] = {f"{name}, {way}": harness.ratio(seconds[name, "1 thread"], seconds[name, way]) for name in names for way in WAYS[1:]}
        memories[job] = {f"{name}, {way}": least(done[name, way], 1) for name in names for way in ("2 threads", "processes")}
        for what, table in (("s", times), ("times one thread", speeds), ("MB", memories)):
            print(job, what, {column: number and round(number, 2) for column, number in table[job].items()}, flush=True)
        results = {one[2] for rounds in done.values() for one in rounds if one}
        if len(results) > 1:
            harness.complain(f"{job}: results differ: {sorted(results)}")
    tables = {"time": harness.table(times, "s"), "against one thread": harness.table(speeds, "", better="more"), "memory": harness.table(memories, "MB")}
    harness.record(options, harness.chosen("extension_jobs", options.only), tables, dict(zip(names, interpreters)), options.rounds)


if __name__ == "__main__":
    sys.exit(main())
