#!/usr/bin/env python3
"""Is each step of the protocols of gc/ needed, and does the model checker see when it is missing? Changes their sources line by line, each time one
place, and runs the scenarios that must fail then.

    tests/model/mutations.py --build build                  all of mutations.txt
    tests/model/mutations.py --build build --quick          those marked so: a moment's look
    tests/model/mutations.py --build build --only qsbr      those whose file or scenario contains the word
    tests/model/mutations.py --build build --survey         runs all scenarios for each, and tells which of them fail
    tests/model/mutations.py --places                       runs nothing: are all places still in their files?

The folder must have the target `model` built. Prints "N passed, N failed" in the end. A place that is not in its file exactly once is a failure.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "tests/model/mutations.txt"
sys.path.append(str(ROOT / "tests/drivers"))
import slices  # noqa: E402


class Mutation:
    def __init__(self, path, line):
        self.path, self.line = path, line
        self.old, self.new, self.scenarios, self.quick = [], [], [], False

    def name(self):
        return f"{self.path}: {self.old[0].strip()}"

    def text(self):
        """The whole file with the mutation in it; None: the place is not there, or more than once."""
        source = (ROOT / self.path).read_text().split("\n")
        n = len(self.old)
        places = [i for i in range(len(source) - n + 1) if source[i:i + n] == self.old]
        if len(places) != 1:
            return None
        return "\n".join(source[:places[0]] + self.new + source[places[0] + n:])


def read_list():
    mutations = []
    for number, line in enumerate(LIST.read_text().split("\n"), 1):
        if line.startswith("in "):
            mutations.append(Mutation(line[3:], number))
        elif line.startswith("-"):
            mutations[-1].old.append(line[1:])
        elif line.startswith("+"):
            mutations[-1].new.append(line[1:])
        elif line.startswith("found by: "):
            mutations[-1].scenarios.append(line[len("found by: "):])
        elif line == "quick":
            mutations[-1].quick = True
        elif line and not line.startswith("#"):
            sys.exit(f"{LIST}:{number}: not understood")
    return mutations


class Build:
    """What the build system would do to make the target."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.commands = {}  # by object: source, arguments
        for entry in json.loads((self.folder / "compile_commands.json").read_text()):
            if entry["output"].startswith("model.p/"):
                source = os.path.relpath(self.folder / entry["file"], ROOT)
                self.commands[entry["output"]] = source, shlex.split(entry["command"])
        self.link = shlex.split(self.ninja("-t", "commands", "model").strip().split("\n")[-1])
        self.includes = self.read_dependencies()

    def ninja(self, *arguments):
        return subprocess.run(["ninja", "-C", self.folder, *arguments], capture_output=True, text=True, check=True).stdout

    def read_dependencies(self):
        """By object: the files it is made of."""
        found, current = {}, None
        for line in self.ninja("-t", "deps").split("\n"):
            if m := re.match(r"(model\.p/\S+): ", line):
                current = found.setdefault(m[1], set())
            elif line.startswith("    ") and current is not None:
                current.add(os.path.relpath(self.folder / line.strip(), ROOT))
            elif not line.startswith("    "):
                current = None
        return found

    def make(self, mutation, text, scratch):
        """Compiles what depends on the mutated file, which lies in a tree of its own before all others. The program, or None and what went wrong."""
        changed = scratch / "tree" / mutation.path
        changed.parent.mkdir(parents=True)
        changed.write_text(text)
        link = list(self.link)
        for output, (source, command) in self.commands.items():
            if source != mutation.path and mutation.path not in self.includes.get(output, ()):
                continue
            made = scratch / (pathlib.Path(output).name)
            arguments = compile_arguments(command, changed if source == mutation.path else None, made, scratch / "tree")
            done = subprocess.run(arguments, cwd=self.folder, capture_output=True, text=True)
            if done.returncode:
                return None, done.stderr
            link = [str(made) if word == output else word for word in link]
        program = scratch / "model"
        link[link.index("-o") + 1] = str(program)
        done = subprocess.run(link, cwd=self.folder, capture_output=True, text=True)
        return (None, done.stderr) if done.returncode else (program, "")


def compile_arguments(command, source, made, tree):
    """The command with another output and, if it is not None, another source; headers of `tree` are found first."""
    result, words = [], iter(command)
    for word in words:
        if word in ("-MF", "-MQ"):
            next(words)
        elif word == "-MD":
            pass
        elif word == "-o":
            next(words)
            result += ["-o", str(made)]
        elif word == "-c":
            result += ["-c", str(source) if source else next(words)]
            if source:
                next(words)
        else:
            result.append(word)
    compiler = next(i for i, word in enumerate(result) if word.endswith(("clang++", "g++")) or re.search(r"(clang|g)\+\+(-\d+)?$", word))
    return result[:compiler + 1] + ["-I" + str(tree)] + result[compiler + 1:]


def failing(program, names, timeout):
    """The scenarios that fail, of those named, or of all."""
    try:
        done = subprocess.run([program, *names], capture_output=True, text=True, timeout=timeout)
        output = done.stdout
    except subprocess.TimeoutExpired as expired:
        output = (expired.stdout or b"").decode()
    return re.findall(r"FAILED  (.*)", output)


def examine(build, mutation, options):
    """True and what to say: the mutation is found as it should be."""
    text = mutation.text()
    if text is None:
        return False, "STALE: the place is not in the file exactly once"
    if not build:
        return True, "there"
    with tempfile.TemporaryDirectory() as folder:
        program, errors = build.make(mutation, text, pathlib.Path(folder))
        if not program:
            return False, "does not compile\n" + errors
        found = failing(program, [] if options.survey else mutation.scenarios, options.timeout)
    if options.survey:
        return bool(found), "found by: " + ", ".join(found or ["NONE"])
    missing = [name for name in mutation.scenarios if name not in found]
    return not missing, "NOT FOUND by " + ", ".join(missing) if missing else "found"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--build")
    what.add_argument("--places", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--survey", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=600, help="seconds for the scenarios of one mutation")
    slices.add_option(parser)
    options = parser.parse_args()
    build = None if options.places else Build(options.build)
    wanted = [m for m in read_list() if m.quick or not options.quick]
    wanted = [m for m in wanted if any(options.only in word for word in [m.path, *m.scenarios])][options.slice]
    passed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutation, (right, says) in zip(wanted, pool.map(lambda m: examine(build, m, options), wanted)):
            passed += right
            if not (options.places and right):
                print(f"{'ok    ' if right else 'FAILED'}  mutations.txt:{mutation.line}  {mutation.name()}\n        {says}", flush=True)
    print(f"{passed} passed, {len(wanted) - passed} failed")
    return passed != len(wanted)


if __name__ == "__main__":
    sys.exit(main())
