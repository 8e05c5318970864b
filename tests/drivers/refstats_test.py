#!/usr/bin/env python3
"""What tinypy-t-studio observes: tinypy-t --refstats, and refscope.watch(), history(), sharing(), counts().

    refstats_test.py --interp PATH [--only SUBSTR] [-j N]

PATH is tinypy-t, with tinypy-t-studio beside it. Expected counts follow from the protocol (gc/refcount/refcount.h) and from the script; none is recorded.
The last line is "N passed, N failed".
"""

import argparse
import html
import json
import multiprocessing
import os
import re
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from bad_input_test import Failure, Run
from native import HEADERS, compile_extension, suffix
from processes import hear_interrupts

ROOT = Path(__file__).resolve().parents[2]
CASES = {}
# Accelerators decide how an object is counted; without them the table in refcount.h says it exactly.
PLAIN = {"TINYPY_WITHOUT": "lending,noted_counts,reserved_locks,adoption,hand_over"}
COUNTED = ("incref_owner", "incref_shared", "incref_noted", "incref_deferred", "incref_immortal")


def case(function):
    CASES[function.__name__] = function
    return function


def expect(said, what):
    if not said:
        raise Failure(what() if callable(what) else what)


def same(what, found, expected):
    expect(found == expected, f"{what}: {found!r}, expected {expected!r}")


class Report:
    """The JSON that --refstats has written for script.py in the folder of `run`."""

    def __init__(self, run, source, *args, variables=None, status=0):
        self.path = run.folder / "counts.json"
        run.run("--refstats=counts.json", run.file("script.py", source), *args, variables=variables)
        run.expect(status)
        self.json = json.loads(self.path.read_text())
        self.totals = self.json["totals"]
        self.script = str(run.folder / "script.py")
        self.marks = {mark: number for number, line in enumerate(source.splitlines(), 1) for mark in re.findall(r"# at (\w+)", line)}

    def line(self, mark):
        """The events of the line that ends in `# at MARK`."""
        return next((row["events"] for row in self.json["lines"] if row["file"] == self.script and row["line"] == self.marks[mark]), {})

    def of_type(self, name):
        return next((row["events"] for row in self.json["types"] if row["type"] == name), {})


def events(found, *names):
    return {name: found.get(name, 0) for name in names}


# --- where a report comes from, and where it goes -----------------------------------------------

@case
def nothing_is_written_without_the_option(run):
    run.run("--studio", run.file("script.py", "print(1)\n")).expect(0, "", "1\n")
    expect(run.err == "", run.err)


@case
def the_report_goes_to_standard_error(run):
    run.run("--refstats", "-c", "print([1, 2])").expect(0, None, "[1, 2]\n", r"^ +\d+  100\.00 %  changes of counts\n")
    for heading in ("Lines, the most", "Opcodes:", "Types:", "Totals:"):
        expect(heading in run.err, f"no {heading!r} in {run.err[:300]!r}")


@case
def a_module_is_counted_like_a_script(run):
    run.file("some_module.py", "class Marked: pass\nkept = [Marked() for _ in range(7)]\n")
    run.run("--refstats=counts.json", "-m", "some_module").expect(0, "", "")
    types = {row["type"]: row["events"] for row in json.loads((run.folder / "counts.json").read_text())["types"]}
    same("made", types["Marked"]["made"], 7)


@case
def a_file_of_another_name_is_text(run):
    run.run("--refstats=counts.txt", "-c", "x = [[]]").expect(0, "", "")
    text = (run.folder / "counts.txt").read_text()
    expect("Totals:" in text and "BUILD_LIST" in text, text[:400])


@case
def a_file_that_cannot_be_written_is_refused(run):
    for name in ("counts.json", "counts.html", "counts.txt"):
        run.run(f"--refstats=nowhere/{name}", "-c", "print(1)").expect(2, rf"--refstats: cannot write nowhere/{name}: No such file or directory", "")
        run.run("--refstats=.", "-c", "print(1)").expect(2, r"--refstats: cannot write \.: Is a directory", "")
        run.run("--schedule", "explore=2", f"--refstats=nowhere/{name}", "-c", "print(1)").expect(2, None, "")


@case
def a_report_that_is_lost_at_the_end_is_told(run):
    run.run("--refstats=/dev/full", "-c", "print(1)").expect(1, "--refstats: cannot write /dev/full: No space left on device", "1\n")
    run.run("--refstats=/dev/full", "-c", "raise SystemExit(5)").expect(5, "--refstats: cannot write .*", "")


@case
def a_report_replaces_a_report_alone(run):
    for name in ("counts.json", "counts.html", "counts.txt"):
        (run.folder / name).touch()
        for _ in range(2):
            run.run(f"--refstats={name}", "-c", "import os; os.mkdir('d'); os.chdir('d'); os.rmdir('../d')").expect(0, "", "")
        expect("by the owner" in (run.folder / name).read_text(), name)
        (run.folder / name).write_text("mine\n")
        run.run(f"--refstats={name}", "-c", "print(1)").expect(2, f"--refstats: cannot write {name}: it exists, and is no .*", "")
        same(name, (run.folder / name).read_text(), "mine\n")
    same("files", sorted(path.name for path in run.folder.iterdir()), ["counts.html", "counts.json", "counts.txt"])


@case
def a_file_is_not_touched_before_the_end(run):
    run.run("--refstats=counts.json", "-c", "import os; print(os.listdir('.'), flush=True); os._exit(0)").expect(0, "", "[]\n")


@case
def exit_status_and_errors_stay(run):
    for source, status in (("import sys\nsys.exit(7)\n", 7), ("class Marked: pass\nm = Marked()\n1 / 0\n", 1), ("raise SystemExit\n", 0)):
        report = Report(run, source, status=status)
        expect(report.totals["made"] > 0, f"nothing was counted: {source!r}")
    expect("ZeroDivisionError" not in run.err, run.err)
    Report(run, "1 / 0\n", status=1)
    expect("ZeroDivisionError" in run.err, run.err)


@case
def threads_that_still_run_at_the_end_are_counted(run):
    report = Report(run, """
import threading
class Marked: pass
ready = threading.Event()
def work():
    kept = [Marked() for _ in range(50)]
    ready.set()
    while True:
        [Marked()]
threading.Thread(target=work, daemon=True).start()
ready.wait()
""")
    expect(report.of_type("Marked")["made"] >= 50, report.of_type("Marked"))


@case
def a_child_of_fork_writes_no_report(run):
    report = Report(run, "import os\nchild = os.fork()\nif child: os.waitpid(child, 0)\nelse: kept = [[] for _ in range(100)]\n")
    same("lines of the child", report.json["argv"][-1], "script.py")
    expect(run.err == "", run.err)


@case
def the_normal_program_names_the_studio(run):
    for function, arguments in (("counts", ""), ("watch", "[]"), ("history", "[]"), ("print_history", "[]"), ("sharing", "")):
        run.run("-c", f"import refscope; refscope.{function}({arguments})")
        run.expect(1, rf"RuntimeError: refscope\.{function}\(\) needs the studio: run tinypy-t-studio, or tinypy-t --studio")


@case
def unknown_forms_of_the_options_are_refused(run):
    run.run("--refstat", "-c", "1").expect(2, None, "")
    run.run("--refstatsx", "-c", "1").expect(2, None, "")


# --- exact counts ----------------------------------------------------------------------------

@case
def objects_that_are_made_and_die_are_counted_by_line_and_type(run):
    report = Report(run, """
class Marked: pass
def make():
    for _ in range(1000):
        Marked()  # at make
make()
""")
    same("line", events(report.line("make"), "made", "died_owner", "freed", "incref_shared"), dict(made=1000, died_owner=1000, freed=1000, incref_shared=0))
    same("type", events(report.of_type("Marked"), "made", "died_owner", "freed"), dict(made=1000, died_owner=1000, freed=1000))


@case
def a_copy_of_an_argument_is_borrowed(run):
    report = Report(run, """
class Marked: pass
def copies(x):
    y = None
    for _ in range(1000):
        y = x  # at copy
        y = None  # at drop
def call():
    x = Marked()
    copies(x)
call()
""")
    borrowed = events(report.line("copy"), "borrowed_operand", "incref_owner", "decref_owner")
    same("copies of a lent argument", borrowed, dict(borrowed_operand=1000, incref_owner=0, decref_owner=0))


@case
def counts_by_the_owner_are_exact(run):
    report = Report(run, """
class Marked: pass
def copies():
    x = Marked()
    y = None
    for _ in range(1000):
        y = x  # at copy
        y = None  # at drop
copies()
""")
    same("copy", events(report.line("copy"), "incref_owner", "decref_owner", "incref_shared"), dict(incref_owner=1000, decref_owner=0, incref_shared=0))
    same("drop", events(report.line("drop"), "incref_owner", "decref_owner"), dict(incref_owner=0, decref_owner=1000))


FOREIGN = """
import threading
class Marked: pass
box = [Marked()]
def read(box):
    x = None
    for _ in range(1000):
        x = box[0]  # at load
        x = None  # at drop
def work():
    read(box)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


@case
def each_foreign_load_is_atomic_if_nothing_is_lent(run):
    report = Report(run, FOREIGN, variables=PLAIN)
    same("load", events(report.line("load"), "incref_shared", "borrowed_lent", "incref_owner"), dict(incref_shared=1000, borrowed_lent=0, incref_owner=0))
    same("drop", events(report.line("drop"), "decref_shared", "decref_owner"), dict(decref_shared=1000, decref_owner=0))
    same("type", events(report.of_type("Marked"), "incref_shared", "decref_shared", "published"), dict(incref_shared=1000, decref_shared=1000, published=1))


@case
def a_lent_object_is_borrowed(run):
    report = Report(run, FOREIGN)
    loads = events(report.line("load"), "incref_shared", "borrowed_lent")
    same("loads", sum(loads.values()), 1000)
    expect(0 < loads["incref_shared"] <= 8, loads)  # one of some loads lends
    same("lent", report.of_type("Marked").get("lent"), 1)
    drops = events(report.line("drop"), "decref_shared", "decref_noted")
    same("each counted load is dropped", sum(drops.values()), loads["incref_shared"])


@case
def every_merge_that_is_queued_is_worked_off(run):
    report = Report(run, """
import threading
class Marked: pass
boxes = [[Marked()] for _ in range(300)]
def work():
    for box in boxes:
        box.clear()
thread = threading.Thread(target=work)
thread.start()
thread.join()
""", variables=PLAIN)
    found = report.of_type("Marked")
    same("ends", events(found, "made", "merge_queued", "merge_drained", "merged", "died_merge", "freed"),
         dict(made=300, merge_queued=300, merge_drained=300, merged=300, died_merge=300, freed=300))


@case
def items_of_a_queue_are_handed_over_and_adopted(run):
    report = Report(run, """
import threading, queue
class Marked: pass
q = queue.SimpleQueue()
def work():
    for _ in range(200):
        q.get()
thread = threading.Thread(target=work)
thread.start()
for _ in range(200):
    q.put(Marked())
thread.join()
""")
    found = report.of_type("Marked")
    same("hand-overs", events(found, "made", "handed_over", "merge_queued", "freed"), dict(made=200, handed_over=200, merge_queued=0, freed=200))
    # The producer may still hold an item when the consumer tries to adopt it.
    expect(0 < found["adopted"] <= 200, found)


@case
def publication_counts_each_object_once(run):
    report = Report(run, """
import threading
thread = threading.Thread(target=int)
thread.start()
thread.join()
class Marked: pass
class Outer: pass
def build():
    outer = Outer()
    outer.items = [Marked() for _ in range(100)]
    return outer
top = build()
def store():
    global kept
    kept = build()  # at store
store()
""")
    same("published", report.of_type("Marked").get("published"), 200)
    at = report.line("store")
    same("the store publishes object and list and items", events(at, "publication"), dict(publication=1))
    expect(at["published"] >= 102, at)


@case
def locks_of_private_objects_are_not_taken(run):
    report = Report(run, """
class Marked: pass
def fill():
    marked = Marked()
    for i in range(1000):
        marked.x = i  # at store
fill()
""")
    at = report.line("store")
    same("locks", events(at, "lock_private", "lock_taken", "lock_reserved"), dict(lock_private=1000, lock_taken=0, lock_reserved=0))


@case
def locks_of_published_objects_are_taken_or_reserved(run):
    source = """
import threading
class Marked: pass
shared = Marked()
thread = threading.Thread(target=int)
thread.start()
thread.join()
def fill(marked):
    for i in range(1000):
        marked.x = i  # at store
fill(shared)
"""
    at = Report(run, source, variables=PLAIN).line("store")
    same("locks", events(at, "lock_private", "lock_taken", "lock_reserved"), dict(lock_private=0, lock_taken=1000, lock_reserved=0))
    at = Report(run, source).line("store")
    found = events(at, "lock_taken", "lock_reserved")
    same("locks", sum(found.values()), 1000)


@case
def cyclic_garbage_dies_by_the_collector(run):
    report = Report(run, """
import gc
gc.disable()
class Marked: pass
for _ in range(100):
    m = Marked()
    m.me = m
del m
gc.collect()
""")
    found = report.of_type("Marked")
    deaths = events(found, "died_cycle", "died_owner")
    same("deaths", sum(deaths.values()), 100)
    same("freed", found["freed"], 100)


@case
def finalizers_and_resurrections_are_counted(run):
    report = Report(run, """
kept = []
class Marked:
    def __del__(self):
        if self.again: kept.append(self)
for i in range(10):
    m = Marked()
    m.again = i < 3
    del m
""")
    found = report.of_type("Marked")
    same("ends", events(found, "made", "finalized", "resurrected"), dict(made=10, finalized=10, resurrected=3))


@case
def a_place_counts_for_the_native_code_that_it_calls(run):
    report = Report(run, """
class Marked: pass
items = [Marked()] * 10
def sort():
    for _ in range(100):
        sorted(items, key=id)  # at sort
sort()
""")
    expect(report.line("sort")["incref_owner"] >= 1000, report.line("sort"))


@case
def code_that_has_died_keeps_its_counts(run):
    report = Report(run, """
import gc
for turn in range(20):
    names = {}
    exec(compile("class Marked: pass\\nfor _ in range(50): Marked()\\n", f"<made {turn % 2}>", "exec"), names)
    names.clear()
    gc.collect()
""")
    made = {row["file"]: row["events"].get("made", 0) for row in report.json["lines"] if row["file"].startswith("<made") and row["line"] == 2}
    expect(set(made) == {"<made 0>", "<made 1>"} and made["<made 0>"] == made["<made 1>"] >= 500, made)
    same("by type", report.of_type("Marked")["made"], 1000)


@case
def parts_of_the_report_add_up(run):
    report = Report(run, FOREIGN).json
    for part in ("lines", "opcodes", "types", "threads", "places"):
        sums = dict.fromkeys(report["totals"], 0)
        for row in report[part]:
            for name, n in row["events"].items():
                sums[name] += n
        same(part, sums, report["totals"])
    same("keys", sorted(report["events"]), sorted(report["totals"]))


# Programs of all kinds, whose shares are to add up.
PROGRAMS = {
    "nothing": "",
    "one list": "x = []\n",
    "a loop": "for i in range(1000): x = [i]\n",
    "foreign loads": FOREIGN,
    "many types": "import json, re\nfor _ in range(20): json.loads(json.dumps({'a': [1, 2.5, None, 'x' * 50]})); re.findall(r'\\w+', 'a b c')\n",
    "generators": "print(sum(x * x for x in range(500)), sorted(str(i) for i in range(50))[0])\n",
    "cycles": "import gc\nfor _ in range(50):\n    a = []; a.append(a)\ngc.collect()\n",
    "classes": "class A:\n    def __init__(self): self.x = []\nkept = [A() for _ in range(333)]\n",
    "shared list": "import threading\nshared = []\ndef work():\n    for i in range(777): shared.append([i])\n"
                   "ts = [threading.Thread(target=work) for _ in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n",
    "a failure": "def f(n): return f(n - 1) if n else [][0]\ntry: f(30)\nexcept IndexError: pass\nraise SystemExit\n",
}


@case
def shares_of_the_headline_add_up_in_ten_programs(run):
    same("programs", len(PROGRAMS), 10)
    for name, source in PROGRAMS.items():
        report = Report(run, source).json
        for key, whole in report["shares"].items():
            times = sum(part["times"] for part in whole["parts"])
            same(f"{name}: {key}", sum(round(part["percent"] * 100) for part in whole["parts"]), 10_000 if times else 0)
            for part in whole["parts"]:
                exact = part["times"] / times * 100 if times else 0
                expect(abs(part["percent"] - exact) < 0.01, f"{name}: {key}: {part}, exactly {exact}")
        changes = [name for name, event in report["events"].items() if event["group"] == "counts"] + ["settled_notes", "settled_deferred"]
        same(f"{name}: changes of counts", sum(part["times"] for part in report["shares"]["counts"]["parts"]), sum(report["totals"][each] for each in changes))


@case
def calls_for_immortal_objects_are_no_counts(run):
    report = Report(run, "for i in range(500): x = [None, 'text', True]\n").json
    same("group", {report["events"][name]["group"] for name in ("incref_immortal", "decref_immortal")}, {"uncounted"})
    same("column", report["columns"]["immortal"], ["incref_immortal", "decref_immortal"])
    expect(report["totals"]["incref_immortal"] >= 500, report["totals"])
    expect(not any("immortal" in event for name, events in report["columns"].items() if name != "immortal" for event in events), report["columns"])


@case
def start_up_and_shut_down_are_outside_of_the_tables(run):
    report = Report(run, """
class Marked:
    def __del__(self): [self]
kept = Marked()
""")
    start, program, end = (report.json["phases"][phase] for phase in ("start_up", "program", "shut_down"))
    same("totals", {name: n for name, n in report.totals.items() if n}, program)
    expect(start["made"] > 1000 and end["decref_immortal"] > 100, "neither starting nor shutting down is counted")
    expect(program["made"] < 30, f"the program makes a class and an object: {program}")
    same("made", report.of_type("Marked").get("made"), 1)
    same("died after the program", report.of_type("Marked").get("freed", 0), 0)


COUNTER = r"""
#include <Python.h>
/* A thousand references, which are given back. */
static PyObject* hold(PyObject* self, PyObject* object) {
  (void)self;
  for (int i = 0; i < 1000; ++i) Py_INCREF(object);
  for (int i = 0; i < 1000; ++i) Py_DECREF(object);
  Py_RETURN_NONE;
}
static PyObject* call(PyObject* self, PyObject* function) {
  (void)self;
  PyObject* made = PyList_New(0);
  Py_DECREF(made);
  return PyObject_CallNoArgs(function);
}
static PyMethodDef methods[] = {{"hold", hold, METH_O, NULL}, {"call", call, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "counter", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_counter(void) { return PyModuleDef_Init(&definition); }
"""
USES_COUNTER = """
import counter, threading
class Marked: pass
box = []
def work(): box.append(Marked())
thread = threading.Thread(target=work)
thread.start()
thread.join()
counter.hold(Marked())  # at own
counter.hold(box[0])  # at foreign
def make(): [Marked() for _ in range(50)]
counter.call(make)
"""


@case
def extensions_are_counted_apart(run):
    run.file("counter.c", COUNTER)
    # By default the header counts an object of the same thread inline: nobody sees that.
    for flags, by_owner in (([], 0), (["-DTINYPY_COUNT_BY_CALLS"], 1000)):
        made = compile_extension(run.folder / "counter.c", [HEADERS], run.folder / ("counter" + suffix(run.interpreter)), flags)
        expect(made.returncode == 0, made.stderr)
        report = Report(run, USES_COUNTER, variables=PLAIN)
        found = report.json["extensions"]
        same("of the thread", (found.get("incref_owner", 0) // 1000, report.line("own").get("incref_owner", 0) // 1000), (by_owner // 1000,) * 2)
        same("of another thread", (found["incref_shared"] // 1000, report.line("foreign")["incref_shared"] // 1000), (1, 1))
        same("made by C, and not by Python code that C calls", found["made"], 1)
    run.run("--refstats", "script.py", variables=PLAIN)
    expect(re.search(r"^ +\d.*  of the program, by extensions$", run.err, re.MULTILINE), run.err[:2000])


@case
def threads_and_exit_functions_belong_to_the_program(run):
    report = Report(run, """
import atexit, threading, time
class Late: pass
class Last: pass
def work():
    time.sleep(0.05)
    for _ in range(40): Late()
def last():
    for _ in range(30): Last()
atexit.register(last)
threading.Thread(target=work).start()
""")
    same("made", (report.of_type("Late").get("made"), report.of_type("Last").get("made")), (40, 30))


@case
def the_cards_and_the_tables_agree_on_what_is_atomic(run):
    run.run("--refstats=counts.json", run.file("script.py", PROGRAMS["shared list"]), variables=PLAIN).expect(0, "", "")
    report = json.loads((run.folder / "counts.json").read_text())
    for whole, column in (("counts", "atomic counts"), ("locks", "atomic locks")):
        card = next(part["times"] for part in report["shares"][whole]["parts"] if part["key"] == "atomic")
        table = sum(row["events"].get(name, 0) for row in report["lines"] for name in report["columns"][column])
        same(column, table, card)
        expect(card > 100, f"{column}: {card}")
    run.run("--refstats=counts.html", "script.py", variables=PLAIN).expect(0, "", "")
    cards = re.findall(r'<div class="tile"><b>(.*?)</b><span>(.*?)</span>', (run.folder / "counts.html").read_text())
    expect(any("uses of object locks atomic" in text for _, text in cards) and any("changes of counts atomic" in text for _, text in cards), cards)
    expect(all(figure.endswith(" %") for figure, _ in cards), cards)


@case
def a_source_of_another_encoding_is_no_hindrance(run):
    (run.folder / "script.py").write_bytes(b"# coding: latin-1\nkept = [['\xe4'] for _ in range(9)]\n")
    run.run("--refstats=counts.json", "script.py").expect(0, "", "")
    rows = json.loads((run.folder / "counts.json").read_text(encoding="utf-8"))["lines"]
    expect(any(row["source"] == "kept = [['\ufffd'] for _ in range(9)]" for row in rows), rows[:3])


# --- two runs compared ------------------------------------------------------------------------

def difference(run, before, after):
    """What tools/refstats --diff says of two versions of script.py."""
    for name, source in (("a.json", before), ("b.json", after)):
        run.run(f"--refstats={name}", run.file("script.py", source)).expect(0, "", "")
    return compared(run, "a.json", "b.json")


def compared(run, *files):
    tool = Run(sys.executable, run.folder)
    tool.run(str(ROOT / "tools/refstats"), "--diff", *files)
    return tool


LOOP = "class Marked: pass\nkept = []\nfor _ in range({}):\n    kept.append(Marked())\n"


@case
def two_runs_are_compared_by_line_opcode_and_type(run):
    tool = difference(run, LOOP.format(100), "# a comment moves the lines\n" + LOOP.format(300))
    tool.expect(0, "")
    rows = [re.split(r"  +", line.strip()) for line in tool.out.splitlines()]
    expect(any(row == ["+400", "+192", "list"] for row in rows) and any(row[-1] == "CALL_METHOD" and "+200" in row for row in rows), tool.out)
    expect(any(row[-2:] == ["script.py:4 -> 5", "kept.append(Marked())"] for row in rows), tool.out)
    expect(any(row[0] == "uses of object locks" and row[-1].startswith("+") for row in rows), tool.out)
    same("the comment has no row", "a comment moves" in tool.out, False)


@case
def two_runs_that_do_the_same_have_no_difference(run):
    tool = difference(run, LOOP.format(100), LOOP.format(100))
    tool.expect(0, "")
    expect("lines: no difference" in tool.out and "opcodes: no difference" in tool.out and "types: no difference" in tool.out, tool.out)


@case
def a_line_of_one_run_only_is_said_to_be_one(run):
    tool = difference(run, LOOP.format(50), LOOP.format(50) + "other = [Marked() for _ in range(70)]\n")
    expect("script.py:5 (only in the second)  other = [Marked() for _ in range(70)]" in tool.out, tool.out)


@case
def what_is_no_report_is_refused(run):
    run.run("--refstats=a.json", "-c", "x = []").expect(0, "", "")
    for name, text, complaint in (("no.json", "[]", ".*not a report of.*"), ("old.json", '{"refstats": 1}', ".*its format is 1"), ("broken.json", "{", ".*Expecting .*"),
                                  ("empty.json", '{"refstats": 2}', ".*not what --refstats writes.*")):
        run.file(name, text)
        compared(run, "a.json", name).expect(1, complaint, "")
    compared(run, "a.json", "nowhere.json").expect(1, ".*nowhere.json'", "")
    compared(run, "a.json").expect(2, ".*--diff takes two reports", "")


@case
def counts_and_the_tally_of_the_normal_program_agree(run):
    """refscope.shared_writes() counts atomic changes of its own thread, in another way."""
    run.run("--studio", run.file("script.py", """
import threading
from refscope import counts, shared_writes
class Marked: pass
box = []
def make(): box.extend(Marked() for _ in range(20))
maker = threading.Thread(target=make); maker.start(); maker.join()
def work(n):
    for _ in range(n):
        for i in range(20):
            x = box[i]
            y = [x, x]
            box[i] = x
def difference(n):
    before, told = counts(), shared_writes()
    work(n)
    after, telling = counts(), shared_writes()
    atomic = sum(after[e] - before[e] for e in ("incref_shared", "decref_shared", "settled_notes"))
    return atomic - (telling[0] - told[0]), after["lock_taken"] - before["lock_taken"] - (telling[1] - told[1])
empty = difference(0)
print([difference(n) == empty for n in (1, 10, 100)])
"""), variables=PLAIN).expect(0, "", "[True, True, True]\n")


@case
def slow_functions_are_called_as_often_as_is_counted(run):
    """gdb counts the calls of functions that are never inlined, in the same run."""
    run.file("calls.gdb", """
set pagination off
set confirm off
python
gdb.execute("break vm::refstats_program_begins")
gdb.execute("run")
gdb.execute("finish")
points = {name: gdb.Breakpoint(name) for name in ("gc::decref_counted", "gc::publish_slow", "gc::publish_transferred")}
for point in points.values(): point.ignore_count = 10 ** 9
gdb.execute("continue")
open("calls.json", "w").write(str([points[name].hit_count for name in points]))
end
""")
    run.file("script.py", FOREIGN + """
import queue
q = queue.SimpleQueue()
def consume():
    for _ in range(30): q.get().clear()
def fill():
    for i in range(40): shared[i] = Marked(); shared.get(i)
shared = {}
threads = [threading.Thread(target=work), threading.Thread(target=consume), threading.Thread(target=fill), threading.Thread(target=work)]
for thread in threads: thread.start()
for _ in range(30): q.put([Marked()])
for thread in threads: thread.join()
shared.clear()
""")
    program = run.interpreter + "-studio"
    debugger = Run("gdb", run.folder)
    debugger.run("-nx", "-batch", "-x", "calls.gdb", "--args", program, "--refstats=counts.json", "script.py")
    expect((run.folder / "calls.json").exists(), lambda: f"gdb: {debugger.err[-500:]}")
    decrefs, slow, given = json.loads((run.folder / "calls.json").read_text())
    phases = json.loads((run.folder / "counts.json").read_text())["phases"]
    totals = {name: sum(phases[phase].get(name, 0) for phase in ("program", "shut_down")) for name in ("decref_shared", "publication")}
    same("decrements", totals["decref_shared"], decrefs)
    same("publications", totals["publication"], slow + given)
    expect(decrefs > 30 and slow > 30 and given >= 30, (decrefs, slow, given))


# --- the page ---------------------------------------------------------------------------------

class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.references, self.words = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.references += [value for name, value in attributes if name in ("src", "href", "srcset")]

    def handle_data(self, data):
        self.words.append(data)


@case
def the_page_needs_nothing_but_itself(run):
    run.run("--refstats=counts.html", run.file("script.py", "class Marked: pass\nkept = [Marked() for _ in range(9)]  # <marked>\n")).expect(0, "", "")
    text = (run.folder / "counts.html").read_text()
    page = Page(text)
    expect(all(reference.startswith("data:") for reference in page.references), page.references)
    expect("script" not in page.tags and "url(" not in text and "http" not in text, "the page asks for more")
    expect("prefers-color-scheme: dark" in text, "no dark form")
    expect(any("kept = [Marked() for _ in range(9)]  # <marked>" in words for words in page.words), "the source is missing")
    same("files", sorted(path.name for path in run.folder.iterdir()), ["counts.html", "script.py"])


@case
def a_long_line_of_source_scrolls_by_itself(run):
    line = "kept = [" + ", ".join(f"'item {n}'" for n in range(100)) + "]"
    run.run("--refstats=counts.html", run.file("script.py", line + "\n")).expect(0, "", "")
    text = (run.folder / "counts.html").read_text()
    source = text[text.index('<div class="source wide">'):]
    expect(html.escape(line) in source[:source.index("</div>")], "the line is cut")
    expect('<div class="figures wide">' in text and ".wide { overflow-x: auto;" in text, "the figures scroll with the source, or nothing does")


# --- histories --------------------------------------------------------------------------------

def history(run, source):
    run.run("--studio", run.file("script.py", source)).expect(0, "")
    return run.out


@case
def a_history_begins_where_it_is_watched_and_ends_when_the_memory_is_given_back(run):
    out = history(run, """
import refscope
class Marked: pass
m = Marked()
number = refscope.watch(m)
print(number == refscope.watch(m), [s.event for s in refscope.history(m)])
del m
print([(s.event, s.count, s.line, s.opcode) for s in refscope.history(number)])
try: refscope.history(Marked())
except ValueError as e: print(e)
try: refscope.history(99)
except ValueError as e: print(e)
try: refscope.watch(5)
except TypeError as e: print(type(e).__name__)
""")
    lines = out.splitlines()
    same("first", lines[0], "True ['watched']")
    steps = eval(lines[1])
    same("steps", [step[0] for step in steps], ["watched", "died_owner", "freed"])
    same("lines", [step[2] for step in steps], [5, 7, 7])
    same("errors", lines[2:], ["the object is not watched: call refscope.watch(object) first", "there is no history with that number", "TypeError"])


@case
def a_history_tells_how_an_object_is_shared(run):
    out = history(run, """
import refscope, threading
class Marked: pass
def main():
    m = Marked()
    number = refscope.watch(m)
    box.append(m)  # line 7
    del m
    def work():
        for _ in range(100):
            x = box[0]  # line 11
            x = None
        box.clear()  # line 13
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return number
box = []
thread = threading.Thread(target=int)
thread.start()
thread.join()
number = main()
home, *_ = [s.thread for s in refscope.history(number)]
print(home == refscope.thread_id())
for s in refscope.history(number):
    print(s.event, s.thread == home, s.line)
refscope.print_history(number)
""")
    lines = out.splitlines()
    same("home", lines[0], "True")
    steps = [line.split() for line in lines[1:] if len(line.split()) == 3 and line.split()[1] in ("True", "False")]
    found = {name: (mine == "True", int(line)) for name, mine, line in reversed(steps)}
    same("published", found["published"], (True, 7))
    same("first foreign access", found["foreign_access"], (False, 11))
    same("lent", found["lent"], (False, 11))
    same("borrowed", found["borrowed_lent"], (False, 11))
    order = [step[0] for step in steps]
    expect(order[0] == "watched" and order[-1] == "freed", order)
    expect("merge_queued" in order or "wait_begun" in order, order)
    expect(any(line.startswith("history 1: Marked") for line in lines), out)


@case
def a_history_tells_of_finalizers_and_resurrection(run):
    out = history(run, """
import refscope
kept = []
class Marked:
    def __del__(self): kept.append(self)
m = Marked()
number = refscope.watch(m)
m = None
print(*[s.event for s in refscope.history(number)])
kept.clear()
print(*[s.event for s in refscope.history(number)])
""")
    ended = "watched died_owner finalized borrowed_operand resurrected"  # borrowed: by `self`
    same("steps", out.splitlines(), [ended, ended + " died_owner freed"])


@case
def sharing_names_object_type_and_line(run):
    out = run.run("--studio", run.file("script.py", FOREIGN + """
import refscope
s = refscope.sharing(3)
print(type(s).__name__, [len(part) <= 3 for part in s])
print([row for row in s.objects if row[1] == "Marked"] == [(row[0], "Marked", id(box[0])) for row in s.objects if row[1] == "Marked"])
print([row[1] for row in s.types if row[0] >= 2000], [row[2] for row in s.lines if row[0] == 1000 and row[1].endswith("script.py")])
"""), variables=PLAIN)
    run.expect(0, "")
    same("sharing", run.out.splitlines(), ["Sharing [True, True, True]", "True", "['Marked'] [8, 9]"])


def check(name, interpreter):
    """What went wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            CASES[name](Run(interpreter, os.path.realpath(folder)))
        except Failure as failure:
            return str(failure)
    return ""


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True, metavar="PATH")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="cases at a time")
    options = parser.parse_args()
    interpreter = os.path.abspath(options.interp)
    chosen = [(name, interpreter) for name in CASES if options.only in name]
    failed = 0
    with multiprocessing.get_context("fork").Pool(options.j) as pool:
        for (name, _), said in zip(chosen, pool.starmap(check, chosen, chunksize=1)):
            failed += bool(said)
            if said:
                print(f"FAIL {name}\n    {said}", flush=True)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
