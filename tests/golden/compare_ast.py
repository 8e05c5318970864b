#!/usr/bin/env python3
"""Compares the front end's syntax trees with CPython's.

    compare_ast.py ASTDUMP PYTHON [--all] [--seed N] [TREE ...]

ASTDUMP is the built tools/astdump, PYTHON a CPython (3.13 is the reference for
positions). Every *.py file below the TREEs (default: PYTHON's own library) that
PYTHON can parse must give the same ast.dump(include_attributes=True); a file
that it cannot parse is skipped. Without --all a random sample is compared.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

SAMPLE = 150

WORKER = r"""
import ast, re, sys, unicodedata, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(100000)
sys.set_int_max_str_digits(0)
for path in sys.stdin:
    path = path.rstrip("\n")
    try:
        with open(path, "rb") as file:
            source = file.read()
        text = ast.dump(ast.parse(source), include_attributes=True)
        names = set()
        for name in re.findall(rb"\\N\{([^}]*)\}", source):
            try:
                names.add((unicodedata.lookup(name.decode()), name.decode()))
            except (KeyError, UnicodeError):
                pass
        text = text.encode("utf-8", "surrogatepass")
        lines = "".join("%X %s\n" % (ord(c), n) for c, n in names if len(c) == 1)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        text, lines = b"", ""
    lines = lines.encode()
    sys.stdout.buffer.write(b"%d %d\n" % (len(text), len(lines)) + text + lines)
    sys.stdout.buffer.flush()
"""


def find_files(trees):
    for tree in trees:
        if os.path.isfile(tree):
            yield tree
        for folder, _, names in os.walk(tree):
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def escaped(dump):
    """The dump with all but ASCII escaped: versions of Unicode differ in what is printable."""
    def escape(match):
        code = ord(match[0])
        return "\\x%02x" % code if code < 256 else "\\u%04x" % code if code < 65536 else "\\U%08x" % code
    return re.sub(r"[^\x00-\x7f]", escape, dump.decode("utf-8", "surrogatepass"))


def first_difference(ours, theirs):
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    start = max(at - 160, 0)
    return "  ours   ...%r\n  theirs ...%r" % (ours[start:at + 120], theirs[start:at + 120])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("astdump")
    parser.add_argument("python")
    parser.add_argument("trees", nargs="*")
    parser.add_argument("--all", action="store_true", help="compare every file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-failures", type=int, default=20)
    options = parser.parse_intermixed_args()
    trees = options.trees
    if not trees:
        query = "import sysconfig; print(sysconfig.get_path('stdlib'))"
        trees = [subprocess.run([options.python, "-c", query], capture_output=True, text=True,
                                check=True).stdout.strip()]
    files = list(find_files(trees))
    if not options.all and len(files) > SAMPLE:
        files = random.Random(options.seed).sample(files, SAMPLE)
    worker = subprocess.Popen([options.python, "-c", WORKER], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    same = skipped = 0
    failures = []
    with tempfile.NamedTemporaryFile() as names_file:
        for path in files:
            worker.stdin.write(path.encode() + b"\n")
            worker.stdin.flush()
            size, names_size = map(int, worker.stdout.readline().split())
            theirs = worker.stdout.read(size)
            names = worker.stdout.read(names_size)
            if not theirs:
                skipped += 1
                continue
            command = [options.astdump]
            if names:
                names_file.seek(0)
                names_file.truncate()
                names_file.write(names)
                names_file.flush()
                command += ["--names", names_file.name]
            run = subprocess.run(command + [path], capture_output=True)
            ours = run.stdout.rstrip(b"\n")
            if run.returncode == 0 and (ours == theirs or escaped(ours) == escaped(theirs)):
                same += 1
                continue
            failures.append(path)
            print("FAIL", path)
            if run.returncode != 0:
                print("  exit %d: %s" % (run.returncode, run.stdout.decode(errors="replace")))
            else:
                print(first_difference(ours, theirs))
            if len(failures) >= options.max_failures:
                break
    worker.stdin.close()
    print("%d same, %d different, %d skipped" % (same, len(failures), skipped))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
