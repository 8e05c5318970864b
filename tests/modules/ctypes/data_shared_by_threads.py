# Threads that use the same C data: fields, text, objects, classes. Each value that is read is one that was written.
from ctypes import *
import threading


class Shared(Structure):
    _fields_ = [("number", c_longlong), ("text", c_char_p), ("wide", c_wchar_p), ("thing", py_object), ("bits", c_int, 5), ("items", c_char_p * 4),
                ("at", POINTER(c_int)), ("name", c_char * 16)]

shared = Shared(0, b"x" * 50, "y" * 50, ["z"], 1, (b"0", b"1", b"2", b"3"), pointer(c_int(0)), b"name")
alone = c_char_p(b"a" * 100)
grown = (c_int * 4)(1, 2, 3, 4)
ROUNDS = 150
failures = []

def together(*functions):
    def guarded(function, n):
        try:
            for i in range(ROUNDS):
                function(n, i)
        except Exception as error:
            failures.append(repr(error))
    threads = [threading.Thread(target=guarded, args=(f, n)) for n, f in enumerate(functions)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()

def write(n, i):
    c = b"abcdef"[i % 6:][:1]
    shared.number = (i << 32) | i
    shared.text = c * (i % 60)
    shared.wide = c.decode() * (i % 60)
    shared.thing = [i, i]
    shared.items[i % 4] = c * 8
    shared.at = pointer(c_int(i))
    shared.at.contents = c_int(i)
    alone.value = c * 3000

def read(n, i):
    number = shared.number
    assert number >> 32 == number & 0xffffffff, number
    for text in (shared.text, shared.wide, shared.items[i % 4], alone.value):
        assert len(set(text)) <= 1, text
    thing = shared.thing
    assert len(set(thing)) == 1, thing

together(write, read, write, read)
print(failures)

def grow(n, i):
    resize(grown, 16 + i * 8)

def look(n, i):
    assert grown[3] == 4 and list(grown) == [1, 2, 3, 4] and bytes(grown)[:4] == b"\1\0\0\0"

together(grow, look, look)
print(failures, list(grown))


class Late(Structure):
    pass

kinds = []
def define(n, i):
    try:
        Late._fields_ = [("x", c_int), ("y", c_int)]
    except AttributeError:
        pass
    kind = type("Local", (Structure,), {"_fields_": [("a", c_int), ("b", POINTER(Late))]})
    value = (kind * 2)(kind(i), kind(i + 1))
    assert value[1].a == i + 1 and POINTER(kind) is POINTER(kind) and c_short * 77 is c_short * 77
    kinds.append((POINTER(c_ushort * 5), c_ushort * 5))

first = POINTER(c_ushort * 5)  # ctypes makes several if threads ask for the first time at once
together(define, define, define)
print(failures, len({*kinds, (first, c_ushort * 5)}), Late.y.offset, sizeof(Late))

# Callables, thunks and functions that come and go.
libc = CDLL(None)
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
def sort(n, i):
    numbers = (c_int * 8)(*[(k * 5 + i) % 8 for k in range(8)])
    libc.qsort(numbers, c_size_t(8), c_size_t(4), COMPARE(lambda a, b: a[0] - b[0]))
    assert list(numbers) == list(range(8))
together(sort, sort)
print(failures)

# expect: []
# expect: [] [1, 2, 3, 4]
# expect: [] 1 4 8
# expect: []
