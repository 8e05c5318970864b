"""Two reports of --refstats side by side: what the second program run has done more or less often than the first.

Lines are matched as a diff of texts does: within one file, the lines that were counted are aligned by what stands in them. So a line that has moved is the same
line, and a changed one is two: one that has gone and one that has come. A file is the same if its path is, or if it is the script of either run.
"""

import difflib
from pathlib import Path

import text
from refstats import PHASES

MOST_ROWS = 25


class Mismatch(Exception):
    """The reports cannot be compared; the message says why."""


def check(reports, known):
    for name, report in reports:
        if report.get("refstats") != known:
            raise Mismatch(f"{name}: not a report of --refstats=FILE.json in format {known}, which this tool knows: its format is {report.get('refstats')}")


def script_of(report):
    """The path under which the script's lines stand; None: the program was no file, or has no counted line."""
    files = {row["file"] for row in report["lines"]}
    return next((path for word in report["argv"] for path in files if path and (path == word or path.endswith("/" + word.lstrip("./")))), None)


def lines_by_file(report, script):
    """{file: rows, by line}; the script's own file is None, which is the same in both reports."""
    found = {}
    for row in sorted(report["lines"], key=lambda row: row["line"]):
        found.setdefault(None if row["file"] == script and script else row["file"], []).append(row)
    return found


def aligned(before, after):
    """Pairs of rows of one file, one of them None where the line is in one report only."""
    if any(not row["source"] for row in (*before, *after)):  # no source to align: the numbers of the lines are all there is
        old, new = ({row["line"]: row for row in rows} for rows in (before, after))
        return [(old.get(line), new.get(line)) for line in sorted({*old, *new})]
    pairs, at, to = [], 0, 0
    matcher = difflib.SequenceMatcher(None, [row["source"] for row in before], [row["source"] for row in after], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        pairs += [(row, None) for row in before[at:i]] + [(None, row) for row in after[to:j]]
        pairs += list(zip(before[i:i + size], after[j:j + size]))
        at, to = i + size, j + size
    return pairs


def line_name(old, new):
    file = Path((new or old)["file"]).name or "(no instruction)"
    numbers = [str(row["line"]) for row in (old, new) if row]
    place = file if not (new or old)["line"] else f"{file}:{' -> '.join(dict.fromkeys(numbers))}"
    note = "" if old and new else " (only in the first)" if old else " (only in the second)"
    return f"{place}{note}  {(new or old)['source'][:60]}"


def line_pairs(first, second):
    """(name, events of the first, events of the second)"""
    old, new = lines_by_file(first, script_of(first)), lines_by_file(second, script_of(second))
    for file in [*old, *(file for file in new if file not in old)]:
        for a, b in aligned(old.get(file, []), new.get(file, [])):
            yield line_name(a, b), (a or {}).get("events", {}), (b or {}).get("events", {})


def named_pairs(first, second, key, name):
    old, new = ({row[name]: row["events"] for row in report[key]} for report in (first, second))
    for each in [*old, *(each for each in new if each not in old)]:
        yield str(each) or "(no instruction)", old.get(each, {}), new.get(each, {})


def sums(columns, events):
    return [sum(events.get(name, 0) for name in names) for names in columns.values()]


def signed(difference):
    return f"{difference:+,}" if difference else ""


def ranked(columns, pairs):
    """Rows of differences, the largest first: by atomic work, which the first two columns hold, and then by all columns."""
    rows = [(name, [b - a for a, b in zip(sums(columns, old), sums(columns, new))]) for name, old, new in pairs]
    rows = [row for row in rows if any(row[1])]
    return sorted(rows, key=lambda row: (-abs(row[1][0] + row[1][1]), -sum(map(abs, row[1]))))


def table(columns, title, pairs):
    rows = ranked(columns, pairs)
    if not rows:
        return f"{title}: no difference"
    lines = [text.table([*columns, ""], [[*map(signed, differences), name] for name, differences in rows[:MOST_ROWS]], words=(len(columns),))]
    if len(rows) > MOST_ROWS:
        lines.append(f"... and {len(rows) - MOST_ROWS} more")
    return f"{title}, the second less the first:\n" + "\n".join(lines)


def headline(first, second):
    rows = []
    for key, whole in first["shares"].items():
        parts = [(whole["text"], None, None)] + [(part["text"], part, other) for part, other in zip(whole["parts"], second["shares"][key]["parts"])]
        totals = [sum(part["times"] for part in report["shares"][key]["parts"]) for report in (first, second)]
        for words, part, other in parts:
            counts = totals if part is None else [part["times"], other["times"]]
            shares = ["", ""] if part is None else [f"{each['percent']:.2f} %" if total else "" for each, total in zip((part, other), totals)]
            rows.append([words if part is None else "  " + words, f"{counts[0]:,}", shares[0], f"{counts[1]:,}", shares[1], signed(counts[1] - counts[0])])
    return text.table(["", "first", "", "second", "", "difference"], rows)


def compare(first, second):
    """The report of two reports, as text."""
    columns = first["columns"]
    phases = [(words, first["phases"][key], second["phases"][key]) for key, words in PHASES.items()]
    phases.append(("of the program, by extensions", *(report.get("extensions", {}) for report in (first, second))))
    return "\n\n".join([headline(first, second), table(columns, "when", phases), table(columns, "lines", line_pairs(first, second)),
                        table(columns, "opcodes", named_pairs(first, second, "opcodes", "opcode")),
                        table(columns, "types", named_pairs(first, second, "types", "type"))])
