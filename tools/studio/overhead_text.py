"""The report of tools/overhead for the terminal. The pieces that the page shows, too, are functions of their own: (head, rows)."""

import statistics

import instructions
import pairs
import text


def interval(figures):
    return pairs.Interval(*(figures[name] for name in ("middle", "low", "high", "confidence")))


def times(result):
    """A row for each program: medians, memory, collections."""
    rows = []
    for label in result["programs"]:
        told = result["inside"][label] or {}
        gc = told.get("gc", {})
        wall, cpu = (statistics.median(result["time"][name][label]) for name in ("wall", "cpu"))
        rows.append([label, text.seconds(wall), text.seconds(cpu), text.megabytes(told["peak"]) if told else "-", gc.get("collections", "-"),
                     text.seconds(gc["duration"]) if "duration" in gc else "-"])
    return ["", "wall", "CPU", "peak memory", "collections", "in collections"], rows


def differences(result):
    """In words: (program, what, sentence)."""
    second = result["programs"][1]
    for label in result["programs"]:
        if label != second:
            for name, what in (("wall", "wall time"), ("cpu", "CPU time")):
                yield f"{label} against {second}", what, pairs.in_words(interval(result["time"][name]["percent"][label]))


def instruction_rows(found, labels):
    """The parts, those with the largest difference first, and the sum."""
    first, second = labels[:2]
    ordered = sorted(found["parts"], key=lambda part: -abs(part["percent"]))
    rows = [[p["label"], text.count(p[first]), text.count(p[second]), text.count(p[first] - p[second]), text.percent(p["percent"])] for p in ordered]
    counts = found["counts"]
    rows.append(["together", text.count(counts[first]), text.count(counts[second]), text.count(counts[first] - counts[second]), text.percent(found["percent"])])
    return ["part of the runtime", first, second, "difference", f"of {second}"], rows


def where_rows(found, labels):
    """The parts in which the programs spend their time, those with the largest difference first, and the sum."""
    first, second = labels[:2]
    ordered = sorted(found["rows"], key=lambda part: -abs(part["percent"]))
    rows = [[p["label"], text.seconds(p[first]), text.seconds(p[second]), text.seconds(p[first] - p[second]), text.percent(p["percent"])] for p in ordered]
    sums = [sum(p[label] for p in ordered) for label in (first, second)]
    rows.append(["measured: CPU time", *map(text.seconds, sums), text.seconds(sums[0] - sums[1]), text.percent(found["percent"])])
    return ["part of the runtime", first, second, "difference", f"of {second}"], rows


def why_rows(found):
    """The events of the explanation, what they cost, and the sum."""
    rows = [[r["label"], text.count(r["events"]) if r["events"] is not None else "", f"{r['ns']:.2f}" if r["ns"] is not None else "",
             text.seconds(r["seconds"]), text.percent(r["percent"])] for r in found["rows"]]
    rows.append(["measured: CPU time", "", "", text.seconds(sum(r["seconds"] for r in found["rows"])), text.percent(found["percent"])])
    return ["what", "events", "ns each", "together", "of CPU time"], rows


def scaling_rows(label, rows):
    return ([label, "time", "speed-up", "CPU time", "in the kernel", "times a thread waited", "idle"],
            [[f"{r['threads']} thread{'s' * (r['threads'] > 1)}", text.seconds(r["seconds"]), f"{r['speed_up']:.2f}", text.seconds(r["cpu_seconds"]),
              text.seconds(r["system_seconds"]), f"{r['waits']:.0f}", f"{r['idle']:.0%}"] for r in rows])


NOTHING_SHARED = "No thread has counted, locked or published anything that another one uses."
# Of these events only those that happen with some number of threads are shown.
SHARING = ("incref_shared", "decref_shared", "incref_noted", "incref_deferred", "published", "merge_queued", "lock_taken", "lock_contended", "lock_parked",
           "lock_revoked", "wait_begun")


def event_rows(events):
    """What the threads do with words that they share, by the number of threads."""
    names = [name for name in SHARING if any(found.get(name) for found in events.values())]
    return ["event", *[f"{n} thread{'s' * (n != '1')}" for n in events]], [[name, *[text.count(found.get(name, 0)) for found in events.values()]] for name in names]


def report(result):
    first = result["programs"][0]
    blocks = [" ".join(result["script"]), text.table(*times(result))]
    blocks.append("\n".join(f"{label}, {what}: {sentence}" for label, what, sentence in differences(result)) + f"\n({pairs.how_sure(interval(result['time']['cpu']['percent'][first]), result['pairs'])})")
    if result["note"]:
        blocks.append(result["note"])
    if result["prints_otherwise"]:
        blocks.append("NOTE: not the same output: " + ", ".join(result["prints_otherwise"]))
    blocks.append("\n".join(instruction_lines(result)))
    blocks.append("\n".join(where_lines(result)))
    found = result["why"]
    blocks.append("why: " + found["missing"] if "missing" in found else "what that takes: events times what one costs\n" + text.table(*why_rows(found)))
    if "threads" in result:
        blocks += threads_blocks(result["threads"])
    return "\n\n".join(blocks)


def instruction_lines(result):
    found = result["instructions"]
    if "counts" not in found:
        yield "instructions: " + found["missing"]
        return
    first, second = result["programs"][:2]
    yield f"instructions, {instructions.HOW[found['how']]}: {text.count(found['counts'][first])} against {text.count(found['counts'][second])}, " + text.percent(found["percent"])
    if found["parts"]:
        yield text.table(*instruction_rows(found, result["programs"]))
    else:
        yield found["missing"]


def where_lines(result):
    found = result["where"]
    if "missing" in found:
        yield "where the time goes: " + found["missing"]
        return
    first, second = result["programs"][:2]
    yield f"where the CPU time goes, by {found['samples'][first]:,} and {found['samples'][second]:,} samples (perf)"
    yield text.table(*where_rows(found, result["programs"]))


def threads_blocks(found):
    for label, rows in found["rows"].items():
        yield text.table(*scaling_rows(label, rows))
    yield "\n".join(found["words"])
    events = found["events"]
    if "missing" in events:
        yield "what the threads share: " + events["missing"]
    elif rows := event_rows(events)[1]:
        yield text.table(event_rows(events)[0], rows)
    else:
        yield NOTHING_SHARED
