"""Which part of the runtime an instruction belongs to, and how the difference of two programs splits into parts.

Most of what freedom costs is inlined: a test of the owner is two instructions in the middle of a handler of the virtual machine. So the function in which an
instruction lies says little. The build `lines` is a release with line tables: for each instruction they name the functions that were inlined there, from the
innermost to the outermost. Line tables change no instruction, so they tell of the release, too. The first function that belongs to a part decides. What
belongs to no part is the work itself, which is the same in both programs. It differs where the compiler has laid out code differently around the tests, and
where it has joined instructions of several places: these have no place of their own any more.

Every instruction belongs to exactly one part, so the parts add up to what was executed, and their differences to the difference.
"""

import collections
import json
import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache

SYMBOLIZER = "llvm-symbolizer-19"


@dataclass(frozen=True)
class Part:
    key: str
    label: str
    files: str  # a pattern of the paths of its sources


# Of the sources of the functions inlined at a place, the innermost that belongs to any part decides.
PARTS = (
    Part("owner", "owner tests and counts", r"/gc/refcount/refcount\.h$"),
    Part("slots", "reads of shared slots, borrowing", r"/interp/vm/(cache/loaded\.h|frame/borrow\.cpp|frame/uncounted\.(h|cpp))$|/gc/refcount/held_counts\."),
    Part("foreign", "foreign (atomic) counts", r"/gc/refcount/(refcount\.cpp|transitions\.h|saturation\.|tally\.h)"),
    Part("deferred", "deferred counts", r"/gc/refcount/(deferred_counts|address_hash)\."),
    Part("locks", "object locks", r"/gc/refcount/object_lock\.|/gc/sync/(lock_reservation|spin|asymmetric_fence)\."),
    Part("publication", "publication", r"/gc/refcount/publish\."),
    Part("merges", "merge queues", r"/gc/refcount/merge_queue\."),
    Part("grace", "grace periods", r"/gc/refcount/qsbr\."),
    Part("collections", "collections", r"/gc/cycle/"),
    Part("threads", "safepoints, pauses, the GIL, parking", r"/gc/threads/|/gc/sync/"),
    Part("memory", "memory: allocation and destruction", r"/gc/heap/|/gc/refcount/(header|weakref)\."),
)
WORK = Part("work", "the work itself, and tests joined with it", "")
LIBRARIES = Part("libraries", "shared libraries (C library, allocator)", "")
ALL = (*PARTS, WORK, LIBRARIES)


@cache
def part_of_file(file):
    """The key of the part that a source belongs to; None: it belongs to none."""
    return next((part.key for part in PARTS if re.search(part.files, file)), None)


def part_of(files):
    """files: the sources of the functions inlined at a place, the innermost first."""
    return next(filter(None, map(part_of_file, files)), WORK.key)


def chains(path, addresses):
    """{address: the source of each function inlined there, the innermost first}"""
    text = "".join(f"{address:#x}\n" for address in addresses)
    out = subprocess.run([SYMBOLIZER, f"--obj={path}", "--inlines", "--demangle", "--output-style=JSON"], input=text, capture_output=True, text=True, check=True)
    found = {}
    for line in out.stdout.splitlines():
        answer = json.loads(line)
        found[int(answer["Address"], 16)] = tuple(s["FileName"] for s in answer.get("Symbol", ()))
    return found


_known = {}  # of each program: what chains() has said


def known_chains(path, addresses):
    """As chains(), which is asked but once for each address of a program."""
    known = _known.setdefault(str(path), {})
    if unknown := [address for address in addresses if address not in known]:
        known.update(chains(path, unknown))
    return {address: known[address] for address in addresses if address in known}


def split(profile, path, with_lines):
    """{key of a part: instructions, or samples} of the program at a path; `with_lines`: the same machine code with line tables."""
    path = os.path.realpath(path)  # as callgrind names it
    own = {address: cost for (file, address), cost in profile.at.items() if file == path}
    if not own:
        raise LookupError(f"no instruction of {path} was seen: is the program a script that starts another one?")
    sums = collections.Counter({part.key: 0 for part in ALL})
    sums[LIBRARIES.key] = profile.total - sum(own.values())
    for address, files in known_chains(with_lines, own).items():
        sums[part_of(files)] += own[address]
    return sums


def code(path):
    """What a program executes: address and content of its section .text."""
    sections = subprocess.run(["readelf", "--wide", "--section-headers", path], capture_output=True, text=True, check=True).stdout
    address, offset, size = (int(word, 16) for word in re.search(r" \.text +PROGBITS +(\w+) (\w+) (\w+)", sections).groups())
    with open(path, "rb") as program:
        program.seek(offset)
        return address, program.read(size)
