# Structures: layout, fields, initialisation, inheritance, packing, anonymous members, incomplete types.
from ctypes import *


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Rect(Structure):
    _fields_ = [("a", Point), ("b", Point), ("name", c_char * 8), ("weight", c_double)]

print(sizeof(Point), alignment(Point), sizeof(Rect), alignment(Rect))
print([(n, getattr(Rect, n).offset, getattr(Rect, n).size) for n, _ in Rect._fields_])
print(Point.x, Rect.weight, repr(Point(1, 2)).startswith("<__main__.Point object at 0x"))
r = Rect((1, 2), Point(3, 4), b"abc", weight=2.5)
print(r.a.x, r.a.y, r.b.x, r.b.y, r.name, r.weight)
r.a.x = 10
corner = r.a
corner.y = 20
print(r.a.x, r.a.y, corner._b_base_ is r, r._b_base_, corner._b_needsfree_, r._b_needsfree_)
r.b = r.a
print(r.b.x, r.b.y, r.a is r.a)
r.b = (7, 8)
print(r.b.x, r.b.y)


class Point3(Point):
    _fields_ = [("z", c_int)]

p = Point3(1, 2, 3)
print(sizeof(Point3), p.x, p.y, p.z, Point3(z=5).z, isinstance(p, Point))


class Plain(Point):
    pass

print(sizeof(Plain), Plain(4, 5).y)


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_byte), ("b", c_int), ("c", c_short), ("d", c_double)]

print(sizeof(Packed), alignment(Packed), [getattr(Packed, n).offset for n in "abcd"])
q = Packed(1, 2, 3, 4.5)
print(q.a, q.b, q.c, q.d, bytes(q)[:7])


class Number(Union):
    _fields_ = [("i", c_int), ("f", c_float), ("bytes", c_ubyte * 4)]


class Variant(Structure):
    _anonymous_ = ["u", "inner"]
    class Inner(Structure):
        _fields_ = [("deep", c_short), ("deeper", c_short)]
    _fields_ = [("kind", c_int), ("u", Number), ("inner", Inner)]

v = Variant(1)
v.f = 1.0
v.deeper = 9
print(v.i == 0x3f800000, v.u.f, list(v.bytes), v.inner.deeper, Variant.deeper.offset, Variant.f.offset, sizeof(Number))
print(Number(5).bytes[0], Number(f=2.0).i == 0x40000000)


class Node(Structure):
    pass
Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
last = Node(3)
first = Node(1, pointer(Node(2, pointer(last))))
chain = []
at = pointer(first)
while at:
    chain.append(at.contents.value)
    at = at.contents.next
print(chain, bool(last.next))

def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

print(attempt(lambda: Point(1, 2, 3)))
print(attempt(lambda: Point(1, x=2)))
print(attempt(lambda: setattr(Point, "_fields_", [])))
print(attempt(lambda: type("T", (Structure,), {"_fields_": [("a", int)]})))
print(attempt(lambda: type("T", (Structure,), {"_fields_": [("a", c_int)], "_pack_": -1})))
print(attempt(lambda: type("T", (Structure,), {"_fields_": [("a", c_int)], "_anonymous_": ["a"]})))
print(attempt(lambda: type("T", (Structure,), {"_fields_": [("a", c_int)], "_anonymous_": ["b"]})))
print(attempt(lambda: Structure()), attempt(lambda: Union()))
print(attempt(lambda: delattr(Point(), "x")), attempt(lambda: hash(Point())))
print(attempt(lambda: Point("a")))
print(attempt(lambda: Rect(a=Rect())))

class Self(Structure):
    pass
print(attempt(lambda: setattr(Self, "_fields_", [("me", Self)])))

class Empty(Structure):
    pass
print(sizeof(Empty), attempt(lambda: Empty(1)))
Empty()
print(attempt(lambda: setattr(Empty, "_fields_", [("a", c_int)])))
point = Point()
point.extra = 5
print(point.extra, point.__dict__)
print(Point.x.__get__(None, Point) is Point.x, attempt(lambda: Point.x.__get__(3, int)), attempt(lambda: Point.x.__set__(3, 1)))

# expect: 8 4 32 8
# expect: [('a', 0, 8), ('b', 8, 8), ('name', 16, 8), ('weight', 24, 8)]
# expect-before-3.15: <Field type=c_int, ofs=0, size=4> <Field type=c_double, ofs=24, size=8> True
# expect-since-3.15: <ctypes.CField 'x' type=c_int, ofs=0, size=4> <ctypes.CField 'weight' type=c_double, ofs=24, size=8> True
# expect: 1 2 3 4 b'abc' 2.5
# expect: 10 20 True None 0 1
# expect: 10 20 False
# expect: 7 8
# expect: 12 1 2 3 5 True
# expect: 8 5
# expect: 15 1 [0, 1, 5, 7]
# expect: 1 2 3 4.5 b'\x01\x02\x00\x00\x00\x03\x00'
# expect: True 1.0 [0, 0, 128, 63] 9 10 4 4
# expect: 5 True
# expect: [1, 2, 3] False
# expect: TypeError: too many initializers
# expect: TypeError: duplicate values for field 'x'
# expect: AttributeError: _fields_ is final
# expect-before-3.15: TypeError: second item in _fields_ tuple (index 0) must be a C type
# expect-since-3.15: TypeError: this type has no size
# expect: ValueError: _pack_ must be a non-negative integer
# expect: AttributeError: type object 'c_int' has no attribute '_fields_'
# expect: AttributeError: type object 'T' has no attribute 'b'
# expect: TypeError: abstract class TypeError: abstract class
# expect: TypeError: can't delete attribute TypeError: unhashable type
# expect-before-3.15: IndexError: list index out of range
# expect-since-3.15: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: incompatible types, Rect instance instead of Point instance
# expect: AttributeError: Structure or union cannot contain itself
# expect: 0 TypeError: too many initializers
# expect: AttributeError: _fields_ is final
# expect: 5 {'extra': 5}
# expect: True TypeError: not a ctype instance TypeError: not a ctype instance
