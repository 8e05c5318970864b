"""The report of tools/overhead as a page with plots."""

import overhead_text
import pairs
import text
from instructions import HOW
from page import Bar, Line, Page, bars, curves, dots, waterfall

GREY = 7


def page(result):
    first, second = result["programs"][:2]
    cpu = overhead_text.interval(result["time"]["cpu"]["percent"][first])
    made = Page("What freedom costs: " + " ".join(result["script"]), f"{first}, without a global lock, against {second}, with one; {result['pairs']} pairs of runs")
    made.tiles(tiles(result, cpu))
    made.text(f"{first} against {second}, CPU time: {pairs.in_words(cpu)}. " + pairs.how_sure(cpu, result["pairs"]))
    if result["note"]:
        made.text(result["note"])
    time_section(made, result)
    instructions_section(made, result)
    where_section(made, result)
    why_section(made, result)
    if "threads" in result:
        threads_section(made, result)
    return made


def tiles(result, cpu):
    first, second = result["programs"][:2]
    found = [(f"{cpu.middle:+.1f} %", f"CPU time, between {cpu.low:+.1f} and {cpu.high:+.1f}")]
    if "counts" in result["instructions"]:
        found.append((f"{result['instructions']['percent']:+.1f} %", "instructions"))
    told = result["inside"]
    if told[first] and told[second]:
        found.append((f"{(told[first]['peak'] / told[second]['peak'] - 1) * 100:+.1f} %", f"peak memory: {text.megabytes(told[first]['peak'])}"))
    return found


def time_section(made, result):
    made.section("Time, memory, collections")
    made.table(*overhead_text.times(result))
    if result["prints_otherwise"]:
        made.text("Not the same output: " + ", ".join(result["prints_otherwise"]))
    rows = []
    for label in result["programs"]:
        seconds = [s * 1000 for s in result["time"]["cpu"][label]]
        bounds = pairs.median_interval(seconds)
        rows.append(Bar(label, bounds.middle, bounds.low, bounds.high, result["programs"].index(label)))
    made.figure(bars(rows, "ms"), "CPU time, start-up included: the median of all runs, and the interval of the sign test. Shorter is better.")
    first = result["programs"][0]
    strips = []
    for name, label in (("wall", "wall time"), ("cpu", "CPU time")):
        known = result["time"][name]["percent"][first]
        strips.append((label, known["each"], known["middle"], known["low"], known["high"]))
    made.figure(dots(strips, "% slower than " + result["programs"][1], 0),
                "Each dot is one pair of runs. The stroke is the median, the band its interval. Wall time suffers most from whatever else the machine does.")


def instructions_section(made, result):
    found = result["instructions"]
    made.section("Where the instructions are")
    if not found.get("parts"):
        made.text(found["missing"])
        return
    made.text(f"All instructions, {HOW[found['how']]}. Each belongs to exactly one part, by the functions inlined at its place, so the parts add up. "
              "An instruction is not an amount of time: an atomic one takes as long as twenty others, and a test that is always answered alike hardly any.")
    shown = sorted((p for p in found["parts"] if abs(p["percent"]) >= 0.005), key=lambda p: -p["percent"])
    made.figure(waterfall([Bar(p["label"], p["percent"], shown=text.percent(p["percent"]), colour=GREY if p["key"] in ("work", "libraries") else 0)
                           for p in shown], "%", "all instructions"), f"Instructions beyond those of {result['programs'][1]}, in percent of these.")
    made.table(*overhead_text.instruction_rows(found, result["programs"]), total=True)


def where_section(made, result):
    found = result["where"]
    made.section("Where the time goes")
    if "missing" in found:
        made.text(found["missing"])
        return
    first, second = result["programs"][:2]
    made.text(f"perf has looked {found['samples'][first] + found['samples'][second]:,} times at which instruction runs, and line tables tell the part of the "
              "runtime that it belongs to. The samples divide up the CPU time of the pairs of runs, so the differences of the parts add up to the measured one.")
    shown = sorted((p for p in found["rows"] if abs(p["percent"]) >= 0.05), key=lambda p: -p["percent"])
    made.figure(waterfall([Bar(p["label"], p["percent"], shown=text.percent(p["percent"]), colour=GREY if p["key"] in ("work", "libraries", "kernel") else 0)
                           for p in shown], "%", "measured"), f"Percents of the CPU time of {second}.")
    made.table(*overhead_text.where_rows(found, result["programs"]), total=True)


def why_section(made, result):
    found = result["why"]
    made.section("Events, one by one")
    if "missing" in found:
        made.text(found["missing"])
        return
    made.text("How often each kind of event happens (tinypy-t-studio counts them), times what one costs more than in a program with plain counts (the micro "
              "benchmarks of this machine). The last row is what is left of the measured difference: it is not explained, and the noise of the measurement is in it.")
    shown = [Bar(r["label"].split(":")[0], r["percent"], shown=text.percent(r["percent"]), colour=GREY if r["events"] is None and r["ns"] is None else 0)
             for r in found["rows"]]
    made.figure(waterfall(shown, "%", "measured"), "Percents of the CPU time of " + result["programs"][1] + ".")
    made.table(*overhead_text.why_rows(found), total=True)


def threads_section(made, result):
    found = result["threads"]
    made.section("How it scales")
    counts = [row["threads"] for row in next(iter(found["rows"].values()))]
    known = result["processors"]
    lines = [Line("ideal", [(n, min(n, known), None, None) for n in sorted({*counts, min(known, counts[-1])})], GREY, True)]
    lines += [Line(label, [(r["threads"], r["speed_up"], None, None) for r in rows], at) for at, (label, rows) in enumerate(found["rows"].items())]
    edge = (known, f"processors: {known}") if counts[0] <= known <= counts[-1] else None
    made.figure(curves(lines, "threads", "speed-up", edge), "Least wall time of all rounds, one thread = 1. Beyond the number of processors nothing can become quicker.")
    for sentence in found["words"]:
        made.text(sentence)
    for label, rows in found["rows"].items():
        made.table(*overhead_text.scaling_rows(label, rows))
    made.text("Idle is the share of the time in which a thread could have had a processor and did not compute: it waited, or the work was not divided. "
              "On a busy machine other processes are in it, too.")
    if "missing" in found["events"]:
        made.text(found["events"]["missing"])
    elif overhead_text.event_rows(found["events"])[1]:
        made.table(*overhead_text.event_rows(found["events"]))
    else:
        made.text(overhead_text.NOTHING_SHARED)
