# Threads that ask for the same class of pointers or arrays at the same time get the same one.
import ctypes
import gc
import threading


def ask_all(*asks):
    start = threading.Barrier(len(asks))
    answers = [None] * len(asks)

    def run(i, ask):
        start.wait()
        answers[i] = ask()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(asks)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return answers


pointers = arrays = nested = 0
for n in range(60):
    T = type("T%d" % n, (ctypes.Structure,), {"_fields_": [("a", ctypes.c_int)]})
    asked = ask_all(*[lambda: (ctypes.POINTER(T), T * 3, ctypes.POINTER(T * 3))] * 4)
    pointers += len({p for p, _, _ in asked}) - 1
    arrays += len({a for _, a, _ in asked}) - 1
    nested += len({p for _, _, p in asked}) - 1
    assert ctypes.pointer(T(n)).contents.a == n and (T * 3)._length_ == 3 and type(ctypes.pointer(T())) is ctypes.POINTER(T)
print(pointers, arrays, nested)

# A class of arrays that nobody uses any more is made anew, and then is the same for all again.
for n in range(5):
    gc.collect()
    print(len(set(ask_all(*[lambda: ctypes.c_short * 77] * 3))), end=" ")
print()

# Whoever writes a class gets a new one, also if it is like that of POINTER().
class LP_c_uint16(ctypes._Pointer):
    _type_ = ctypes.c_uint16


print(LP_c_uint16 is ctypes.POINTER(ctypes.c_uint16), ctypes.POINTER(ctypes.c_uint16) is ctypes.POINTER(ctypes.c_uint16))
print(LP_c_uint16(ctypes.c_uint16(7))[0])

# expect: 0 0 0
# expect: 1 1 1 1 1 
# expect-before-3.14: False True
# expect-since-3.14: True True
# expect: 7
