#!/usr/bin/env python3
"""Lengths of functions and files, and the share of comments: a mirror for the reader, not a gate.

    tools/metrics.py [--worst N] [FOLDER ...]
    tools/metrics.py --core                      the reading list of the core of gc/, which must stay within CORE_LINES lines of code

Functions are found by a scanner of braces, so figures are right to a line or so. A function's length counts its head and both braces.
"""

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDERS = ("gc", "runtime", "interp", "tests/unit", "bench/micro")
SOURCES = {".h", ".cpp"}
# What PEP 703 with publication needs, without an accelerator, in the order in which one reads it (gc/README.md).
CORE = ("gc/heap/header.h", "gc/refcount/refcount.h", "gc/refcount/transitions.h", "gc/refcount/refcount.cpp", "gc/refcount/merge_queue.h",
        "gc/refcount/merge_queue.cpp", "gc/refcount/publish.h", "gc/refcount/publish.cpp", "gc/refcount/qsbr.h", "gc/refcount/retired.h",
        "gc/refcount/qsbr.cpp", "gc/refcount/destroy.cpp", "gc/threads/stop_world.h", "gc/threads/stop_world.cpp")
CORE_LINES = 1200
SCOPE = re.compile(r"^\s*(template\s*<.*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern)\b", re.DOTALL)
ACCESS = re.compile(r"^\s*(public|private|protected)\s*:")
TOKENS = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)


@dataclass
class Figures:
    files: list = field(default_factory=list)        # (lines, name)
    functions: list = field(default_factory=list)    # (lines, where)
    code_lines: int = 0
    comment_lines: int = 0


def blank(text):
    """The same number of lines and characters, nothing else."""
    return re.sub(r"[^\n]", " ", text)


def without_comments_and_literals(text):
    text = TOKENS.sub(lambda m: blank(m.group()) if m.group()[0] == "/" else '"' + blank(m.group()[1:-1]) + '"', text)
    return PREPROCESSOR.sub(lambda m: blank(m.group()), text)


def is_function_head(head):
    head = ACCESS.sub("", head)
    if "(" not in head or SCOPE.match(head):
        return False
    before_parameters = head[:head.index("(")]
    return "=" not in before_parameters or "operator" in before_parameters


def last_paragraph(text):
    """Where the text after the last blank line begins: macros used above a function are not its head."""
    breaks = list(re.finditer(r"\n[ \t]*\n", text.rstrip()))
    return breaks[-1].end() if breaks else 0


def functions(text):
    """(first line, last line, head) of each function body outside other functions."""
    plain = without_comments_and_literals(text)
    depth = 0
    function_depth = None
    head_start = 0
    found_head = None
    for at, c in enumerate(plain):
        if c == "{":
            if function_depth is None:
                head_start += last_paragraph(plain[head_start:at])
                head = plain[head_start:at]
                if is_function_head(head):
                    function_depth = depth
                    found_head = head_start + len(head) - len(head.lstrip()), head.strip()
                head_start = at + 1
            depth += 1
        elif c == "}":
            depth -= 1
            if function_depth == depth:
                start, head = found_head
                yield plain.count("\n", 0, start) + 1, plain.count("\n", 0, at) + 1, head
                function_depth = None
            if function_depth is None:
                head_start = at + 1
        elif c == ";" and function_depth is None:
            head_start = at + 1


def name_in(head):
    match = re.search(r"([\w:~]+|operator\s*\S+)\s*\($", head[:head.index("(") + 1])
    return match.group(1) if match else head.split("(")[0].strip()[-40:]


def count_comments(text):
    """(lines with code, lines that are only comment)"""
    code = comment = 0
    inside = False
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped:
            continue
        if inside or stripped.startswith(("//", "/*")):
            comment += 1
            inside = "*/" not in stripped if inside or stripped.startswith("/*") else False
        else:
            code += 1
    return code, comment


def measure(folder):
    figures = Figures()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in SOURCES or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        name = path.relative_to(ROOT).as_posix()
        figures.files.append((text.count("\n"), name))
        code, comment = count_comments(text)
        figures.code_lines += code
        figures.comment_lines += comment
        figures.functions += [(last - first + 1, f"{name}:{first} {name_in(head)}") for first, last, head in functions(text)]
    return figures


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0


def row(name, figures):
    lengths = [length for length, _ in figures.functions]
    lines = figures.code_lines + figures.comment_lines
    under = sum(length < 60 for length in lengths) / len(lengths) * 100 if lengths else 100
    share = figures.comment_lines / lines * 100 if lines else 0
    return (f"{name:22} {len(figures.files):6} {sum(n for n, _ in figures.files):8} {max([n for n, _ in figures.files], default=0):8} {share:9.1f} "
            f"{len(lengths):10} {percentile(lengths, 0.5):7} {percentile(lengths, 0.9):5} {percentile(lengths, 0.99):5} {max(lengths, default=0):8} {under:9.1f}")


def show_core():
    total = 0
    print(f"{'':32} {'code':>6} {'comment':>8}")
    for name in CORE:
        code, comment = count_comments((ROOT / name).read_text(encoding="utf-8"))
        print(f"{name:32} {code:6} {comment:8}")
        total += code
    print(f"{'all':32} {total:6}   of {CORE_LINES} at most")
    return int(total > CORE_LINES)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=DEFAULT_FOLDERS, metavar="FOLDER")
    parser.add_argument("--worst", type=int, default=5, metavar="N", help="how many of the longest to name")
    parser.add_argument("--core", action="store_true")
    options = parser.parse_args()
    if options.core:
        return show_core()

    total = Figures()
    print(f"{'':22} {'files':>6} {'lines':>8} {'longest':>8} {'comment %':>9} {'functions':>10} {'median':>7} {'p90':>5} {'p99':>5} {'longest':>8} {'under 60 %':>9}")
    for folder in options.folders:
        figures = measure((ROOT / folder).resolve())
        print(row(folder, figures))
        total.files += figures.files
        total.functions += figures.functions
        total.code_lines += figures.code_lines
        total.comment_lines += figures.comment_lines
    print(row("all", total))
    for title, things in (("longest functions", total.functions), ("longest files", total.files)):
        print(f"{title}:")
        for length, where in sorted(things, reverse=True)[:options.worst]:
            print(f"    {length:5}  {where}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
