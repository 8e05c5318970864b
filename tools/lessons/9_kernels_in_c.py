"""Code of C extensions, which threads run at the same time, and what a pause waits for."""

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from lesson import GIL, ROOT, begin, code, end, fact, figure, part, say

KERNEL = r"""
#include <Python.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

static atomic_int inside, left, started, stop;

/* Waits until two threads are in here. */
static PyObject* meet(PyObject* self, PyObject* unused) {
  Py_BEGIN_ALLOW_THREADS
  atomic_fetch_add(&inside, 1);
  while (atomic_load(&inside) < 2) sched_yield();
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

/* Computes until stop() is called. */
static PyObject* let_go(PyObject* self, PyObject* unused) {
  atomic_fetch_add(&started, 1);
  Py_BEGIN_ALLOW_THREADS
  while (!atomic_load(&stop)) sched_yield();
  Py_END_ALLOW_THREADS
  atomic_fetch_add(&left, 1);
  Py_RETURN_NONE;
}

/* Computes for 50 ms, and tells nobody that it needs no object meanwhile. */
static PyObject* hold(PyObject* self, PyObject* unused) {
  struct timespec began, now;
  clock_gettime(CLOCK_MONOTONIC, &began);
  atomic_fetch_add(&started, 1);
  do clock_gettime(CLOCK_MONOTONIC, &now);
  while ((now.tv_sec - began.tv_sec) * 1000000000L + now.tv_nsec - began.tv_nsec < 50000000);
  atomic_fetch_add(&left, 1);
  Py_RETURN_NONE;
}

static PyObject* end(PyObject* self, PyObject* unused) { atomic_store(&stop, 1); Py_RETURN_NONE; }
static PyObject* how_many(PyObject* self, PyObject* unused) {
  return Py_BuildValue("ii", atomic_load(&started), atomic_load(&left));
}

static PyMethodDef methods[] = {{"meet", meet, METH_NOARGS, NULL}, {"let_go", let_go, METH_NOARGS, NULL}, {"hold", hold, METH_NOARGS, NULL},
                                {"end", end, METH_NOARGS, NULL}, {"how_many", how_many, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "kernels", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_kernels(void) { return PyModuleDef_Init(&definition); }
"""
TWO_IN_ONE = """
import sys, threading
sys.path.insert(0, sys.argv[1])
import kernels
threads = [threading.Thread(target=kernels.meet) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def compile_kernels(folder):
    """Into the folder, from which the module can be imported then."""
    compiler = os.environ.get("CC") or shutil.which("clang-19") or shutil.which("cc")
    if not compiler:
        print("This lesson needs a C compiler: cc, clang-19, or what $CC names.")
        sys.exit(1)
    source = Path(folder, "kernels.c")
    source.write_text(KERNEL)
    import _imp
    target = Path(folder, "kernels" + _imp.extension_suffixes()[0])
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-w", f"-I{ROOT}/interp/capi/include", source, "-o", target], check=True)
    sys.path.insert(0, folder)


def wait_until_started(n):
    while kernels.how_many()[0] < n:
        time.sleep(0.001)


def overlap(trace):
    """The longest time, in microseconds, that two threads have been detached together."""
    spans = {}
    for event in trace["traceEvents"]:
        if event.get("name", "").startswith("detached: ") and event.get("tid") != 1:
            spans.setdefault(event["tid"], []).append((event["ts"], event["ts"] + event["dur"]))
    one, other = spans.values()
    return max(min(b, d) - max(a, c) for a, b in one for c, d in other)


begin("Lesson 9: kernels in C")
say("""A C extension computes with memory of its own: an array, an image, a compressed text. Its functions say where they need no
Python object, and there the thread is detached: nobody waits for it.""")
code("""
    Py_BEGIN_ALLOW_THREADS        /* detach */
    ... no object is touched here ...
    Py_END_ALLOW_THREADS          /* attach: waits if the world is stopped */
""")
folder = tempfile.TemporaryDirectory()
compile_kernels(folder.name)
import kernels

part("Two threads in one kernel")
say("""kernels.meet() counts the threads that are inside, and returns when there are two. If only one thread at a time could be in a
kernel, it would never return. The trace of a run shows both of them:""")
trace = Path(folder.name, "trace.json")
script = Path(folder.name, "two.py")
script.write_text(TWO_IN_ONE)
subprocess.run([sys.executable, f"--trace={trace}", "--trace-threshold=0", script, folder.name], check=True)
together = overlap(json.loads(trace.read_text()))
fact("two threads have been in the kernel at the same time", together > 0)
figure("both were detached together for", together, "us")
say("""That needs no freedom from a global lock: extensions have always given the lock away in such sections. To see it, run
tinypy-t --trace=out.json on a script of yours and open the file in ui.perfetto.dev: sections without the interpreter are named
after the function of C, here `detached: meet in kernels`.""")

part("What a pause waits for")
say("""A collection stops the world. A detached thread counts as stopped: it touches no object, and it will not attach before the
pause is over.""")
thread = threading.Thread(target=kernels.let_go)
thread.start()
wait_until_started(1)
gc.collect()
fact("a collection has ended while the other thread was still in let_go()", kernels.how_many() == (1, 0))
kernels.end()
thread.join()
say("""kernels.hold() computes for 50 ms and does not say that it needs no object. So the pause cannot begin before it returns:""")
thread = threading.Thread(target=kernels.hold)
thread.start()
wait_until_started(2)
began = time.perf_counter()
gc.collect()
waited = (time.perf_counter() - began) * 1e3
fact("after the collection the other thread has left hold()", kernels.how_many() == (2, 2))
thread.join()
figure("the collection took", waited, "ms")
if GIL:
    say("""This program has a lock, which hold() kept: even a `pass` of another thread would have waited.""")
else:
    say("""All other threads ran on meanwhile, until the collection stopped them. A pause is as long as the longest function that
neither detaches nor comes to a safepoint.""")

end([("interp/capi/thread_states.cpp", "PyEval_SaveThread", "a thread detaches"),
     ("gc/threads/stop_world.cpp", "void stop_detached", "a detached thread counts as stopped"),
     ("interp/capi/README.md", "## Objects in C memory", "what C memory may hold"),
     ("tests/extensions/threads.c", "#include <Python.h>", "more of threads and C")],
    """Write a kernel that adds up the numbers of a bytes object, with PyBytes_AS_STRING(), and detaches for the sum. Why may it read
the bytes while it is detached, and why may it not do the same with a list of ints?""")
