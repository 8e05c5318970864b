#!/usr/bin/env python3
"""tests/extensions/sanitizers.py keeps the reports that are of this project, and hides the races of a package with itself.

    sanitizers_test.py

The reports are planted, in the form in which ThreadSanitizer and AddressSanitizer write them. The last line printed is "N passed, N failed".
"""

import sys
from pathlib import Path

from cases import case, expect, finish, named_cases, play

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extensions"))
import sanitizers  # noqa: E402

PACKAGE = "scale package/scale.c:12 (scale.cpython-315t.so+0x1a40)"
TINYPY = "rt::list_append runtime/types/containers/list.cpp:40 (tinypy-t+0x61b000)"
REPLACED = "memcpy <null> (tinypy-t+0x4a2b) (BuildId: 0123)"  # a function that the sanitizer has replaced
ZEROES = "gc::allocate_zeroed gc/base/allocator.cpp:30 (tinypy-t+0x71b000)"
CALLOC = "PyMem_Calloc interp/capi/objects.cpp:70 (tinypy-t+0x81b000)"
LINE = "=" * 18 + "\n"


def race(*stacks):
    """A report of two accesses: of each the frames, the innermost first."""
    titles = ("  Write of size 8 at 0x7b0400001000 by thread T1:", "  Previous read of size 8 at 0x7b0400001000 by main thread:")
    text = LINE + "WARNING: ThreadSanitizer: data race (pid=7)\n"
    for title, frames in zip(titles, stacks):
        text += title + "\n" + "".join(f"    #{at} {frame}\n" for at, frame in enumerate(frames)) + "\n"
    return text + "  Thread T1 (tid=9, running) created by main thread at:\n    #0 pthread_create <null> (tinypy-t+0x4c3d)\n" + LINE


def kept(folder, *reports):
    """How many of the reports of one process are told."""
    (folder / "sanitizer.7").write_text("".join(reports))
    return len(list(sanitizers.reports(folder)))


@case
def a_race_of_a_package_with_itself_is_hidden(folder):
    expect(kept(folder, race([PACKAGE, TINYPY], [PACKAGE])) == 0, "it is told")


@case
def a_race_with_tinypy_is_told(folder):
    for stacks in (([PACKAGE], [TINYPY]), ([TINYPY, PACKAGE], [PACKAGE]), ([TINYPY], [TINYPY])):
        expect(kept(folder, race(*stacks)) == 1, stacks)
    expect(kept(folder, race([PACKAGE], [PACKAGE]), race([PACKAGE], [TINYPY]), race([TINYPY], [TINYPY])) == 2, "of several in one file")


@case
def who_calls_a_replaced_function_has_made_the_access(folder):
    expect(kept(folder, race([REPLACED, PACKAGE, TINYPY], [PACKAGE])) == 0, "the package has called memcpy")
    expect(kept(folder, race([REPLACED, TINYPY, PACKAGE], [PACKAGE])) == 1, "tinypy has called memcpy")


@case
def who_calls_a_function_that_gives_memory_out_has_made_the_access(folder):
    expect(kept(folder, race([ZEROES, CALLOC, PACKAGE], [REPLACED, PACKAGE])) == 0, "the package has called PyMem_Calloc")
    expect(kept(folder, race([ZEROES, CALLOC, TINYPY, PACKAGE], [PACKAGE])) == 1, "tinypy has called it")
    expect(kept(folder, race([ZEROES, TINYPY, PACKAGE], [PACKAGE])) == 1, "nobody has called it")


@case
def an_error_of_memory_is_told_whosever_it_is(folder):
    error = "=================================================================\n==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010\n"
    expect(kept(folder, error + f"READ of size 8 at 0x602000000010 thread T0\n    #0 {PACKAGE}\n") == 1, "it is hidden")


@case
def no_report_is_no_file(folder):
    expect(list(sanitizers.reports(folder)) == [], "there is one")


def main():
    return finish([play(named_cases())])


if __name__ == "__main__":
    sys.exit(main())
