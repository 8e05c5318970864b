#!/usr/bin/env python3
"""Compares the front end's syntax trees of a library with CPython 3.13's.

    compare_ast.py ASTDUMP [--sample N]                    Debian's library with the record, trees.txt
    compare_ast.py ASTDUMP --python python3.13 [TREE ...]  with what that CPython says, of its own library or of other folders
    compare_ast.py --record python3.13                     write trees.txt

ASTDUMP is the built tools/astdump. A file is compared by ast.dump(include_attributes=True). The record has digests of source and tree: a
file with another source (of an update of the library) is left out, and one that CPython cannot parse, too.
The last line is "N passed, N failed"; a file is one case.
"""
import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "drivers"))
import scripts  # noqa: E402

LIBRARY = "/usr/lib/python3.11"
RECORD = Path(__file__).with_name("trees.txt")
SHOWN_FAILURES = 20

# Reads names of files, one a line; answers each with a length and as many bytes: the dump, or nothing.
WORKER = r"""
import ast, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(100000)
sys.set_int_max_str_digits(0)
for path in sys.stdin:
    try:
        with open(path.rstrip("\n"), "rb") as file:
            text = ast.dump(ast.parse(file.read()), include_attributes=True).encode("utf-8", "surrogatepass")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        text = b""
    sys.stdout.buffer.write(b"%d\n" % len(text) + text)
    sys.stdout.buffer.flush()
"""


class CPython:
    """A CPython that parses one file after the other."""

    def __init__(self, path):
        self.process = subprocess.Popen([path, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def dump(self, path):
        """The dump of a file, empty when it cannot be parsed."""
        self.process.stdin.write(os.fsencode(path) + b"\n")
        self.process.stdin.flush()
        size = int(self.process.stdout.readline())
        return escaped(self.process.stdout.read(size))


def escaped(dump):
    """The dump with all but ASCII escaped: versions of Unicode differ in what is printable."""
    def escape(match):
        code = ord(match[0])
        return "\\x%02x" % code if code < 256 else "\\u%04x" % code if code < 65536 else "\\U%08x" % code
    return re.sub(r"[^\x00-\x7f]", escape, dump.decode("utf-8", "surrogatepass"))


def find_files(trees):
    for tree in trees:
        if os.path.isfile(tree):
            yield tree
        for folder, subfolders, names in os.walk(tree):
            subfolders[:] = sorted(set(subfolders) - {"site-packages", "dist-packages"})
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def source_digest(path):
    return digest(Path(path).read_bytes())


def write_record(python):
    cpython = CPython(python)
    with RECORD.open("w", encoding="utf-8") as record:
        for path in find_files([LIBRARY]):
            dump = cpython.dump(path)
            if dump:
                record.write(f"{source_digest(path)} {digest(dump.encode())} {os.path.relpath(path, LIBRARY)}\n")


def read_record():
    """{path: digest of its tree} for the files whose source is the one recorded."""
    trees = {}
    for line in RECORD.read_text(encoding="utf-8").splitlines():
        source, tree, name = line.split(" ", 2)
        path = os.path.join(LIBRARY, name)
        if os.path.exists(path) and source_digest(path) == source:
            trees[path] = tree
    return trees


def front_end_dump(astdump, path):
    """(dump, complaint): one of them is empty."""
    run = subprocess.run([astdump, path], capture_output=True)
    if run.returncode != 0:
        return "", f"status {run.returncode}: {(run.stdout + run.stderr).decode(errors='replace')}"
    return escaped(run.stdout.rstrip(b"\n")), ""


def first_difference(ours, theirs):
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    start = max(at - 160, 0)
    return f"ours   ...{ours[start:at + 120]!r}\n  theirs ...{theirs[start:at + 120]!r}"


def against_record(astdump, tree, path):
    ours, complaint = front_end_dump(astdump, path)
    if complaint or digest(ours.encode()) == tree:
        return complaint
    return "another tree than the recorded one; --python python3.13 shows the difference"


def against_python(astdump, cpython, path):
    """What is wrong, empty if nothing is, None for a file that CPython cannot parse."""
    theirs = cpython.dump(path)
    if not theirs:
        return None
    ours, complaint = front_end_dump(astdump, path)
    return complaint or (first_difference(ours, theirs) if ours != theirs else "")


def complaints(options):
    """(path, what is wrong with it) of each file compared."""
    if options.python:
        cpython = CPython(options.python)
        paths = chosen(find_files(options.trees or [scripts.library_of(options.python)]), options)
        yield from ((path, against_python(options.astdump, cpython, path)) for path in paths)
        return
    trees = read_record()
    paths = chosen(trees, options)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip(paths, pool.map(lambda path: against_record(options.astdump, trees[path], path), paths))


def chosen(paths, options):
    paths = list(paths)
    return random.Random(options.seed).sample(paths, options.sample) if 0 < options.sample < len(paths) else paths


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("astdump", nargs="?")
    parser.add_argument("trees", nargs="*", metavar="TREE")
    parser.add_argument("--python", metavar="CPYTHON")
    parser.add_argument("--record", metavar="CPYTHON")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="compare N files, chosen at random")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_intermixed_args()
    if options.record:
        write_record(options.record)
        return 0
    if not options.astdump or (options.trees and not options.python):
        parser.error("needs the path of astdump; folders need --python")

    passed = failed = 0
    for path, wrong in complaints(options):
        if wrong is None:
            continue
        passed, failed = passed + (not wrong), failed + bool(wrong)
        if wrong and failed <= SHOWN_FAILURES:
            print(f"FAIL {path}\n  {wrong}", flush=True)
    if not passed + failed:
        print("no file of the record here: nothing compared")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
