#!/usr/bin/env python3
"""Random functions of statements that move control: what they do, the tracebacks, and the lines that tools see must be those of CPython 3.15.

    flow.py --interp build/tinypy-t [--interp build/tinypy] [--reference python3.15] [--cases N] [--seed S] [--jobs J] [--seconds N] [--show]
    flow.py --interp build/tinypy-t --record python3.15 --cases 100000

Without --reference, blocks of functions are compared with flow_digests.txt, which knows no more than that some function of a block differs. --record
writes it anew, after a change of flow_text.py, flow_prelude.py or flow_worker.py.

Each block is run twice: as it is, and without one of the passes of the compiler (interp/compile/passes.def). What must be the same: values, effects and
tracebacks; and the set of lines that a tool sees. Of a few functions the set is another one (tests/COMPATIBILITY.md); they are counted, and too many
fail. Differences in the order of lines are only counted. With a reference, a function that differs is made smaller. The last line is "N passed, N failed".
"""

import hashlib
import sys

import flow_lines
import flow_text
from common import HERE, Death, Failure, Report, main, parser, probe, probe_with, run_cases

BLOCK = 250          # functions in a line of flow_digests.txt
A_ROUND = 4 * BLOCK
WORKER = "flow_worker.py"
RECORDED = HERE / "flow_digests.txt"
MAKERS = ("flow_text.py", "flow_prelude.py", "flow_worker.py")
PARTS = WHAT, ORDER, SETS = range(3)
NAMES = "what it does", "the order of its lines", "the set of its lines"
DIFFERS = "functions that differ in "
OTHER_SETS = DIFFERS + NAMES[SETS]
MOST_OTHER_SETS = 0.01  # of the functions
FEW = 5
PASSES = "threaded_jumps", "copied_returns", "moved_handlers", "dropped_jumps", "inverted_jumps", "fused_products", "bound_locals", "folding"


def makers_digest():
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in MAKERS)).hexdigest()[:16]


def blocks(first, count):
    return [{"first": seed, "count": min(BLOCK, first + count - seed)} for seed in range(first, first + count, BLOCK)]


# ---- what CPython says

def digest_of(functions, part):
    return hashlib.sha256(repr([function[part] for function in functions]).encode()).hexdigest()[:12]


def digest_without(functions, part, left_out):
    return digest_of([function for index, function in enumerate(functions) if index not in left_out], part)


def other_sets(wanted, got):
    """The places in a block of functions whose sets of lines are known to differ."""
    return [index for index, (a, b) in enumerate(zip(wanted, got)) if a[SETS] != b[SETS]]


def record(options):
    cases, lines, others = blocks(0, options.cases), [], 0
    for case, wanted, got in zip(cases, *(run_cases(i, WORKER, cases) for i in (options.record, options.interp[0]))):
        left_out = other_sets(wanted, got)
        others += len(left_out)
        lines.append(" ".join(map(str, [case["first"], digest_of(wanted, WHAT), digest_without(wanted, SETS, left_out), *left_out])))
    RECORDED.write_text("\n".join([f"made by {makers_digest()}", *lines]) + "\n")
    print(f"{options.cases} functions recorded, {others} with other sets of lines")


def recorded():
    """{first seed of a block: (digest of what it does, digest of the sets of lines, places that the latter leaves out)}"""
    head, *lines = RECORDED.read_text().splitlines()
    if head != f"made by {makers_digest()}":
        sys.exit(f"{RECORDED.name} is of other sources than {', '.join(MAKERS)}: record it anew")
    return {int(first): (what, sets, set(map(int, left_out))) for first, what, sets, *left_out in map(str.split, lines)}


# ---- comparing

def ways(interpreter, case):
    """[(Interpreter, the parts that are compared)] for a block: the program as it is, and without one of the passes of its compiler."""
    missing = PASSES[case["first"] // BLOCK % len(PASSES)]
    return (interpreter, PARTS), (probe_with(interpreter, (*interpreter.options, "-X", f"without={missing}")), PARTS[:1])


def play(options, seed, number):
    report = Report()
    cases = blocks(seed, number)
    references = run_cases(options.reference, WORKER, cases) if options.reference else [None] * len(cases)
    for interpreter in options.interp:
        for case, wanted in zip(cases, references):
            for chosen, parts in ways(interpreter, case):
                [got] = run_cases(chosen, WORKER, [case])
                if isinstance(got, Death) or isinstance(wanted, Death):
                    report.failures.append(death(case, chosen, wanted if isinstance(wanted, Death) else got))
                elif wanted:
                    compare(options, chosen, case, wanted, got, parts, report)
                else:
                    compare_recorded(options, chosen, case, got, parts, report)
    others = report.counts.get(OTHER_SETS, 0)
    if others > MOST_OTHER_SETS * number * len(options.interp) + FEW:
        report.failures.append(Failure(seed, OTHER_SETS, f"{others} of {number} functions"))
    return report


def named(interpreter):
    return " ".join([interpreter.name, *interpreter.options])


def death(case, interpreter, how):
    return Failure(case["first"], how.signature, f"[{named(interpreter)}] among the functions {case['first']} to {case['first'] + case['count'] - 1}: {how}")


def compare(options, interpreter, case, wanted, got, parts, report):
    for index, (theirs, ours) in enumerate(zip(wanted, got)):
        wrong = [part for part in parts if theirs[part] != ours[part]]
        for part in wrong:
            report.count(DIFFERS + NAMES[part])
        if WHAT in wrong or (SETS in wrong and options.strict):
            report.failures.append(examine(options, interpreter, case["first"] + index, wrong[0] if WHAT in wrong else SETS))
        else:
            report.passed += 1


def compare_recorded(options, interpreter, case, got, parts, report):
    known = options.recorded.get(case["first"])
    if not known or case["count"] != BLOCK:
        return report.count("functions that are not recorded", case["count"])
    what, sets, left_out = known
    wrong = WHAT if digest_of(got, WHAT) != what else SETS if SETS in parts and digest_without(got, SETS, left_out) != sets else None
    if wrong is None:
        report.passed += case["count"]
    else:
        report.failures.append(Failure(case["first"], NAMES[wrong], f"[{named(interpreter)}] {NAMES[wrong]}: one of the functions {case['first']} to "
                                       f"{case['first'] + BLOCK - 1}; --reference python3.15 --seed {case['first']} --cases {BLOCK} --strict tells which"))


# ---- telling what is wrong

def parts_of(result):
    """[what, order, sets] of a function in full, or nothing."""
    return None if isinstance(result, Death) else [result[1], result[2], [sorted(set(map(tuple, lines))) for lines in result[2]]]


def differing(options, interpreter, seed, part, texts):
    cases = [{"text": text, "seed": seed} for text in texts]
    pairs = zip(*(map(parts_of, run_cases(i, WORKER, cases)) for i in (options.reference, interpreter)))
    return [bool(a and b and a[part] != b[part] and (part == WHAT or a[WHAT] == b[WHAT])) for a, b in pairs]


def examine(options, interpreter, seed, part):
    """The Failure of a function, made smaller."""
    text = flow_text.make(seed)[1]
    mark = NAMES[part]
    if options.reduce and mark not in options.known:
        text = flow_lines.reduced(text, lambda texts: differing(options, interpreter, seed, part, texts), options.reduce)
        options.known |= {mark}
    [theirs], [ours] = (run_cases(i, WORKER, [{"text": text, "seed": seed}]) for i in (options.reference, interpreter))
    a, b = parts_of(theirs), parts_of(ours)
    call = next((i for i, (x, y) in enumerate(zip(a[part], b[part])) if x != y), 0) if a and b else 0
    said = [f"call {call}", f"reference: {a[part][call] if a and a[part] else theirs}", f"ours:      {b[part][call] if b and b[part] else ours}"]
    return Failure(seed, mark, "\n".join([f"[{named(interpreter)}]", text, *said]))


def options_of(arguments):
    made = parser(__doc__)
    made.set_defaults(reduce=40)
    made.add_argument("--show", action="store_true", help="print the function of --seed, run nothing")
    made.add_argument("--strict", action="store_true", help="another set of lines is a failure, too")
    made.add_argument("--slice", default="1/1", metavar="K/N", help="the Kth of N parts of the cases")
    made.add_argument("--record", metavar="PATH", help="write what this CPython 3.15 says to " + RECORDED.name)
    options = made.parse_args(arguments)
    options.interp = [probe(path) for path in options.interp]
    options.reference = options.reference and probe(options.reference)
    options.record = options.record and probe(options.record)
    part, parts = map(int, options.slice.split("/"))
    options.cases //= parts
    options.seed = options.seed // BLOCK * BLOCK + (part - 1) * options.cases  # blocks begin where recorded ones do
    options.recorded = {} if options.reference or options.record else recorded()
    return options


if __name__ == "__main__":
    options = options_of(sys.argv[1:])
    if options.show:
        print(flow_text.make(options.seed)[1])
    elif options.record:
        record(options)
    else:
        sys.exit(main(options, play, A_ROUND))
