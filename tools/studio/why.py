"""Why a script takes longer: how often each kind of event happens, times what one of them costs. What that does not explain is a row of its own.

How often an event happens is exact. What one costs has an interval, and so has its row. The last row is the measured difference less all others, so its interval
is as wide as all of theirs together.
"""

import costs
import pairs
import programs
import refstats

REST = "not explained"
# Parts of the runtime (parts.py) in which no kind of event of costs.py happens: their instructions are priced one by one.
BESIDE = ("slots", "memory", "work", "libraries", "threads")


def explain(program, folder, arguments, slower, plain, collections, instructions, with_startup=False):
    """The rows of the explanation, or what is missing for it.

    `slower`: seconds that tinypy-t takes longer, an Interval. `plain`: seconds that tinypy takes: percents are of that. `collections`: seconds that tinypy-t
    spends in collections beyond those of tinypy, an Interval. `instructions`: as instructions.measure() returns them; what is executed beside the events is
    priced like the mean instruction of tinypy."""
    try:
        happened = refstats.count(program, arguments, with_startup=with_startup)
        nanoseconds = costs.measured(folder)
    except programs.NotBuilt as reason:
        return programs.missing(reason)
    rows = []
    for kind in costs.KINDS:
        times = sum(happened.get(event, 0) for event in kind.events)
        if times:
            ns = nanoseconds[kind.label]
            rows.append(row(kind.label, ns.moved(lambda each: times * each / 1e9), plain, times, ns.middle))
    if instructions.get("parts"):
        rows.append(beside(instructions, plain))
    rows.append(row("collections: the difference of what they took", collections, plain))
    rows.append(row(REST, rest(slower, rows), plain))
    return {"measured": row("measured: CPU time", slower, plain), "rows": rows, "events": happened}


def rest(slower, rows):
    return pairs.Interval(slower.middle - sum(r["seconds"] for r in rows), slower.low - sum(r["high"] for r in rows), slower.high - sum(r["low"] for r in rows),
                    slower.confidence)


def beside(instructions, plain):
    """Instructions are counted, and the time of the mean one follows from the time of all: no interval but that of the time itself."""
    first, second = instructions["counts"]
    more = sum(part[first] - part[second] for part in instructions["parts"] if part["key"] in BESIDE)
    ns = plain / instructions["counts"][second] * 1e9
    seconds = more * ns / 1e9
    return row("code beside these: more instructions, each at the mean time of one", pairs.exact(seconds), plain, more, ns)


def row(label, spread, plain, events=None, ns=None):
    return {**pairs.row(label, spread, plain), "events": events, "ns": ns}
