# Callbacks in threads that C has made.
# not-under: tsan it does not know a thread that is made by an address which dlsym has found
from ctypes import *
import threading

libc = CDLL("libc.so.6")
START = CFUNCTYPE(c_void_p, c_void_p)
pthread_create = libc.pthread_create
pthread_create.argtypes = [POINTER(c_ulong), c_void_p, START, c_void_p]
pthread_join = libc.pthread_join
pthread_join.argtypes = [c_ulong, POINTER(c_void_p)]

main = threading.get_ident()
seen, lock, results = [], threading.Lock(), []
local = threading.local()

def work(argument):
    had = hasattr(local, "x")
    local.x = argument
    text = "".join(str(i) for i in range(argument))
    with lock:
        seen.append((argument, len(text), threading.get_ident() != main, had))
    return argument * 10

start = START(work)
threads = (c_ulong * 6)()
for i in range(1, 7):
    assert pthread_create(cast(byref(threads, (i - 1) * sizeof(c_ulong)), POINTER(c_ulong)), None, start, i) == 0
for thread in threads:
    value = c_void_p()
    assert pthread_join(thread, byref(value)) == 0
    results.append(value.value)
print(sorted(seen))
print(results)

# An exception there is reported and ends only the callback.
import sys
reports = []
sys.unraisablehook = lambda report: reports.append(report.exc_type.__name__)
def fail(argument):
    raise KeyError(argument)
failing = START(fail)
thread = c_ulong()
pthread_create(byref(thread), None, failing, 1)
pthread_join(thread, None)
print(reports)

# expect: [(1, 1, True, False), (2, 2, True, False), (3, 3, True, False), (4, 4, True, False), (5, 5, True, False), (6, 6, True, False)]
# expect: [10, 20, 30, 40, 50, 60]
# expect: ['KeyError']
