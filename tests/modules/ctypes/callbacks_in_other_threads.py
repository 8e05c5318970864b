# Callbacks in threads of Python, and in threads that C has made.
from ctypes import *
import threading

libc = CDLL("libc.so.6")
START = CFUNCTYPE(c_void_p, c_void_p)
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
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

def sort(n, out):
    numbers = (c_int * 200)(*[(i * 7919 + n) % 1009 for i in range(200)])
    libc.qsort(numbers, 200, sizeof(c_int), COMPARE(lambda a, b: a[0] - b[0]))
    out.append(list(numbers) == sorted(numbers))

out = []
workers = [threading.Thread(target=sort, args=(n, out)) for n in range(4)]
for w in workers: w.start()
for w in workers: w.join()
print(out)

# Many threads call one function object, and one of them changes how it is called.
strlen = libc.strlen
def call():
    for i in range(300):
        assert strlen(b"x" * (i % 9)) == i % 9
def change():
    for i in range(300):
        strlen.argtypes = [c_char_p] if i % 2 else None
        strlen.restype = c_int if i % 3 else c_size_t
workers = [threading.Thread(target=call) for _ in range(3)] + [threading.Thread(target=change)]
for w in workers: w.start()
for w in workers: w.join()
print("done")

# expect: [(1, 1, True, False), (2, 2, True, False), (3, 3, True, False), (4, 4, True, False), (5, 5, True, False), (6, 6, True, False)]
# expect: [10, 20, 30, 40, 50, 60]
# expect: ['KeyError']
# expect: [True, True, True, True]
# expect: done
