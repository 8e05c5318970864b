"""What tools/overhead does: measures, and hands the figures to the reports (overhead_text.py, overhead_page.py)."""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

import building
import instructions
import overhead_page
import overhead_text
import pairs
import programs
import refstats
import samples
import scaling
import why


EXTRAS = (building.Extra("release", (refstats.STUDIO, "micro-t", "micro"), "how often events happen, and what they cost"),
          building.Extra("lines", ("tinypy-t", "tinypy"), "which part of the runtime instructions and time belong to"))


def numbers(text):
    found = sorted({int(word) for word in text.split(",")})
    if not found or found[0] < 1:
        raise argparse.ArgumentTypeError("numbers of threads, from 1 on, separated by commas")
    return found if found[0] == 1 else [1, *found]


def options(description):
    parser = argparse.ArgumentParser(prog="tools/overhead", description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", metavar="SCRIPT")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS")
    parser.add_argument("--build", type=Path, default=programs.ROOT / "build", metavar="FOLDER", help="where tinypy-t and tinypy are; default: build")
    parser.add_argument("--pairs", type=programs.positive, default=15, metavar="N", help="how often both programs run; default: 15")
    parser.add_argument("--cpython", action="store_true", help="also the CPythons of this machine")
    parser.add_argument("--interp", action="append", default=[], metavar="PATH", help="another program to compare with tinypy; repeatable")
    parser.add_argument("--threads", type=numbers, metavar="N,N", help="how the script scales with so many threads")
    parser.add_argument("--with-startup", action="store_true",
                        help="do not subtract what an empty script takes, which is starting and ending the program")
    parser.add_argument("--build-missing", action="store_true", help="first build the programs that some sections of the report need, which takes minutes")
    parser.add_argument("--no-instructions", action="store_true", help="do not count instructions: callgrind takes fifty times as long as the script")
    parser.add_argument("--json", metavar="FILE", help="write all figures")
    parser.add_argument("--html", metavar="FILE", help="write a page with plots")
    return parser.parse_args()


def both_programs(folder):
    found = [programs.Program(name, str(folder / name)) for name in ("tinypy-t", "tinypy")]
    for program in found:
        if not Path(program.path).is_file():
            raise programs.Failed(f"{program.path} is not built: tools/build release")
    return found


def other_programs(chosen):
    paths = [programs.resolve(path) for path in chosen.interp] + (programs.found_cpythons() if chosen.cpython else [])
    paths = list(dict.fromkeys(paths))
    names = [Path(path).name for path in paths]
    return [programs.Program(name if names.count(name) == 1 else path, path) for name, path in zip(names, paths)]


def inside(program, arguments, rounds):
    """What the program itself tells, in several runs: [{"peak": bytes, "gc": totals}]. Empty: the script ends in a way that leaves no time to tell."""
    return [known for known in (told_once(program, arguments) for _ in range(rounds)) if known]


def told_once(program, arguments):
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        programs.run(program, [str(programs.INSIDE), str(figures), *arguments])
        return json.loads(figures.read_text()) if figures.is_file() else None


def compared(above, below):
    """Of two lists of seconds, measured in pairs."""
    interval = pairs.median_interval(pairs.quotients(above, below)).moved(pairs.percent_more)
    return {**vars(interval), "each": [pairs.percent_more(q) for q in pairs.quotients(above, below)]}


EMPTY = [str(Path(__file__).with_name("empty.py"))]
LEAST_SECONDS = 1e-6  # of a pair in which start-up took longer than the script: its quotient is an outlier, which moves no end of the interval


def own_seconds(runs, starts, name):
    """Seconds of each run; `starts`: the runs of the empty script in the same pairs, whose seconds are subtracted. Empty: nothing is."""
    seconds = [getattr(run, name) for run in runs]
    return [max(LEAST_SECONDS, each - getattr(start, name)) for each, start in zip(seconds, starts)] if starts else seconds


def time_of(runs, starts, sides):
    """{"wall" and "cpu": {label: seconds of each run, "percent": of the first program against the second}}"""
    found = {}
    for name in ("wall", "cpu"):
        seconds = {side.label: own_seconds(runs[side], starts.get(side, ()), name) for side in sides}
        for label, each in seconds.items():
            if statistics.median(each) <= LEAST_SECONDS:
                raise programs.Failed(f"{label} needs no longer for the script than for an empty one: give it more to do, or measure --with-startup")
        found[name] = {**seconds, "percent": {side.label: compared(seconds[side.label], seconds[sides[1].label]) for side in sides if side != sides[1]}}
    return found


def check_output(runs):
    """What the programs print should be the same, or they have not done the same work."""
    printed = {side.label: found[0].printed for side, found in runs.items()}
    return sorted({label for label, text in printed.items() if text != next(iter(printed.values()))})


def collections_seconds(known):
    return (known.get("gc") or {}).get("duration", 0.0)


def collecting(told):
    """Seconds of collections that the first program takes beyond the second one, run by run."""
    first, second = ([collections_seconds(known) for known in each] or [0.0] for each in told)
    return pairs.median_interval([a - b for a, b in zip(first, second)])


def measured_runs(chosen, everybody, arguments):
    """Runs of the script, and of the empty one: ({program: runs}, {program: runs})."""
    scripts = [arguments] if chosen.with_startup else [arguments, EMPTY]
    say(f"running {chosen.pairs} pairs" + ("" if chosen.with_startup else ", and as many of an empty script"))
    found = pairs.measure([(program, at) for at in range(len(scripts)) for program in everybody], chosen.pairs,
                          lambda which: programs.run(which[0], scripts[which[1]]))
    return {p: found[p, 0] for p in everybody}, {} if chosen.with_startup else {p: found[p, 1] for p in everybody}


def startup_of(starts):
    """{label: {"wall" and "cpu": seconds, an interval}} of the empty script."""
    return {side.label: {name: vars(pairs.median_interval([getattr(run, name) for run in runs])) for name in ("wall", "cpu")} for side, runs in starts.items()}


def measure(chosen):
    arguments = [chosen.script, *chosen.arguments]
    sides = both_programs(chosen.build)
    can_build = chosen.build.resolve() == programs.folder_of("release").resolve()
    if chosen.build_missing and not can_build:
        raise programs.Failed(f"--build-missing builds in {programs.folder_of('release')}, and --build names {chosen.build}: leave one of the two out")
    if chosen.build_missing:
        for extra in building.missing(EXTRAS, chosen.build):
            building.build(extra)
    note = scaling.busy_note(os.getloadavg()[0])
    everybody = [*sides, *other_programs(chosen)]
    runs, starts = measured_runs(chosen, everybody, arguments)
    result = {"script": arguments, "programs": [p.label for p in everybody], "paths": {p.label: p.path for p in everybody}, "pairs": chosen.pairs,
              "processors": scaling.processors(), "note": note, "with_startup": chosen.with_startup, "startup": startup_of(starts),
              "time": time_of(runs, starts, everybody), "prints_otherwise": check_output(runs),
              "can_build": can_build,
              "extras": [{"build": extra.build, "what": extra.what, "remedy": extra.remedy(chosen.build)} for extra in building.missing(EXTRAS, chosen.build)]}
    result["inside"] = {side.label: inside(side, arguments, min(7, chosen.pairs)) for side in everybody}
    start = None if chosen.with_startup else EMPTY
    if chosen.no_instructions:
        result["instructions"] = {"missing": "not asked for (--no-instructions)"}
    else:
        say("counting instructions")
        result["instructions"] = instructions.measure(sides, arguments, start)
    explain(result, chosen, sides, arguments)
    if chosen.no_instructions:
        result["where"] = {"missing": "not asked for (--no-instructions)"}
    else:
        say("sampling")
        result["where"] = sample(result, chosen, sides, arguments, start)
    if chosen.threads:
        say("running with several threads")
        result["threads"] = scales(sides, arguments, chosen.threads, chosen.pairs)
    return result


def sample(result, chosen, sides, arguments, start):
    """Where the time goes. The time that the samples divide up is such that the differences add up to what the pairs have told."""
    first, second = (side.label for side in sides)
    plain = statistics.median(result["time"]["cpu"][second])
    own = {first: plain * (1 + result["time"]["cpu"]["percent"][first]["middle"] / 100), second: plain}
    starting = {label: result["startup"][label]["cpu"]["middle"] if start else 0.0 for label in own}
    whole = {label: seconds + starting[label] for label, seconds in own.items()}
    return samples.measure(sides, arguments, chosen.pairs, whole, start and (start, starting))


def explain(result, chosen, sides, arguments):
    """Adds why the first program takes longer: `why`."""
    first, second = (side.label for side in sides)
    plain = statistics.median(result["time"]["cpu"][second])
    percent = result["time"]["cpu"]["percent"][first]
    slower = pairs.Interval(*(percent[name] * plain / 100 for name in ("middle", "low", "high")), percent["confidence"])
    result["why"] = why.explain(sides[0], chosen.build, arguments, slower, plain, collecting([result["inside"][label] for label in (first, second)]),
                                result["instructions"], chosen.with_startup)


def scales(sides, arguments, counts, rounds):
    rows = scaling.measure(sides, arguments, counts, max(6, rounds // 2))
    laws = {label: scaling.fit(found) for label, found in rows.items()}
    try:
        events = {str(n): refstats.count(sides[0], arguments, n) for n in counts}
    except programs.NotBuilt as reason:
        events = programs.missing(reason)
    return {"rows": rows, "laws": laws, "words": [scaling.in_words(label, law) for label, law in laws.items()], "events": events}


def say(text):
    print(f"{text} ...", file=sys.stderr, flush=True)


def main(description):
    chosen = options(description)
    try:
        result = measure(chosen)
    except programs.Failed as reason:
        print(f"tools/overhead: {reason}", file=sys.stderr)
        return 1
    print(overhead_text.report(result))
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent=1)
            out.write("\n")
    if chosen.html:
        overhead_page.page(result).write(chosen.html)
    return 0
