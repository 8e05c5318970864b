#!/usr/bin/env python3
"""tools/overhead and tools/whatif: their arithmetic on figures with a known answer, and their reports of small scripts.

    overhead_test.py --build FOLDER [--only SUBSTR]

No case looks at how long something takes: only at what the figures say of each other. The last line is "N passed, N failed".
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from cases import case, expect, finish, named_cases, play

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/studio"))

import building  # noqa: E402
import callgrind  # noqa: E402
import costs  # noqa: E402
import instructions  # noqa: E402
import layers  # noqa: E402
import overhead  # noqa: E402
import overhead_page  # noqa: E402
import overhead_text  # noqa: E402
import page  # noqa: E402
import pairs  # noqa: E402
import parts  # noqa: E402
import programs  # noqa: E402
import refstats  # noqa: E402
import samples  # noqa: E402
import scaling  # noqa: E402
import text  # noqa: E402
import whatif  # noqa: E402
import whatif_rows  # noqa: E402
import why  # noqa: E402

DIVIDED = "tests/studio/divided_work.py"


def close(a, b, within=1e-6):
    expect(abs(a - b) <= within * max(1, abs(a), abs(b)), f"{a} is not {b}")


@contextmanager
def failure(*words):
    """The block raises Failed with these words in its message."""
    try:
        yield
    except programs.Failed as reason:
        expect(all(word in str(reason) for word in words), reason)
        return
    expect(False, "it has not failed")


class Run:
    """A tool, run in a folder of its own."""

    def __init__(self, tool, *arguments, build=None):
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / "out.json", Path(folder) / "out.html"]
            words = [ROOT / "tools" / tool, *(["--build", build] if build else []), "--json", files[0], "--html", files[1], *arguments]
            done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, stdin=subprocess.DEVNULL)
            self.status, self.text, self.complaint = done.returncode, done.stdout, done.stderr
            self.json = json.loads(files[0].read_text()) if files[0].is_file() else None
            self.html = files[1].read_text() if files[1].is_file() else ""
        if self.status == 0:
            check_page(self.html)


def check_page(html):
    """Well-formed, and nothing in it makes a browser ask for anything."""
    ElementTree.fromstring(html.partition("\n")[2])
    for word in ("http:", "https:", "src=", "@import", "url(", "<script"):
        expect(word not in html, f"the page has {word}")
    expect("prefers-color-scheme: dark" in html, "the page knows no dark colours")


# ---- arithmetic


@case
def interval_of_the_sign_test_has_the_confidence_that_it_says(*_):
    close(pairs.coverage(15, 4), 0.96484375)
    found = pairs.median_interval([3, 1, 2, 5, 4, 9, 8, 7, 6, 10, 11, 12, 13, 14, 15])
    expect((found.middle, found.low, found.high) == (8, 4, 12), str(found))
    expect(found.confidence >= pairs.CONFIDENCE, str(found))


@case
def interval_is_not_moved_by_an_outlier(*_):
    quiet = pairs.median_interval([1.0 + n / 100 for n in range(15)])
    expect(pairs.median_interval([1.0 + n / 100 for n in range(14)] + [50.0]).high == quiet.high, "the outlier moved the end")


@case
def every_program_begins_a_pair_in_its_turn(*_):
    expect(list(pairs.interleaved("AB", 3)) == [["A", "B"], ["B", "A"], ["A", "B"]], "wrong order")
    calls = []
    found = pairs.measure("AB", 2, lambda side: calls.append(side) or len(calls))
    expect(calls == list("ABABBA") and found == {"A": [3, 6], "B": [4, 5]}, f"{calls} {found}")


@case
def words_say_slower_faster_or_nothing(*_):
    expect(pairs.in_words(pairs.Interval(3.1, 2.4, 3.9, 0.96)) == "3.1 % slower, between 2.4 and 3.9", "slower")
    expect(pairs.in_words(pairs.Interval(-3.1, -3.9, -2.4, 0.96)) == "3.1 % faster, between 2.4 and 3.9", "faster")
    expect("no difference" in pairs.in_words(pairs.Interval(0.5, -1, 2, 0.96)), "nothing")


@case
def serial_share_is_found_in_times_that_follow_amdahl(*_):
    close(scaling.amdahl({n: 7.0 * (0.2 + 0.8 / n) for n in (1, 2, 4)}), 0.2)
    expect(scaling.amdahl({1: 7.0}) is None, "one number of threads says nothing")
    expect(scaling.amdahl({1: 1.0, 2: 1.5}) == 1.0, "a share is at most 1")


@case
def contention_and_coherence_are_found_in_times_that_follow_the_law(*_):
    a, b = scaling.usl({n: 3.0 * (1 + 0.1 * (n - 1) + 0.02 * n * (n - 1)) / n for n in (1, 2, 4, 8)})
    close(a, 0.1)
    close(b, 0.02)
    a, b = scaling.usl({n: 3.0 * 0.9 / n if n > 1 else 3.0 for n in (1, 2, 4)})
    expect(a == 0 and b == 0, "neither is below 0")
    expect(scaling.usl({1: 1.0, 2: 0.6}) is None, "two numbers of threads do not tell the two apart")


@case
def callgrind_file_is_read_without_what_callees_cost(*_):
    profile = callgrind.read(["ob=/bin/p", "fn=main", "0x10 5", "calls=3 0x20", "0x14 900", "0x18 2 7", "ob=/lib/c", "fn=f", "0x10 4"])
    expect(profile.total == 11, str(profile.total))
    expect(profile.at == {("/bin/p", 0x10): 5, ("/bin/p", 0x18): 2, ("/lib/c", 0x10): 4}, str(profile.at))


@case
def samples_of_perf_are_read(*_):
    profile = samples.read(["          401f10 (/bin/p)", "          401f10 (/bin/p)", "    7f63aa797736 (/lib/c.so.6)", ""])
    expect(profile.total == 3 and profile.at == {("/bin/p", 0x401F10): 2, ("/lib/c.so.6", 0x7F63AA797736): 1}, str(profile))


@case
def parts_of_the_time_add_up_to_what_was_measured(*_):
    every = (*parts.ALL, samples.KERNEL)
    splits = {"a": [{part.key: n for n, part in enumerate(every)}] * 7, "b": [{part.key: 1 for part in every}] * 7}
    rows = samples.divided(splits, {"a": 0.12, "b": 0.1})
    for label, seconds in (("a", 0.12), ("b", 0.1)):
        close(sum(row[label] for row in rows), seconds)
    close(sum(row["percent"] for row in rows), 20)


@case
def samples_of_the_start_are_subtracted_part_by_part(*_):
    every = (*parts.ALL, samples.KERNEL)
    splits = {label: [{part.key: n + 1 for part in every} for n in range(7)] for label in "ab"}
    starts = {label: [{part.key: int(part.key == "owner") for part in every}] * 7 for label in "ab"}
    rows = samples.divided(splits, {"a": 0.26, "b": 0.13}, starts, {"a": 0.02, "b": 0.01})
    close(sum(row["a"] for row in rows), 0.24)
    close(sum(row["b"] for row in rows), 0.12)
    close(sum(row["percent"] for row in rows), 100)
    close(next(row for row in rows if row["key"] == "owner")["a"], 0.26 / len(every) - 0.02)
    for row in rows:
        expect(row["low"] <= row["a"] - row["b"] <= row["high"], str(row))


@case
def parts_of_the_time_are_on_the_page_with_their_intervals(*_):
    every = (*parts.ALL, samples.KERNEL)
    splits = {"a": [{part.key: n + turn for n, part in enumerate(every)} for turn in range(7)], "b": [{part.key: 1 for part in every}] * 7}
    rows = samples.divided(splits, {"a": 0.12, "b": 0.1})
    result = {"programs": ["a", "b"], "where": {"samples": {"a": 700, "b": 91}, "rows": rows, "percent": 20.0}}
    table = overhead_text.where_lines(result)[1]
    made = page.Page("title", "lead")
    overhead_page.where_section(made, result)
    html = made.render()
    check_page(html)
    for row in rows:
        low, high = text.seconds(row["low"]), text.seconds(row["high"])
        expect(f"{low} .. {high}" in table and f"{low} .. {high}" in html, row, table)
        close(row["percent_low"], row["low"] / 0.1 * 100)


@case
def instruction_belongs_to_the_innermost_function_of_a_part(*_):
    handler = "/s/interp/vm/ops/move.cpp"
    expect(parts.part_of(["/s/gc/base/atomic.h", "/s/gc/refcount/refcount.h", handler]) == "owner", "an inlined count")
    expect(parts.part_of(["/s/gc/refcount/refcount.h", "/s/gc/refcount/publish.cpp"]) == "owner", "a count in a walk")
    expect(parts.part_of([handler]) == "work" and parts.part_of([]) == "work", "the rest")
    for part in parts.PARTS:
        sources = ["/" + path.relative_to(ROOT).as_posix() for folder in ("gc", "interp/vm") for path in (ROOT / folder).rglob("*.[hc]*")]
        expect(any(map(re.compile(part.files).search, sources)), f"no source belongs to {part.label}")


@case
def program_under_another_name_is_the_program(build, folder):
    name = folder / "tinypy-t"
    name.symlink_to(Path(build).absolute() / "tinypy-t")
    profile = callgrind.Profile(7, {(str(name.resolve()), 0x10): 5, ("/lib/c", 0x10): 2})
    kept, parts.chains = parts.chains, lambda path, addresses: {0x10: ("/s/gc/refcount/refcount.h",)}
    try:
        found = parts.split(profile, str(name), "with lines")
    finally:
        parts.chains = kept
    expect(found["owner"] == 5 and found["libraries"] == 2, str(found))


@case
def rows_of_the_explanation_add_up_to_what_was_measured(*_):
    kept = refstats.count, costs.measured
    refstats.count = lambda *_, **__: {"incref_owner": 4_000_000, "decref_owner": 1_000_000, "lock_private": 10}
    costs.measured = lambda folder: {kind.label: pairs.Interval(0.5, 0.4, 0.7, 0.98) for kind in costs.KINDS}
    try:
        counted = {"counts": {"a": 1100, "b": 1000}, "parts": [dict(key="work", a=700, b=650), dict(key="owner", a=400, b=350)]}
        found = why.explain(None, None, [], pairs.Interval(0.01, 0.008, 0.013, 0.96), 0.2, pairs.Interval(-0.001, -0.002, 0.001, 0.96), counted)
    finally:
        refstats.count, costs.measured = kept
    close(sum(row["seconds"] for row in found["rows"]), 0.01)
    close(sum(row["percent"] for row in found["rows"]), found["measured"]["percent"])
    expect(overhead_text.why_rows(found)[1][-1][3:] == ["10 ms", "8 ms .. 13 ms", "+5.00 %"], overhead_text.why_rows(found)[1][-1])
    close(found["rows"][0]["seconds"], 0.0025)
    close(found["rows"][2]["seconds"], 0.01)  # 50 of 1000 instructions, of 0.2 s
    last = found["rows"][-1]
    expect(last["label"] == why.REST, "the rest comes last")
    for row in found["rows"]:
        expect(row["low"] <= row["seconds"] <= row["high"], str(row))
    close(last["low"], 0.008 - sum(row["high"] for row in found["rows"][:-1]))
    close(last["high"], 0.013 - sum(row["low"] for row in found["rows"][:-1]))


def planted(seconds):
    return [programs.Run(each, each, 0.0, 0, "") for each in seconds]


@case
def start_up_is_subtracted_from_each_run_of_a_pair(*_):
    a, b = (programs.Program(label, label) for label in "ab")
    runs = {a: planted([1.2, 2.4, 1.3, 1.2, 1.2, 1.2, 1.2]), b: planted([0.7, 1.4, 0.8, 0.7, 0.7, 0.7, 0.7])}
    starts = {a: planted([0.2, 0.4, 0.3, 0.2, 0.2, 0.2, 0.2]), b: planted([0.2, 0.4, 0.3, 0.2, 0.2, 0.2, 0.2])}
    found = overhead.time_of(runs, starts, [a, b])["cpu"]
    close(found["percent"]["a"]["middle"], 100)
    close(found["percent"]["a"]["low"], 100)
    with_startup = overhead.time_of(runs, {}, [a, b])["cpu"]
    close(with_startup["percent"]["a"]["middle"], (1.2 / 0.7 - 1) * 100)


@case
def a_script_that_start_up_hides_in_some_pairs_is_told_nothing_of(*_):
    wild, sure = pairs.Interval(3, -100, 5e6, 0.98), pairs.Interval(3, -2, 8, 0.98)
    expect(not overhead_text.is_told(wild) and overhead_text.is_told(sure), "the wrong one is told")
    percent = {name: dict(vars(each), each=[]) for name, each in (("wall", wild), ("cpu", sure))}
    told = list(overhead_text.differences({"programs": ["a", "b"], "time": {name: {"percent": {"a": each}} for name, each in percent.items()}}))
    expect(told[0][2] == overhead_text.NOT_TOLD and "between -2.0 and +8.0" in told[1][2], str(told))


@case
def a_script_that_takes_no_longer_than_start_up_is_refused(*_):
    a, b = (programs.Program(label, label) for label in "ab")
    with failure("an empty one", "--with-startup"):
        overhead.time_of({a: planted([0.2] * 7), b: planted([0.3] * 7)}, {a: planted([0.21] * 7), b: planted([0.1] * 7)}, [a, b])


@case
def instructions_of_the_start_are_subtracted_one_by_one(*_):
    found = callgrind.Profile(10, Counter({("p", 1): 7, ("p", 2): 3})).without(callgrind.Profile(6, Counter({("p", 1): 5, ("q", 9): 1})))
    expect(found.total == 4 and found.at == {("p", 1): 2, ("p", 2): 3, ("q", 9): -1}, str(found))


@case
def laws_of_scaling_have_the_interval_of_their_rounds(*_):
    times = {n: [7.0 * (0.2 + 0.8 / n) * slow for slow in (1, 1.01, 1.02, 1, 0.99, 1.3, 1)] for n in (1, 2)}
    runs = {n: planted(each) for n, each in times.items()}
    rows = [scaling.row(n, runs[n], runs[1]) for n in (1, 2)]
    close(rows[1]["speed_up"], 1 / 0.6)
    close(rows[1]["speed_up_high"], 1 / 0.6)  # all of a round is slowed down alike
    if scaling.processors() > 1:
        law = scaling.fit(rows)
        close(law["serial"]["middle"], 0.2)
        expect("between 20% and 20%" in scaling.in_words("p", law) and "5.0 to 5.0 times" in scaling.in_words("p", law), scaling.in_words("p", law))


@case
def a_serial_share_that_may_be_none_limits_nothing(*_):
    doubtful, none = ({"middle": m, "low": 0.0, "high": h} for m, h in ((0.02, 0.1), (0.0, 0.0)))
    expect("do not tell whether it has a limit" in scaling.limit(doubtful), scaling.limit(doubtful))
    expect("nothing is seen" in scaling.limit(none) and "as fast as there are" not in scaling.limit(none), scaling.limit(none))


@case
def missing_builds_are_built_by_tools_build(_, folder):
    tool = folder / "tools/build"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\ncd {folder}\n[ $1 = --list ] && echo 'lines    out    x' && exit\nmkdir -p out && shift && touch out/$1 && [ $1 != broken ]\n")
    tool.chmod(0o755)
    kept, programs.ROOT = programs.ROOT, folder
    try:
        extra = building.Extra("lines", ("tinypy-t",), "which part")
        expect(building.missing([extra], folder) == [extra], "it is there already")
        building.build(extra)
        expect(building.missing([extra], folder) == [], "it was not built")
        with failure("tools/build lines broken: status 1"):
            building.build(building.Extra("lines", ("broken",), "nothing"))
    finally:
        programs.ROOT = kept


@case
def a_section_without_its_build_is_told_at_the_end(*_):
    absent = programs.missing(programs.NotBuilt("lines", "To build them: tools/build lines"))
    stale = programs.missing(LookupError("it is of other sources. To build both: tools/build release"))
    for why, found, shown in (("absent", absent, False), ("stale", stale, True)):
        for extra in ("lines", "release"):
            result = {"programs": ["a", "b"], "why": found, "where": found, "extras": [{"build": extra, "what": "more", "remedy": f"tools/build {extra}"}]}
            told = bool(overhead_text.why_lines(result)), bool(overhead_text.where_lines(result))
            expect(told == (shown or extra == "release",) * 2, why, extra, told)


@case
def what_is_subtracted_is_said(*_):
    startup = {"a": {"cpu": {"middle": 0.01, "low": 0.01, "high": 0.02}}}
    expect("memory and collections are those of the whole run" in overhead_text.startup_line({"with_startup": False, "startup": startup}), "one thread")
    line = overhead_text.startup_line({"with_startup": False, "startup": startup, "threads": {}})
    expect("memory, collections and how it scales are those of the whole run" in line, line)


@case
def instruction_parts_add_up_to_all_instructions(*_):
    a, b = (layers.programs.Program(label, label) for label in "ab")
    rows = [{"key": "x", "label": "x", "a": 70, "b": 60}, {"key": "y", "label": "y", "a": 40, "b": 40}]
    found = instructions.result([a, b], [110, 100], "callgrind", rows)
    close(sum(row["percent"] for row in found["parts"]), found["percent"])


@case
def totals_of_a_report_are_those_of_the_known_format(*_):
    report = {"refstats": 2, "totals": {"incref_owner": 5, "freed": 0}, "lines": [],
              "phases": {"start_up": {"incref_owner": 1}, "program": {"incref_owner": 5}, "shut_down": {"freed": 7}}}
    expect(refstats.totals(report) == {"incref_owner": 5, "freed": 0}, "of the program alone")
    expect(refstats.totals(report, with_startup=True) == {"incref_owner": 6, "freed": 7}, "all phases together")
    with failure("has format 1"):
        refstats.totals({"refstats": 1, "totals": {}})


@case
def events_with_a_cost_are_events_of_the_studio(*_):
    known = ROOT / "gc/base/events.def"
    names = set(re.findall(r"^\w*EVENT\((\w+)", known.read_text(), re.MULTILINE))
    for kind in costs.KINDS:
        expect(names.issuperset(kind.events), f"{kind.label}: {set(kind.events) - names}")


@case
def benchmarks_that_costs_come_from_exist(*_):
    source = (ROOT / "bench/micro/lifetime_bench.cpp").read_text()
    for kind in costs.KINDS:
        expect(f"BENCHMARK({kind.benchmark});" in source and f"BENCHMARK({kind.plain});" in source, kind.benchmark)


@case
def every_accelerator_is_in_one_group_of_layers(*_):
    names = re.findall(r"^ACCELERATOR\((\w+)", (ROOT / "gc/base/accelerators.def").read_text(), re.MULTILINE)
    groups = [*layers.TABLES, *layers.LENDING, *layers.QUEUES, *layers.LOCKS, *layers.MEMORY, *layers.COLLECTIONS]
    expect(sorted(groups) == sorted(names), f"{set(groups) ^ set(names)}")


@case
def layers_turn_on_one_group_after_another(*_):
    for from_core in (False, True):
        ladder = layers.ladder(from_core)
        expect(ladder[0].without == ladder[1].without, "atomic and biased counts begin alike")
        for before, after in zip(ladder[1:-1], ladder[2:-1]):
            expect(set(before.without) > set(after.without), f"{after.label} turns nothing on")
        expect(not ladder[-2].without and ladder[-1].program == "tinypy", "the last ones are the programs as they are")


@case
def steps_of_the_layers_add_up(*_):
    rows = layers_measured(0.0)
    close(sum(row["cpu_step"] for row in rows[:-1]), rows[-2]["cpu_percent"])
    close(rows[0]["cpu_percent"], 50)
    expect("the bias gains 25.0 points, between 25.0 and 25.0" in whatif_rows.in_words(rows)[0], whatif_rows.in_words(rows)[0])


LEVELS = (("atomic", 3.0), ("biased", 2.5), ("locks", 2.1), ("plain", 2.0))
CPU = whatif_rows.FIGURES[0]


def layers_measured(noise, levels=LEVELS, rounds=7):
    """Rows of layers with planted times: each is off by up to a share of itself, by chance, but the same in each run of the test."""
    chance = random.Random(7)
    rows = []
    for key, seconds in levels:
        times = [seconds * (1 + noise * chance.uniform(-1, 1)) for _ in range(rounds)]
        rows.append(dict(key=key, label=key, cpu=statistics.median(times), rounds={"cpu": times}))
    whatif_rows.compare(rows)
    return rows


@case
def each_layer_has_the_interval_of_its_rounds(*_):
    for noise in (0.01, 0.3):
        for row in layers_measured(noise)[:-1]:
            for name in ("cpu_percent", "cpu_step"):
                expect(row[name + "_low"] <= row[name] <= row[name + "_high"], str(row))
            expect(row["cpu_step_high"] - row["cpu_step_low"] > 100 * noise / 10, f"the interval does not show the noise of {noise}: {row}")


@case
def steps_that_are_no_noise_are_drawn(*_):
    expect(not whatif_rows.refusal(layers_measured(0.01), CPU, 7), "noise of one percent hides no step of 20 points")


@case
def steps_that_noise_could_have_drawn_are_refused(*_):
    reason = whatif_rows.refusal(layers_measured(0.5), CPU, 7)
    expect("Noise could have drawn" in reason and "--rounds 21" in reason, reason)
    alike = [(key, 2.0) for key, _ in LEVELS]
    reason = whatif_rows.refusal(layers_measured(0.02, alike), CPU, 7)
    expect("no step can be told from it" in reason, reason)


@case
def few_rounds_tell_no_noise_from_a_difference(*_):
    reason = whatif_rows.refusal(layers_measured(0.01, rounds=3), CPU, 3)
    expect("3 rounds tell no noise" in reason and "--rounds 6" in reason, reason)


@case
def a_gain_within_the_noise_is_no_gain(*_):
    noisy = whatif_rows.in_words(layers_measured(0.5))
    expect("what the bias gains cannot be told from noise" in noisy[0] and "no difference that can be told from noise" in noisy[1], str(noisy))


@case
def a_refused_waterfall_is_on_no_page_and_its_reason_is(*_):
    for noise, drawn in ((0.01, True), (0.5, False)):
        rows = layers_measured(noise)
        result = {"script": ["a.py"], "rounds": 7, "threads": [1], "layers": rows, "missing": [], "refused": whatif.refusals(rows, 7), "words": []}
        html = whatif.page(result).render()
        check_page(html)
        expect(("Adds up to" in html) == drawn and ("No waterfall here" in html) == (not drawn), f"noise of {noise}: drawn or refused wrongly")
        expect(("no step from layer to layer is told" in whatif.report(result)) == (not drawn), whatif.report(result))


# ---- pages


def sample_page():
    made = page.Page('A <b> & "c"', "lead & more")
    made.section("S < T")
    made.text("1 < 2 & 3")
    made.code("if a < b: pass")
    made.tiles([("3 %", "slower <")])
    made.table(["name", "n", "what"], [["<x>", 1, "&"], ["y", 2, page.Raw("<code>z</code>")]], text=(2,), total=True)
    made.figure(page.bars([page.Bar("a<", 2, 1, 3), page.Bar("b", -1)], "ms"), "c & d")
    made.figure(page.waterfall([page.Bar("up", 3), page.Bar("down", -4)], "%"))
    made.figure(page.dots([("a", [1, 2, 3], 2, 1, 3)], "%", 0))
    made.figure(page.curves([page.Line("ideal", [(1, 1, None, None), (2, 2, None, None)], 7, True), page.Line("x", [(1, 1, 0.9, 1.1), (2, 1, None, None)])],
                            "threads", "speed-up", (2, "edge")))
    return made


@case
def page_is_well_formed_and_asks_for_nothing(*_):
    html = sample_page().render()
    check_page(html)
    root = ElementTree.fromstring(html.partition("\n")[2])
    expect(len(root.findall(".//svg")) == 4 and root.find(".//h1").text == 'A <b> & "c"', "text is shown as it is")


@case
def last_bar_of_a_waterfall_is_the_sum(*_):
    plot = ElementTree.fromstring(page.waterfall([page.Bar("up", 3), page.Bar("down", -4.5)], "%", "sum"))
    expect("sum: -1.5 %" in [t.text for t in plot.iter("title")], ElementTree.tostring(plot, encoding="unicode"))


@case
def whiskers_of_a_waterfall_are_on_the_plot(*_):
    plot = page.waterfall([page.Bar("up", 3, 2, 50), page.Bar("down", -4, -60, 1)], "%")
    across = [float(x) for x in re.findall(r'x[12]="([-0-9.]+)" y[12]="[-0-9.]+" (?:x2="[-0-9.]+" y2="[-0-9.]+" )?class="whisker"', plot)]
    expect(len(across) == 2 and all(page.LABELS <= x <= page.WIDTH for x in across), plot)


@case
def unit_of_an_axis_stands_below_its_middle(*_):
    plot = ElementTree.fromstring(page.bars([page.Bar("a", 5)], "ms"))
    unit = next(text for text in plot.iter("text") if text.text == "ms")
    expect(unit.get("text-anchor") == "middle" and float(unit.get("x")) < page.WIDTH - 110, ElementTree.tostring(unit))


@case
def plots_of_one_figure_or_of_zeros_are_plots(*_):
    for plot in (page.bars([page.Bar("a", 0)], ""), page.waterfall([], "%"), page.dots([("a", [1.0], 1.0, 1.0, 1.0)], ""),
                 page.curves([page.Line("a", [(1, 0, None, None)])], "x", "y")):
        ElementTree.fromstring(plot)
        expect("nan" not in plot and "inf" not in plot, plot)


@case
def marks_of_an_axis_are_round(*_):
    expect(page.ticks(0, 8) == [0, 2, 4, 6, 8], str(page.ticks(0, 8)))
    expect([round(t, 9) for t in page.ticks(-0.03, 0.06)] == [-0.02, 0, 0.02, 0.04, 0.06], str(page.ticks(-0.03, 0.06)))


# ---- the tools


@case
def overhead_of_a_script(build, folder):
    run = Run("overhead", "--pairs", "3", "--no-instructions", "--interp", sys.executable, "bench/programs/n_queens.py", build=build)
    expect(run.status == 0, run.complaint)
    expect({"script", "programs", "pairs", "time", "inside", "instructions", "where", "why", "processors"} <= set(run.json), str(set(run.json)))
    first, second, third = run.json["programs"]
    expect((first, second) == ("tinypy-t", "tinypy") and third.startswith("python3"), str(run.json["programs"]))
    for name in ("wall", "cpu"):
        known = run.json["time"][name]
        expect(all(len(known[label]) == 3 for label in run.json["programs"]), "three runs of each")
        for label in (first, third):
            quotients = [(a / b - 1) * 100 for a, b in zip(known[label], known[second])]
            for a, b in zip(quotients, known["percent"][label]["each"]):
                close(a, b)
            expect(known["percent"][label]["low"] <= known["percent"][label]["middle"] <= known["percent"][label]["high"], "the median is inside")
    expect(run.json["inside"][first][0]["peak"] > 1e6 and "collections" in run.json["inside"][first][0]["gc"], str(run.json["inside"]))
    expect("an empty script takes" in run.text and run.json["startup"][first]["cpu"]["low"] > 0, run.text)
    expect(run.json["prints_otherwise"] == [], "all print the same")
    expect("CPU time: " in run.text and "--no-instructions" in run.text, run.text)


@case
def overhead_tells_how_what_is_missing_is_built(build, folder):
    run = Run("overhead", "--pairs", "2", DIVIDED, "1", build=folder)
    expect(run.status == 1 and "tools/build release" in run.complaint, run.complaint)
    for name in ("tinypy-t", "tinypy"):
        (folder / name).symlink_to(Path(build).absolute() / name)
    run = Run("overhead", "--pairs", "2", "--no-instructions", "--with-startup", DIVIDED, "1", build=folder)
    expect(run.status == 0 and "tinypy-t-studio" in run.json["why"]["missing"], run.complaint)
    expect(f"ninja -C {folder} tinypy-t-studio micro-t micro" in run.text and "--build-missing" not in run.text, run.text)
    expect("\nwhy:" not in run.text and "Events, one by one" not in run.html, "an empty section")
    run = Run("overhead", "--build-missing", DIVIDED, "1", build=folder)
    expect(run.status == 1 and "--build-missing builds in" in run.complaint and str(folder) in run.complaint, run.complaint)


@case
def what_is_missing_in_the_usual_folder_is_built_by_an_option(*_):
    extra = overhead.EXTRAS[0]
    rows = [{"build": extra.build, "what": extra.what, "remedy": extra.remedy(ROOT / "build")}]
    lines = overhead_text.extras_lines({"can_build": True, "extras": rows})
    expect("--build-missing" in lines[0] and "tools/build release tinypy-t-studio micro-t micro" in lines[1], *lines)


@case
def instructions_split_into_parts_that_add_up(build, folder):
    if not callgrind.is_installed():
        return
    run = Run("overhead", "--pairs", "2", "bench/programs/n_queens.py", build=build)
    expect(run.status == 0, run.complaint)
    found = run.json["instructions"]
    first, second = run.json["programs"]
    close(found["percent"], (found["counts"][first] / found["counts"][second] - 1) * 100)
    if not found["parts"]:
        expect("tools/build lines" in found["missing"], str(found))
        return
    for label in (first, second):
        expect(sum(part[label] for part in found["parts"]) == found["counts"][label], f"{label}: the parts do not add up")
    close(sum(part["percent"] for part in found["parts"]), found["percent"])
    spent = run.json["where"]
    if "missing" in spent:
        expect("perf" in spent["missing"], str(spent))
        return
    expect(min(spent["samples"].values()) > 0, str(spent["samples"]))
    close(spent["percent"], run.json["time"]["cpu"]["percent"][first]["middle"])
    expect("where the CPU time goes" in run.text, run.text)


@case
def overhead_of_a_script_that_fails_names_the_program_and_its_last_words(build, folder):
    script = folder / "fails.py"
    script.write_text("raise SystemExit('no such luck')\n")
    run = Run("overhead", "--pairs", "1", script, build=build)
    expect(run.status == 1 and "tinypy-t: status 1: no such luck" in run.complaint, run.complaint)


@case
def script_learns_the_number_of_threads(build, folder):
    run = Run("overhead", "--pairs", "3", "--no-instructions", "--with-startup", "--threads", "2,3", DIVIDED, "{threads}", build=build)
    expect(run.status == 0, run.complaint)
    for label, rows in run.json["threads"]["rows"].items():
        expect([row["threads"] for row in rows] == [1, 2, 3], "one thread is always measured")
        for row in rows:
            expect(row["speed_up_low"] <= row["speed_up"] <= row["speed_up_high"], str(row))
            expect(0 <= row["idle"] <= 1, str(row))
        expect(any(label in sentence for sentence in run.json["threads"]["words"]), str(run.json["threads"]["words"]))
    expect("ideal" in run.html, "the ideal line is missing")


@case
def layers_of_a_script(*_):
    run = Run("whatif", "--rounds", "2", "--no-instructions", "--threads", "2", DIVIDED, "{threads}")
    expect(run.status == 0, run.complaint)
    rows = run.json["layers"]
    expect(rows[-1]["key"] == "plain" and rows[-1]["cpu_percent"] == 0, str(rows[-1]))
    for name in ("cpu", "wall_of_threads"):
        close(sum(row[name + "_step"] for row in rows[:-1]), rows[-2][name + "_percent"])
        expect("2 rounds tell no noise" in run.json["refused"][name], str(run.json["refused"]))
    labels = [row["label"] for row in rows] + [missing["label"] for missing in run.json["missing"]]
    expect(sorted(labels) == sorted(layer.label for layer in layers.ladder()), str(labels))
    for missing in run.json["missing"]:
        expect(missing["remedy"] in run.text, missing["remedy"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    return finish([play(named_cases(), options.build, only=options.only)])


if __name__ == "__main__":
    sys.exit(main())
