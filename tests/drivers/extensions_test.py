#!/usr/bin/env python3
"""Compiled extensions: each tests/extensions/NAME.c or NAME.cpp is compiled against our headers; test_NAME.py uses it and says what it must do.

    extensions_test.py --interp build/tinypy-t [--interp build/tinypy] [--only SUBSTR]
    extensions_test.py --record python3.13 [--only SUBSTR]     writes the expectations: the same sources compiled for a CPython

    extensions_test.py --stable-headers DIR ...                also with the headers of a CPython 3.15, the sources abi3t_*.c

The compiler is $CC, else clang-19, else cc. One file serves both programs. The sources abi3t_*.c are for the stable ABI without a layout:
compiled against CPython's headers, the file must do the same here as there. The last line is "N passed, N failed".
"""

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

import expect
import scripts
from native import HEADERS, answer, compile_extension, suffix
from processes import hear_interrupts

FOLDER = Path(__file__).resolve().parents[1] / "extensions"
# A mistake in the headers shall not become a warning.
STRICT = ["-Wall", "-Wno-missing-field-initializers"]
C_ONLY = ["-Werror=implicit-function-declaration", "-Werror=int-conversion", "-Werror=incompatible-pointer-types"]
STABLE = ["-DPy_TARGET_ABI3T=0x030f0000"]


def is_stable(source):
    return source.stem.startswith("abi3t_")


def run_with(interpreter, script, folder):
    settings = scripts.environment() | {"PYTHONPATH": str(folder)}
    return scripts.run(interpreter, script.path, settings=settings)


def check_one(interpreters, source, headers, target, flags):
    """The same with these headers."""
    how = "" if headers == [HEADERS] else ", CPython's headers"
    made = compile_extension(source, headers, target, flags)
    if made.returncode or made.stderr:
        yield source.stem + how, f"does not compile without a warning:\n{made.stderr}"
        return
    script = scripts.read(source.with_name(f"test_{source.stem}.py"))
    for interpreter in interpreters:
        outcome = run_with(interpreter, script, target.parent)
        wrong = outcome.output != script.output(interpreter.version) or outcome.status != script.status or outcome.timed_out
        lines = difflib.unified_diff(script.output(interpreter.version), outcome.output, "expected", "printed", "", "", 0, "")
        yield f"{source.stem} ({Path(interpreter.path).name}{how})", "\n".join([*lines, outcome.stderr]) if wrong else ""


def check(interpreters, sources, folder, stable_headers):
    """Yields (name, what is wrong or "")."""
    ending = suffix(interpreters[0].path)
    for source in sources:
        strict = STRICT + C_ONLY if source.suffix == ".c" else STRICT
        yield from check_one(interpreters, source, [HEADERS], folder / (source.stem + ending), strict)
        if is_stable(source) and stable_headers:
            stable = folder / "stable"
            stable.mkdir(exist_ok=True)
            yield from check_one(interpreters, source, stable_headers, stable / (source.stem + ".abi3t.so"), STABLE)


def record(python, sources, folder, stable_headers):
    interpreter = scripts.probe(python)
    if not interpreter.is_cpython:
        sys.exit(f"{python} is not a CPython")
    headers = [answer(python, "sysconfig.get_path('include')")]
    for source in sources:
        if is_stable(source) and not stable_headers:
            print(f"{source.stem}: needs --stable-headers")
            continue
        stable = is_stable(source)
        made = compile_extension(source, stable_headers if stable else headers, folder / f"{source.stem}.so", ["-w", *STABLE] if stable else ["-w"])
        if made.returncode:
            sys.exit(made.stderr)
        script = scripts.read(source.with_name(f"test_{source.stem}.py"))
        outcome = run_with(interpreter, script, folder)
        if outcome.status:
            sys.exit(f"{source.stem}: {outcome.stderr}")
        expect.write(script, outcome, None)
        print(f"{source.stem}: {len(outcome.output)} lines")


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", default=[], help="a program of this project")
    parser.add_argument("--record", metavar="PYTHON", help="a CPython, which says what is right")
    parser.add_argument("--stable-headers", action="append", default=[], metavar="DIR", help="a folder of CPython 3.15's headers")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    sources = [source for source in sorted([*FOLDER.glob("*.c"), *FOLDER.glob("*.cpp")]) if options.only in source.stem]
    with tempfile.TemporaryDirectory(prefix="tinypy-extensions-") as folder:
        if options.record:
            record(options.record, sources, Path(folder), options.stable_headers)
            return 0
        results = list(check([scripts.probe(path) for path in options.interp], sources, Path(folder), options.stable_headers))
    for name, wrong in results:
        if wrong:
            print(f"FAILED {name}\n{wrong}")
    failed = sum(bool(wrong) for _, wrong in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
