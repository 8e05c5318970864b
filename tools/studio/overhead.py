"""What tools/overhead does: measures, and hands the figures to the reports (overhead_text.py, overhead_page.py)."""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

import instructions
import overhead_page
import overhead_text
import pairs
import programs
import refstats
import samples
import scaling
import why


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
    """What the program itself tells: {"peak": bytes, "gc": totals}, of the run with the shortest collections: they are measured by the clock on the wall, and
    take longer if other processes run. None: the script ends in a way that leaves no time to tell."""
    told = [known for known in (told_once(program, arguments) for _ in range(rounds)) if known]
    return min(told, key=collections_seconds, default=None)


def told_once(program, arguments):
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        programs.run(program, [str(programs.INSIDE), str(figures), *arguments])
        return json.loads(figures.read_text()) if figures.is_file() else None


def compared(above, below):
    """Of two lists of seconds, measured in pairs."""
    interval = pairs.median_interval(pairs.quotients(above, below)).moved(pairs.percent_more)
    return {**vars(interval), "each": [pairs.percent_more(q) for q in pairs.quotients(above, below)]}


def time_of(runs, sides):
    """{"wall" and "cpu": {label: seconds of each run, "percent": of the first program against the second}}"""
    found = {}
    for name in ("wall", "cpu"):
        seconds = {side.label: [getattr(r, name) for r in runs[side]] for side in sides}
        found[name] = {**seconds, "percent": {side.label: compared(seconds[side.label], seconds[sides[1].label]) for side in sides if side != sides[1]}}
    return found


def check_output(runs):
    """What the programs print should be the same, or they have not done the same work."""
    printed = {side.label: found[0].printed for side, found in runs.items()}
    return sorted({label for label, text in printed.items() if text != next(iter(printed.values()))})


def collections_seconds(known):
    return ((known or {}).get("gc") or {}).get("duration", 0.0)


def measure(chosen):
    arguments = [chosen.script, *chosen.arguments]
    sides = both_programs(chosen.build)
    note = scaling.busy_note(os.getloadavg()[0])
    everybody = [*sides, *other_programs(chosen)]
    say(f"running {chosen.pairs} pairs")
    runs = pairs.measure(everybody, chosen.pairs, lambda program: programs.run(program, arguments))
    result = {"script": arguments, "programs": [p.label for p in everybody], "paths": {p.label: p.path for p in everybody}, "pairs": chosen.pairs,
              "processors": scaling.processors(), "note": note, "time": time_of(runs, everybody), "prints_otherwise": check_output(runs)}
    told = {side.label: inside(side, arguments, min(5, chosen.pairs)) for side in everybody}
    result["inside"] = told
    if chosen.no_instructions:
        result["instructions"] = {"missing": "not asked for (--no-instructions)"}
    else:
        say("counting instructions")
        result["instructions"] = instructions.measure(sides, arguments)
    plain = statistics.median(r.cpu for r in runs[sides[1]])
    slower = plain * result["time"]["cpu"]["percent"][sides[0].label]["middle"] / 100
    collecting = collections_seconds(told[sides[0].label]) - collections_seconds(told[sides[1].label])
    result["why"] = why.explain(sides[0], chosen.build, arguments, slower, plain, collecting, result["instructions"])
    if chosen.no_instructions:
        result["where"] = {"missing": "not asked for (--no-instructions)"}
    else:
        say("sampling")
        result["where"] = samples.measure(sides, arguments, chosen.pairs, {sides[0].label: plain + slower, sides[1].label: plain})
    if chosen.threads:
        say("running with several threads")
        result["threads"] = scales(sides, arguments, chosen.threads, chosen.pairs)
    return result


def scales(sides, arguments, counts, rounds):
    rows = scaling.measure(sides, arguments, counts, max(3, rounds // 3))
    laws = {label: scaling.fit(found) for label, found in rows.items()}
    try:
        events = {str(n): refstats.count(sides[0], arguments, n) for n in counts}
    except refstats.Missing as missing:
        events = {"missing": str(missing)}
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
