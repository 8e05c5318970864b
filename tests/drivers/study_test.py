#!/usr/bin/env python3
"""What people study the fast paths with: --dis=run, --asm, the lessons in tools/lessons, the gdb commands.

    study_test.py --interp PATH [--interp PATH] [--only SUBSTR] [-j N]

The last line is "N passed, N failed". No figure is judged by its size, except where one must be larger than another
whatever the machine does. What needs a program that is not installed is skipped, with a message.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from processes import HANG_SECONDS

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "tools/lessons").glob("[0-9]*_*.py"), key=lambda path: int(path.name.split("_")[0]))
CASES = {}


class Failure(Exception):
    pass


class Skipped(Exception):
    pass


def case(function):
    CASES[function.__name__] = function
    return function


def expect(holds, what, outcome):
    if not holds:
        raise Failure(f"{what}\n{outcome.stdout}\n{outcome.stderr}")


def run(*command, folder=None, **variables):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "TINYPY"))}
    env.update(LC_ALL="C.UTF-8", NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1", **variables)
    return subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=HANG_SECONDS)


@cache
def kind(interpreter):
    """How the program counts: "plain", "biased" or "atomic"."""
    program = "import sys, refscope; print('plain' if sys._is_gil_enabled() else 'biased' if refscope.of([]).owner else 'atomic')"
    return run(interpreter, "-c", program).stdout.strip()


# ---- --dis=run

COUNTED = """\
class Counter:
    def __init__(self):
        self.n = 0

def bump(counter, step):
    counter.n += step
    return len(counter.items())

def product(a, b, c):
    return a * b + c

Counter.items = lambda self: [self.n, 1]
counter = Counter()
for i in range(50):
    bump(counter, i)
    product(i, 2, 1)
print(counter.n)
"""


def listing(interpreter, program, option="--dis=run", status=0):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "script.py").write_text(program)
        outcome = run(interpreter, option, "script.py", folder=folder)
    expect(outcome.returncode == status, f"status {outcome.returncode}, not {status}", outcome)
    return outcome


def code_of(outcome, name):
    """The lines of one code object of a listing."""
    found = re.search(rf"^code {re.escape(name)}, \d+ registers\n((?:.+\n)*)", outcome.stdout, re.MULTILINE)
    expect(found, f"no code {name}", outcome)
    return found[1]


@case
def what_has_run_is_listed_beside_its_source(interpreter):
    outcome = listing(interpreter, COUNTED)
    expect(outcome.stdout.startswith("1225\n"), "the script's own output comes first", outcome)
    bump = code_of(outcome, "bump")
    expect(re.search(r"^ +6 \|     counter\.n \+= step\n +50  0000  LOAD_ATTR ", bump, re.MULTILINE), "source line and count", outcome)
    expect(re.search(r"^ +50  \d{4}  RETURN_VALUE ", bump, re.MULTILINE), "each call returns", outcome)
    names = re.findall(r"^code (.*), \d+ registers$", outcome.stdout, re.MULTILINE)
    expect(sorted(names) == ["<lambda>", "<module>", "Counter", "Counter.__init__", "bump", "product"], "each code object once", outcome)


@case
def inline_caches_are_put_into_words(interpreter):
    outcome = listing(interpreter, COUNTED)
    bump = code_of(outcome, "bump")
    expect(re.search(r"UPDATE_ATTR_ADD: shape \d+ Counter\{n\}: in the object, at byte \d+$", bump, re.MULTILINE), "slot", outcome)
    expect(re.search(r"GET_GLOBAL_BUILTIN: in the builtins, keys version \d+, place \d+: builtin_function_or_method$", bump, re.MULTILINE),
           "a builtin, with the type of its value", outcome)
    expect(re.search(r"CALL_LEN: the C\+\+ function of len$", bump, re.MULTILINE), "a native function", outcome)
    expect(re.search(r"cached: shape \d+ Counter\{n\}: found in the class, a function <lambda>$", bump, re.MULTILINE), "a method", outcome)
    expect(re.search(r"SET_ATTR_ADD: shape \d+ Counter\{\} becomes shape \d+ Counter\{n\}: stored at byte \d+$", code_of(outcome, "Counter.__init__"),
                     re.MULTILINE), "an attribute that is added", outcome)
    expect(re.search(r"CALL_CLASS: shape \d+ the class Counter; its __init__: ", code_of(outcome, "<module>")), "a class", outcome)


@case
def several_shapes_are_listed_each(interpreter):
    outcome = listing(interpreter, "class A: pass\nclass B: pass\ndef get(o): return o.x\na, b = A(), B()\na.x = b.x = 1\nfor i in range(9): get(a), get(b)\n")
    expect(re.search(r"GET_ATTR_POLYMORPHIC: several shapes; shape \d+ A\{x\}: in the object, at byte \d+; shape \d+ B\{x\}: ", code_of(outcome, "get")),
           "both shapes", outcome)


@case
def what_a_superinstruction_does_besides_is_not_counted(interpreter):
    outcome = listing(interpreter, COUNTED)
    expect(re.search(r"^ +50  0000  MUL_THEN_ADD .*\n +above  0001  ADD ", code_of(outcome, "product"), re.MULTILINE), "the sum is done above", outcome)
    # The first run of o.n += x specialises: it leaves both instructions behind to their own handlers.
    bump = code_of(outcome, "bump")
    once = re.search(r"^ +above (\d+)  0003  INPLACE_ADD .*\n +above (\d+)  0004  STORE_ATTR ", bump, re.MULTILINE)
    expect(once and once[1] == once[2] and 0 < int(once[1]) < 50, "those few runs are told", outcome)


@case
def other_files_are_summed_up_or_listed(interpreter):
    program = "import keyword\nkeyword.iskeyword('if')\n"
    outcome = listing(interpreter, program)
    expect(re.search(r"^1 code objects, \d+ instructions dispatched\n\d+ code objects of other files, \d+ .*--dis=all", outcome.stdout, re.MULTILINE),
           "summary", outcome)
    outcome = listing(interpreter, program, "--dis=all")
    expect(outcome.stdout.count("\ncode <module>, ") > 1, "the library's modules, too", outcome)


@case
def threads_are_waited_for_and_counted(interpreter):
    outcome = listing(interpreter, "import threading\ndef work():\n    for i in range(1000): pass\n"
                                   "for _ in range(4): threading.Thread(target=work).start()\n")
    expect(re.search(r"^ +4004  \d{4}  FOR_ITER ", code_of(outcome, "work"), re.MULTILINE), "four threads", outcome)


@case
def an_error_keeps_its_message_and_status(interpreter):
    outcome = listing(interpreter, "def f(x):\n    return 1 / x\nf(0)\n", status=1)
    expect(outcome.stderr.endswith("ZeroDivisionError: division by zero\n"), "traceback", outcome)
    expect(re.search(r"^ +1  0001  TRUEDIV|^ +1  000\d  TRUEDIV", code_of(outcome, "f"), re.MULTILINE), "listing", outcome)
    outcome = listing(interpreter, "import sys\nsys.exit(7)\n", status=7)
    expect("code <module>" in outcome.stdout, "listing after sys.exit", outcome)


@case
def a_tracer_and_a_counter_go_together(interpreter):
    outcome = listing(interpreter, "import sys\nlines = []\ndef f():\n    return 1\nsys.settrace(lambda frame, event, arg: lines.append(event))\nf()\n"
                                   "sys.settrace(None)\nf()\nprint(lines)\n")
    expect(outcome.stdout.startswith("['call'"), "the tracer is told", outcome)
    expect(re.search(r"^ +2  0000  RETURN_CONST ", code_of(outcome, "f"), re.MULTILINE), "both calls count", outcome)


@case
def code_that_is_gone_is_listed(interpreter):
    outcome = listing(interpreter, "import gc\nfor i in range(3):\n    exec(compile('x = 1', __file__, 'exec'), {})\ngc.collect()\n")
    expect(outcome.stdout.count("\ncode <module>, ") == 4, "three that have died, and the script", outcome)


@case
def caches_of_classes_that_are_gone_are_safe(interpreter):
    outcome = listing(interpreter, "import gc\ndef get(o): return o.x\nfor i in range(300):\n    class C: pass\n    o = C(); o.x = 1; get(o)\n"
                                   "del C, o\ngc.collect()\n")
    expect(re.search(r"^ +300  0000  LOAD_ATTR ", code_of(outcome, "get"), re.MULTILINE), "count", outcome)


@case
def the_text_of_a_command_is_listed(interpreter):
    outcome = run(interpreter, "--dis", "-c", "print(1)")
    expect(outcome.returncode == 0 and outcome.stdout.startswith("code <module>, ") and "\n1\n" not in outcome.stdout, "--dis does not run it", outcome)
    outcome = run(interpreter, "--dis=run", "-c", "print(1)")
    expect(outcome.stdout.startswith("1\n") and re.search(r"^ +1  \d{4}  CALL ", outcome.stdout, re.MULTILINE), "--dis=run does", outcome)


@case
def the_table_of_instructions_is_printed_with_its_families(interpreter):
    outcome = run(interpreter, "--dis")
    rows = outcome.stdout.splitlines()
    expect('SET_ITEM                 in("object", takes_marked), in("index", takes_marked), in("value", keeps), may_raise, runs_python' in rows,
           "a row names operands, ownership and effects", outcome)
    expect("NOP" in rows, "one without operands", outcome)
    family = re.search(r'^GET_ATTR +shown_as\("LOAD_ATTR"\), out\("dst", owned\), .*, runs_python\n((?: .*\n)+)SET_ATTR ', outcome.stdout, re.MULTILINE)
    expect(family and family[1].startswith('  GET_ATTR_SLOT          "the object has the shape", cache(slot)\n'), "its family stands below an instruction", outcome)
    forms = re.findall(r"^ *FORM\((\w+)", (ROOT / "interp/compile/ops.def").read_text(), re.MULTILINE)
    expect(forms == re.findall(r"^  (\w+)", outcome.stdout, re.MULTILINE), "each form once, in order", outcome)


# ---- --dis=owners


OWNERS = """
def work(box, n):
    total = 0
    for i in range(n):
        x = box[1]
        y = x
        box[0] = y
    return y
"""


def owners(interpreter, source):
    """{instruction and operands: (counts up or down, {operand: words})} of the last code object, and the whole text"""
    outcome = run(interpreter, "--dis=owners", "-c", source)
    expect(outcome.returncode == 0 and not outcome.stderr, "it is listed", outcome)
    listing = outcome.stdout.split("\n+  the instruction may")[0]
    rows = re.findall(r"^ *\d*  \d{4}  (\S+) *(.*?)  +(\+?-?)  +(\S.*)?$", listing.rpartition("\ncode ")[2], re.MULTILINE)
    return {" ".join(filter(None, (name, operands.strip()))): (signs, dict(part.partition(": ")[::2] for part in words.split("; ")))
            for name, operands, signs, words in rows}, outcome


@case
def owners_of_operands_are_listed(interpreter):
    rows, outcome = owners(interpreter, OWNERS)
    for instruction, counts, words in (
            ("GET_ITEM_K x, box, 1", "+-", {"x": "new, drops old", "box": "argument", "1": "constant"}),
            ("MOVE y, x", "+-", {"y": "copied, drops old", "x": "local"}),
            ("ARG t8, n", "", {"t8": "on loan", "n": "argument"}),
            ("LOAD_CONST total, 0", "", {"total": "constant"}),
            ("LOAD_CONST t4, 0", "", {"t4": "constant"}),
            ("SET_ITEM box, t4*, y", "+", {"box": "argument", "t4*": "taken, uncounted", "y": "kept"}),
            ("RETURN_VALUE y", "-", {"y": "taken", "locals end": ""})):
        expect(rows.get(instruction) == (counts, words), f"{instruction}: {rows.get(instruction)}", outcome)


@case
def every_word_of_the_owners_is_in_the_legend(interpreter):
    for script in ("tests/studio/divided_work.py", "tools/lessons/lesson.py", "tools/studio/scaling.py", "bench/programs/n_queens.py"):
        outcome = run(interpreter, "--dis=owners", str(ROOT / script))
        expect(outcome.returncode == 0, script, outcome)
        listing, _, legend = outcome.stdout.partition("\n+  the instruction may")
        known = set(re.findall(r"^[+ ][- ] ([a-z, ]{1,18}\b) *\S", legend.partition("\n\n")[2], re.MULTILINE))
        known = {word.strip() for word in known}
        used = set()
        for words in re.findall(r"^ *\d*  \d{4}  .*  [+ ][- ]  ([^-\s].*)$", listing, re.MULTILINE):  # not the target of a jump
            for part in words.split("; "):
                word = part.rpartition(": ")[2]
                used |= {word} if word in known else set(word.split(", "))
        expect(used and used <= known, f"{script}: without explanation: {used - known}", outcome)
        expect(not known - used - {"taken, uncounted"}, f"{script}: explained, and not used: {known - used}", outcome)


@case
def instructions_that_count_nothing_have_no_sign(interpreter):
    rows, outcome = owners(interpreter, "def f(a):\n    while a: pass\n")
    expect([signs for name, (signs, _) in rows.items() if "JUMP" in name] == [""] * sum("JUMP" in name for name in rows), "jumps read in place", outcome)


@case
def the_plain_listing_has_no_owners(interpreter):
    plain, told = (run(interpreter, option, "-c", OWNERS) for option in ("--dis", "--dis=owners"))
    expect("constant" not in plain.stdout and "the instruction may" not in plain.stdout, "--dis is as short as before", plain)
    lines = plain.stdout.splitlines()
    expect(all(any(with_owners.startswith(line) for with_owners in told.stdout.splitlines()) for line in lines), "each line begins as in --dis", told)


@case
def an_unknown_listing_is_refused(interpreter):
    outcome = run(interpreter, "--dis", "-m", "this")
    expect(outcome.returncode == 2 and "--dis=run" in outcome.stderr and not outcome.stdout, "the bytecode of a module", outcome)
    outcome = run(interpreter, "--dis=owners", "-m", "this")
    expect(outcome.returncode == 2 and "--dis=run" in outcome.stderr and not outcome.stdout, "its owners", outcome)
    outcome = run(interpreter, "--dis=often", "script.py")
    expect(outcome.returncode == 2 and "--dis=run" in outcome.stderr, "the kinds are named", outcome)


# ---- --asm


def asm(interpreter, *names, **variables):
    return run(interpreter, "--asm", *names, **variables)


def need(*programs):
    if not any(map(shutil.which, programs)):
        raise Skipped(f"{programs[0]} is not installed")


@case
def every_fast_path_has_machine_code_and_a_cost(interpreter):
    need("objdump", "llvm-objdump", "llvm-objdump-19")
    names = [line.split()[0] for line in asm(interpreter).stdout.splitlines()]
    if len(names) < 8:
        raise Failure(f"names: {names}")
    for name in names:
        outcome = asm(interpreter, name)
        expect(outcome.returncode == 0 and "\nfast path\n" in outcome.stdout, f"{name}: status {outcome.returncode}", outcome)
        expect(re.search(r"^ +\+0  \w+", outcome.stdout, re.MULTILINE), f"{name}: the first instruction", outcome)
        expect(re.search(r"^cost, in (cycles|ticks) .*\n( +\d+\.\d  .+\n)+\Z", outcome.stdout, re.MULTILINE), f"{name}: figures", outcome)
        file = outcome.stdout.splitlines()[1].split(";")[0]
        expect((ROOT / file).is_file(), f"{name}: {file} is no file", outcome)


@case
def an_incref_is_explained_from_its_operands(interpreter):
    need("objdump", "llvm-objdump", "llvm-objdump-19")
    outcome = asm(interpreter, "incref")
    fast, _, slow = outcome.stdout.partition("\nslow path\n")
    if kind(interpreter) == "plain":
        expect("the local count of the object + 1" in fast and "owner" not in fast.split("fast path")[1] and not slow, "a plain count", outcome)
    elif kind(interpreter) == "biased":
        order = [fast.find(words) for words in ("the owner of the object with the id of this thread", "if they differ", "the local count of the object + 1")]
        expect(-1 not in order and order == sorted(order), "compare, branch, count", outcome)
        # With link-time optimisation, the beginning of incref_shared may stand here, too: immortal objects need no call. The
        # slow path is called, or jumped to as the last thing.
        expect(re.search(r"(call|j\w+) +gc::incref_", slow or fast) and "call" not in fast, "the slow path is apart", outcome)
    else:
        expect("atomic" in outcome.stdout or "incref_shared" in outcome.stdout, "an atomic count", outcome)


@case
def an_unknown_fast_path_is_refused(interpreter):
    outcome = asm(interpreter, "nonsense")
    expect(outcome.returncode == 2 and "nonsense" in outcome.stderr and "incref" in outcome.stderr, "the names are listed", outcome)


@case
def without_objdump_the_package_is_named(interpreter):
    outcome = asm(interpreter, "incref", PATH="/nonexistent")
    expect(outcome.returncode == 1 and "binutils" in outcome.stderr and not outcome.stdout, "message", outcome)


# ---- lessons


def lesson_outcome(interpreter, lesson):
    return run(interpreter, f"tools/lessons/{lesson.name}", folder=ROOT)


def check_lesson(lesson, outcome):
    expect(outcome.returncode == 0 and not outcome.stderr, f"{lesson.name}: status {outcome.returncode}", outcome)
    expect(re.search(r"^    fact: .+$", outcome.stdout, re.MULTILINE), f"{lesson.name}: checks nothing", outcome)
    for line in re.findall(r"^    figure: .*$", outcome.stdout, re.MULTILINE):
        expect(re.fullmatch(r"    figure: .* +-?\d+(\.\d)?( (ns|us|ms))?", line), f"{lesson.name}: no figure: {line}", outcome)
    places = re.findall(r"^    ([\w/.]+):(\d+)  \S", outcome.stdout.partition("\nWhat to read next\n")[2], re.MULTILINE)
    expect(places, f"{lesson.name}: nothing to read next", outcome)
    for file, line in places:
        expect((ROOT / file).is_file() and int(line) <= len((ROOT / file).read_text().splitlines()), f"{lesson.name}: {file}:{line}", outcome)
    expect(re.search(r"\nExercise\n-+\n\S", outcome.stdout), f"{lesson.name}: no exercise", outcome)


def add_lesson(lesson):
    def lesson_holds(interpreter):
        outcome = lesson_outcome(interpreter, lesson)
        needs_owners = 'needs="no GIL"' in lesson.read_text()
        if needs_owners and kind(interpreter) != "biased":
            expect(outcome.returncode == 1 and outcome.stdout.startswith("This lesson needs tinypy-t. "), "says what it needs", outcome)
        else:
            check_lesson(lesson, outcome)
    CASES[f"lesson_{lesson.stem}"] = lesson_holds


for path in LESSONS:
    add_lesson(path)


SOLUTION = re.compile(r"^## (\d+)\. .*?<details><summary>Solution</summary>\n(.*?)\n</details>$", re.MULTILINE | re.DOTALL)


def solutions():
    """{number of the lesson: (program, what it prints)}"""
    found = {}
    for number, text in SOLUTION.findall((ROOT / "tools/lessons/SOLUTIONS.md").read_text()):
        program, printed = (re.search(rf"```{language}\n(.*?)```", text, re.DOTALL) for language in ("python", "text"))
        found[int(number)] = program and program[1], printed and printed[1]
    return found


def without_times(text):
    return re.sub(r"\d+(\.\d+)?(?= (s|ms|us|ns)\b)", "N", re.sub(r" +", " ", text))


@case
def each_exercise_has_a_solution(interpreter):
    lessons = [int(lesson.name.split("_")[0]) for lesson in LESSONS]
    expect_same = sorted(solutions()) == lessons and all(program and printed for program, printed in solutions().values())
    if not expect_same:
        raise Failure(f"lessons {lessons}, solutions {sorted(solutions())}")


@case
def solutions_print_what_stands_below_them(interpreter):
    """All that is said of owners is said of tinypy-t."""
    if kind(interpreter) != "biased":
        raise Skipped("the solutions are of tinypy-t")
    for number, (program, printed) in solutions().items():
        outcome = run(interpreter, "-c", program, folder=ROOT)
        expect(outcome.returncode == 0 and without_times(outcome.stdout) == without_times(printed), f"solution {number}", outcome)


@case
def lessons_tell_another_python_what_they_need(interpreter):
    for lesson in LESSONS:
        outcome = lesson_outcome(sys.executable, lesson)
        expect(outcome.returncode == 1 and "needs tinypy-t" in outcome.stdout and "refscope" in outcome.stdout, lesson.name, outcome)


# ---- gdb

STOPPED = """\
import os, signal, sys, threading

class Point:
    def __init__(self):
        self.x, self.label = 7, "here"

def worker(ready, done):
    ready.set()
    done.wait()

def inner(things):
    with open("ids", "w") as f:
        f.write("".join("%#x\\n" % id(x) for x in things))
    os.kill(os.getpid(), signal.SIGTRAP)

def outer():
    kept = Point()
    inner([kept, "some text", [1, 2.5, None, kept], (3, "four"), outer, Point])

ready, done = threading.Event(), threading.Event()
thread = threading.Thread(target=worker, args=(ready, done))
thread.start()
ready.wait()
outer()
"""


def gdb(interpreter, program, *commands, **files):
    """What gdb prints for the commands, once the program has stopped by its first signal."""
    need("gdb")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "script.py").write_text(program)
        for name, text in files.items():
            Path(folder, name).write_text(text)
        first = ("set debuginfod enabled off", f"source {ROOT}/tools/gdb/tinypy-gdb.py", "run")
        options = [word for command in (*first, *commands, "echo ==end\\n", "kill") for word in ("-ex", command)]
        outcome = run("gdb", "-nx", "-batch", *options, "--args", interpreter, "script.py", folder=folder)
    if "ptrace: Operation not permitted" in outcome.stderr:
        raise Skipped("this machine does not permit gdb to trace a program")
    return outcome


@cache
def gdb_output(interpreter):
    objects = """\
import gdb
for line in open("ids"):
    gdb.execute("tinypy-obj " + line.strip())
for word in (0, 15, 4):
    gdb.execute("tinypy-obj %d" % word)
"""
    return gdb(interpreter, STOPPED, "echo ==bt\\n", "tinypy-bt", "echo ==all\\n", "tinypy-bt all", "echo ==threads\\n", "tinypy-threads",
               "echo ==objects\\n", "source objects", objects="python\n" + objects + "end\n")


def section(outcome, name):
    found = re.search(rf"^=={name}\n(.*?)^==", outcome.stdout, re.MULTILINE | re.DOTALL)
    expect(found, f"no part {name}", outcome)
    return found[1]


@case
def gdb_shows_python_stacks(interpreter):
    outcome = gdb_output(interpreter)
    stack = r"#0  inner \(\S*script\.py:14\)\n  #1  outer \(\S*script\.py:18\)\n  #2  <module> \(\S*script\.py:24\)\n"
    expect(re.search(r"\Athread \d+ \(gdb's 1, LWP \d+\)\n  " + stack + r"\Z", section(outcome, "bt")), "stack of the selected thread", outcome)
    everything = section(outcome, "all")
    expect(re.search(stack, everything) and re.search(r"#\d+  worker \(\S*script\.py:[89]\)\n", everything), "stacks of all threads", outcome)


LOCALS = """\
import os, signal

def outer(first, /, *others, **options):
    kept, text, number = first, "in a cell", 2.5
    def inner(argument):
        loop = [argument, kept]
        os.kill(os.getpid(), signal.SIGTRAP)
        later = text
    inner(number)

outer(41, "other")
"""


@case
def gdb_shows_local_variables(interpreter):
    outcome = gdb(interpreter, LOCALS, "echo ==innermost\\n", "tinypy-locals", "echo ==1\\n", "tinypy-locals 1", "echo ==end\\n", "tinypy-locals 7")
    inner = r"\A  #0  outer\.<locals>\.inner \(\S*script\.py:7\)\n      argument = 2\.5\n      loop = <list at 0x\w+>\n      kept = 41\n      text = 'in a cell'\n\Z"
    outer = (r"\A  #1  outer \(\S*script\.py:9\)\n      first = 41\n      others = <tuple at 0x\w+>\n      options = <dict at 0x\w+>\n"
             r"      number = 2\.5\n      inner = <function at 0x\w+>\n      kept = 41\n      text = 'in a cell'\n\Z")
    expect(re.search(inner, section(outcome, "innermost")), "the innermost frame", outcome)
    expect(re.search(outer, section(outcome, "1")), "the frame before it", outcome)
    expect("no Python frame 7" in outcome.stderr, "a frame that is not there", outcome)


@case
def gdb_lists_threads(interpreter):
    outcome = gdb_output(interpreter)
    threads = section(outcome, "threads")
    expect(re.search(r"^\* thread \d+ \(gdb's 1, LWP \d+\): attached.*\n      inner \(", threads, re.MULTILINE), "the selected one", outcome)
    expect(re.search(r"^  thread \d+ \(gdb's 2, LWP \d+\): (attached|detached|stopped|claimed).*\n      ", threads, re.MULTILINE), "the one that waits, or is about to", outcome)


@case
def gdb_explains_objects(interpreter):
    outcome = gdb_output(interpreter)
    objects = section(outcome, "objects")
    for words in (r"class   Point\n          \.x = 7\n          \.label = 'here'\n", r"class   str\n          'some text'\n",
                  r"class   list\n          4 items: 1, 2\.5, None, <Point at 0x[0-9a-f]+>\n", r"class   tuple\n          2 items: 3, 'four'\n",
                  r"class   function\n          outer \(\S*script\.py:16\)\n", r"class   type\n          the class Point\n",
                  r"no object, but the value <empty>\n", r"no object, but the value 7\n", r"no object, but the value None\n"):
        expect(re.search(words, objects), words, outcome)
    if kind(interpreter) == "biased":
        expect(re.search(r"owner   thread 1\n  local   \d+\n  shared  0, biased: ", objects), "the header", outcome)
    if kind(interpreter) == "plain":
        expect(re.search(r"count   \d+\n", objects), "the count", outcome)


@case
def gdb_finds_the_frame_of_a_thread_that_runs(interpreter):
    if "Clang" not in run(interpreter, "-c", "import sys; print(sys.version)").stdout:
        raise Skipped("handlers of this compiler have no fixed registers for the frame")
    program = "import os, signal\ndef spin():\n    n = 0\n    while n >= 0:\n        n += 1\nos.kill(os.getpid(), signal.SIGTRAP)\nspin()\n"
    outcome = gdb(interpreter, program, "tbreak vm::op_INPLACE_ADD_K", "signal 0", "echo ==bt\\n", "tinypy-bt")
    expect(re.search(r"#0  spin \(\S*script\.py:[45]\)\n  #1  <module> \(\S*script\.py:7\)\n", section(outcome, "bt")), "the stack", outcome)


@case
def gdb_refuses_what_is_no_object(interpreter):
    outcome = gdb(interpreter, "import os, signal\nos.kill(os.getpid(), signal.SIGTRAP)\n", "tinypy-obj 16", "tinypy-bt everything")
    expect("cannot read memory" in outcome.stderr, "an address without memory", outcome)
    outcome = gdb(interpreter, "import os, signal\nos.kill(os.getpid(), signal.SIGTRAP)\n", "tinypy-bt everything")
    expect("tinypy-bt all" in outcome.stderr, "an unknown argument", outcome)


# ---- all


def outcome_of(interpreter, name):
    try:
        CASES[name](interpreter)
    except Skipped as why:
        return f"skipped: {why}", True
    except Failure as why:
        return f"FAIL {why}", False
    except subprocess.TimeoutExpired:
        return f"FAIL still runs after {HANG_SECONDS} s", False
    return "", True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    chosen = [(str(Path(i).resolve()), name) for i in options.interp for name in CASES if options.only in name]
    passed = failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for (interpreter, name), (text, good) in zip(chosen, pool.map(lambda c: outcome_of(*c), chosen)):
            passed += good
            failed += not good
            if text:
                print(f"{Path(interpreter).name} {name}: {text}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
