#!/usr/bin/env python3
"""Mistakes in the account of uncounted references that the shadow build must find.

    seeded.py --build build-shadow [--only NAME]

Each mistake is a change of one source file as it stands. The changed file is compiled and linked in front of the library of a build with
-Dshadow_counts=true, and a script is run that the mistake makes wrong. The program must end with the report of the shadow build or a
failed assertion, or print what it should not. A mistake whose text is no longer in the source fails: the list is kept up to date with the sources.
"""
import argparse
import pathlib
import re
import shlex
import subprocess
import sys
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tests/drivers"))
import scripts  # noqa: E402

REPORTS = re.compile(r"Fatal error: (an object dies that a register|no reason to be uncounted)|assertion failed")


class Mistake(NamedTuple):
    name: str
    source: str
    right: str
    wrong: str
    script: str


MISTAKES = [
    Mistake("a returned constant is not counted", "interp/vm/ops/return.cpp",
            "    if (!needs_no_count(v.object())) [[unlikely]]\n      TAIL(return_lent, v.bits());\n", "",
            "tests/lang/functions/result_outlives_its_code.py"),
    Mistake("publication does not follow the uncounted registers of a generator", "gc/refcount/publish.cpp",
            "Visitor{visit_child, visit_uncounted_child}", "Visitor{visit_child}",
            "tests/threads/lifetime/function_in_a_suspended_generator_is_handed_over.py"),
    Mistake("the default of a look-up is lent to the register that it is assigned to", "interp/vm/ops/call_native.cpp",
            ": default_of(t, args, count);", ": count > 2 ? args[2] : rt::kNone;",
            "tests/lang/destinations/look_ups_with_default.py"),
    Mistake("garbage stays deferred while finalizers run", "gc/cycle/finalize.cpp",
            "    object->clear_flag(kDeferred);\n", "",
            "tests/threads/classes/class_that_a_finalizer_shows_for_a_moment.py"),
    Mistake("a walk over the heap hands out garbage in progress", "gc/cycle/in_progress.cpp",
            "if (!w->hidden.contains(object)) w->f(object, w->argument);", "w->f(object, w->argument);",
            "tests/threads/lifetime/garbage_in_progress_is_not_found.py"),
]


def command_for(build, target, what):
    commands = subprocess.run(["ninja", "-C", build, "-t", "commands", target], capture_output=True, text=True, check=True).stdout
    matching = [line for line in commands.splitlines() if what in line]
    if not matching:
        sys.exit(f"{build} has no command for {what}")
    return shlex.split(matching[-1])


def unit_of(build, name, changed):
    """What the build compiles for a source, and what is to be compiled instead: the changed source, or a unit of several sources with that one in it."""
    line = f'#include "{name}"'
    for unit in build.glob("*.cpp"):
        text = unit.read_text()
        if line in text.splitlines():
            instead = changed.with_name(changed.stem + "_unit.cpp")
            instead.write_text(text.replace(line, f'#include "{changed}"'))
            return unit.name, instead
    return f"../{name}", changed


def run_in(build, command):
    return subprocess.run(command, cwd=build, capture_output=True, text=True)


def build_mistake(build, mistake, number):
    """The path of a program with the mistake in it, or what went wrong, as a second value."""
    text = (ROOT / mistake.source).read_text()
    if text.count(mistake.right) != 1:
        return None, f"the text to change stands {text.count(mistake.right)} times in {mistake.source}"
    folder = build / "seeded"
    folder.mkdir(exist_ok=True)
    source, made, program = (folder / f"{number}{suffix}" for suffix in (".cpp", ".o", ""))
    source.write_text(text.replace(mistake.right, mistake.wrong))
    compiled, source = unit_of(build, mistake.source, source)
    compile_command = command_for(build, "tinypy-t", f" -c {compiled}")
    original = compile_command[compile_command.index("-o") + 1]
    compile_command = [str(made) if part == original else str(source) if part == compiled else part for part in compile_command]
    done = run_in(build, compile_command)
    if done.returncode:
        return None, done.stderr
    link = command_for(build, "tinypy-t", " -o tinypy-t ")
    link[link.index("-o") + 1] = str(program)
    link.insert(link.index(str(program)) + 1, str(made))
    done = run_in(build, link)
    return (program, None) if done.returncode == 0 else (None, done.stderr)


def finds(program, script):
    """How the mistake shows, or None; and the process."""
    done = subprocess.run([program, ROOT / script], capture_output=True, text=True, errors="replace", timeout=900)
    if REPORTS.search(done.stderr):
        return "reported", done
    expected = scripts.read(ROOT / script).output(scripts.probe(str(program)).version)
    return (None if done.stdout.splitlines() == expected else "seen in the output"), done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=pathlib.Path, help="a configured build with -Dshadow_counts=true")
    parser.add_argument("--only", default="", help="mistakes whose name contains this")
    options = parser.parse_args()
    build = options.build.resolve()
    passed = failed = 0
    for number, mistake in enumerate(MISTAKES):
        if options.only not in mistake.name:
            continue
        program, problem = build_mistake(build, mistake, number)
        if program:
            found, done = finds(program, mistake.script)
            problem = None if found else f"not found: status {done.returncode}, {done.stdout[-300:]}{done.stderr[-300:]}"
        passed, failed = passed + (problem is None), failed + (problem is not None)
        print("found " if problem is None else "FAILED", mistake.name, f"({found})" if problem is None else problem, flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
