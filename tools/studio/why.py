"""Why a script takes longer: how often each kind of event happens, times what one of them costs. What that does not explain is a row of its own."""

import costs
import refstats

REST = "not explained"
# Parts of the runtime (parts.py) in which no kind of event of costs.py happens: their instructions are priced one by one.
BESIDE = ("slots", "memory", "work", "libraries", "threads")


def explain(program, folder, arguments, slower, plain, collections, instructions):
    """The rows of the explanation, or what is missing for it.

    `slower`: seconds that tinypy-t takes longer. `plain`: seconds that tinypy takes: percents are of that. `collections`: seconds that tinypy-t spends in
    collections beyond those of tinypy. `instructions`: as instructions.measure() returns them; what is executed beside the events is priced like the mean
    instruction of tinypy."""
    try:
        happened = refstats.count(program, arguments)
        nanoseconds = costs.measured(folder)
    except refstats.Missing as missing:
        return {"missing": str(missing)}
    except FileNotFoundError:
        return {"missing": "The micro benchmarks measure what events cost. To build them: tools/build release micro-t micro"}
    rows = []
    for kind in costs.KINDS:
        times = sum(happened.get(event, 0) for event in kind.events)
        if times and kind.label in nanoseconds:
            rows.append(row(kind.label, times * nanoseconds[kind.label] / 1e9, plain, times, nanoseconds[kind.label]))
    if instructions.get("parts"):
        rows.append(beside(instructions, plain))
    rows.append(row("collections: the difference of what they took", collections, plain))
    rows.append(row(REST, slower - sum(r["seconds"] for r in rows), plain))
    return {"percent": slower / plain * 100, "rows": rows, "events": happened}


def beside(instructions, plain):
    first, second = instructions["counts"]
    more = sum(part[first] - part[second] for part in instructions["parts"] if part["key"] in BESIDE)
    ns = plain / instructions["counts"][second] * 1e9
    return row("code beside these: more instructions, each at the mean time of one", more * ns / 1e9, plain, more, ns)


def row(label, seconds, plain, events=None, ns=None):
    return {"label": label, "events": events, "ns": ns, "seconds": seconds, "percent": seconds / plain * 100}
