"""The report of tools/overhead for the terminal. The pieces that the page shows, too, are functions of their own: (head, rows)."""

import statistics

import instructions
import pairs
import text


def interval(figures):
    return pairs.Interval(*(figures[name] for name in ("middle", "low", "high", "confidence")))


def spread(figures, shown):
    """A median, and between which figures it lies."""
    if not figures:
        return "-", "-"
    found = pairs.median_interval(figures)
    return shown(found.middle), text.between(found.low, found.high, shown)


def times(result):
    """A row for each program: medians with intervals, of time, memory, collections."""
    rows = []
    for label in result["programs"]:
        told = result["inside"][label]
        took = [known["gc"]["duration"] for known in told if "duration" in known["gc"]]
        row = [label]
        for name in ("wall", "cpu"):
            row += spread(result["time"][name][label], text.seconds)
        row += spread([known["peak"] for known in told], text.megabytes)
        row += [f"{statistics.median(known['gc'].get('collections', 0) for known in told):.0f}" if told else "-", *spread(took, text.seconds)]
        rows.append(row)
    return ["", "wall", "between", "CPU", "between", "peak memory", "between", "collections", "in collections", "between"], rows


def startup_line(result):
    if result["with_startup"]:
        return "(start-up and shut-down are in all figures: --with-startup)"
    whole = "memory, collections and how it scales" if "threads" in result else "memory and collections"
    each = "; ".join(f"{label} {text.seconds(found['cpu']['middle'])}, between {text.seconds(found['cpu']['low'])} and {text.seconds(found['cpu']['high'])}"
                     for label, found in result["startup"].items())
    return f"(an empty script takes, CPU time: {each}. This has been subtracted from times, instructions and samples; {whole} are those of the whole run)"


def extras_lines(result):
    """What else the tool could tell."""
    lines = [f"  {extra['what']}: {extra['remedy']}" for extra in result["extras"]]
    how = "tools/overhead --build-missing builds what is not there, and tells more:" if result["can_build"] else "With what is not there it would tell more:"
    return [how, *lines] if lines else []


NOT_TOLD = "nothing can be told: start-up varies by more than the script takes; give the script more to do"


def is_told(percents):
    """False: in some pairs an empty script has taken as long as the script, so that the end of the interval is without bounds."""
    return percents.low > -99 and percents.high < 1000


def differences(result):
    """In words: (program, what, sentence)."""
    second = result["programs"][1]
    for label in result["programs"]:
        if label != second:
            for name, what in (("wall", "wall time"), ("cpu", "CPU time")):
                found = interval(result["time"][name]["percent"][label])
                yield f"{label} against {second}", what, pairs.in_words(found) if is_told(found) else NOT_TOLD


def instruction_rows(found, labels):
    """The parts, those with the largest difference first, and the sum."""
    first, second = labels[:2]
    ordered = sorted(found["parts"], key=lambda part: -abs(part["percent"]))
    rows = [[p["label"], text.count(p[first]), text.count(p[second]), text.count(p[first] - p[second]), text.percent(p["percent"])] for p in ordered]
    counts = found["counts"]
    rows.append(["together", text.count(counts[first]), text.count(counts[second]), text.count(counts[first] - counts[second]), text.percent(found["percent"])])
    return ["part of the runtime", first, second, "difference", f"of {second}"], rows


def seconds_between(row):
    return text.between(row["low"], row["high"], text.seconds)


def where_rows(found, labels):
    """The parts in which the programs spend their time, those with the largest difference first, and the sum."""
    first, second = labels[:2]
    ordered = sorted(found["rows"], key=lambda part: -abs(part["percent"]))
    rows = [[p["label"], text.seconds(p[first]), text.seconds(p[second]), text.seconds(p["seconds"]), seconds_between(p), text.percent(p["percent"])]
            for p in ordered]
    sums = [sum(p[label] for p in ordered) for label in (first, second)]
    rows.append(["measured: CPU time", *map(text.seconds, sums), text.seconds(sums[0] - sums[1]), "", text.percent(found["percent"])])
    return ["part of the runtime", first, second, "difference", "between", f"of {second}"], rows


def why_rows(found):
    """The events of the explanation, what they cost, and what was measured, which is their sum."""
    rows = [[r["label"], text.count(r["events"]) if r["events"] is not None else "", f"{r['ns']:.2f}" if r["ns"] is not None else "",
             text.seconds(r["seconds"]), seconds_between(r), text.percent(r["percent"])] for r in [*found["rows"], found["measured"]]]
    return ["what", "events", "ns each", "together", "between", "of CPU time"], rows


def scaling_rows(label, rows):
    return ([label, "time", "between", "speed-up", "between", "CPU time", "in the kernel", "times a thread waited", "idle"],
            [[f"{r['threads']} thread{'s' * (r['threads'] > 1)}", text.seconds(r["seconds"]),
              text.between(r["seconds_low"], r["seconds_high"], text.seconds), f"{r['speed_up']:.2f}",
              text.between(r["speed_up_low"], r["speed_up_high"], "{:.2f}".format), text.seconds(r["cpu_seconds"]),
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
    sure = pairs.how_sure(interval(result["time"]["cpu"]["percent"][first]), result["pairs"])
    blocks = [" ".join(result["script"]), text.table(*times(result)),
              "\n".join([*(f"{label}, {what}: {sentence}" for label, what, sentence in differences(result)), f"({sure})", startup_line(result)])]
    if result["note"]:
        blocks.append(result["note"])
    if result["prints_otherwise"]:
        blocks.append("NOTE: not the same output: " + ", ".join(result["prints_otherwise"]))
    blocks += ["\n".join(lines) for lines in (instruction_lines(result), where_lines(result), why_lines(result)) if lines]
    if "threads" in result:
        blocks += threads_blocks(result["threads"])
    return "\n\n".join([*blocks, *filter(None, ["\n".join(extras_lines(result))])])


def told_at_the_end(result, found):
    """Whether a section is empty for want of a build, which the end of the report names with all others that are not there."""
    return "lacks" in found and found["lacks"] in {extra["build"] for extra in result["extras"]}


def instruction_lines(result):
    found = result["instructions"]
    if "counts" not in found:
        return ["instructions: " + found["missing"]]
    first, second = result["programs"][:2]
    lines = [f"instructions, {instructions.HOW[found['how']]}: {text.count(found['counts'][first])} against {text.count(found['counts'][second])}, "
             f"{text.percent(found['percent'])} (counted, not measured: no interval)"]
    if found["parts"]:
        lines.append(text.table(*instruction_rows(found, result["programs"])))
    elif not told_at_the_end(result, found):
        lines.append(found["missing"])
    return lines


def where_lines(result):
    found = result["where"]
    if "missing" in found:
        return [] if told_at_the_end(result, found) else ["where the time goes: " + found["missing"]]
    first, second = result["programs"][:2]
    return [f"where the CPU time goes, by {found['samples'][first]:,} and {found['samples'][second]:,} samples (perf)",
            text.table(*where_rows(found, result["programs"]))]


def why_lines(result):
    found = result["why"]
    if "missing" in found:
        return [] if told_at_the_end(result, found) else ["why: " + found["missing"]]
    return ["what that takes: events times what one costs", text.table(*why_rows(found))]


def threads_blocks(found):
    for label, rows in found["rows"].items():
        yield text.table(*scaling_rows(label, rows))
    yield "\n".join(found["words"])
    events = found["events"]
    if "missing" in events:
        return
    if rows := event_rows(events)[1]:
        yield text.table(event_rows(events)[0], rows)
    else:
        yield NOTHING_SHARED
