#!/usr/bin/env python3
"""What programs that misuse the language print on standard error, and with which status they end.

    misuse_test.py --interp PATH [--interp PATH] [--only SUBSTR] [--slice I/N] [-j N]
    misuse_test.py --record python3.13 [--only SUBSTR]      write what that CPython says
    misuse_test.py --record python3.15 --since 3.14 --only NAME    write what it says otherwise, for that version and later
    misuse_test.py --check python3.13                       compare the record with that CPython

The cases stand in misuse/*.txt. One case is

    === name_of_the_case
    the program, case.py
    +++ other.py
    another file beside it
    --- 1
    standard error, after the exit status in the line above
    --- since 3.14: 1
    what it says since that version of CPython or of the library
    --- tinypy 1: reason
    what tinypy says instead, where that is better on purpose
    --- tinypy since 3.14: 1
    the same in the wording of that version

The record comes from CPython 3.13 and newer ones, never from tinypy. The last line printed is "N passed, N failed".
"""

import argparse
import difflib
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import scripts
import slices

FOLDER = scripts.ROOT / "misuse"
LIBRARY_FILE = re.compile(r'File "[^"]*/lib/python3\.\d+/([^"]*)", line \d+')
LIBRARY_PATH = re.compile(r"\(/[^()\s]*/lib/python3\.\d+/([^()]*)\)")
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


@dataclass
class Said:
    status: int
    text: list


@dataclass
class Case:
    name: str
    files: dict = field(default_factory=lambda: {"case.py": []})
    recorded: Said | None = None
    since: tuple = ()
    newer: Said | None = None
    reason: str = ""
    preferred: Said | None = None
    newer_preferred: Said | None = None

    def wanted(self, interpreter):
        is_new = self.since and interpreter.version >= self.since
        if self.preferred and not interpreter.is_cpython:
            return is_new and self.newer_preferred or self.preferred
        return is_new and self.newer or self.recorded


def parse(path):
    cases, section = [], None
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        kind, _, rest = line.partition(" ")
        if kind == "===":
            cases.append(Case(rest))
            section = cases[-1].files["case.py"]
        elif kind == "+++":
            section = cases[-1].files.setdefault(rest, [])
        elif kind == "---" and rest.startswith("tinypy since "):
            version, _, status = rest.removeprefix("tinypy since ").partition(": ")
            cases[-1].since = scripts.version(version)
            cases[-1].newer_preferred = Said(int(status), section := [])
        elif kind == "---" and rest.startswith("tinypy "):
            status, _, cases[-1].reason = rest.removeprefix("tinypy ").partition(": ")
            cases[-1].preferred = Said(int(status), section := [])
        elif kind == "---" and rest.startswith("since "):
            version, _, status = rest.removeprefix("since ").partition(": ")
            cases[-1].since = scripts.version(version)
            cases[-1].newer = Said(int(status), section := [])
        elif kind == "---":
            cases[-1].recorded = Said(int(rest), section := [])
        else:
            section.append(line)
    return cases


def lines_of_case(case):
    yield f"=== {case.name}"
    yield from case.files["case.py"]
    for name, lines in case.files.items():
        if name != "case.py":
            yield f"+++ {name}"
            yield from lines
    if case.recorded:
        yield f"--- {case.recorded.status}"
        yield from case.recorded.text
    if case.newer:
        yield "--- since %d.%d: %s" % (*case.since, case.newer.status)
        yield from case.newer.text
    if case.preferred:
        yield f"--- tinypy {case.preferred.status}: {case.reason}"
        yield from case.preferred.text
    if case.newer_preferred:
        yield "--- tinypy since %d.%d: %s" % (*case.since, case.newer_preferred.status)
        yield from case.newer_preferred.text


def normalised(stderr, folder):
    """Without what belongs to the machine: the folder of the case, the folder of the library and its line numbers, addresses."""
    text = stderr.replace(f"{folder}/", "")
    text = LIBRARY_FILE.sub(r'File "<library>/\1", line N', text)
    text = LIBRARY_PATH.sub(r"(<library>/\1)", text)
    return ADDRESS.sub("0xADDRESS", text)


def observe(interpreter, case):
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in case.files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        outcome = scripts.run(interpreter, Path(folder, "case.py"))
    text = normalised(outcome.stderr, folder)
    return Said("timed out" if outcome.timed_out else outcome.status, text.split("\n") if text else [])


def differences(wanted, said):
    lines = list(difflib.unified_diff(wanted.text, said.text, "expected", "printed", lineterm="", n=1))[2:]
    if wanted.status != said.status:
        lines.append(f"status {said.status}, expected {wanted.status}")
    return lines


def judge(interpreter, case):
    if not case.recorded:
        return ["no record: run with --record"]
    return differences(case.wanted(interpreter), observe(interpreter, case))


def run_all(interpreter, cases, jobs):
    failed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for (topic, case), said in zip(cases, pool.map(lambda c: judge(interpreter, c[1]), cases)):
            if said:
                failed += 1
                print(f"FAIL {interpreter.path} {topic}/{case.name}")
                for line in said:
                    print(f"    {line}")
    return len(cases) - failed, failed


def record(interpreter, topics, only, jobs, since):
    for path, cases in topics.items():
        chosen = [c for c in cases if only in f"{path.stem}/{c.name}"]
        with ThreadPoolExecutor(jobs) as pool:
            for case, said in zip(chosen, pool.map(lambda c: observe(interpreter, c), chosen)):
                if not since:
                    case.recorded = said
                elif said != case.recorded:
                    case.since, case.newer = since, said
        text = "".join(f"{line}\n" for case in cases for line in lines_of_case(case))
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", default=[], metavar="PATH")
    parser.add_argument("--record", metavar="CPYTHON")
    parser.add_argument("--since", type=scripts.version, metavar="VERSION", help="the first version that speaks like the CPython of --record")
    parser.add_argument("--check", metavar="CPYTHON")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("-j", type=int, default=2, metavar="N")
    slices.add_option(parser)
    options = parser.parse_args()

    topics = {path: parse(path) for path in sorted(FOLDER.glob("*.txt"))}
    if options.record:
        interpreter = scripts.probe(options.record)
        if not interpreter.is_cpython:
            parser.error(f"{options.record} is not a CPython")
        record(interpreter, topics, options.only, options.j, options.since)
        return 0
    cases = [(path.stem, c) for path, cases in topics.items() for c in cases if options.only in f"{path.stem}/{c.name}"][options.slice]
    passed = failed = 0
    for path in options.interp + ([options.check] if options.check else []):
        more_passed, more_failed = run_all(scripts.probe(path), cases, options.j)
        passed, failed = passed + more_passed, failed + more_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
