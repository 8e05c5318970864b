# Classes of C that derive from each other and from a built-in class.
import scalars
from scalars import Box, Bytes, Complex, Double, Real, Scalar, Whole


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for cls in (Scalar, Real, Whole, Double, Complex, Bytes):
    print(cls.__name__, [base.__name__ for base in cls.__mro__])
for cls in (Scalar, Real):
    show(cls)

w, d, c, b = Whole(7), Double(2.5), Complex(1, 2), Bytes(b"abc")
print(w, d, c, b, Double(), Double("1e3"), Double([]), Bytes(), Bytes([65, 66]))
print(d + 1, 1 + d, d + w, w + d, w + 1, d * 2, 2 * d, d ** 2, -d, d // 1, divmod(d, 1), abs(Double(-3)), float(d), int(d), round(d), bool(Double(0)))
show(lambda: c + 1)
print(c * 2, c.real, c.imag, c.conjugate(), abs(Complex(3, 4)), complex(c))
print(b + b"d", b * 2, b[1], b[1:], len(b), b.upper(), b in (b"abc",), b"b" in b, list(b), b.hex())
print(d == 2.5, 2.5 == d, d < 3, d == w, w == 7, 7 == w, w != 8, c == 1 + 2j, b == b"abc", b"abc" == b, b < b"abd", d == "x")
print(hash(d) == hash(2.5), hash(c) == hash(1 + 2j), hash(b) == hash(b"abc"), hash(w), {2.5: "float", b"abc": "bytes"}[d], {b"abc": 1}[b])
print(w.kind(), d.kind(), c.kind(), b.kind(), d.is_integer(), d.hex(), f"{d:.3f} {d!r}", "%.2f %s" % (d, b.decode()))
print(isinstance(d, float), isinstance(d, Scalar), issubclass(Bytes, bytes), issubclass(Whole, int), float.__repr__(d), float.__add__(d, 1), bytes.__len__(b))
print([1, 2, 3][Whole(1)] if hasattr(Whole, "__index__") else "no index", sorted([Double(3), 1.5, Double(2), Whole(1)], key=float if hasattr(Whole, "__float__") else lambda x: x))
for x in (w, d, c, b):
    show(scalars.by_slots, x)
show(lambda: w * 2)
show(lambda: b + 1)
show(Double, 1, 2)
show(Complex, "x")
show(float.__new__, Double, 1)
show(object.__new__, Whole)
show(setattr, Double, "attribute", 1)
show(setattr, d, "attribute", 1)
show(type, "Two", (Double, Complex), {})

filled = scalars.fill(Bytes, b"filled by C")
print(filled, len(filled), hash(filled) == hash(b"filled by C"), filled == b"filled by C", filled.split(), {b"filled by C": 1}[filled], bytes(filled))
print(scalars.fill(Bytes, b""), scalars.fill(Bytes, bytes(3000)) == bytes(3000))

# Memory of the root's own functions.
before = scalars.memory()
many = [Whole(i) for i in range(1000)]
middle = scalars.memory()
del many
after = scalars.memory()
print(middle[0] - before[0], after[1] - before[1])


# Python classes derived from them.
class Named(Double):
    def __init__(self, *args, name="named"):
        self.name = name

    def __repr__(self):
        return f"Named({float(self)}, {self.name!r})"

    def __new__(cls, *args, name="named"):
        return super().__new__(cls, *args)


class Labelled(Bytes):
    label = "none"

    def __add__(self, other):
        return Labelled(bytes(self) + b"+" + bytes(other))


class Counted(Whole):
    __slots__ = ("count",)

    def __add__(self, other):
        return ("counted", super().__add__(other))


class Mixed(Real, float):
    pass


n = Named(1.5, name="x")
print(repr(n), n.name, n + 1, n == 1.5, hash(n) == hash(1.5), vars(n), n.kind(), Named.__mro__[1:3] == (Double, Real))
label = Labelled(b"text")
label.label = "L"
label.more = [label.label] * 3
print(label, label.label, label.more, label + b"x", label == b"text", len(label), vars(label))
big = Labelled(b"y" * 5000)
big.label = "big"
print(len(big), big.label, big.endswith(b"yy"), Labelled(b"") == b"")
counted = Counted(5)
counted.count = 1
print(counted, counted.count, counted + 1, 1 + counted, counted == 5)
m = Mixed(4.5)
print(float(m), m * 2, m.kind(), [cls.__name__ for cls in Mixed.__mro__])
filled = scalars.fill(Labelled, b"filled")
filled.label = "by C"
print(filled, filled.label, hash(filled) == hash(b"filled"))
del n, label, big, counted, m, filled

# The function of the class that is named, not that of the object's class.
print(Scalar.__repr__(d), Scalar.__eq__(d, 2.5), Scalar.__add__(d, 1), Scalar.__radd__(d, 1), Whole.__hash__(w))


class Loud(Whole):
    def __repr__(self):
        return "loud " + super().__repr__()

    def __eq__(self, other):
        return ("eq", super().__eq__(other))

    __hash__ = Whole.__hash__


print(Loud(3), Loud(3) == 3, hash(Loud(3)), {Loud(4): 1}.get(Loud(5)), Scalar.__repr__(Loud(6)))

box = Box(4)
print(len(box), list(box), box[-1], type(box).__itemsize__)
show(lambda: box[9])


class Crate(Box):
    pass


crate = Crate(5)
crate.note = "kept"
crate.other = [1]
print(list(crate), crate.note, crate.other, len(Crate(0)), list(Crate(1000))[-1] == (999 * 999 + 32768) % 65536 - 32768)

# expect: Scalar ['Scalar', 'object']
# expect: Real ['Real', 'Scalar', 'object']
# expect: Whole ['Whole', 'Scalar', 'object']
# expect: Double ['Double', 'Real', 'Scalar', 'float', 'object']
# expect: Complex ['Complex', 'Scalar', 'complex', 'object']
# expect: Bytes ['Bytes', 'bytes', 'Scalar', 'object']
# expect: TypeError: cannot create 'scalars.Scalar' instances
# expect: TypeError: cannot create 'scalars.Real' instances
# expect: <Whole 7> <Double 2.5> <Complex (1+2j)> b'abc' <Double 0.0> <Double 1000.0> <Double -1.0> b'' b'AB'
# expect: ('sum', 3.5) ('sum', 3.5) ('sum', 9.5) ('sum', 9.5) ('sum', 8.0) 5.0 5.0 6.25 -2.5 2.0 (2.0, 0.5) 3.0 2.5 2 2 False
# expect: TypeError: unsupported operand type(s) for +: 'scalars.Complex' and 'int'
# expect: (2+4j) 1.0 2.0 (1-2j) 5.0 (1+2j)
# expect: b'abcd' b'abcabc' 98 b'bc' 3 b'ABC' True True [97, 98, 99] 616263
# expect: True True True False True True True True True True True False
# expect: True True True 7 float 1
# expect: (0, 0, 0) (1, 0, 0) (0, 1, 0) (0, 0, 1) False 0x1.4000000000000p+1 2.500 <Double 2.5> 2.50 abc
# expect: True True True False 2.5 3.5 3
# expect: no index [<Whole 1>, 1.5, <Double 2.0>, <Double 3.0>]
# expect: (('sum', 14.0), None, '<Whole 7>', 1)
# expect: (('sum', 5.0), 2.5, '<Double 2.5>', 1)
# expect: (NotImplemented, None, '<Complex (1+2j)>', 1)
# expect: (b'abcabc', None, "b'abc'", 1)
# expect: TypeError: unsupported operand type(s) for *: 'scalars.Whole' and 'int'
# expect: TypeError: can't concat int to scalars.Bytes
# expect: TypeError: float expected at most 1 argument, got 2
# expect: ValueError: complex() arg is a malformed string
# expect: TypeError: float.__new__(scalars.Double) is not safe, use scalars.Double.__new__()
# expect: TypeError: object.__new__(scalars.Whole) is not safe, use scalars.Whole.__new__()
# expect: TypeError: cannot set 'attribute' attribute of immutable type 'scalars.Double'
# expect: AttributeError: 'scalars.Double' object has no attribute 'attribute' and no __dict__ for setting new attributes
# expect: TypeError: multiple bases have instance lay-out conflict
# expect: b'filled by C' 11 True True [b'filled', b'by', b'C'] 1 b'filled by C'
# expect: b'' True
# expect: 1000 1000
# expect: Named(1.5, 'x') x ('sum', 2.5) True True {'name': 'x'} (1, 0, 0) True
# expect: b'text' L ['L', 'L', 'L'] b'text+x' True 4 {'label': 'L', 'more': ['L', 'L', 'L']}
# expect: 5000 big True True
# expect: <Counted 5> 1 ('counted', ('sum', 6.0)) ('sum', 6.0) True
# expect: 4.5 9.0 (1, 0, 0) ['Mixed', 'Real', 'Scalar', 'float', 'object']
# expect: b'filled' by C True
# expect: <Double 2.5> True ('sum', 3.5) ('sum', 3.5) 7
# expect: loud <Loud 3> ('eq', True) 3 None <Loud 6>
# expect: 4 [0, 1, 4, 9] 9 2
# expect: IndexError: no such item
# expect: [0, 1, 4, 9, 16] kept [1] 0 True
