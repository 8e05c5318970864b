# refscope.explain() of an object that exports a buffer says whose memory the buffer shows.
import array
import mmap
import re

from _programs import check, phrases, refscope


def memory(x):
    """Without addresses, and without the thread that has made the lender: that depends on the program."""
    last = re.sub(r"0x[0-9a-f]+", "ADDRESS", phrases(x)[-1]) if refscope else ""
    return re.sub(r", (owned|made) by .*", "", last)


class Shown(bytearray):
    base = 5


class Lender:
    def __buffer__(self, flags):
        print("asked")


for name, x in ("bytes", b"abcd"), ("bytearray", bytearray(4)), ("array", array.array("i", [1])), ("mmap", mmap.mmap(-1, 4)), ("a base that is none", Shown(4)):
    check(name, memory(x), "its 4 bytes at ADDRESS belong to the object itself")
check("one byte", memory(b"a"), "its byte at ADDRESS belongs to the object itself")
for name, x in ("bytearray", bytearray(10)), ("array.array", array.array("b", bytes(10))):
    check("view of " + name, memory(memoryview(x)), f"its 10 bytes at ADDRESS belong to the {name} at ADDRESS")
    check("view of a view", memory(memoryview(memoryview(x)[2:])[::-3]), f"its 3 bytes at ADDRESS belong to the {name} at ADDRESS")
released = memoryview(b"abc")
released.release()
for name, x in ("empty", b""), ("no buffer", []), ("released", released), ("a class in Python", Lender()):
    check(name, "its " in memory(x), False)

# expect: bytes True
# expect: bytearray True
# expect: array True
# expect: mmap True
# expect: a base that is none True
# expect: one byte True
# expect: view of bytearray True
# expect: view of a view True
# expect: view of array.array True
# expect: view of a view True
# expect: empty True
# expect: no buffer True
# expect: released True
# expect: a class in Python True
