"""The figures of the newest library as a table, results_3_15.md: written anew as far as modules have been run, with the reasons of failures.

differences_3_15.txt has the reasons: a line without indentation is one, and below it stand patterns of "module.Class.method".
"""
import fnmatch
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent
ROW = re.compile(r"^\| (test_\S+) \| (\d+) \| (\d+) \| (\d+) \| .*? \|(.*)\|$")
GROUP = re.compile(r"^\| ([^|]+) \| \d+ \| \d+ \| \d+ \| [\d.]+ \|$")
LANGUAGE = ("test_ast", "test_copyreg")  # the first and the last of its rows
THREADS = re.compile(r"test_(thread|threading|threading_local|threadsignals|threadedtempfile|free_threading|queue|sched|concurrent_futures\..*)$")


def percent(passed, failed):
    return "%.1f" % (100 * passed / (passed + failed)) if passed + failed else ""


def read_reasons(path=FOLDER / "differences_3_15.txt"):
    """Pairs of a pattern and its reason."""
    reasons, reason = [], ""
    for line in path.read_text().splitlines():
        if line.startswith(" "):
            reasons.append((line.strip(), reason))
        elif line and not line.startswith("#"):
            reason = line
    return reasons


def full_name(failure):
    """"test_x (test.test_m.Class.test_x)" as "test_m.Class.test_x"."""
    inside = re.search(r"\((.*)\)", failure)
    return (inside[1] if inside else failure).removeprefix("test.")


def reasons_of(failures, reasons):
    """The reasons of a module's failures, each once, in the order of the file; and the failures that have none."""
    found, unexplained = [], []
    for name in sorted(failures):
        own = [reason for pattern, reason in reasons if fnmatch.fnmatchcase(full_name(name), pattern)]
        found += own[:1]
        unexplained += [] if own else [name]
    return list(dict.fromkeys(found)), unexplained


class Table:
    def __init__(self, path):
        self.path = path
        self.lines = path.read_text().splitlines()
        self.rows = {match[1]: (int(match[2]), int(match[3]), int(match[4]), match[5].strip()) for match in map(ROW.match, self.lines) if match}

    def enter(self, result, reasons):
        found, unexplained = reasons_of(result.failing(), reasons)
        if unexplained and found:
            found.append("%d others" % len(unexplained))
        self.rows[result.module] = (*result.counts, "; ".join(filter(None, [result.note, result.reason, *found])))

    def group(self, module):
        names = list(self.rows)
        first, last = map(names.index, LANGUAGE)
        if first <= names.index(module) <= last:
            return "the language and the built-in types"
        if THREADS.match(module):
            return "threads: threading, queue, concurrent.futures"
        if module.startswith("test_asyncio"):
            return "asyncio"
        is_pool = module.startswith("test_multiprocessing_") and module != "test_multiprocessing_main_handling"
        return "multiprocessing" if is_pool else "the library"

    def write(self):
        sums = {}
        for module, row in self.rows.items():
            old = sums.get(self.group(module), (0, 0, 0))
            sums[self.group(module)] = tuple(a + b for a, b in zip(old, row))
        sums["all"] = tuple(map(sum, zip(*sums.values())))
        text, written = [], set()
        for line in self.lines:
            row, group = ROW.match(line), GROUP.match(line)
            if row:
                line = self.row(row[1])
                written.add(row[1])
            elif group and group[1] in sums:
                passed, failed, skipped = sums[group[1]]
                line = "| %s | %d | %d | %d | %s |" % (group[1], passed, failed, skipped, percent(passed, failed))
            text.append(line)
        text += [self.row(module) for module in self.rows if module not in written]
        self.path.write_text("\n".join(text) + "\n")

    def row(self, module):
        passed, failed, skipped, note = self.rows[module]
        return "| %s | %d | %d | %d | %s | %s |" % (module, passed, failed, skipped, percent(passed, failed), note)
