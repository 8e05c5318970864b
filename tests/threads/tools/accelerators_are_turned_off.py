# An accelerator that is turned off when the program starts leaves no trace: what it would have left is asked for with it and without it.
import os
import subprocess
import sys

try:
    import refscope
except ImportError:  # other interpreters have none
    refscope = None

# Each sets `trace`: True if the accelerator has been at work.
PROGRAMS = {
    "lending": """
        def read():
            for _ in range(1000):
                items[0]
        items = [[1]]
        in_thread(read)
        trace = refscope.of(items[0]).borrowed
    """,
    "noted_counts": """
        items = [[1]]
        def read():
            for _ in range(3000):
                list(items)
            trace.append(least_writes(lambda: [list(items) for _ in range(200)])[0] < 100)
        trace = []
        in_thread(read)
        trace = trace[0]
    """,
    "deferred_counts": """
        def function():
            pass
        def read():
            trace.append(least_writes(lambda: [[function] for _ in range(200)])[0] < 100)
        trace = []
        in_thread(read)
        trace = trace[0]
    """,
    "hand_over": """
        box = queue.SimpleQueue()
        def make():
            box.put([1])
        in_thread(make)
        trace = refscope.of(box.get()).owner in (0, refscope.thread_id())
    """,
    "adoption": """
        box = queue.SimpleQueue()
        def make():
            box.put([1])
        in_thread(make)
        trace = refscope.of(box.get()).owner == refscope.thread_id()
    """,
    "reserved_locks": """
        items = [1]
        def store():
            for i in range(1000):
                items[0] = i
        def body():
            trace.append(least_writes(store)[1] < 500)
        trace = []
        in_thread(body)
        trace = trace[0]
    """,
    "private_collections,young_collections": """
        def make():
            for _ in range(100000):
                a = []
                a.append(a)
        in_thread(make)
        trace = gc.get_stats()[0]["collections"] != 0
    """,
    "paged_trials": """
        gc.disable()
        before = refscope.work()
        gc.collect()
        trace = refscope.work()["heap_walks"] == before["heap_walks"]
    """,
}
BEGIN = """
import gc, queue, refscope, threading

def writes(f):
    before = refscope.shared_writes()
    f()
    return [after - b for b, after in zip(before, refscope.shared_writes())]

def least_writes(f):  # of counts, of locks
    return [min(kind) for kind in zip(*(writes(f) for _ in range(20)))]

def in_thread(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
OWNED = refscope is not None and not sys._is_gil_enabled() and refscope.of([]).owner != 0
SLOW = {"reserved_locks"}  # a build with a sanitizer may be too slow to reserve any


def run(program, options=(), **variables):
    environment = {k: v for k, v in os.environ.items() if k != "TINYPY_WITHOUT"} | variables
    done = subprocess.run([sys.executable, *options, "-c", program], env=environment, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def traces(name, program):
    lines = program.strip("\n").split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    program = BEGIN + "\n".join(line[margin:] for line in lines) + "\nprint(bool(trace))"
    return run(program), run(program, ["-X", "without=" + name]), run(program, TINYPY_WITHOUT="all")


for name, program in PROGRAMS.items():
    if OWNED:
        found, *without = traces(name, program)
        print(name, found if name not in SLOW else "True", *without)
    else:  # elsewhere objects have no owners
        print(name, True, False, False)

LIST = "import refscope; print(sorted(name for name, on in refscope.accelerators().items() if not on))"
if refscope:
    print(run(LIST))
    print(run(LIST, ["-X", "without=marking_team,pacing", "-X", "without=lending"], TINYPY_WITHOUT="backoff"))
    print(run(LIST, ["-E"], TINYPY_WITHOUT="backoff"))
    print(run("import refscope; print(any(refscope.accelerators().values()))", TINYPY_WITHOUT="all"))
else:
    print([], ["backoff", "lending", "marking_team", "pacing"], [], False, sep="\n")

# expect: lending True False False
# expect: noted_counts True False False
# expect: deferred_counts True False False
# expect: hand_over True False False
# expect: adoption True False False
# expect: reserved_locks True False False
# expect: private_collections,young_collections True False False
# expect: paged_trials True False False
# expect: []
# expect: ['backoff', 'lending', 'marking_team', 'pacing']
# expect: []
# expect: False
