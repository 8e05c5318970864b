#!/usr/bin/env python3
"""What the options that observe a program tell: --deadlocks, --heap, --trace=FILE, and the explanation below KeyboardInterrupt.

    observers_test.py --interp PATH [--interp PATH] [--only SUBSTR]

A program of deadlocks/*.py says in its comments what --deadlocks must say about it:

    # judged: deadlock      the program ends with status 1, and the report is on standard error
    # judged: order         the program runs to its end, with status 1, and only lock orders are reported
    # judged: clean         status 0, nothing on standard error
    # says: REGEX           found in the report

The last line printed is "N passed, N failed".
"""

import argparse
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from cases import case, expect, finish, has, named_cases, play
from native import HEADERS, compile_extension, suffix
from processes import HANG_SECONDS, hear_interrupts, settle, settle_all

FOLDER = Path(__file__).resolve().parents[1] / "deadlocks"


def run(interp, *args):
    return subprocess.run([interp, *map(str, args)], capture_output=True, text=True, timeout=HANG_SECONDS)


def judge(interp, path):
    source = path.read_text()
    done = run(interp, "--deadlocks", path)
    if "# judged: clean\n" in source:
        return expect((done.returncode, done.stderr) == (0, ""), done.returncode, done.stderr)
    kind = "Lock order: " if "# judged: order\n" in source else "Deadlock: "
    expect(f"# judged: {kind.split()[-1][:-1].lower()}\n" in source, "no judgement in the file")
    expect(done.returncode == 1 and done.stderr.startswith(kind), done.returncode, done.stderr)
    expect(done.stderr.count(kind) == 1, "reported more than once", done.stderr)
    has(done.stderr, *re.findall(r"^# says: (.*)$", source, re.MULTILINE))
    expect(("what was printed" in source) == bool(done.stdout), "what was printed is lost")


# Big enough to stand out: classes by their objects, functions by their code, pages by what is dropped again.
MEMORY = """
import sys
class Node: __slots__ = "next"
class Leaf(Exception): pass
nodes = [Node() for _ in range(20_000)]
names = [f"name number {n} of many" for n in range(20_000)]
functions = {}
exec("".join(f"def f{n}(): return {n}\\n" for n in range(3000)), functions)
for n in range(1500): functions[f"f{n}"]()
if "now" in sys.argv:
    sys._debugmallocstats()
    del nodes
"""


def line(report, pattern):
    """(KiB, number) of the line that counts what the pattern matches."""
    found = re.findall(rf"^ *(\d+) +(\d+) {pattern}$", report, re.MULTILINE)
    expect(len(found) == 1, pattern, report)
    return map(int, found[0])


@case
def heap_tells_what_memory_is_used_for(interp, folder):
    (folder / "case.py").write_text(MEMORY)
    run(interp, folder / "case.py")  # compiles the functions, of which the next run lets those asleep that it does not call
    done = run(interp, "--heap", folder / "case.py")
    expect(done.returncode == 0 and not done.stdout, done)
    report = done.stderr
    kib, nodes = line(report, "Node")
    expect(nodes == 20_000 and 24 * nodes <= kib * 1024 <= 64 * nodes, report)
    kib, count = line(report, "others: text, numbers, items of lists, small tables")
    expect(count > 20_000 and kib * 1024 > 40 * count, report)
    kib, functions = line(report, "functions awake")
    expect(1500 <= functions < 2500, report)
    kib, functions = line(report, "functions asleep: not called yet")
    expect(1500 <= functions, report)
    # The lines of the pages add up. Each is rounded up to a KiB, and each page has a header.
    pages_kib, pages = line(report, "pages of objects, and of this:")
    parts = re.search(r"of objects, and of this:\n((?:  .*\n){4})", report)[1]
    missing = pages_kib - sum(int(part.split()[0]) for part in parts.splitlines())
    expect(pages_kib == 64 * pages and -4 <= missing <= pages / 8, missing, report)
    resident, files, anonymous = (int(n) for n in re.findall(r"^ *(\d+) ", report, re.MULTILINE)[:3])
    expect(abs(resident - files - anonymous) <= 2 and anonymous > 2000, report)


@case
def heap_report_of_the_moment(interp, folder):
    (folder / "case.py").write_text(MEMORY)
    done = run(interp, "--heap", folder / "case.py", "now")
    expect(done.returncode == 0, done)
    first, second = ("memory" + part for part in done.stderr.split("memory of the process")[1:])
    expect(list(line(first, "Node"))[1] == 20_000 and " Node\n" not in second, first, second)


# A warning that is written to a full pipe.
ORDER_AND_COLLECTION = """
import gc, threading
a, b = threading.Lock(), threading.Lock()
first_is_done, last_lock = threading.Event(), threading.Event()
def left():
    with a:
        with b: pass
    first_is_done.set()
def right():
    first_is_done.wait()
    with b:
        last_lock.set()
        with a: pass
threads = [threading.Thread(target=f) for f in (left, right)]
for t in threads: t.start()
last_lock.wait()
while open(f"/proc/self/task/{threads[1].native_id}/stat").read().rpartition(") ")[2][0] != "S": pass
gc.collect()
print("collected", flush=True)
"""


@case
def a_warning_that_nobody_reads_keeps_nobody_else_waiting(interp, folder):
    (folder / "case.py").write_text(ORDER_AND_COLLECTION)
    read, write = os.pipe()
    os.set_blocking(write, False)
    filling = b"-" * 4096
    while select.select([], [write], [], 0)[1]:
        os.write(write, filling)
    os.set_blocking(write, True)
    process = subprocess.Popen([interp, "--deadlocks", folder / "case.py"], stdout=subprocess.PIPE, stderr=write)
    os.close(write)
    expect(select.select([process.stdout], [], [], HANG_SECONDS)[0] and process.stdout.readline() == b"collected\n", "the collection waits")
    with open(read, encoding="utf-8") as errors:
        expect(errors.read().lstrip("-").startswith("Lock order: "), "no warning")
    expect(process.wait() == 1, process.returncode)


# ---- --deadlocks=report, Ctrl-C

CIRCLE_OF_DAEMONS = """
import threading, time
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def take(first, second):
    with first:
        both.wait()
        with second: pass
threads = [threading.Thread(target=take, args=args, name=name, daemon=True) for name, *args in (("one", a, b), ("two", b, a))]
for t in threads: t.start()
"""


@case
def report_lets_the_program_go_on(interp, folder):
    (folder / "case.py").write_text(CIRCLE_OF_DAEMONS + "threads[0].join(timeout=0.5)\nprint('goes on')\n")
    done = run(interp, "--deadlocks=report", folder / "case.py")
    expect(done.returncode == 0 and done.stdout == "goes on\n", done.returncode, done.stdout, done.stderr)
    expect(done.stderr.count("Deadlock: 2 threads wait for each other") == 1, done.stderr)


@case
def other_values_are_refused(interp, folder):
    done = run(interp, "--deadlocks=perhaps", "-c", "1")
    expect(done.returncode == 2 and "Unknown option: --deadlocks=perhaps" in done.stderr, done.returncode, done.stderr)


def interrupt_when_asleep(interp, folder, program):
    """Standard error of the program, which is interrupted when all its threads sleep for good."""
    (folder / "case.py").write_text(program)
    process = subprocess.Popen([interp, folder / "case.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()  # it has begun
    settle_all(process.pid)
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=HANG_SECONDS)[1]
    expect(process.returncode == -signal.SIGINT, process.returncode, error)
    return error


@case
def an_interrupt_explains_a_circle(interp, folder):
    error = interrupt_when_asleep(interp, folder, CIRCLE_OF_DAEMONS + "print('begun', flush=True)\nthreads[0].join()\n")
    after = error.partition("\nKeyboardInterrupt\n")[2]
    expect(after.startswith("Deadlock: 2 threads wait for each other in a circle.\n"), error)
    has(after, r"one waits at .*case\.py:8, in take\n.*for a Lock, which two took at .*case\.py:6, in take", "MainThread waits at .*case.py:12")


@case
def an_interrupt_explains_a_lock_that_sleeps(interp, folder):
    error = interrupt_when_asleep(interp, folder, """
import threading, time
lock, taken = threading.Lock(), threading.Event()
def hold():
    with lock:
        taken.set()
        time.sleep(1000)
threading.Thread(target=hold, name="sleeper", daemon=True).start()
taken.wait()
print("begun", flush=True)
lock.acquire()
""")
    after = error.partition("\nKeyboardInterrupt\n")[2]
    has(after, r"MainThread waits at .*case\.py:11, in <module>\n.*which sleeper took at .*case\.py:5, in hold")


@case
def an_interrupt_of_another_wait_is_as_usual(interp, folder):
    for wait in ("thread.join()", "threading.Event().wait()", "time.sleep(1000)"):
        error = interrupt_when_asleep(interp, folder, f"""
import threading, time
thread = threading.Thread(target=time.sleep, args=(1000,), daemon=True)
thread.start()
print("begun", flush=True)
{wait}
""")
        expect(error.startswith("Traceback") and error.endswith("\nKeyboardInterrupt\n"), error)


@case
def locks_of_the_start_of_the_program_have_no_numbers(interp, folder):
    (folder / "sitecustomize.py").write_text('exec("import threading\\nlock = threading.Lock()")\n')
    program = "import threading\nlock = threading.Lock()\nwith lock: lock.acquire()"
    done = subprocess.run([interp, "--deadlocks", "-c", program], env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True,
                          timeout=HANG_SECONDS)
    has(done.stderr, "for the Lock made at <string>:2, which it took itself at <string>:3, in <module>$")


# ---- --trace

def trace(interp, folder, program, status=0, *options):
    """The events of the program, which have been checked against the format."""
    (folder / "case.py").write_text(program)
    done = run(interp, f"--trace={folder / 'trace.json'}", *options, folder / "case.py")
    expect(done.returncode == status, done.returncode, done.stderr)
    return read_trace(folder)["traceEvents"]


def read_trace(folder):
    content = json.loads((folder / "trace.json").read_text())
    check_format(content["traceEvents"])
    return content


def check_format(events):
    names, begun = {}, {}
    for e in events:
        expect(isinstance(e["name"], str) and isinstance(e["pid"], int) and isinstance(e["tid"], int) and isinstance(e["args"], dict), e)
        expect(e["ph"] in "XiMC", e)
        if e["ph"] == "M":
            if e["name"] == "thread_name":
                names[e["tid"]] = e["args"]["name"]
            continue
        expect(e["cat"] and e["ts"] >= 0, e)
        if e["ph"] == "C":
            expect(e["args"] and all(isinstance(value, int) for value in e["args"].values()), e)
            continue
        if e["ph"] == "i":
            expect(e["s"] == "t", e)
        expect(e["ph"] == "i" or e["dur"] >= 0, e)
        # A thread's events are recorded when they end: their ends do not go back. A microsecond has three decimals.
        end = e["ts"] + e.get("dur", 0)
        expect(end >= begun.get(e["tid"], 0) - 0.01, "goes back", e)
        begun[e["tid"]] = end
    expect(set(begun) <= set(names), "threads without a name", set(begun) - set(names))
    for tid in begun:
        check_nesting([e for e in events if e["tid"] == tid and e["ph"] == "X"])


def check_nesting(events):
    """Each two events of a thread are apart, or one lies in the other."""
    open_ends = []
    for e in sorted(events, key=lambda e: (e["ts"], -e["dur"])):
        begin, end = e["ts"], e["ts"] + e["dur"]
        while open_ends and open_ends[-1] <= begin + 0.001:
            open_ends.pop()
        expect(not open_ends or end <= open_ends[-1] + 0.01, "overlaps with an earlier one", e)
        open_ends.append(end)


def named(events, name):
    return [e for e in events if e["name"] == name]


@case
def a_trace_shows_threads_waits_and_collections(interp, folder):
    events = trace(interp, folder, r"""
import gc, threading, time
lock, taken = threading.Lock(), threading.Event()
def hold():
    with lock:
        taken.set()
        time.sleep(0.2)
    time.sleep(0.2)
def waste():
    for _ in range(30000):
        a = []; a.append(a)
for _ in range(5):
    t = threading.Thread(target=hold, name='the "holder" \ud800 \n\u00e9')
    taken.clear()
    t.start()
    taken.wait()
    with lock: pass
    t.join()
waste()
gc.collect()
shared = [threading]
shared.append([[n] for n in range(5000)])
""")
    holder = 'the "holder" \ufffd \n\u00e9'
    names = [e["args"]["name"] for e in named(events, "thread_name")]  # no thread is renamed here
    expect(names.count(holder) == 5 and "MainThread" in names, names)
    expect(len(named(events, "thread starts")) == 6 and len(named(events, "thread ends")) == 5, "starts and ends")
    waits = [e["args"] for e in named(events, "wait for a lock") if e["args"]["at"].endswith("case.py:17, in <module>")]
    expect(waits and all(w["holder"] == holder and w["holder took it at"].endswith("case.py:5, in hold") for w in waits), waits)
    expect(any(e["args"]["thread"] == holder for e in named(events, "wait for the end of a thread")), "joins")
    sleeps = [e for e in named(events, "detached") if e["args"].get("at", "").endswith("case.py:7, in hold")]
    expect(any(e["dur"] >= 200_000 for e in sleeps), "sleeps", sleeps)
    expect(any(e["args"]["objects freed"] > 0 for e in events if e["name"].endswith(" collection")), "collections")
    for phase in ("full collection", "mark", "trial", "free", "stop the world", "world stopped"):
        expect(named(events, phase), phase)
    if Path(interp).name == "tinypy-t":
        expect(any(e["args"]["objects walked"] >= 5000 for e in named(events, "publish")), "publications")


NAPS = r"""
#include <Python.h>
#include <unistd.h>
static volatile int long_naps = 0;
static __attribute__((noinline)) void nap(PyObject* seconds) {
  long n = PyLong_AsLong(seconds);
  Py_BEGIN_ALLOW_THREADS
  if (n) long_naps = 1;
  usleep(20000);
  sleep((unsigned)n);
  Py_END_ALLOW_THREADS
}
static PyObject* rest(PyObject* self, PyObject* seconds) {
  (void)self;
  nap(seconds);
  Py_RETURN_NONE;
}
static PyObject* rests(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyBool_FromLong(long_naps);
}
static PyMethodDef methods[] = {{"rest", rest, METH_O, NULL}, {"rests", rests, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot slots[] = {{Py_tp_methods, methods}, {0, NULL}};
static PyType_Spec spec = {"naps.Napper", 0, 0, Py_TPFLAGS_DEFAULT, slots};
static int fill(PyObject* module) { return PyModule_Add(module, "Napper", PyType_FromSpec(&spec)); }
static PyModuleDef_Slot steps[] = {{Py_mod_exec, (void*)fill}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "naps", NULL, 0, methods, steps, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_naps(void) { return PyModuleDef_Init(&definition); }
"""


@case
def a_trace_names_the_function_of_c_that_detaches(interp, folder):
    source = folder / "naps.c"
    source.write_text(NAPS)
    program = """
import os, threading, time
import naps
naps.rest(0)
naps.Napper().rest(0)
rest = naps.rest
rest(0)
threading.Thread(target=rest, args=(1000,), daemon=True).start()
while not naps.rests(): time.sleep(0.001)
os._exit(0)
"""
    for flags, names in (([], ["nap"] * 4), (["-s"], ["rest", "Napper.rest", "rest", "rest"])):
        made = compile_extension(source, [HEADERS], folder / ("naps" + suffix(interp)), flags)
        expect(made.returncode == 0, made.stderr)
        sections = sorted((e for e in trace(interp, folder, program) if e["name"].endswith("naps")), key=lambda e: e["ts"])
        expect([e["name"] for e in sections] == [f"detached: {name} in naps" for name in names], sections)
        called = [(re.search(r"\d+, in .*", e["args"]["at"])[0], e["args"].get("called as"), "unfinished" in e["args"]) for e in sections]
        expect(called[:3] == [("4, in <module>", "rest", False), ("5, in <module>", "Napper.rest", False), ("7, in <module>", "rest", False)], called)
        expect(called[3][2] and all(e["args"]["file"].endswith("/naps" + suffix(interp)) for e in sections), sections)


@case
def a_pause_names_the_late_thread_and_its_line(interp, folder):
    events = trace(interp, folder, """
import gc, threading
done = begun = False
def busy():
    global begun
    while not done:
        begun = True
t = threading.Thread(target=busy, name="busy one")
t.start()
while not begun: pass
for _ in range(50): gc.collect()
done = True
t.join()
""")
    pauses = named(events, "stop the world")
    expect(all(e["args"]["time to stop (ns)"] >= 0 and e["args"]["reason"] for e in pauses), pauses)
    late = [e["args"] for e in pauses if e["args"].get("late thread") == "busy one"]
    if Path(interp).name == "tinypy-t":
        expect(any(re.search(r"case\.py:[67], in busy$", a.get("late thread was at", "")) for a in late), pauses)
        expect(named(events, "stopped"), "what the late thread shows")
    else:
        expect(not late and named(events, "wait for the GIL"), "who holds the GIL holds the world")


@case
def a_trace_is_complete_however_the_program_ends(interp, folder):
    kills = [(f"os.kill(os.getpid(), signal.{s.name}); time.sleep(1000)", -s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1)]
    for end, status in (("1 / 0", 1), ("sys.exit(3)", 3), ("os._exit(4)", 4), ("os.abort()", -signal.SIGABRT),
                        ("os.execv('/bin/true', ['true'])", 0), ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL), *kills):
        events = trace(interp, folder, f"import os, signal, sys, time\nfor _ in range(2000): time.sleep(0)\n{end}\n", status,
                       "--trace-threshold=0")
        expect(len(named(events, "detached")) >= (512 if status == -signal.SIGKILL else 2000), end, len(events))


HANGING_SECONDS = 0.2  # at least: what the threads wait for
HANGING = """
import os, queue, threading, time
items = queue.Queue()
held = threading.Lock()
held.acquire()
threads = [
    threading.Thread(target=items.get, name="consumer", daemon=True),
    threading.Thread(target=held.acquire, name="second", daemon=True),
    threading.Thread(target=time.sleep, args=(1000,), name="sleeper", daemon=True),
]
for t in threads: t.start()
print(threading.get_native_id(), *(t.native_id for t in threads), flush=True)
"""


def trace_of_hanging(interp, folder, end, stop, status):
    """The events of HANGING and what follows it, which stop(process) ends when all threads wait."""
    (folder / "case.py").write_text(HANGING + end)
    process = subprocess.Popen([interp, f"--trace={folder / 'trace.json'}", folder / "case.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for tid in process.stdout.readline().split():
        settle(process.pid, tid)
    time.sleep(HANGING_SECONDS)
    stop(process)
    process.communicate(timeout=HANG_SECONDS)
    expect(process.returncode == status, process.returncode)
    events = read_trace(folder)["traceEvents"]
    check_hanging(events)
    return events


def check_hanging(events):
    names = {e["args"]["name"]: e["tid"] for e in named(events, "thread_name")}
    unfinished = [e for e in events if "unfinished" in e["args"]]
    expect(all(any(e["tid"] == names[name] for e in named(unfinished, "detached")) for name in ("consumer", "second", "sleeper")), unfinished)
    waits = {e["tid"]: e["args"] for e in named(unfinished, "wait for a lock")}
    expect(re.search(r"^the Queue made at .*case\.py:3$", waits[names["consumer"]]["lock"]), waits)
    expect(re.search(r"^the Lock made at .*case\.py:4$", waits[names["second"]]["lock"]), waits)
    expect(waits[names["second"]]["holder"] == "MainThread" and "holder" not in waits[names["consumer"]], waits)
    expect(names["sleeper"] not in waits, waits)


@case
def threads_that_hang_are_in_the_trace(interp, folder):
    trace_of_hanging(interp, folder, "input()\nos._exit(5)\n", lambda process: print(file=process.stdin, flush=True), 5)
    for number in (signal.SIGTERM, signal.SIGQUIT):
        events = trace_of_hanging(interp, folder, "held.acquire()\n", lambda process: process.send_signal(number), -number)
        main = [e for e in named(events, "wait for a lock") if e["args"].get("at", "").endswith("case.py:13, in <module>")]
        expect(len(main) == 1 and "unfinished" in main[0]["args"] and main[0]["dur"] > HANGING_SECONDS * 1e6, main)


@case
def a_traced_program_has_its_own_signals(interp, folder):
    events = trace(interp, folder, """
import os, signal, time
assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
seen = []
assert signal.signal(signal.SIGTERM, lambda number, frame: seen.append(number)) == signal.SIG_DFL
os.kill(os.getpid(), signal.SIGTERM)
assert seen == [signal.SIGTERM], seen
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGUSR1)
pid = os.fork()
if not pid:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(1000)
assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGTERM
pid = os.posix_spawn("/bin/sleep", ["sleep", "1000"], os.environ)
os.kill(pid, signal.SIGHUP)
assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGHUP
assert signal.signal(signal.SIGTERM, signal.SIG_DFL)
time.sleep(0.01)
os.kill(os.getpid(), signal.SIGTERM)
time.sleep(1000)
""", -signal.SIGTERM)
    expect(any(e["dur"] >= 10_000 for e in named(events, "detached")), "what came before the signal")


@case
def short_sections_are_left_out_and_counted(interp, folder):
    program = "import time\nfor _ in range(3000): time.sleep(0)\ntime.sleep(0.01)\n"
    trace(interp, folder, program, 0, "--trace-threshold=5000")
    content = read_trace(folder)
    told = content["otherData"]
    expect(told["detached sections shorter than this were left out (ns)"] == 5_000_000, told)
    expect(told["detached sections left out"] >= 2900 and told["time in them (ns)"] > 0, told)
    sections = named(content["traceEvents"], "detached")
    expect(sections and all(e["dur"] >= 5000 or "unfinished" in e["args"] for e in sections), sections)
    trace(interp, folder, program, 0, "--trace-threshold=0")
    expect(read_trace(folder)["otherData"]["detached sections left out"] == 0, "all are in the trace")
    for text in ("", "-1", "x", "1x", "1e99", "nan"):
        done = run(interp, f"--trace-threshold={text}", "-c", "print('never')")
        expect(done.returncode == 2 and "--trace-threshold" in done.stderr and not done.stdout, text, done)


@case
def a_trace_has_counters(interp, folder):
    events = trace(interp, folder, """
import threading, time
lock = threading.Lock()
def work():
    with lock: time.sleep(0.1)
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
kept = [[] for _ in range(300000)]
text = "x" * 50_000_000
time.sleep(0.1)
""")
    tracks = {}
    for e in events:
        if e["ph"] == "C":
            tracks.setdefault(e["name"], []).append(e)
    for samples in tracks.values():
        expect(all(a["ts"] <= b["ts"] and a["args"] != b["args"] for a, b in zip(samples, samples[1:])), samples)
    last = {name: samples[-1]["args"] for name, samples in tracks.items()}
    most = lambda track, line: max(e["args"][line] for e in tracks[track])
    expect(most("heap (bytes)", "large objects") >= 50_000_000 and most("heap (bytes)", "pages") >= 300_000 * 16, last)
    expect(most("live objects", "traced") >= 290_000, last)
    expect(most("threads", "all") >= 4 and most("threads", "waiting for a lock") >= 1, last)
    expect(last["locks contended"]["waits so far"] >= 2, last)


@case
def the_child_of_a_fork_does_not_write(interp, folder):
    events = trace(interp, folder, """
import os, time
pid = os.fork()
for _ in range(3000): time.sleep(0)
if pid: os.waitpid(pid, 0)
""", 0, "--trace-threshold=0")
    expect(len({e["pid"] for e in events}) == 1 and len(named(events, "thread starts")) == 1, "the child has written")
    expect(3000 <= len(named(events, "detached")) < 6000, len(named(events, "detached")))


@case
def a_file_that_cannot_be_written_is_refused(interp, folder):
    for path in (folder / "missing" / "x", "/dev/null"):
        done = run(interp, f"--trace={path}", "-c", "print('never')")
        expect(done.returncode == 2 and done.stderr.startswith(f"--trace: cannot write {path}: ") and not done.stdout, done)


# ---- files of options, and reports that cannot be written

@case
def no_option_writes_over_a_file_of_another_kind(interp, folder):
    """Neither the next word, if the = was forgotten, nor the FILE itself."""
    options = set(re.findall(r"^ *(--[\w-]+)\[?=FILE", run(interp, "--help-all").stdout, re.MULTILINE))
    expect({"--trace", "--refstats"} <= options, options)
    script = folder / "script.py"
    for option in sorted(options):
        for text in ("print('my only copy')\n", "x\n", "{\"traceEvents\"", "<!DOCTYPE html>\n<html></html>\n", '{"mine": 1}\n'):
            for name in ("script.py", "page.html", "data.json"):
                (folder / name).write_text(text)
                for words in ([option, folder / name], [f"{option}={folder / name}", "-c", "print('never')"]):
                    done = run(interp, *words)
                    expect((folder / name).read_text() == text, words, done)
                    expect("never" not in done.stdout, words, done)
        for words in ([f"{option}=", script], [option] if option == "--trace" else [f"{option}="]):
            done = run(interp, *words)
            expect((done.returncode, done.stdout) == (2, ""), words, done)


@case
def a_trace_replaces_a_trace(interp, folder):
    (folder / "trace.json").touch()
    for _ in range(2):
        trace(interp, folder, "print(1)")


@case
def a_trace_is_where_the_program_began(interp, folder):
    (folder / "elsewhere").mkdir()
    (folder / "case.py").write_text("import os\nos.chdir('elsewhere')\n")
    done = subprocess.run([interp, "--trace=trace.json", "case.py"], cwd=folder, capture_output=True, text=True, timeout=HANG_SECONDS)
    expect(done.returncode == 0 and read_trace(folder)["traceEvents"], done)


FORKS = """
import os
if os.fork(): os.wait()
"""


@case
def the_child_of_a_fork_makes_no_second_report(interp, folder):
    (folder / "case.py").write_text(FORKS)
    for option, heading in (("--heap", "memory of the process"), ("--dis=run", "What has run")):
        done = run(interp, option, folder / "case.py")
        expect(done.returncode == 0 and (done.stdout + done.stderr).count(heading) == 1, option, done)


@case
def a_listing_that_cannot_be_written_is_told(interp, folder):
    (folder / "case.py").write_text("x = 1\n")
    listings = [("--dis=run", [folder / "case.py"]), ("--dis=all", [folder / "case.py"]), ("--dis", [folder / "case.py"]), ("--dis=owners", [folder / "case.py"]),
                ("--dis", []), ("--asm", []), ("--verify", [folder / "case.py"])]
    for option, words in listings:
        with open("/dev/full", "w") as full:
            done = subprocess.run([interp, option, *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=HANG_SECONDS)
        expect(done.returncode == 1 and done.stderr.startswith(option + ": ") and "cannot" in done.stderr, option, done)
        done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", interp, option, *words], stderr=subprocess.PIPE, text=True, timeout=HANG_SECONDS)
        expect(done.returncode == 1 and done.stderr.startswith(option + ": "), option, done)
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([interp, option, *words], stdout=write, stderr=subprocess.PIPE, text=True, timeout=HANG_SECONDS)
        os.close(write)
        expect(done.returncode == -signal.SIGPIPE or (done.returncode == 1 and done.stderr.startswith(option + ": ")), option, done)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    hear_interrupts()
    cases = named_cases() + [(p.stem, lambda interp, folder, p=p: judge(interp, p)) for p in sorted(FOLDER.glob("*.py"))]
    return finish([play(cases, interp, only=options.only, label=f"{Path(interp).name}: ") for interp in map(os.path.abspath, options.interp)])


if __name__ == "__main__":
    sys.exit(main())
