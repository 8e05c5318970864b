# Callbacks in threads of Python.
from ctypes import *
import threading

libc = CDLL("libc.so.6")
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))

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

# expect: [True, True, True, True]
# expect: done
