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
import whatif_rows
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
    rows = [whatif_rows.row(layer, runs, counts) for layer in there]
    if callgrind.is_installed() and not chosen.no_instructions:
        for layer, found in zip(there, rows):
            say(f"counting instructions: {layer.label}")
            found["instructions"] = callgrind.count(layer.runs_as(), arguments, 1).total
    whatif_rows.compare(rows)
    return {"script": arguments, "rounds": chosen.rounds, "threads": counts, "layers": rows, "missing": [dict(label=l, remedy=r) for l, r in missing],
            "refused": refusals(rows, chosen.rounds), "words": list(filter(None, [*whatif_rows.in_words(rows), note]))}


def refusals(rows, rounds):
    """{key of a figure: why no waterfall of it is drawn}"""
    reasons = {figure.key: whatif_rows.refusal(rows, figure, rounds) for figure in whatif_rows.known(rows)}
    return {key: reason for key, reason in reasons.items() if reason}


def shown(figure, value):
    return text.seconds(value) if figure.timed else text.count(value)


def heading(result, figure):
    n = result["threads"][-1] if figure.of_threads else 1
    return f"{figure.what}, {n} thread{'s' * (n > 1)}"


def table(result):
    head = [""]
    for figure in whatif_rows.known(result["layers"]):
        head += [heading(result, figure), "of plain", *(["between"] if figure.timed else [])]
    return head, [[found["label"], *cells(result, found)] for found in result["layers"]]


def cells(result, found):
    for figure in whatif_rows.known(result["layers"]):
        yield shown(figure, found[figure.key])
        yield text.percent(found[figure.key + "_percent"])
        if figure.timed:
            yield text.between(found[figure.key + "_percent_low"], found[figure.key + "_percent_high"])


HOW = "each figure is the median of {rounds} interleaved rounds; of plain: beyond plain counts and a GIL, in the same round; between: the interval of the sign test"


def report(result):
    missing = [f"{m['label']}: not built: {m['remedy']}" for m in result["missing"]]
    refused = [f"{heading(result, figure)}: no step from layer to layer is told. {result['refused'][figure.key]}"
               for figure in whatif_rows.known(result["layers"]) if figure.key in result["refused"]]
    note = f"({HOW.format(rounds=result['rounds'])})"
    return "\n\n".join(filter(None, [" ".join(result["script"]), text.table(*table(result)), note, "\n".join(result["words"]), "\n".join(refused),
                                     "\n".join(missing)]))


def steps_figure(made, result, figure):
    if figure.key in result["refused"]:
        made.text("No waterfall here. " + result["refused"][figure.key])
        return
    steps = [found for found in result["layers"] if found["key"] != "plain"]
    rows = []
    for found in steps:
        spread = whatif_rows.interval(found, figure.key + "_step")
        sure = {"low": spread.low, "high": spread.high} if figure.timed else {}
        rows.append(Bar(found["label"], spread.middle, **sure, shown=text.percent(spread.middle)))
    made.figure(waterfall(rows, "%", "all layers"),
                "The first bar is how much the first program takes beyond plain counts; each next one, what a layer adds or takes off. "
                + ("A stroke is the interval of the step." if figure.timed else ""))


def levels_figure(made, result, figure):
    unit, factor = ("ms", 1e3) if figure.timed else ("M", 1e-6)
    rows = []
    for found in result["layers"]:
        spread = pairs.median_interval(found["rounds"][figure.key]) if figure.timed else pairs.exact(found[figure.key])
        sure = {"low": spread.low * factor, "high": spread.high * factor} if figure.timed else {}
        rows.append(Bar(found["label"], spread.middle * factor, **sure, colour=7 if found["key"] == "plain" else 0, shown=shown(figure, spread.middle)))
    made.figure(bars(rows, unit), "Shorter is better." + (" A stroke is the interval of the median." if figure.timed else ""))


def page(result):
    made = Page("What each layer gains: " + " ".join(result["script"]), f"In all tables, {HOW.format(rounds=result['rounds'])}.")
    for sentence in result["words"]:
        made.text(sentence)
    for figure in whatif_rows.known(result["layers"]):
        made.section(heading(result, figure))
        steps_figure(made, result, figure)
        levels_figure(made, result, figure)
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
