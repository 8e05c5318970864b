#!/usr/bin/env python3
"""Makes bench/RESULTS.md of bench/results.json, and checks the figures that pages of the project claim.

    bench/results.py            write bench/RESULTS.md
    bench/results.py --check    write nothing. One line for each finding; the last line is "N passed, N failed"

The drivers write results.json (--record); harness.py says what is in it. The page has the geometric means of each benchmark and its worst rows:
those with the highest ratio, or with the lowest where more is better.

A page that claims a figure names it in a comment behind the number, which readers do not see:

    The programs take 0.36<!-- results: programs > geometric mean > tinypy-t/python3.13 --> of the time of CPython.

The path is benchmark > row > column, or benchmark > table > row > column if the row is in several tables of the benchmark. A column may be the
quotient of two; "geometric mean" and "worst" stand for those of all rows. The number must be the recorded one, rounded to as many digits as it has.
A factor in front of the path converts units: `results: 0.001 * ops > json.dumps > tinypy-t`.
"""

import argparse
import re
import sys
from pathlib import Path

import harness

ROOT = harness.ROOT
PAGES = ["README.md", "gc/README.md", "interp/README.md", "runtime/README.md", "bench/README.md", "bench/TRIED.md", "tools/README.md",
         "gc/docs/*.md", "tools/docs/*.md"]
WORST = 3  # rows of a table that are shown
CLAIM = re.compile(r"(?:(\d[\d,]*(?:\.\d+)?)[^\d<>]{0,20})?<!-- results: (?:([\d.]+) \* )?(.*?) -->", re.DOTALL)
BEGINNING = """# Results

`bench/results.py` has made this page of [results.json](results.json), which has all rows. Most tables are
here in short: geometric means of ratios, and the {worst} rows that are worst in the first column.
[README.md](README.md) says how to measure and how to judge the figures, [TRIED.md](TRIED.md) what was tried.
"""


class NoFigure(Exception):
    """A path that names nothing, or several things."""


# ---- figures


def cell(row, column):
    """A number of a row or a quotient of two; None if it is not known."""
    if column in row:
        return row[column]
    cuts = [at for at, c in enumerate(column) if c == "/" and column[:at] in row and column[at + 1:] in row]
    return harness.ratio(row[column[:cuts[0]]], row[column[cuts[0] + 1:]]) if cuts else None


def plain(rows):
    """Without a geometric mean that was recorded in place of its rows."""
    return {name: row for name, row in rows.items() if name != "geometric mean"}


def mean(table, column):
    recorded = table["rows"].get("geometric mean", {}).get(column)
    return recorded or harness.geometric_mean([cell(row, column) for row in plain(table["rows"]).values()])


def ranked(table, column):
    """The rows that have this column, the worst ones first."""
    known = [(cell(row, column), name) for name, row in plain(table["rows"]).items() if cell(row, column) is not None]
    return [name for _, name in sorted(known, key=lambda pair: pair[0], reverse=table["better"] == "less")]


def figure(results, path):
    """The number that a path names."""
    parts = [part.strip() for part in path.split(">")]
    if len(parts) not in (3, 4):
        raise NoFigure(f"{path}: no row and column")
    name, *tables, row, column = parts
    if name not in results:
        raise NoFigure(f"{name}: not recorded")
    found = [number for title, table in results[name]["tables"].items()
             if tables in ([], [title]) and (number := figure_of_table(table, row, column)) is not None]
    if len(found) != 1:
        raise NoFigure(f"{path}: {'no such figure' if not found else 'in several tables'}")
    return found[0]


def figure_of_table(table, row, column):
    if row == "geometric mean":
        return mean(table, column)
    if row == "worst":
        row = next(iter(ranked(table, column)), None)
    return cell(table["rows"].get(row, {}), column)


def wrong_claims(results, text):
    """The number of claims that are right, and (line, complaint) for each other one."""
    right, wrong = 0, []
    for claim in CLAIM.finditer(text):
        number, factor, path = claim[1], float(claim[2] or 1), " ".join(claim[3].split())
        try:
            known = figure(results, path) * factor
            digits = len((number or "").partition(".")[2])
            complaint = "no number before the comment" if number is None else f"{number} is {known:.{digits}f} in results.json: {path}"
            is_right = number is not None and f"{known:.{digits}f}" == number.replace(",", "")
        except NoFigure as problem:
            is_right, complaint = False, str(problem)
        if is_right:
            right += 1
        else:
            wrong.append((text.count("\n", 0, claim.end()) + 1, complaint))
    return right, wrong


# ---- the page


def short(number):
    """Three significant digits, without an exponent."""
    if number is None:
        return "-"
    return f"{number:.{0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2}f}"


def row_of(cells):
    return "| " + " | ".join(cells) + " |"


def has_mean(table, column):
    """Of numbers without a unit a geometric mean says something."""
    return "/" in column or table["unit"] == "times"


def head(title, table):
    return f"{title}, {table['unit']}" if table["unit"] else title


def summary(title, table):
    """A table that is too long for the page: its means and worst rows."""
    compared = table["compared"]
    means = [f"{mean(table, c):.3f}" if has_mean(table, c) and mean(table, c) else "-" for c in compared]
    worst = (f"{name} {short(cell(table['rows'][name], compared[0]))}" for name in ranked(table, compared[0])[:WORST])
    return row_of([head(title, table), *means, "; ".join(worst)])


def summaries(tables):
    """Those with the same columns stand below each other."""
    for compared in dict.fromkeys(tuple(table["compared"]) for table in tables.values() if table["compared"]):
        yield row_of(["", *compared, "worst"])
        yield "|-" * (len(compared) + 2) + "|"
        yield from (summary(title, table) for title, table in tables.items() if tuple(table["compared"]) == compared)
        yield ""


def whole(title, table):
    """A table of which nothing is compared."""
    columns = list(dict.fromkeys(c for row in table["rows"].values() for c in row))
    yield row_of([head(title, table), *columns])
    yield "|-" * (len(columns) + 1) + "|"
    yield from (row_of([name, *(short(row.get(c)) for c in columns)]) for name, row in table["rows"].items())
    yield ""


def numbered(texts):
    """{text: its number}, in the order in which they come."""
    return {text: n for n, text in enumerate(dict.fromkeys(texts), 1)}


def machine_of(entry):
    machine = entry["machine"]
    return f"{machine['processor']}, {machine['processors']} processors, {machine['system']}"


def page(results):
    machines = numbered(machine_of(entry) for entry in results.values())
    notes = numbered(entry["note"] for entry in results.values() if "note" in entry)
    lines = [BEGINNING.format(worst=WORST)]
    for name, entry in results.items():
        note = f" [{notes[entry['note']]}]" if "note" in entry else ""
        machine = f"machine {machines[machine_of(entry)]}, " if len(machines) > 1 else ""
        lines += [f"## {name}", "", f"`{entry['command']}`, {machine}{entry['date']}{note}", ""]
        lines += summaries(entry["tables"])
        for title, table in entry["tables"].items():
            lines += whole(title, table) if not table["compared"] else []
    lines += ["## Machines and notes", "", *(f"- machine {n}: {text}" for text, n in machines.items()), *(f"- [{n}] {text}" for text, n in notes.items())]
    return "\n".join(lines) + "\n"


# ---- the check


def pages():
    return [path for pattern in PAGES for path in sorted(ROOT.glob(pattern))]


def check(results):
    passed, failed = 1, 0
    if (ROOT / "bench/RESULTS.md").read_text(encoding="utf-8") != page(results):
        print("bench/RESULTS.md is not what bench/results.py makes of bench/results.json")
        passed, failed = 0, 1
    for path in pages():
        right, wrong = wrong_claims(results, path.read_text(encoding="utf-8"))
        for line, complaint in wrong:
            print(f"{path.relative_to(ROOT)}:{line}: {complaint}")
        passed, failed = passed + right, failed + len(wrong)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    results = harness.read_results()
    if parser.parse_args().check:
        return check(results)
    (ROOT / "bench/RESULTS.md").write_text(page(results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
