"""What tools/whatif does: runs a script in each layer (layers.py), and shows what each layer gains."""

import argparse
import json
import os
import sys

import callgrind
import layers
import pairs
import programs
import scaling
import text
from page import Bar, Page, bars, waterfall


def options(description):
    parser = argparse.ArgumentParser(prog="tools/whatif", description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", metavar="SCRIPT")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS")
    parser.add_argument("--rounds", type=programs.positive, default=7, metavar="N", help="how often each program runs; default: 7")
    parser.add_argument("--threads", type=programs.positive, metavar="N", help="also with so many threads")
    parser.add_argument("--from-core", action="store_true", help="the accelerators of memory and collections are layers, too")
    parser.add_argument("--no-instructions", action="store_true", help="do not count instructions: callgrind takes fifty times as long as the script")
    parser.add_argument("--json", metavar="FILE", help="write all figures")
    parser.add_argument("--html", metavar="FILE", help="write a page with plots")
    return parser.parse_args()


def measure(chosen):
    arguments = [chosen.script, *chosen.arguments]
    note = scaling.busy_note(os.getloadavg()[0])
    ladder = layers.ladder(chosen.from_core)
    there = [layer for layer in ladder if layer.path().is_file()]
    missing = [(layer.label, layer.remedy()) for layer in ladder if layer not in there]
    for label, remedy in missing:
        say(f"{label}: not built, left out: {remedy}")
    if not any(layer.label == layers.PLAIN for layer in there):
        raise programs.Failed("there is nothing to compare with: tools/build release")
    counts = [1] if not chosen.threads or chosen.threads == 1 else [1, chosen.threads]
    say(f"running {len(there)} programs, {chosen.rounds} rounds")
    runs = pairs.measure([(layer, n) for n in counts for layer in there], chosen.rounds,
                         lambda which: programs.run(which[0].runs_as(), arguments, which[1]))
    rows = [row(layer, runs, counts) for layer in there]
    if callgrind.is_installed() and not chosen.no_instructions:
        for layer, found in zip(there, rows):
            say(f"counting instructions: {layer.label}")
            found["instructions"] = callgrind.count(layer.runs_as(), arguments, 1).total
    compare(rows)
    return {"script": arguments, "rounds": chosen.rounds, "threads": counts, "layers": rows, "missing": [dict(label=l, remedy=r) for l, r in missing],
            "words": list(filter(None, [*in_words(rows), note]))}


def row(layer, runs, counts):
    """The least of all rounds: what was least disturbed."""
    one = runs[layer, 1]
    found = {"key": layer.key, "label": layer.label, "without": list(layer.without), "cpu": min(r.cpu for r in one), "wall": min(r.wall for r in one)}
    for n in counts[1:]:
        found["wall_of_threads"], found["cpu_of_threads"] = (min(getattr(r, name) for r in runs[layer, n]) for name in ("wall", "cpu"))
    return found


# Name, what it is, and whether it is of several threads.
FIGURES = (("cpu", "CPU time", False), ("instructions", "instructions", False), ("wall_of_threads", "wall time", True), ("cpu_of_threads", "CPU time", True))


def compare(rows):
    """Adds to each row what its figures are beyond those of plain counts, in percent, and what its layer adds to the one before."""
    plain = rows[-1]
    for name, _, _ in FIGURES:
        before = None
        for found in rows:
            if name in found:
                found[name + "_percent"] = (found[name] / plain[name] - 1) * 100
                found[name + "_step"] = found[name + "_percent"] - before if before is not None else found[name + "_percent"]
                before = found[name + "_percent"]


def in_words(rows):
    known = {found["key"]: found["cpu_percent"] for found in rows}
    last = next((found for found in reversed(rows) if found["key"] != "plain"), None)
    sentences = []
    if "atomic" in known and "biased" in known:
        gain = known["atomic"] - known["biased"]
        sentences.append(f"Atomic counts take {known['atomic']:+.1f} % of the CPU time of plain ones, biased counts {known['biased']:+.1f} %: "
                         + (f"the bias gains {gain:.1f} points." if gain > 0 else "the bias gains nothing here."))
    if last:
        sentences.append(f"With all layers it is {last['cpu_percent']:+.1f} %.")
    return sentences


def shown(name, value):
    return text.count(value) if name == "instructions" else text.seconds(value)


def heading(result, what, of_threads):
    n = result["threads"][-1] if of_threads else 1
    return f"{what}, {n} thread{'s' * (n > 1)}"


def known_figures(result):
    return [figure for figure in FIGURES if figure[0] in result["layers"][0]]


def table(result):
    head = [""]
    for _, what, of_threads in known_figures(result):
        head += [heading(result, what, of_threads), "of plain"]
    return head, [[found["label"], *cells(result, found)] for found in result["layers"]]


def cells(result, found):
    return [cell for name, _, _ in known_figures(result) for cell in (shown(name, found[name]), text.percent(found[name + "_percent"]))]


def report(result):
    missing = [f"{m['label']}: not built: {m['remedy']}" for m in result["missing"]]
    note = f"(each figure is the least of {result['rounds']} interleaved rounds; of plain: more than with plain counts and a GIL)"
    return "\n\n".join(filter(None, [" ".join(result["script"]), text.table(*table(result)), note, "\n".join(result["words"]), "\n".join(missing)]))


def page(result):
    made = Page("What each layer gains: " + " ".join(result["script"]), f"Percents are beyond plain counts with a GIL; least of {result['rounds']} interleaved rounds.")
    for sentence in result["words"]:
        made.text(sentence)
    for name, what, of_threads in known_figures(result):
        made.section(heading(result, what, of_threads))
        steps = [found for found in result["layers"] if found["key"] != "plain"]
        made.figure(waterfall([Bar(s["label"], s[name + "_step"], shown=text.percent(s[name + "_step"])) for s in steps], "%", "all layers"),
                    "The first bar is how much the first program takes beyond plain counts; each next one, what a layer adds or takes off.")
        unit, factor = ("M", 1e-6) if name == "instructions" else ("ms", 1e3)
        made.figure(bars([Bar(f["label"], f[name] * factor, colour=7 if f["key"] == "plain" else 0, shown=shown(name, f[name])) for f in result["layers"]], unit),
                    "Shorter is better.")
    made.section("All figures")
    made.table(*table(result))
    for missing in result["missing"]:
        made.text(f"{missing['label']}: not built: {missing['remedy']}")
    return made


def say(line):
    print(f"{line} ...", file=sys.stderr, flush=True)


def main(description):
    chosen = options(description)
    try:
        result = measure(chosen)
    except programs.Failed as reason:
        print(f"tools/whatif: {reason}", file=sys.stderr)
        return 1
    print(report(result))
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent=1)
            out.write("\n")
    if chosen.html:
        page(result).write(chosen.html)
    return 0
