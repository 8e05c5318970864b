# Classes of one byte are their own class in both orders of bytes; those of texts and pointers have none.
import ctypes

for name in ("c_bool", "c_char", "c_byte", "c_ubyte", "c_int", "c_double", "c_wchar", "c_char_p", "c_void_p", "py_object", "c_longdouble"):
    cls = getattr(ctypes, name)
    print(name, [getattr(cls, order, None) is cls for order in ("__ctype_le__", "__ctype_be__")], hasattr(cls, "__ctype_be__"))


class Big(ctypes.BigEndianStructure):
    _fields_ = [("a", ctypes.c_bool), ("b", ctypes.c_char), ("c", ctypes.c_byte)]


print(bytes(Big(True, b"x", -1)))

# expect-since-3.14: c_bool [True, False] True
# expect-since-3.14: c_char [True, True] True
# expect-since-3.14: c_byte [True, True] True
# expect-since-3.14: c_ubyte [True, True] True
# expect-since-3.14: c_int [True, False] True
# expect-since-3.14: c_double [True, False] True
# expect-since-3.14: c_wchar [False, False] False
# expect-since-3.14: c_char_p [False, False] False
# expect-since-3.14: c_void_p [False, False] False
# expect-since-3.14: py_object [False, False] False
# expect-since-3.14: c_longdouble [False, False] False
# expect-since-3.14: b'\x01x\xff'
