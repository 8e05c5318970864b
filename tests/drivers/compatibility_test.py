#!/usr/bin/env python3
"""The tables of tests/COMPATIBILITY.md are true: which modules are missing, where tinypy differs from CPython, what threads may rely on.

    compatibility_test.py --interp PATH [--interp PATH ...]      check the tables; the last line is "N passed, N failed"
    compatibility_test.py --interp PATH --reference python3.13   also what CPython is said to do
    compatibility_test.py --interp PATH --write                  make the page from the tables below

A row of a table is one case. A module that is missing without a row fails, and so does a row for a module that is there.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import clean_environment  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests" / "COMPATIBILITY.md"

# Modules that CPython has on Linux and tinypy has not: the reason, and what serves instead.
NOT_YET = "not written yet"
OLD = "not written yet; the libraries 3.11 and 3.12 know it"
MISSING = {
    "_interpchannels": ("one interpreter in a process", "threads run in parallel"),
    "_interpqueues": ("one interpreter in a process", "threads run in parallel"),
    "_interpreters": ("one interpreter in a process", "threads run in parallel"),
    "_tkinter": (NOT_YET, ""),
    "nis": (OLD, ""),
    "ossaudiodev": (OLD, ""),
}
# Modules written in C that a CPython 3.11 to 3.15 has on Linux.
NATIVE_IN_CPYTHON = """
_abc _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _contextvars _csv
_crypt _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels _interpqueues _interpreters _io
_json _locale _lsprof _lzma _md5 _multibytecodec _multiprocessing _opcode _operator _pickle _posixshmem _posixsubprocess _queue _random
_remote_debugging _sha1 _sha2 _sha3 _signal _socket _sqlite3 _sre _ssl _stat _statistics _string _struct _suggestions _symtable _thread _tkinter
_tokenize _tracemalloc _typing _uuid _warnings _weakref _zoneinfo _zstd array atexit audioop binascii builtins cmath errno faulthandler fcntl gc grp itertools
marshal math mmap nis ossaudiodev posix pwd pyexpat readline resource select spwd sys syslog termios time unicodedata zlib
""".split()

FIND_MISSING = f"""
import importlib.util
for name in {NATIVE_IN_CPYTHON!r}:
    try:
        __import__(name)
    except ModuleNotFoundError:
        print(name)
"""

# What is different: (topic, why, program, what CPython 3.13 prints, what tinypy prints).
FUNCTION_DIES = """
import gc, weakref
def f(): pass
r = weakref.ref(f)
del f
print(r() is None, end=" ")
gc.collect()
print(r() is None)
"""
REPLACED_NAMES = """
def f(): return a
try:
    f.__code__.replace(co_names=("b",))
    b = 5
    print(type(f)(f.__code__.replace(co_names=("b",)), globals())())
except SystemError as error:
    print("SystemError")
"""
NO_FUNCTION = """
import sqlite3
con = sqlite3.connect(":memory:")
con.create_function("f", 0, lambda: 1)
con.create_function("f", 0, None)
try:
    con.execute("select f()")
except sqlite3.OperationalError as error:
    print(error)
"""
IDENTITY = "print(float('1.5') is float('1.5'), int('257') is int('257'))"
DIFFERENT = [
    ("a function that nobody refers to", "functions are deferred objects: only a collection reclaims them, so that calls need not count them",
     FUNCTION_DIES, "True True", "False True"),
    ("numbers that are computed", "small ints and most floats are words, not objects", IDENTITY, "False False", "True True"),
    ("code whose parts are replaced", "the bytecode is checked before it runs, and names in it are known when it is made", REPLACED_NAMES, "5", "SystemError"),
    ("sizes of objects", "objects are smaller", "import sys\nprint(sys.getsizeof([]), sys.getsizeof({}))", "56 64", "32 32"),
    ("bytecode caches", "they lie in the user's cache directory and not beside the sources; `-X pycache_prefix=` puts them there",
     "import sys\nprint(sys.pycache_prefix is None)", "True", "False"),
    ("name of the implementation", "it is another one; `platform` is the library's own module, which knows CPython, PyPy and Jython only. Programs that ask for `cpython`, as Django's autoreloader does before it passes `-X` options on to its child, take it for one without what CPython alone has",
     "import platform, sys\nprint(sys.implementation.name, platform.python_implementation())", "cpython CPython", "tinypy CPython"),
    ("`create_function(name, n, None)` of sqlite3", "it removes the function, as its documentation says", NO_FUNCTION,
     "user-defined function raised exception", "no such function: f"),
]

# What threads may rely on without a lock of their own: (what, promise, script that shows it).
PROMISED = [
    ("`list.append`, `list.pop`", "each item is added, or given to one thread, exactly once", "list_append_from_many_threads_loses_nothing", "list_pop_gives_each_item_once"),
    ("`d[k] = v`, `del d[k]`, `d.popitem()`", "atomic; keys are compared without a lock", "changes_of_shared_containers_are_exact", "dict_popitem_gives_each_item_once",
     "dict_key_comparison_runs_without_a_lock"),
    ("`d.setdefault(k, v)`", "all threads get the same object", "dict_setdefault_gives_all_threads_the_same_object"),
    ("`a.update(b)` beside `b.update(a)`", "no deadlock", "dicts_updated_from_each_other_do_not_deadlock"),
    ("set operations", "each sees its operands at one moment", "set_operations_on_shared_sets"),
    ("`deque.append`, `popleft`", "each object arrives once", "deque_passes_objects_between_threads"),
    ("`list.sort()`", "the list is empty to others meanwhile", "list_is_empty_to_others_while_it_is_sorted"),
    ("an iterator of `range` used by several threads", "each item goes to one thread; others end early or late, but never crash", "range_iterator_gives_each_item_once",
     "iterators_shared_by_threads_end"),
    ("a generator used by two threads", "one of them gets ValueError", "generator_is_not_shared_silently"),
    ("attributes", "a store is seen whole; `__class__` and `__dict__` may be replaced beside readers", "attributes_and_slots_are_deleted_once",
     "class_and_dict_of_an_object_are_replaced"),
    ("class attributes and bases", "a change is seen by all threads after it", "class_attribute_is_seen_once_it_is_set", "bases_change_beside_stores_to_a_base"),
    ("weak references", "the object or None", "weak_reference_gives_the_object_or_none"),
    ("finalizers and callbacks", "run once, in the thread that drops the last reference or collects", "finalizers_and_callbacks_run_once"),
    ("`x += 1` on a shared variable", "NOT atomic: take a lock", "lock_makes_counter_exact"),
    ("imports", "a module is executed once", "import_from_threads"),
    ("`functools.lru_cache`", "may be used by all threads", "lru_cache_is_shared"),
    ("`queue`, `SimpleQueue`", "everything put arrives", "queue_hands_over_everything", "simple_queue_wakes_who_sleeps"),
    ("`os.environ`", "may be changed while others start programs: each child gets all variables", "children_get_a_whole_environment"),
    ("context of a new thread", "`tinypy-t`: a copy of its starter's, `tinypy`: an empty one, as in CPython 3.15 without and with a GIL; `-X thread_inherit_context` chooses",
     "context_of_a_new_thread"),
    ("files", "a buffered file may be written by several threads, and closed meanwhile", "buffered_file_is_closed_while_others_wait_for_it"),
    ("connections of sqlite3 with `check_same_thread=False`, their cursors", "each call happens as a whole; others wait meanwhile",
     "database_connection_shared_by_threads", "writers_of_one_database_file"),
    ("connections of `ssl`, their contexts", "one thread may read while others write, each call as a whole; settings may change during handshakes",
     "modules/ssl/one_thread_reads_while_another_writes", "modules/ssl/settings_changed_during_handshakes"),
    ("compiled modules that do not say that they run without a GIL", "one thread at a time runs their C code, as with a GIL; other code runs on",
     "extensions/test_needs_gil"),
    ("arrays of NumPy", "read by all threads at once; parts that do not overlap are written without a lock. Two accesses of one element, one of them a write, need a lock: "
     "`--races` tells", "packages/jobs/sharing_numpy"),
    ("generators of `numpy.random`", "each number goes to one thread", "packages/jobs/sharing_numpy"),
    ("frames of pandas", "each thread uses its own. One that several use needs a lock, also for reading: pandas 3 fills caches of a frame and its index without one. Or `-X gil_for=pandas` gives pandas a GIL",
     "packages/jobs/sharing_pandas"),
    ("functions of SciPy", "any number of threads, also with the same arrays; what they call in Python runs in parallel", "packages/jobs/sharing_scipy"),
    ("trees, curves and sparse matrices of SciPy", "asked by all threads once they are made", "packages/jobs/sharing_scipy"),
    ("estimators of scikit-learn", "each thread fits its own; all ask one that is fitted", "packages/jobs/sharing_scikit_learn"),
    ("pictures of Pillow", "read by all threads once they are loaded; parts of one are pasted by several; fonts are shared", "packages/jobs/sharing_pillow"),
    ("figures of matplotlib", "each thread draws its own. `pyplot`, and `$mathematics$` in texts, are for one thread", "packages/jobs/sharing_matplotlib"),
    ("documents of lxml", "each thread uses its own; one that nobody changes is read by all, as are style sheets, expressions and schemas", "packages/jobs/sharing_lxml"),
]

FOLDER_OF = {path.stem: path.parent.name for path in (ROOT / "tests/threads").glob("*/*.py")}


def script_of(name):
    """The path below tests/ of a script of PROMISED: one in a folder of threads/, unless it says otherwise."""
    return f"{name}.py" if "/" in name else f"threads/{FOLDER_OF.get(name, '?')}/{name}.py"


def run(program, code):
    done = subprocess.run([program, "-I", "-c", code], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else f"exit status {done.returncode}: {done.stderr.strip()[-200:]}"


def check(programs, reference):
    """(passed, complaints)"""
    passed, complaints = 0, []

    def judge(right, complaint):
        nonlocal passed
        passed += bool(right)
        if not right:
            complaints.append(complaint)

    for program in programs:
        missing = set(run(program, FIND_MISSING).split())
        for name in sorted(missing | set(MISSING)):
            judge(name in missing, f"{program}: {name} is there, and the table says that it is missing")
            judge(name in MISSING, f"{program}: {name} is missing, and no row of the table says why")
        for topic, _, code, theirs, ours in DIFFERENT:
            said = run(program, code)
            judge(said == ours, f"{program}: {topic}: prints {said!r}, not {ours!r}")
    for topic, _, code, theirs, ours in DIFFERENT if reference else []:
        said = run(reference, code)
        judge(said == theirs, f"{reference}: {topic}: prints {said!r}, not {theirs!r}")
    for what, _, *scripts in PROMISED:
        for name in scripts:
            judge((ROOT / "tests" / script_of(name)).exists(), f"{what}: there is no script tests/{script_of(name)}")
    judge(PAGE.read_text(encoding="utf-8") == page(), f"{PAGE.name} is not what the tables give: run this with --write")
    return passed, complaints


def table(*rows):
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


# What CPython's tests of its C API ask that is not so here: (what, why).
C_API = [
    ("watchers of dicts, classes, functions, code and contexts", "the functions raise SystemError"),
    ("other interpreters, their states and settings", "one interpreter in a process"),
    ("`_testinternalcapi`, and parts of `_testcapi` about immortal ints, events of `sys.monitoring` and atomic operations", "they are written against CPython's internals"),
    ("the debug hooks of memory", "CPython's allocators are not there; the builds with sanitizers find such mistakes"),
    ("which modules `PyABIInfo_Check()` takes, and its words", "what was compiled for CPython's layout of objects is refused"),
    ("buffers with suboffsets", "NotImplementedError instead of a memoryview"),
    ("`memoryview.obj` of an exporter that lends the buffer of another object", "it is the object that was asked"),
    ("NULL as an item of a tuple", "it is None until it is set"),
    ("errors for wrong arguments, where CPython has an assertion or none", "other words, or SystemError"),
]


def page():
    absent = [(f"`{name}`", why, instead or "-") for name, (why, instead) in sorted(MISSING.items())]
    different = [(topic, f"`{theirs}`", f"`{ours}`", why) for topic, why, _, theirs, ours in DIFFERENT]
    promised = [(what, promise, ", ".join(f"[{name.rpartition('/')[2]}]({script_of(name)})" for name in scripts)) for what, promise, *scripts in PROMISED]
    return (
        "# Compatibility\n\n"
        "`tests/drivers/compatibility_test.py` makes this page and checks it: change its tables, then `tests/drivers/compatibility_test.py --interp build/tinypy-t --write`.\n"
        "How much of CPython's own tests passes is in [cpython/results.md](cpython/results.md).\n\n"
        "## Modules that are missing\n\n"
        "All other modules of the library can be imported on Linux. Modules for other systems are left out, and so is what tests CPython's own C code\n"
        "(`_testcapi` and its like: `tests/cpython/capi.py` compiles these). Extensions that were compiled for CPython do not work, unless it was for the stable ABI without a layout (`abi3t`); their sources can be compiled against our headers (`interp/capi/README.md`). `ctypes.pythonapi` has the same functions, those of `interp/capi/include/tinypy/api.def`.\n\n"
        + table(("module", "why", "instead"), ("---", "---", "---"), *absent) +
        "\n## Differences from CPython 3.13\n\n"
        "What the same few lines print. Besides, instructions name registers and not places on a stack: the modules `dis` and `opcode` of the library, which are\n"
        "about CPython's, are replaced by ones of the same interface. Nobody promises addresses, or the order in which cyclic garbage is finalized.\n\n"
        "The lines that `sys.settrace` and `sys.monitoring` report are those of CPython 3.15 in all but a few of `tests/fuzz/flow.py`'s random functions: one in 700 has\n"
        "another set of lines, one in 40 the same lines in another order. A `pass` at the very end, behind a loop that has no more items, is reported; CPython leaves it out.\n"
        "In a loop in one line, the line is reported where the next turn begins.\n\n"
        + table(("what", "CPython 3.13", "tinypy", "why"), ("---", "---", "---", "---"), *different) +
        "\n## Differences in the C API\n\n"
        "What CPython's tests of it ask (`tests/cpython/capi.py` compiles their C modules against our headers) and what is not so here:\n\n"
        + table(("what", "why"), ("---", "---"), *C_API) +
        "\n## What threads may rely on\n\n"
        "No program can crash the interpreter by sharing objects without locks. Beyond that, both programs promise what CPython's free-threaded build\n"
        "promises. Each row is shown by a script.\n\n"
        + table(("what", "promise", "script"), ("---", "---", "---"), *promised))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH")
    parser.add_argument("--reference", metavar="PATH", help="a CPython 3.13")
    parser.add_argument("--write", action="store_true", help="write the page")
    options = parser.parse_args()
    if options.write:
        PAGE.write_text(page(), encoding="utf-8")
    passed, complaints = check(options.interp, options.reference)
    for complaint in complaints:
        print("FAIL", complaint)
    print(f"{passed} passed, {len(complaints)} failed")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
