# Arrays: items, slices, text, nesting, cached classes.
from ctypes import *

def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

Three = c_int * 3
a = Three(1, 2, 3)
print(len(a), list(a), a[-1], a[:], a[::-1], a[1:2], a[5:], Three.__name__, Three._length_, Three._type_ is c_int)
print(c_int * 3 is Three, 3 * c_int is Three, sizeof(Three), alignment(Three), Three is c_int * 4)
a[0] = 9
a[1:3] = (8, 7)
a[::-1] = [1, 2, 3]
print(list(a), 2 in a, list(reversed(a)))
matrix = (Three * 2)(Three(1, 2, 3), (4, 5, 6))
print(matrix[1][2], [list(row) for row in matrix], matrix[0]._b_base_ is matrix)
matrix[0] = matrix[1]
matrix[1][0] = 0
print([list(row) for row in matrix])

text = create_string_buffer(b"hello", 10)
print(text.value, text.raw, len(text), text[0], text[1:3], text[::2], text[-6:])
text.value = b"abc"
print(text.value, text.raw)
text.raw = b"0123456789"
print(text.value, text.raw)
text[0] = b"X"
text[1:3] = b"YZ"
print(text.value)
wide = create_unicode_buffer("h\u00e9llo \U0001f600")
print(ascii(wide.value), len(wide), ascii(wide[1]), ascii(wide[:3]), ascii(wide[::-2]))
wide.value = "ab"
print(wide.value, repr(wide[:4]))
print(create_string_buffer(3).raw, repr(create_unicode_buffer(2)[:]))

pointers = (c_char_p * 3)(b"one", b"two")
print(pointers[:], (py_object * 2)("a", [1])[:], (c_bool * 2)(5, 0)[:], (c_double * 2)(1, 2.5)[:])


class Numbers(Array):
    _type_ = c_short
    _length_ = 4

class More(Numbers):
    pass

print(Numbers(1, 2)[:], More(3)[:], More._length_, sizeof(More), Array[int])

print(attempt(lambda: a[3]), attempt(lambda: a[-4]), attempt(lambda: a["x"]), attempt(lambda: Three(1, 2, 3, 4)))
print(attempt(lambda: a.__delitem__(0)), attempt(lambda: a.__setitem__(slice(0, 2), [1])), attempt(lambda: a.__setitem__(0, "x")))
print(attempt(lambda: c_int * -1), attempt(lambda: c_int * "x"), attempt(lambda: c_int * (1 << 62)))
print(attempt(lambda: type("A", (Array,), {})), attempt(lambda: type("A", (Array,), {"_length_": 2})))
print(attempt(lambda: type("A", (Array,), {"_length_": -1, "_type_": c_int})), attempt(lambda: type("A", (Array,), {"_length_": "x"})))
print(attempt(lambda: type("A", (Array,), {"_length_": 1 << 70, "_type_": c_int})), attempt(lambda: Array()))
print(attempt(lambda: setattr(text, "value", b"much too long")), attempt(lambda: setattr(text, "value", "str")))
print(attempt(lambda: setattr(wide, "value", b"x")), attempt(lambda: setattr(wide, "value", "x" * 99)))
print(attempt(lambda: setattr(text, "raw", b"x" * 11)), attempt(lambda: delattr(text, "raw")))
print(len((c_int * 0)()), list((c_int * 0)()), attempt(lambda: matrix.__setitem__(0, 5)))


class Named(Structure):
    _fields_ = [("c", c_char * 4), ("w", c_wchar * 4)]

n = Named(b"abcd", "wx")
print(n.c, n.w, attempt(lambda: Named(b"abcde")), attempt(lambda: Named("a")), attempt(lambda: Named(b"", "abcde")), attempt(lambda: Named(b"", b"")))
n.c = b"a"
print(n.c, bytes(n)[:4])

# expect: 3 [1, 2, 3] 3 [1, 2, 3] [3, 2, 1] [2] [] c_int_Array_3 3 True
# expect: True True 12 4 False
# expect: [3, 2, 1] True [1, 2, 3]
# expect: 6 [[1, 2, 3], [4, 5, 6]] True
# expect: [[4, 5, 6], [0, 5, 6]]
# expect: b'hello' b'hello\x00\x00\x00\x00\x00' 10 b'h' b'el' b'hlo\x00\x00' b'o\x00\x00\x00\x00\x00'
# expect: b'abc' b'abc\x00o\x00\x00\x00\x00\x00'
# expect: b'0123456789' b'0123456789'
# expect: b'XYZ3456789'
# expect: 'h\xe9llo \U0001f600' 8 '\xe9' 'h\xe9l' '\x00 l\xe9'
# expect: ab 'ab\x00l'
# expect: b'\x00\x00\x00' '\x00\x00'
# expect: [b'one', b'two', None] ['a', [1]] [True, False] [1.0, 2.5]
# expect: [1, 2, 0, 0] [3, 0, 0, 0] 4 8 _ctypes.Array[int]
# expect: IndexError: invalid index IndexError: invalid index TypeError: indices must be integers IndexError: invalid index
# expect: TypeError: Array does not support item deletion ValueError: Can only assign sequence of same size TypeError: 'str' object cannot be interpreted as an integer
# expect: ValueError: Array length must be >= 0, not -1 TypeError: can't multiply sequence by non-int of type 'str' OverflowError: array too large
# expect: AttributeError: class must define a '_length_' attribute AttributeError: class must define a '_type_' attribute
# expect: ValueError: The '_length_' attribute must not be negative TypeError: The '_length_' attribute must be an integer
# expect: OverflowError: The '_length_' attribute is too large TypeError: abstract class
# expect: ValueError: byte string too long TypeError: bytes expected instead of str instance
# expect: TypeError: unicode string expected instead of bytes instance ValueError: string too long
# expect-before-3.15: ValueError: byte string too long AttributeError: cannot delete attribute
# expect-since-3.15: ValueError: byte string too long AttributeError: attribute 'raw' of 'c_char_Array_10' objects cannot be deleted
# expect: 0 [] TypeError: expected c_int_Array_3 instance, got int
# expect: b'abcd' wx ValueError: bytes too long (5, maximum length 4) TypeError: expected bytes, str found ValueError: string too long (5, maximum length 4) TypeError: unicode string expected instead of bytes instance
# expect: b'a' b'a\x00cd'
