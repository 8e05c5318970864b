"""The report of tools/overhead as a page with plots."""

import statistics

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
    made.text(f"{first} against {second}, CPU time: {pairs.in_words(cpu) if overhead_text.is_told(cpu) else overhead_text.NOT_TOLD}. "
              + pairs.how_sure(cpu, result["pairs"]))
    if result["note"]:
        made.text(result["note"])
    time_section(made, result)
    instructions_section(made, result)
    where_section(made, result)
    why_section(made, result)
    if "threads" in result:
        threads_section(made, result)
    for line in overhead_text.extras_lines(result):
        made.text(line)
    return made


def told_missing(made, result, heading, found):
    """A section with the reason why it is empty, unless the end of the page tells it."""
    if not overhead_text.told_at_the_end(result, found):
        made.section(heading)
        made.text(found["missing"])


def tiles(result, cpu):
    first, second = result["programs"][:2]
    known = overhead_text.is_told(cpu)
    found = [(f"{cpu.middle:+.1f} %", f"CPU time, between {cpu.low:+.1f} and {cpu.high:+.1f}") if known else ("?", "CPU time: the script is too short")]
    if "counts" in result["instructions"]:
        found.append((f"{result['instructions']['percent']:+.1f} %", "instructions: counted, so without an interval"))
    told = result["inside"]
    if told[first] and told[second]:
        peaks = [[known["peak"] for known in told[label]] for label in (first, second)]
        more = pairs.median_interval(pairs.quotients(*peaks)).moved(pairs.percent_more)
        found.append((f"{more.middle:+.1f} %", f"peak memory, between {more.low:+.1f} and {more.high:+.1f}: {text.megabytes(statistics.median(peaks[0]))}"))
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
    made.figure(bars(rows, "ms"), "CPU time: the median of all runs, and the interval of the sign test. Shorter is better.")
    made.text(overhead_text.startup_line(result).strip("()"))
    first = result["programs"][0]
    strips = []
    for name, label in (("wall", "wall time"), ("cpu", "CPU time")):
        known = result["time"][name]["percent"][first]
        if overhead_text.is_told(overhead_text.interval(known)):
            strips.append((label, known["each"], known["middle"], known["low"], known["high"]))
    if not strips:
        made.text("Of the pairs " + overhead_text.NOT_TOLD + ".")
        return
    made.figure(dots(strips, "% slower than " + result["programs"][1], 0),
                "Each dot is one pair of runs. The stroke is the median, the band its interval. Wall time suffers most from whatever else the machine does.")


def instructions_section(made, result):
    found = result["instructions"]
    if not found.get("parts"):
        told_missing(made, result, "Where the instructions are", found)
        return
    made.section("Where the instructions are")
    made.text(f"All instructions, {HOW[found['how']]}. Each belongs to exactly one part, by the functions inlined at its place, so the parts add up. "
              "An instruction is not an amount of time: an atomic one takes as long as twenty others, and a test that is always answered alike hardly any.")
    shown = sorted((p for p in found["parts"] if abs(p["percent"]) >= 0.005), key=lambda p: -p["percent"])
    made.figure(waterfall([Bar(p["label"], p["percent"], shown=text.percent(p["percent"]), colour=GREY if p["key"] in ("work", "libraries") else 0)
                           for p in shown], "%", "all instructions"), f"Instructions beyond those of {result['programs'][1]}, in percent of these.")
    made.table(*overhead_text.instruction_rows(found, result["programs"]), total=True)


def where_section(made, result):
    found = result["where"]
    if "missing" in found:
        told_missing(made, result, "Where the time goes", found)
        return
    made.section("Where the time goes")
    first, second = result["programs"][:2]
    made.text(f"perf has looked {found['samples'][first] + found['samples'][second]:,} times at which instruction runs, and line tables tell the part of the "
              "runtime that it belongs to. The samples divide up the CPU time of the pairs of runs, so the differences of the parts add up to the measured one.")
    shown = sorted((p for p in found["rows"] if abs(p["percent"]) >= 0.05), key=lambda p: -p["percent"])
    made.figure(waterfall([Bar(p["label"], p["percent"], p["percent_low"], p["percent_high"], shown=text.percent(p["percent"]),
                               colour=GREY if p["key"] in ("work", "libraries", "kernel") else 0) for p in shown], "%", "measured"),
                f"Percents of the CPU time of {second}. A stroke is the interval of the rounds.")
    made.table(*overhead_text.where_rows(found, result["programs"]), total=True)


def why_section(made, result):
    found = result["why"]
    if "missing" in found:
        told_missing(made, result, "Events, one by one", found)
        return
    made.section("Events, one by one")
    made.text("How often each kind of event happens (tinypy-t-studio counts them), times what one costs more than in a program with plain counts (the micro "
              "benchmarks of this machine). The last row is what is left of the measured difference: it is not explained, and the noise of the measurement is in it.")
    shown = [Bar(r["label"].split(":")[0], r["percent"], r["percent_low"], r["percent_high"], shown=text.percent(r["percent"]),
                 colour=GREY if r["events"] is None and r["ns"] is None else 0) for r in found["rows"]]
    made.figure(waterfall(shown, "%", "measured"), "Percents of the CPU time of " + result["programs"][1] + ". A stroke is the interval of a row.")
    made.table(*overhead_text.why_rows(found), total=True)


def threads_section(made, result):
    found = result["threads"]
    made.section("How it scales")
    counts = [row["threads"] for row in next(iter(found["rows"].values()))]
    known = result["processors"]
    lines = [Line("ideal", [(n, min(n, known), None, None) for n in sorted({*counts, min(known, counts[-1])})], GREY, True)]
    lines += [Line(label, [(r["threads"], r["speed_up"], r["speed_up_low"], r["speed_up_high"]) for r in rows], at) for at, (label, rows) in enumerate(found["rows"].items())]
    edge = (known, f"processors: {known}") if counts[0] <= known <= counts[-1] else None
    made.figure(curves(lines, "threads", "speed-up", edge), "Wall time with one thread by that with several, in the same round: the median, with its interval. Beyond the number of processors nothing can become quicker.")
    for sentence in found["words"]:
        made.text(sentence)
    for label, rows in found["rows"].items():
        made.table(*overhead_text.scaling_rows(label, rows))
    made.text("Idle is the share of the time in which a thread could have had a processor and did not compute: it waited, or the work was not divided. "
              "On a busy machine other processes are in it, too.")
    if "missing" in found["events"]:
        return
    if overhead_text.event_rows(found["events"])[1]:
        made.table(*overhead_text.event_rows(found["events"]))
    else:
        made.text(overhead_text.NOTHING_SHARED)
