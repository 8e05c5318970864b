"""What the benchmark drivers share: naming interpreters, running a script, tables of figures and ratios."""

import json
import math
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "bench" / "results.json"
DIGITS = 4  # significant ones of a recorded number
SUITE = "unstable"  # of Debian's archive


def add_interpreters(parser):
    parser.add_argument("--interp", action="append", required=True, metavar="PATH", help="repeatable; ratios are to the last one given")


def resolve(parser, paths):
    for path in paths:
        if not shutil.which(path):
            parser.error(f"no interpreter at {path}")
    return [os.path.abspath(path) if os.sep in path else path for path in paths]


def labels(paths):
    """Short, distinct names of interpreters for the heads of columns."""
    short = [os.path.basename(path) for path in paths]
    return short if len(set(short)) == len(short) else list(paths)


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    kept.update(LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    return kept


def run(command, timeout, extra={}):
    """Standard output of a command, or nothing and a reason. `extra` are more variables of its environment."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment() | extra, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, f"timed out after {timeout} s"
    except OSError as problem:
        return None, str(problem)
    if result.returncode:
        complaint = result.stderr.rstrip().split("\n")[-1]
        return None, f"status {result.returncode}: {complaint}"
    return result.stdout, ""


# Ends a program by printing the most memory that it has had resident, in MB.
PEAK = """
with open("/proc/self/status") as file:
    print(next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM")))
"""


def fetch(packages):
    """The folder with the modules of these Debian packages and of those that they need, which are not installed. Nothing: they cannot be fetched."""
    sys.path += [str(ROOT / "tests/packages"), str(ROOT / "tests/drivers")]
    from fetch import Suite  # here, because most drivers need no package

    try:
        suite = Suite(SUITE)
        for package, version in suite.fetch(packages).items():
            print(f"{SUITE}: {package} {version}")
        return str(suite.modules)
    except (subprocess.CalledProcessError, OSError) as problem:
        complain(f"Debian's {', '.join(packages)} cannot be fetched: {problem}")
        return None


def geometric_mean(values):
    values = [v for v in values if v and v > 0]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def show(number, digits=2):
    return "-" if number is None else f"{number:.{digits}f}"


def ratio(value, base):
    return value / base if value and base and value > 0 and base > 0 else None


def print_ratio_table(rows, names, unit, digits, worst=5, better="less"):
    """rows: {name: [figure for each interpreter]}; ratios are to the last interpreter; the worst ones are the lowest if more is better. Returns the
    geometric means."""
    width = max([len(name) for name in rows] + [14])
    column = max([len(name) for name in names] + [8])
    heads = [f"{name:>{column}}" for name in names] + [f"{name:>{column}}" for name in names[:-1]]
    print(f"{'':{width}}  {'  '.join(heads[:len(names)])}  | ratio to {names[-1]}:  {'  '.join(heads[len(names):])}   ({unit})")
    ratios = [[] for _ in names[:-1]]
    ranked = []
    for name, figures in rows.items():
        row = [ratio(f, figures[-1]) for f in figures[:-1]]
        for known, r in zip(ratios, row):
            known.append(r)
        if row and row[0] is not None:
            ranked.append((row[0], name))
        cells = [f"{show(f, digits):>{column}}" for f in figures]
        pad = " " * len(f"| ratio to {names[-1]}:")
        print(f"{name:{width}}  {'  '.join(cells)}  {pad}  {'  '.join(f'{show(r):>{column}}' for r in row)}")
    means = [geometric_mean(r) for r in ratios]
    for name, mean in zip(names, means):
        print(f"geometric mean, {name} / {names[-1]}: {show(mean, 3)}")
    if ranked:
        print(f"worst of {names[0]}: " + ", ".join(f"{name} {show(r)}" for r, name in sorted(ranked, reverse=better == "less")[:worst]))
    return means


def write_json(path, content):
    if path:
        with open(path, "w", encoding="utf-8") as out:
            json.dump(content, out, indent=1)
            out.write("\n")


# ---- recorded results
#
# bench/results.json has the last recorded run of each benchmark, as {name of the benchmark: entry}. The name is that of the driver or of its set
# of programs; what --only or --group chose follows after a slash ("ops/library"). An entry has
#
#   machine       {"processor": model, "processors": their number, "system": distribution and kernel}
#   date          of the run, "2026-11-27"
#   revision      of the sources in git; " and changes" follows if files were not committed. The program may be older than the sources.
#   command       as one types it in the root of the project
#   rounds        how often each figure was measured; 0: not known
#   interpreters  {name in the tables: what it says of its version}; {}: the programs are no interpreters
#   note          where there is something to say: what is not as usual in these figures
#   tables        {title: table}, in the order of the terminal
#
# and a table has
#
#   unit          of its numbers; "times" if they are ratios; "" if each row names its own
#   better        "less" or "more"
#   compared      columns, or quotients of columns ("tinypy-t/python3.13", also if a column has a slash in its name), whose geometric means are of interest. The first one ranks the rows.
#   rows          {name: {column: number}}; what could not be measured is left out
#
# bench/results.py makes RESULTS.md of it, and finds a figure by its path: "real > geometric mean > tinypy-t/python3.13".


def add_record(parser):
    parser.add_argument("--record", nargs="?", const="", metavar="NAME", help="write the figures to bench/results.json, in place of the last ones of this name")


def table(rows, unit, compared=(), better="less"):
    """A table to record. rows: {name: {column: number or None}}."""
    known = {" ".join(name.split()): {column: float(f"{n:.{DIGITS}g}") for column, n in row.items() if n is not None and math.isfinite(n)} for name, row in rows.items()}
    return {"unit": unit, "better": better, "compared": list(compared), "rows": known}


def ratio_table(rows, names, unit, better="less"):
    """What print_ratio_table() prints, to record."""
    return table({row: dict(zip(names, figures)) for row, figures in rows.items()}, unit, [f"{name}/{names[-1]}" for name in names[:-1]], better)


def record(options, name, tables, interpreters, rounds=1, run_by=()):
    """Replaces one entry of results.json, if --record is given. interpreters: {label: path}; run_by: the interpreter that the command begins with."""
    if options.record is None:
        return
    results = read_results()
    results[options.record or name] = {
        "machine": machine(), "date": time.strftime("%Y-%m-%d"), "revision": revision(), "command": command_line(run_by, options.record), "rounds": rounds,
        "interpreters": {label: version(path) for label, path in interpreters.items()}, "tables": tables}
    write_results(results)


def record_own(options, name, tables, rounds=1):
    """The same for a script that measures the interpreter it runs in; each interpreter has an entry of its own."""
    own = os.path.basename(sys.executable)
    record(options, f"{name}/{own}", tables, {own: sys.executable}, rounds, [sys.executable])


def chosen(name, part):
    """The name of a benchmark of which a part was measured."""
    return f"{name}/{part}" if part else name


def machine():
    return {"processor": named_line("/proc/cpuinfo", "model name", ":"), "processors": os.cpu_count(),
            "system": f"{named_line('/etc/os-release', 'PRETTY_NAME', '=')}, {os.uname().sysname} {os.uname().release}"}


def named_line(path, name, separator):
    try:
        with open(path, encoding="utf-8") as lines:
            pairs = (line.partition(separator) for line in lines)
            return next((value.strip().strip('"') for key, _, value in pairs if key.strip() == name), "unknown")
    except OSError:
        return "unknown"


def revision():
    changes, _ = run(["git", "-C", str(ROOT), "status", "--porcelain", "--", ".", ":!bench/results.json", ":!bench/RESULTS.md"], 60)
    commit, _ = run(["git", "-C", str(ROOT), "rev-parse", "--short=10", "HEAD"], 60)
    return (commit.strip() + (" and changes" if changes else "")) if commit else "unknown"


def command_line(interpreter, name):
    """As one types it; --record, which changes no figure, is left out."""
    words = sys.argv[1:]
    at = next(i for i, word in enumerate(words) if word.startswith("--rec"))
    del words[at:at + (2 if name and "=" not in words[at] else 1)]
    return shlex.join(word.removeprefix(f"{ROOT}/") for word in [*interpreter, str(Path(sys.argv[0]).resolve()), *words])


def version(interpreter):
    out, _ = run([interpreter, "-c", "import sys; print(sys.version.replace(chr(10), ' '))"], 60)
    return out.strip() if out else "unknown"


def read_results():
    return json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}


def write_results(results):
    """By a new file in its place, so that an end in the middle loses nothing."""
    new = RECORD.with_suffix(".new")
    new.write_text(layout(results) + "\n", encoding="utf-8")
    os.replace(new, RECORD)


def layout(value, indent=""):
    """JSON with a row of a table on one line."""
    if not isinstance(value, dict) or not any(isinstance(part, dict) for part in value.values()):
        return json.dumps(value)
    inner = indent + " "
    return "{\n" + ",\n".join(f"{inner}{json.dumps(key)}: {layout(part, inner)}" for key, part in value.items()) + "\n" + indent + "}"


def complain(text):
    print(text, file=sys.stderr, flush=True)
