#!/usr/bin/env python3
"""Random programs over the whole language, run by the interpreters and a CPython, whose output must be the same.

    programs.py --interp build/tinypy-t [--interp build/tinypy] [--reference python3.13] [--seconds N] [--seed S] [--jobs J] [--cases N] [--show]

What is compared: all that a program prints, types, texts and lines of exceptions, the order of __del__ and of callbacks of weak references.
A CPython before 3.13 is compared without the texts of exceptions. A program that differs is made smaller before it is printed; its seed
repeats it: --seed S --cases 1. The last line is "N passed, N failed".
"""

import difflib
import re
import sys

import program_text
import reduce_source
from common import STALL_SECONDS, Death, Failure, Report, culprits, main, parse, parser, run_cases, run_worker

CASES_A_ROUND = 480
SHOWN_LINES = 14
SECONDS = 5           # of processor time after which a program is given up
SECONDS_REDUCED = 1   # what has been made smaller may go on for ever
TOO_LONG = ["too long"]
EXACT_SINCE = (3, 13)
TRIES_OF_THREADS = 4
HASH_SEEDS = 6

# Programs in whose output one of these is found are not compared: (reason, expression).
NOT_COMPARED = [
    ("how deep a recursion gets is each implementation's own affair", re.compile("RecursionError")),
    ("it took too long", re.compile("^too long$")),
    ("the place of a syntax error is told by other tests", re.compile("ends with SyntaxError")),
    ("an instance of variable size can have weak references", re.compile("cannot create weak reference to")),
    ("which layouts go together", re.compile("layout differs|deallocator differs|lay-out conflict")),
    ("NotImplemented has no truth value since 3.14", re.compile("NotImplemented should not be used in a boolean")),
    ("functools.partial has a __get__ since 3.13", re.compile("EnumType.__call__.. missing|cannot extend <enum")),
    ("object.__setattr__ of a thread's local is refused", re.compile("can't apply this __(del|set)attr__ to _thread._local")),
    ("subclasses of tuple may have __slots__ since 3.15", re.compile("nonempty __slots__ not supported for subtype")),
    ("methods of memoryview since 3.14", re.compile("'memoryview' object has no attribute '(count|index)'")),
    ("the signatures of built-in classes are not told", re.compile("no signature found for builtin")),
    ("names of keywords are checked before it is known what is called", re.compile("keywords must be strings")),
]

# What is taken for the same: (reason, expression, replacement).
SAME = [
    ("3.14 tells the number", re.compile(r"(too many values to unpack \(expected \d+), got \d+"), r"\1"),
    ("the C type of an argument", re.compile(r"""["']?(Python int too large to convert to C (unsigned )?(long long|\w+)|cannot fit 'int' into an index-sized integer)["']?"""), "too large"),
    ("the C type of an argument", re.compile("(un)?signed (byte integer|integer|int|char|short integer) is (greater than max|less than min)imum"), "too large"),
    ("a class is told with its module", re.compile(r"must be str, not (program|program_prelude)\."), "must be str, not "),
    ("None or its class", re.compile(r"must be str, not NoneType"), "must be str, not None"),
    ("types that might be sequences", re.compile("object doesn't support item deletion"), "object does not support item deletion"),
    ("a method is bound or not", re.compile(r"descriptor '(\w+)' for '(\w+)' objects doesn't apply to a '(\w+)' object"), r"descriptor '\1' requires a '\2' object but received a '\3'"),
    ("a weak reference's class is told with its module", re.compile("'weakref.ReferenceType' object"), "'ReferenceType' object"),
    ("an unset slot's message has the module in it", re.compile(r"'program\.(\w+)' object has no attribute"), r"'\1' object has no attribute"),
    ("an OrderedDict has the methods of a dict", re.compile("odict_iterator|dict_(key|value|item)iterator|odict_(keys|values|items)"), "view of a dict"),
    ("since 3.13 a weak reference tells the module, too", re.compile(r"; to (\\*')(\w+\.)*(\w+\\*') at"), r"; to \1\3 at"),
    ("zip, map and their like tell the value of the StopIteration of the iterator within", re.compile(r"StopIteration: .*( \[)"), r"StopIteration: \1"),
    ("CPython has these slots' methods as plain methods, too", re.compile(r"(expected 1 argument, got (\d+)|(set|frozenset|dict|list)\.__(contains|getitem)__\(\) takes exactly one argument \((\d+) given\))"),
     r"expected 1 argument, got \2\5"),
    ("since 3.15 replace() of bytes takes its count by name, too", re.compile(r"replace expected at (least|most) (\d) arguments, got (\d)|replace\(\) takes at (least|most) \d (positional )?arguments \(\d given\)"),
     "wrong number of arguments of replace"),
    ("one iterator for all texts", re.compile("str_ascii_iterator"), "str_iterator"),
]


def without_what_is_same(lines):
    if isinstance(lines, Death):
        return lines
    lines = [line for line in lines if line != "'__hash__'"]  # CPython's OrderedDict asks again for the hash of its keys
    for _, expression, replacement in SAME:
        lines = [expression.sub(replacement, line) for line in lines]
    return lines


def case(seed, version, exact):
    """The program of a seed and the way in which it is run."""
    way = seed % 6
    threads = 2 + seed // 6 % 3 if way == 3 else 0
    collects = way in (2, 5) if not threads else seed // 18 % 2 == 0
    return {"text": program_text.make(seed, version, threads, collects), "name": f"<{seed}>", "collects": collects, "exact": exact, "seconds": SECONDS,
            "threads": threads > 0, "published": way in (4, 5)}


def outputs(interpreter, cases, stall=STALL_SECONDS, hash_seed=0):
    """What each program printed, or the Death of the process that ran it."""
    return [without_what_is_same(lines) for lines in run_cases(interpreter, "program_worker.py", cases, stall, hash_seed)]


def kind_of(case):
    return case["collects"], case["threads"], case["published"]


def why_not_compared(wanted, got):
    """The reason not to compare two outputs, or nothing."""
    for reason, expression in NOT_COMPARED:
        if any(expression.search(line) for lines in (wanted, got) for line in lines):
            return reason
    return None


def differs(wanted, got):
    """Whether two outputs, without_what_is_same(), show a mistake."""
    if isinstance(got, Death):
        return not (got.hung and wanted == TOO_LONG)  # for who has filled its memory it takes long to hear that it is enough
    if got == TOO_LONG != wanted:
        return True
    return not isinstance(wanted, Death) and wanted != got and not why_not_compared(wanted, got)


def signature(wanted, got):
    """The first lines that differ, without numbers and names: what programs with one cause share, with luck."""
    if isinstance(got, Death):
        return got.signature
    if isinstance(wanted, Death):
        return "the reference: " + wanted.signature
    pair = next(((w, g) for w, g in zip(wanted, got) if w != g), (wanted[len(got):len(got) + 1], got[len(wanted):len(wanted) + 1]))
    return " / ".join(re.sub(r"'[^']*'", "''", re.sub(r"[0-9]+", "#", str(line)))[:70] for line in pair)


def cause(mark):
    """A signature without the places of exceptions, which change when a program is made smaller."""
    return re.sub(r" ?\[.*?(\]|$)", "", mark.replace("ends with ", ""))


def difference(wanted, got):
    if isinstance(got, Death):
        return str(got)
    lines = list(difflib.unified_diff(wanted, got, "reference", "ours", lineterm="", n=1))
    return "\n".join(lines[:SHOWN_LINES] + ([f"... {len(lines) - SHOWN_LINES} more"] if len(lines) > SHOWN_LINES else []))


def examine(options, interpreter, cases, index, wanted, got):
    """A Failure that says how a program differs, with the smallest program found that does."""
    seed = int(cases[index]["name"][1:-1])
    mark = signature(wanted, got)
    if not options.reduce or mark in options.known:
        return Failure(seed, mark, difference(wanted, got))

    def differing(texts):
        variants = [dict(cases[index], text=text, seconds=SECONDS_REDUCED) for text in texts]
        references, results = (outputs(i, variants, 8) for i in (options.reference, interpreter))
        return [isinstance(got, Death) == isinstance(g, Death) and differs(w, g) and cause(signature(w, g)) == cause(mark) for w, g in zip(references, results)]

    if not differing([cases[index]["text"]])[0]:
        return not_alone(interpreter, cases, index, seed, mark, wanted, got)
    text = reduce_source.reduced(cases[index]["text"], differing, options.reduce)
    reduced = [dict(cases[index], text=text)]
    wanted, got = (outputs(i, reduced)[0] for i in (options.reference, interpreter))
    return Failure(seed, mark, f"[{interpreter.name}, {ways(cases[index])}]\n{text}\n{difference(wanted, got)}")


def ways(case):
    return ", ".join(name for name in ("collects", "threads", "published") if case[name]) or "one thread, in order"


def not_alone(interpreter, cases, index, seed, mark, wanted, got):
    """The Failure of a program that goes wrong only after others, or not every time."""
    said = difference(wanted, got)
    if isinstance(got, Death):
        chain = culprits(interpreter, "program_worker.py", cases, index)
        return Failure(seed, mark, f"[{interpreter.name}] not alone, but after {[c['name'] for c in chain[:-1]]}\n{said}")
    return Failure(seed, mark, f"[{interpreter.name}] not alone: the {index}th in its process, or not every time\n{said}")


def play(options, seed, number):
    report = Report()
    exact = options.reference.version >= EXACT_SINCE
    made = [case(s, options.reference.version, exact) for s in range(seed, seed + number)]
    for kind in sorted(set(map(kind_of, made))):
        cases = [c for c in made if kind_of(c) == kind]
        references = outputs(options.reference, cases)
        for interpreter in options.interp:
            compare(options, interpreter, cases, references, outputs(interpreter, cases), report)
    return report


def varies(options, interpreter, case, wanted):
    """Whether the reference prints something else with other hashes, or threads, which take turns as they like, once print the same."""
    if any(outputs(options.reference, [case], hash_seed=seed) != [wanted] for seed in range(1, HASH_SEEDS)):
        return True
    return case["threads"] and any(outputs(interpreter, [case]) == [wanted] for _ in range(TRIES_OF_THREADS))


def compare(options, interpreter, cases, references, results, report):
    for index, (wanted, got) in enumerate(zip(references, results)):
        if differs(wanted, got) and varies(options, interpreter, cases[index], wanted):
            report.count("programs not compared: addresses, hashes or turns of threads decide what is printed")
        elif differs(wanted, got):
            failure = examine(options, interpreter, cases, index, wanted, got)
            options.known |= {failure.signature}
            report.failures.append(failure)
        elif isinstance(wanted, Death):
            report.count("programs not compared: the reference died")
        elif isinstance(got, Death):
            report.count("programs not compared: it took too long")
        elif wanted != got or why_not_compared(wanted, got):
            report.count("programs not compared: " + why_not_compared(wanted, got))
        else:
            report.passed += 1
            report.count("programs compared")
            report.count("lines compared", len(wanted))


if __name__ == "__main__":
    made = parser(__doc__)
    made.add_argument("--show", action="store_true", help="print the program of --seed, run nothing")
    options = parse(made)
    if options.show:
        print(case(options.seed, options.reference.version, True)["text"])
        sys.exit()
    sys.exit(main(options, play, CASES_A_ROUND))
