"""Why a script takes longer: how often each kind of event happens, times what one of them costs. What that does not explain is a row of its own."""

import costs
import refstats

REST = "not explained"


def explain(program, folder, arguments, slower, plain, collections):
    """The rows of the explanation, or what is missing for it.

    `slower`: seconds that tinypy-t takes longer. `plain`: seconds that tinypy takes: percents are of that. `collections`: seconds that tinypy-t spends in
    collections beyond those of tinypy."""
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
    rows.append(row("collections: the difference of what they took", collections, plain))
    rows.append(row(REST, slower - sum(r["seconds"] for r in rows), plain))
    return {"percent": slower / plain * 100, "rows": rows, "events": happened}


def row(label, seconds, plain, events=None, ns=None):
    return {"label": label, "events": events, "ns": ns, "seconds": seconds, "percent": seconds / plain * 100}
