# Pointers: contents, items, casts, pointers to pointers, incomplete classes.
from ctypes import *

def attempt(what):
    try:
        result = what()
        return type(result).__name__ if " at 0x" in repr(result) else result
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

i = c_int(42)
p = pointer(i)
print(p.contents.value, p[0], bool(p), type(p) is POINTER(c_int), POINTER(c_int) is POINTER(c_int), type(p).__name__, p._type_ is c_int)
p[0] = 7
p.contents.value += 1
print(i.value, p.contents is p.contents, addressof(p.contents) == addressof(i))
p.contents = c_int(99)
print(p[0], i.value)

pp = pointer(p)
print(pp.contents.contents.value, pp[0][0])
pp[0] = pointer(i)
print(p[0])
pp.contents.contents = c_int(5)
print(p[0])

numbers = (c_int * 5)(*range(5))
q = cast(numbers, POINTER(c_int))
print(q[0], q[4], q[1:4], q[3:0:-1], q[:2])
q[2] = 20
print(numbers[2], addressof(numbers) == cast(q, c_void_p).value)
b = cast(numbers, POINTER(c_ubyte))
print(b[8], b[:8])
s = cast(create_string_buffer(b"text"), POINTER(c_char))
print(s[0], s[:4], s[3:0:-1])
w = cast(c_wchar_p("wide"), POINTER(c_wchar))
print(w[0], w[:4])

null = POINTER(c_int)()
print(bool(null), attempt(lambda: null.contents), attempt(lambda: null[0]), attempt(lambda: null.__setitem__(0, 1)))
print(attempt(lambda: q[:]), attempt(lambda: q[::-1]), attempt(lambda: q[0:1:0]), attempt(lambda: q["x"]), attempt(lambda: q.__delitem__(0)))
print(attempt(lambda: setattr(p, "contents", 5)), attempt(lambda: POINTER(c_int)(5)), attempt(lambda: delattr(p, "contents")))
print(attempt(lambda: POINTER(5)), attempt(lambda: cast(i, c_int)), attempt(lambda: POINTER(c_int)(c_short())))

print(POINTER(None) is c_void_p, cast(0, c_void_p).value, cast(None, c_char_p).value, cast(b"bytes", c_char_p).value)
print(cast(c_char_p(b"abc"), c_void_p).value is not None, cast(cast(c_char_p(b"abc"), c_void_p), c_char_p).value)


class Cell(Structure):
    pass

Cells = POINTER(Cell)
Cell._fields_ = [("name", c_char_p), ("next", Cells)]
one, two = Cell(b"one"), Cell(b"two")
one.next, two.next = pointer(two), pointer(one)
at, names = one, []
for _ in range(4):
    names.append(at.name)
    at = at.next[0]
print(names)
one.next = None
print(bool(one.next))


class Holder(Structure):
    _fields_ = [("count", c_int), ("items", POINTER(c_int))]

h = Holder(3, (c_int * 3)(1, 2, 3))
print(h.items[:h.count], attempt(lambda: Holder(1, (c_short * 2)())), attempt(lambda: Holder(1, pointer(c_short()))))

libc = CDLL(None)
libc.strdup.restype = POINTER(c_char)
libc.strdup.argtypes = [c_char_p]
libc.free.argtypes = [c_void_p]
copy = libc.strdup(b"copied")
print(copy[:6], string_at(copy), string_at(copy, 3))
libc.free(copy)


class Direct(POINTER(c_int)):
    pass

print(attempt(lambda: Direct(c_int(3))[0]))
c = c_int(1)
print(attempt(lambda: POINTER(c_int).from_param(c)) is not None, POINTER(c_int).from_param(None), attempt(lambda: POINTER(c_int).from_param(byref(c_short()))))
print(POINTER(c_int).from_param(numbers) is numbers, attempt(lambda: POINTER(c_int).from_param((c_short * 2)())))

# A class of pointers that is completed later.
Late = POINTER("LaterStructure")
class LaterStructure(Structure):
    _fields_ = [("value", c_int), ("next", Late)]
print(attempt(lambda: Late()))
Late.set_type(LaterStructure)
first = LaterStructure(1)
first.next = Late(LaterStructure(2))
print(first.next[0].value, Late.__name__, Late._type_ is LaterStructure)

# min-version: 3.13

# expect: 42 42 True True True LP_c_int True
# expect: 8 False True
# expect: 99 8
# expect: 99 99
# expect: 8
# expect: 5
# expect: 0 4 [1, 2, 3] [3, 2, 1] [0, 1]
# expect: 20 True
# expect: 20 [0, 0, 0, 0, 1, 0, 0, 0]
# expect: b't' b'text' b'txe'
# expect: w wide
# expect: False ValueError: NULL pointer access ValueError: NULL pointer access ValueError: NULL pointer access
# expect: ValueError: slice stop is required ValueError: slice start is required for step < 0 ValueError: slice step cannot be zero TypeError: Pointer indices must be integer TypeError: Pointer does not support item deletion
# expect: TypeError: expected c_int instead of int TypeError: expected c_int instead of int TypeError: Pointer does not support item deletion
# expect-before-3.15: TypeError: must be a ctypes type ArgumentError: argument 1: TypeError: 'c_int' object cannot be interpreted as ctypes.c_void_p LP_c_int
# expect-since-3.15: AttributeError: 'int' object has no attribute '__name__' ArgumentError: argument 1: TypeError: 'c_int' object cannot be interpreted as ctypes.c_void_p LP_c_int
# expect: True None None b'bytes'
# expect: True b'abc'
# expect: [b'one', b'two', b'one', b'two']
# expect: False
# expect: [1, 2, 3] TypeError: incompatible types, c_short_Array_2 instance instead of LP_c_int instance TypeError: incompatible types, LP_c_short instance instead of LP_c_int instance
# expect: b'copied' b'copied' b'cop'
# expect: TypeError: Cannot create instance: has no _type_
# expect: True None TypeError: expected LP_c_int instance instead of pointer to c_short
# expect: True TypeError: expected LP_c_int instance instead of c_short_Array_2
# expect: TypeError: Cannot create instance: has no _type_
# expect: 2 LP_LaterStructure True
