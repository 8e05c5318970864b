"""What the benchmark drivers share: naming interpreters, running a script, tables of figures and ratios."""

import json
import math
import os
import shutil
import subprocess
import sys


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


def run(command, timeout):
    """Standard output of a command, or nothing and a reason."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment(), stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, f"timed out after {timeout} s"
    if result.returncode:
        complaint = result.stderr.rstrip().split("\n")[-1]
        return None, f"status {result.returncode}: {complaint}"
    return result.stdout, ""


def geometric_mean(values):
    values = [v for v in values if v and v > 0]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def show(number, digits=2):
    return "-" if number is None else f"{number:.{digits}f}"


def ratio(value, base):
    return value / base if value and base and value > 0 and base > 0 else None


def print_ratio_table(rows, names, unit, digits, worst=5):
    """rows: {name: [figure for each interpreter]}; ratios are to the last interpreter; returns the geometric means."""
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
        print(f"worst of {names[0]}: " + ", ".join(f"{name} {show(r)}" for r, name in sorted(ranked, reverse=True)[:worst]))
    return means


def write_json(path, content):
    if path:
        with open(path, "w", encoding="utf-8") as out:
            json.dump(content, out, indent=1)
            out.write("\n")


def complain(text):
    print(text, file=sys.stderr, flush=True)
