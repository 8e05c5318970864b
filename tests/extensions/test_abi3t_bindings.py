# What generators of bindings call: threads of C, ints by their digits, frozensets that C fills, errors of translations.
import gc
import re
import sys
import threading

import abi3t_bindings as c


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__, re.sub(r"^\.\./\S+: ", "", str(error)))  # CPython names its source


class Number(int):
    pass


# The first threads beside the main one are threads of C. They find instances, in classes and elsewhere, that C walks.
class Kept:
    one = c.Holder([1])
    two = c.Holder(one)


def look():
    seen.append((Kept.one.item(), Kept.two.item() is Kept.one, kept.item()))
    return c.Holder(seen)


seen = []
kept = c.Holder({"a": ()})
c.call_in_threads(look)
print(seen)
c.call_in_threads(look)
kept = c.Holder(seen)
seen.append(kept)
del kept
print(gc.collect() >= 0, len(seen))

bits, size, order, endianness = c.layout()
print(bits == sys.int_info.bits_per_digit, size == sys.int_info.sizeof_digit, order, endianness)

# What 64 bits have room for has no digits.
for n in 0, 1, -1, True, 2**62, -(2**62), 2**63 - 1, -(2**63), Number(5):
    assert c.parts(n) == n, n
for n in 2**63, -(2**63) - 1, 2**64, 3**100, -(3**100), 2**4000 + 1, Number(7**90):
    negative, magnitude = c.parts(n)
    assert negative == (n < 0) and int.from_bytes(magnitude, "little") == abs(n), n
for wrong in "1", 1.0, None:
    attempt(c.parts, wrong)

for n in 0, 1, 255, 2**30, 2**62 - 1, 2**62, 2**63, 2**64 - 1, 2**64, 3**200, 2**5000:
    data = n.to_bytes(n.bit_length() // 8 + 1, "little")
    for spare in 0, 1, 3:
        assert c.build(0, data, spare) == n and c.build(1, data, spare) == -n, n
print(type(c.build(1, b"\5", 2)), c.build(1, b"", 1), hash(c.build(0, bytes(range(40)), 0)) == hash(int.from_bytes(range(40), "little")))
print(c.discard(1), c.discard(100000))
attempt(c.discard, 0)
attempt(c.discard, -1)

LITTLE, UNSIGNED, DEFAULTS, NO_NEGATIVE = 1, 4, -1, 8
for n, size in (5, 16), (-5, 16), (255, 1), (-128, 1), (-129, 1), (2**127, 16), (-(2**127), 16), (2**128 - 1, 16), (-(2**127) - 1, 16), (3**60, 8):
    found = [c.native(n, size, flags) for flags in (DEFAULTS, LITTLE, LITTLE | UNSIGNED, 0)]
    assert len({data for _, data, _ in found[:3]} | {found[3][1][::-1]}) == 1
    print(size, [fits for fits, _, _ in found], [value == n for _, _, value in found], found[0][1][:2])
attempt(c.native, -1, 8, LITTLE | NO_NEGATIVE)
attempt(c.native, 1.5, 8, LITTLE)
for convert in c.to_unsigned, c.to_size:
    print(convert(2**64 - 1), convert(0))
    for wrong in -1, 2**64, -(2**70), 1.5:
        attempt(convert, wrong)

frozen = c.frozen(x for x in (3, "a", 3, (1, 2)))
print(frozen == {3, "a", (1, 2)}, hash(frozen) == hash(frozenset(frozen)), c.frozen([]))
attempt(c.frozen, [1, []])
attempt(c.add, frozen, 5)
attempt(c.add, [], 5)
print(frozen == {3, "a", (1, 2)})

error = UnicodeTranslateError("abcd", 1, 2, "why")
print(c.moved(error), (error.object, error.start, error.end, error.reason))
attempt(c.moved, ValueError(1))

Row = c.named_tuple()
row = Row((1, 2, 3))
print(row.first, row.third, row[1], Row.n_unnamed_fields, Row.n_fields)

shared = [3**k for k in range(60, 90)]


def use():
    for _ in range(200):
        for n in shared:
            negative, magnitude = c.parts(n)
            assert c.build(negative, magnitude, 1) == n


threads = [threading.Thread(target=use) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("threads end")

# expect: [([1], True, {'a': ()}), ([1], True, {'a': ()})]
# expect: True 5
# expect: True True -1 -1
# expect: TypeError expect int, got str
# expect: TypeError expect int, got float
# expect: TypeError expect int, got NoneType
# expect: <class 'int'> 0 True
# expect: None None
# expect: ValueError ndigits must be positive
# expect: ValueError ndigits must be positive
# expect: 16 [1, 1, 1, 1] [True, True, True, True] b'\x05\x00'
# expect: 16 [1, 1, 1, 1] [True, True, False, True] b'\xfb\xff'
# expect: 1 [1, 0, 1, 0] [False, False, True, False] b'\xff'
# expect: 1 [1, 1, 1, 1] [True, True, False, True] b'\x80'
# expect: 1 [0, 0, 0, 0] [False, False, False, False] b'\x7f'
# expect: 16 [1, 0, 1, 0] [False, False, True, False] b'\x00\x00'
# expect: 16 [1, 1, 1, 1] [True, True, False, True] b'\x00\x00'
# expect: 16 [1, 0, 1, 0] [False, False, True, False] b'\xff\xff'
# expect: 16 [0, 0, 0, 0] [False, False, False, False] b'\xff\xff'
# expect: 8 [0, 0, 0, 0] [False, False, False, False] b'\xb1\xf5'
# expect: ValueError Cannot convert negative int
# expect: TypeError expect int, got float
# expect: 18446744073709551615 0
# expect: OverflowError can't convert negative int to unsigned
# expect: OverflowError int too big to convert
# expect: OverflowError can't convert negative int to unsigned
# expect: TypeError an integer is required
# expect: 18446744073709551615 0
# expect: OverflowError can't convert negative value to size_t
# expect: OverflowError Python int too large to convert to C size_t
# expect: OverflowError can't convert negative value to size_t
# expect: TypeError an integer is required
# expect: True True frozenset()
# expect: TypeError cannot use 'list' as a set element (unhashable type: 'list')
# expect: SystemError bad argument to internal function
# expect: SystemError bad argument to internal function
# expect: True
# expect: ('abcd', 1, 2, 'why') ('abcd', 2, 3, 'because')
# expect: TypeError expecting a UnicodeTranslateError object, got ValueError
# expect: 1 3 2 1 3
# expect: threads end
