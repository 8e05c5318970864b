# Structures that C functions take and return by value.
from ctypes import *

libc = CDLL(None)


class div_t(Structure):
    _fields_ = [("quot", c_int), ("rem", c_int)]


class ldiv_t(Structure):
    _fields_ = [("quot", c_long), ("rem", c_long)]

libc.div.restype, libc.ldiv.restype = div_t, ldiv_t
libc.div.argtypes, libc.ldiv.argtypes = [c_int, c_int], [c_long, c_long]
d, l = libc.div(17, 5), libc.ldiv(-(1 << 40), 7)
print(d.quot, d.rem, l.quot, l.rem, type(d) is div_t)


class in_addr(Structure):
    _fields_ = [("s_addr", c_uint.__ctype_be__)]

libc.inet_ntoa.argtypes, libc.inet_ntoa.restype = [in_addr], c_char_p
print(libc.inet_ntoa(in_addr(0x7f000001)))

def structure(*kinds):
    return type("S", (Structure,), {"_fields_": [("f%d" % i, kind) for i, kind in enumerate(kinds)]})

def flat(value):
    if isinstance(value, (Structure, Union)):
        return tuple(flat(getattr(value, name)) for name, _ in value._fields_)
    return tuple(value) if isinstance(value, Array) else value


class Int(Union):
    _fields_ = [("i", c_int), ("f", c_float)]


class Both(Union):
    _fields_ = [("d", c_double), ("l", c_long)]

# By way of libffi, in and out again; a C compiler agrees on all of these.
for kinds, values in (((c_byte,), (-1,)), ((c_float, c_float), (1.5, 2.5)), ((c_float,) * 3, (1, 2, 3)), ((c_double, c_int), (0.5, 7)), ((c_int, c_double), (7, 0.5)),
                      ((c_double, c_double), (1, 2)), ((c_long, c_long, c_long), (1, 2, 3)), ((c_byte * 3,), ((1, 2, 3),)), ((c_float * 4,), ((1, 2, 3, 4),)),
                      ((c_short, c_float, c_byte), (1, 2, 3)), ((c_char_p, c_int), (b"text", 3)), ((c_longdouble,), (0.25,)), ((c_byte * 40, c_double), ((9,) * 40, 4))):
    S = structure(*kinds)
    got = []
    f = CFUNCTYPE(c_int, c_int, S, c_double, S)(lambda n, s, d, s2: got.extend([n, flat(s), d, flat(s2)]) or 5)
    print(f(3, S(*values), 0.125, S(*values)), got)
got = []
f = CFUNCTYPE(None, Both, Int, c_int)(lambda b, i, n: got.extend([b.l, i.f, n]))
f(Both(l=77), Int(f=0.5), 3)
print(got)

# expect: 3 2 -157073089682 -2 True
# expect: b'127.0.0.1'
# expect: 5 [3, (-1,), 0.125, (-1,)]
# expect: 5 [3, (1.5, 2.5), 0.125, (1.5, 2.5)]
# expect: 5 [3, (1.0, 2.0, 3.0), 0.125, (1.0, 2.0, 3.0)]
# expect: 5 [3, (0.5, 7), 0.125, (0.5, 7)]
# expect: 5 [3, (7, 0.5), 0.125, (7, 0.5)]
# expect: 5 [3, (1.0, 2.0), 0.125, (1.0, 2.0)]
# expect: 5 [3, (1, 2, 3), 0.125, (1, 2, 3)]
# expect: 5 [3, ((1, 2, 3),), 0.125, ((1, 2, 3),)]
# expect: 5 [3, ((1.0, 2.0, 3.0, 4.0),), 0.125, ((1.0, 2.0, 3.0, 4.0),)]
# expect: 5 [3, (1, 2.0, 3), 0.125, (1, 2.0, 3)]
# expect: 5 [3, (b'text', 3), 0.125, (b'text', 3)]
# expect: 5 [3, (0.25,), 0.125, (0.25,)]
# expect: 5 [3, ((9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9), 4.0), 0.125, ((9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9), 4.0)]
# expect: [77, 0.5, 3]
