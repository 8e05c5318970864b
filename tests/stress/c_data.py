"""C data and C functions that several threads use: what is read was written, and nothing is used after its end.

What races by the rules of C is left out: memmove(), and what a pointer led to before another thread replaced it."""

import gc
from ctypes import *

from harness import THREADS, Random, expect, scenario, together

N = 60
LIBC = CDLL(None)
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))


class Record(Structure):
    _fields_ = [("number", c_longlong), ("text", c_char_p), ("wide", c_wchar_p), ("thing", py_object), ("flags", c_int, 7), ("texts", c_char_p * 3),
                ("at", POINTER(c_int)), ("name", c_char * 12)]


@scenario
def what_is_read_was_written():
    records = (Record * 2)()
    for record in records:
        record.__init__(0, b"", "", [0, 0], 0, (b"", b"", b""), pointer(c_int(0)), b"")

    def work(i):
        random = Random(i)
        for n in range(N):
            record = records[random.below(2)]
            letter = chr(ord("a") + random.below(26))
            record.number = n << 32 | n
            record.text = letter.encode() * random.below(100)
            record.wide = letter * random.below(100)
            record.thing = [n, n]
            record.texts[random.below(3)] = letter.encode() * 20
            record.at = pointer(c_int(n))
            number = record.number
            expect(number >> 32 == number & 0xffffffff, "number")
            for text in (record.text, record.wide, *record.texts[:]):
                expect(text is None or len(set(text)) <= 1, "text", text)
            expect(len(set(record.thing)) == 1, "thing")

    together(work)
    gc.collect()


@scenario
def callbacks_that_come_and_go():
    kept = [COMPARE(lambda a, b: 0)] * 4

    def work(i):
        random = Random(i)
        for n in range(N):
            numbers = (c_int * 16)(*[random.below(100) for _ in range(16)])
            LIBC.qsort(numbers, c_size_t(16), c_size_t(4), COMPARE(lambda a, b: a[0] - b[0]))
            expect(list(numbers) == sorted(numbers), "sorted")
            LIBC.qsort(numbers, c_size_t(16), c_size_t(4), random.choice(kept))
            kept[random.below(4)] = COMPARE(lambda a, b: b[0] - a[0])

    together(work)


@scenario
def classes_that_threads_make_at_once():
    class Late(Structure):
        pass

    pointer = POINTER(Late)  # ctypes makes two if threads ask for the first time at once
    found = [[] for _ in range(THREADS)]

    def work(i):
        for n in range(N):
            try:
                Late._fields_ = [("x", c_int), ("y", c_int)]
            except AttributeError:
                pass
            found[i].append((POINTER(Late), Late * 3, POINTER(Late * 3)))
            local = type("Local", (Structure,), {"_fields_": [("a", Late), ("b", POINTER(Late) * 2)]})
            value = (local * 2)(local((n, i)))
            expect(value[0].a.x == n and value[0].a.y == i and sizeof(local) == 24, "local")

    together(work)
    expect({kinds[0] for kinds in found for kinds in kinds} == {pointer}, "one class of pointers")


@scenario
def anything_at_once():
    """Threads do anything to shared objects, and drop them; only Python's errors may come of it."""
    records = [Record() for _ in range(3)]
    texts = [create_string_buffer(b"text", 16) for _ in range(3)]
    functions = [LIBC["strlen"], LIBC["abs"]]
    numbers = (c_int * 4)(1, 2, 3, 4)

    def work(i):
        random = Random(i)
        steps = (
            lambda: records.__setitem__(random.below(3), Record(number=i)),
            lambda: setattr(random.choice(records), "at", cast(numbers, POINTER(c_int))),
            lambda: setattr(random.choice(records), "at", None),
            lambda: setattr(random.choice(records), "thing", random.choice(texts)),
            lambda: setattr(random.choice(records), "name", b"name"),
            lambda: setattr(random.choice(records), "flags", i),
            lambda: random.choice(records).at,
            lambda: random.choice(records).thing,
            lambda: (random.choice(records).name, random.choice(records)._objects),
            lambda: pointer(random.choice(records)).contents.texts[:],
            lambda: texts.__setitem__(random.below(3), create_string_buffer(random.below(40))),
            lambda: resize(random.choice(texts), 40 + random.below(100)),
            lambda: bytes(memoryview(random.choice(texts))),
            lambda: (random.choice(texts).value, random.choice(texts)[:4]),
            lambda: setattr(random.choice(texts), "value", b"x" * random.below(20)),
            lambda: (c_char * 4).from_buffer(random.choice(texts)).value,
            lambda: setattr(functions[0], "argtypes", random.choice(([c_char_p], None, [c_void_p]))),
            lambda: setattr(functions[1], "restype", random.choice((c_int, c_short, lambda x: x, None))),
            lambda: setattr(functions[1], "errcheck", lambda result, function, arguments: result),
            lambda: (functions[0](b"hello"), functions[1](-5)),
            lambda: delattr(functions[1], "errcheck"),
            lambda: numbers.__setitem__(slice(0, 2), [i, i]),
            lambda: gc.collect(),
        )
        for _ in range(N):
            try:
                random.choice(steps)()
            except (TypeError, ValueError, AttributeError, ArgumentError):
                pass

    together(work)
