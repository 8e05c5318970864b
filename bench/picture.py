#!/usr/bin/python3
"""Draws bench/picture.svg of bench/results.json: how work scales with threads, and the requests per second of servers.

    bench/picture.py            draw; needs matplotlib (apt-get install python3-matplotlib), which Debian installs for its own python3
    bench/picture.py --check    draw nothing; says whether the picture shows the figures of results.json, and needs no matplotlib

Left: the geometric mean of T1 / T2 over the scenarios of bench/scaling.py, those of them in which the most interpreters were measured. Right: what
bench/servers.py has recorded with 8 connections. What is not recorded is left out. The picture tells its figures in words, too, in its metadata:
--check compares those. Colours are of a light page; a rule inside of the picture changes ink and lines on a dark one.
"""

import argparse
import html
import re
import sys

import harness

PICTURE = harness.ROOT / "bench" / "picture.svg"
CONNECTIONS = ", 8 connections"
REQUESTS = "requests per second"
COLOURS = {"tinypy-t": "#2f81f7", "tinypy": "#1a9c8c", "CPython 3.13": "#d9722e", "CPython 3.15": "#b08800"}
OTHER_COLOUR = "#8a8f98"
INK, LINES = "#24292f", "#c4c9cf"
ON_DARK = {INK: "#e6edf3", LINES: "#484f58"}
APART = 0.14  # of the speed-ups: names at the ends of lines


# ---- what there is to draw


def name_of(column, entry):
    """What an interpreter is called in the picture, by the version that it told when it was recorded."""
    number = re.match(r"\d+\.\d+", entry["interpreters"].get(column, ""))
    return f"CPython {number[0]}" if number and not column.startswith("tinypy") else column


def in_order(figures):
    """Those with a colour of their own first."""
    known = list(COLOURS)
    return dict(sorted(figures.items(), key=lambda pair: known.index(pair[0]) if pair[0] in known else len(known)))


def scenarios(results):
    """{scenario: {interpreter: speed-up}}. A run of all groups counts before runs of single ones."""
    entries = [results["scaling"]] if "scaling" in results else [entry for name, entry in results.items() if name.startswith("scaling/")]
    return {f"{title}: {row}": {name_of(column, entry): cells[column] for column in entry["interpreters"] if column in cells}
            for entry in entries for title, table in entry["tables"].items() for row, cells in table["rows"].items()}


def speed_ups(results):
    """{interpreter: geometric mean with two threads}, and the number of its scenarios."""
    known = list(scenarios(results).values())
    most = max(known, key=len, default={}).keys()
    chosen = [cells for cells in known if cells.keys() >= most]
    return in_order({name: harness.geometric_mean([cells[name] for cells in chosen]) for name in most}), len(chosen)


def requests(results):
    """{server: {interpreter: requests per second}}"""
    entry = results.get("servers", {"tables": {}})
    rows = entry["tables"].get(REQUESTS, {"rows": {}})["rows"]
    return {row.removesuffix(CONNECTIONS): in_order({name_of(column, entry): number for column, number in cells.items()})
            for row, cells in rows.items() if row.endswith(CONNECTIONS) and cells}


def in_words(results):
    """All figures of the picture."""
    gains, count = speed_ups(results)
    said = [f"Speed-up with two threads, geometric mean of {count} scenarios: " + ", ".join(f"{name} {gain:.2f}" for name, gain in gains.items())] if gains else []
    said += [f"Requests per second{CONNECTIONS}, {server}: " + ", ".join(f"{name} {number:.0f}" for name, number in numbers.items())
             for server, numbers in requests(results).items()]
    return ". ".join(said)


# ---- drawing


def colour(name):
    return COLOURS.get(name, OTHER_COLOUR)


def spread(heights):
    """{name: height} of names at the ends of lines: neighbours that are too close give way to each other, and the order is kept."""
    placed = dict(sorted(heights.items(), key=lambda pair: pair[1]))
    names = list(placed)
    for _ in range(100):  # enough for a handful
        for below, above in zip(names, names[1:]):
            too_close = max(0, APART - (placed[above] - placed[below]))
            placed[below] -= too_close / 2
            placed[above] += too_close / 2
    return placed


def draw_speed_ups(axes, gains, count):
    axes.plot([1, 2], [1, 2], color=LINES, linestyle=(0, (4, 3)), linewidth=1.5)
    for name, gain in reversed(gains.items()):  # the first one on top
        axes.plot([1, 2], [1, gain], color=colour(name), linewidth=3.5 if name == "tinypy-t" else 2, marker="o", markersize=6)
    for name, height in spread(gains | {"ideal": 2}).items():
        text, look = (f"{name}  {gains[name]:.2f}", {"color": colour(name), "weight": "bold"}) if name in gains else (name, {"color": INK, "fontsize": 9})
        axes.annotate(text, (2, height), (9, 0), textcoords="offset points", va="center", **look)
    axes.set(xlim=(0.9, 2.05), ylim=(0, 2.15), xticks=[1, 2], xticklabels=["1 thread", "2 threads"], yticks=[0, 1, 2], yticklabels=["0", "1 x", "2 x"])
    axes.set_title("Speed-up by a second thread", loc="left", color=INK, weight="bold", pad=20)
    axes.text(0, 1.03, f"geometric mean of {count} scenarios", transform=axes.transAxes, color=INK, fontsize=9)
    axes.grid(axis="y", color=LINES, linewidth=0.6)


def draw_requests(axes, servers):
    names = list(in_order({name: 0 for numbers in servers.values() for name in numbers}))
    height = 0.8 / len(names)
    for place, (server, numbers) in enumerate(servers.items()):
        for n, name in enumerate(names):
            if name in numbers:
                axes.barh(place - 0.4 + (n + 0.5) * height, numbers[name] / 1000, height * 0.9, color=colour(name))
    axes.set(yticks=range(len(servers)), yticklabels=servers, ylim=(len(servers) - 0.5, -0.5))
    axes.set_title("Requests per second of servers", loc="left", color=INK, weight="bold", pad=20)
    axes.text(0, 1.03, "in thousands, 8 connections at a time", transform=axes.transAxes, color=INK, fontsize=9)
    axes.grid(axis="x", color=LINES, linewidth=0.6)
    letters = sum(len(name) + 2 for name in names)
    for n, name in enumerate(names):
        place = sum(len(before) + 2 for before in names[:n]) / letters
        axes.text(place, -0.2, name, transform=axes.transAxes, color=colour(name), weight="bold", fontsize=9.5)


def plain(axes):
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    axes.tick_params(length=0, colors=INK)
    for side in axes.spines.values():
        side.set_visible(False)


def draw(results):
    import matplotlib  # not at the head: --check does without

    # Equal figures give an equal file: identifiers come from a fixed salt, and no date is written.
    matplotlib.rcParams.update({"svg.hashsalt": "tinypy", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10.5})
    from matplotlib.figure import Figure

    (gains, count), servers = speed_ups(results), requests(results)
    panels = [lambda axes: draw_speed_ups(axes, gains, count)] * bool(gains) + [lambda axes: draw_requests(axes, servers)] * bool(servers)
    width = 5.2 * max(len(panels), 1)
    figure = Figure(figsize=(width, 3.6))
    for axes, panel in zip(figure.subplots(1, len(panels), squeeze=False)[0] if panels else [], panels):
        panel(axes)
        plain(axes)
    # Room for names: of servers at the left of their panel, of interpreters at the right of theirs.
    figure.subplots_adjust(left=(0.42 if gains else 1.1) / width, right=0.985 if servers else 0.68, top=0.83, bottom=0.17, wspace=0.7)
    figure.savefig(PICTURE, transparent=True, metadata={"Date": None, "Creator": None, "Title": "tinypy", "Description": in_words(results)})
    text = PICTURE.read_text(encoding="utf-8")
    PICTURE.write_text(text.replace("</style>", on_dark() + "</style>", 1), encoding="utf-8")


def on_dark():
    """A rule that outranks the colours of the elements."""
    rules = "".join(f'[style*="{part}: {light}"]{{{part}: {dark} !important}}' for light, dark in ON_DARK.items() for part in ("fill", "stroke"))
    return f"@media (prefers-color-scheme: dark){{{rules}}}"


def shown():
    """The figures of the picture, as it tells them in words; nothing if there is no picture."""
    if not PICTURE.exists():
        return None
    found = re.search(r"<dc:description>(.*?)</dc:description>", PICTURE.read_text(encoding="utf-8"), re.DOTALL)
    return html.unescape(found[1]) if found else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check, results = parser.parse_args().check, harness.read_results()
    if check:
        right = shown() == in_words(results)
        print("bench/picture.svg shows the figures of bench/results.json" if right else
              "bench/picture.svg does not show the figures of bench/results.json: draw it by bench/picture.py")
        return not right
    try:
        draw(results)
    except ModuleNotFoundError as problem:
        parser.error(f"{problem.name} is not installed for {sys.executable} (apt-get install python3-matplotlib, and Debian's /usr/bin/python3)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
