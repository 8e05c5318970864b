# x.a += n and x.a -= n, run often enough to be specialised, and then with what does not fit: other numbers, other classes, no value at all.
import sys


class Plain:
    def __init__(self, value):
        self.value = value
        self.other = "kept"
        self.inner = self


class Slotted:
    __slots__ = ("value", "other", "inner")
    __init__ = Plain.__init__


class Listed(list):
    def __init__(self, value):
        Plain.__init__(self, value)


def add_one(x):
    x.value += 1


def take_two(x):
    x.value -= 2


def add(x, n):
    x.value += n


def take(x, n):
    x.value -= n


def add_within(x, n):
    x.inner.value += n
    x.inner.inner.value -= 1


def often(f, x, *args):
    for _ in range(40):
        f(x, *args)
    return x


for cls in Plain, Slotted, Listed:
    for start in 0, 0.5, -7, (1 << 61) - 20, 2**62 - 10, -(2**62) + 30, 10**30, True, 1e308, float("inf"), 3j:
        print(cls.__name__, start, often(add_one, cls(start)).value, often(take_two, cls(start)).value)
        for n in 1, -3, 2.5, True, 1 << 70, -0.0, 1e308, 2j:
            a, b = often(add, cls(start), n), often(take, cls(start), n)
            print("  ", n, a.value, b.value, a.other, type(a.value).__name__)
        print("  within", often(add_within, cls(start), 3).value, often(add_within, cls(start), 0.25).value)

print(often(add, Plain("text"), "!").value, often(add, Plain((1,)), ()).value, often(add, Plain([0]), [1]).value[-3:])


# What does not fit comes in between: the same instruction, another outcome.
class Loud:
    @property
    def value(self):
        return 10

    @value.setter
    def value(self, new):
        print("set to", new)


class Quiet:
    def __getattr__(self, name):
        return 5


mixed = [Plain(1), Loud(), Slotted(2), Quiet(), Listed(3), Plain("s"), Plain(None), Slotted(1 << 80)]
for x in mixed * 3:
    for f, args in (add_one, ()), (take_two, ()), (add, (4,)), (take, (0.5,)):
        try:
            f(x, *args)
        except TypeError as error:
            print(type(x).__name__, f.__name__, error)
print([x.value for x in mixed])

# No value, and a value again.
empty = Slotted(0)
for turn in range(3):
    del empty.value
    try:
        add_one(empty)
    except AttributeError as error:
        print(error)
    empty.value = turn
    add_one(empty)
    print(empty.value)


# The class changes its mind.
class Changing:
    def __init__(self):
        self.value = 0


x = often(add_one, Changing())
Changing.__setattr__ = lambda self, name, new: print("no", name, new)
add_one(x)
del Changing.__setattr__
add_one(x)
Changing.value = property(lambda self: 100, lambda self, new: print("property", new))
add_one(x)
del Changing.value
add_one(x)
print(x.value)
Changing.__getattribute__ = lambda self, name: 1000
add_one(x)
del Changing.__getattribute__
print(x.value)
x.__class__ = type("Other", (), {"value": 3})
add_one(x)
print(x.value)


# A value counted nowhere else is released, and the object itself, which may be gone right after.
class Ends:
    def __init__(self, value):
        self.value = value

    def __del__(self):
        print("ends with", self.value)


def end(value, n):
    Ends(value).value += n


for value in (0, 0.5, 1 << 70) * 12:
    end(value, 2)

# Observed one instruction after the other.
lines = []


def trace(frame, event, arg):
    lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


def over_lines(x):
    x.value += 1
    x.value -= 2


often(over_lines, Plain(0))
sys.settrace(trace)
y = Plain(5)
over_lines(y)
sys.settrace(None)
print(y.value, lines)

# expect: Plain 0 40 -80
# expect:    1 40 -40 kept int
# expect:    -3 -120 120 kept int
# expect:    2.5 100.0 -100.0 kept float
# expect:    True 40 -40 kept int
# expect:    1180591620717411303424 47223664828696452136960 -47223664828696452136960 kept int
# expect:    -0.0 0.0 0.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j 80j -80j kept complex
# expect:   within 80 -30.0
# expect: Plain 0.5 40.5 -79.5
# expect:    1 40.5 -39.5 kept float
# expect:    -3 -119.5 120.5 kept float
# expect:    2.5 100.5 -99.5 kept float
# expect:    True 40.5 -39.5 kept float
# expect:    1180591620717411303424 4.722366482869645e+22 -4.722366482869645e+22 kept float
# expect:    -0.0 0.5 0.5 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (0.5+80j) (0.5-80j) kept complex
# expect:   within 80.5 -29.5
# expect: Plain -7 33 -87
# expect:    1 33 -47 kept int
# expect:    -3 -127 113 kept int
# expect:    2.5 93.0 -107.0 kept float
# expect:    True 33 -47 kept int
# expect:    1180591620717411303424 47223664828696452136953 -47223664828696452136967 kept int
# expect:    -0.0 -7.0 -7.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-7+80j) (-7-80j) kept complex
# expect:   within 73 -37.0
# expect: Plain 2305843009213693932 2305843009213693972 2305843009213693852
# expect:    1 2305843009213693972 2305843009213693892 kept int
# expect:    -3 2305843009213693812 2305843009213694052 kept int
# expect:    2.5 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    True 2305843009213693972 2305843009213693892 kept int
# expect:    1180591620717411303424 47225970671705665830892 -47221358985687238443028 kept int
# expect:    -0.0 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (2.305843009213694e+18+80j) (2.305843009213694e+18-80j) kept complex
# expect:   within 2305843009213694012 2.305843009213694e+18
# expect: Plain 4611686018427387894 4611686018427387934 4611686018427387814
# expect:    1 4611686018427387934 4611686018427387854 kept int
# expect:    -3 4611686018427387774 4611686018427388014 kept int
# expect:    2.5 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    True 4611686018427387934 4611686018427387854 kept int
# expect:    1180591620717411303424 47228276514714879524854 -47219053142678024749066 kept int
# expect:    -0.0 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (4.611686018427388e+18+80j) (4.611686018427388e+18-80j) kept complex
# expect:   within 4611686018427387974 4.611686018427388e+18
# expect: Plain -4611686018427387874 -4611686018427387834 -4611686018427387954
# expect:    1 -4611686018427387834 -4611686018427387914 kept int
# expect:    -3 -4611686018427387994 -4611686018427387754 kept int
# expect:    2.5 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    True -4611686018427387834 -4611686018427387914 kept int
# expect:    1180591620717411303424 47219053142678024749086 -47228276514714879524834 kept int
# expect:    -0.0 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-4.611686018427388e+18+80j) (-4.611686018427388e+18-80j) kept complex
# expect:   within -4611686018427387794 -4.611686018427388e+18
# expect: Plain 1000000000000000000000000000000 1000000000000000000000000000040 999999999999999999999999999920
# expect:    1 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    -3 999999999999999999999999999880 1000000000000000000000000000120 kept int
# expect:    2.5 1e+30 1e+30 kept float
# expect:    True 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    1180591620717411303424 1000000047223664828696452136960 999999952776335171303547863040 kept int
# expect:    -0.0 1e+30 1e+30 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+30+80j) (1e+30-80j) kept complex
# expect:   within 1000000000000000000000000000080 1e+30
# expect: Plain True 41 -79
# expect:    1 41 -39 kept int
# expect:    -3 -119 121 kept int
# expect:    2.5 101.0 -99.0 kept float
# expect:    True 41 -39 kept int
# expect:    1180591620717411303424 47223664828696452136961 -47223664828696452136959 kept int
# expect:    -0.0 1.0 1.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1+80j) (1-80j) kept complex
# expect:   within 81 -29.0
# expect: Plain 1e+308 1e+308 1e+308
# expect:    1 1e+308 1e+308 kept float
# expect:    -3 1e+308 1e+308 kept float
# expect:    2.5 1e+308 1e+308 kept float
# expect:    True 1e+308 1e+308 kept float
# expect:    1180591620717411303424 1e+308 1e+308 kept float
# expect:    -0.0 1e+308 1e+308 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+308+80j) (1e+308-80j) kept complex
# expect:   within 1e+308 1e+308
# expect: Plain inf inf inf
# expect:    1 inf inf kept float
# expect:    -3 inf inf kept float
# expect:    2.5 inf inf kept float
# expect:    True inf inf kept float
# expect:    1180591620717411303424 inf inf kept float
# expect:    -0.0 inf inf kept float
# expect:    1e+308 inf inf kept float
# expect:    2j (inf+80j) (inf-80j) kept complex
# expect:   within inf inf
# expect: Plain 3j (40+3j) (-80+3j)
# expect:    1 (40+3j) (-40+3j) kept complex
# expect:    -3 (-120+3j) (120+3j) kept complex
# expect:    2.5 (100+3j) (-100+3j) kept complex
# expect:    True (40+3j) (-40+3j) kept complex
# expect:    1180591620717411303424 (4.722366482869645e+22+3j) (-4.722366482869645e+22+3j) kept complex
# expect:    -0.0 3j 3j kept complex
# expect:    1e+308 (inf+3j) (-inf+3j) kept complex
# expect:    2j 83j -77j kept complex
# expect:   within (80+3j) (-30+3j)
# expect: Slotted 0 40 -80
# expect:    1 40 -40 kept int
# expect:    -3 -120 120 kept int
# expect:    2.5 100.0 -100.0 kept float
# expect:    True 40 -40 kept int
# expect:    1180591620717411303424 47223664828696452136960 -47223664828696452136960 kept int
# expect:    -0.0 0.0 0.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j 80j -80j kept complex
# expect:   within 80 -30.0
# expect: Slotted 0.5 40.5 -79.5
# expect:    1 40.5 -39.5 kept float
# expect:    -3 -119.5 120.5 kept float
# expect:    2.5 100.5 -99.5 kept float
# expect:    True 40.5 -39.5 kept float
# expect:    1180591620717411303424 4.722366482869645e+22 -4.722366482869645e+22 kept float
# expect:    -0.0 0.5 0.5 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (0.5+80j) (0.5-80j) kept complex
# expect:   within 80.5 -29.5
# expect: Slotted -7 33 -87
# expect:    1 33 -47 kept int
# expect:    -3 -127 113 kept int
# expect:    2.5 93.0 -107.0 kept float
# expect:    True 33 -47 kept int
# expect:    1180591620717411303424 47223664828696452136953 -47223664828696452136967 kept int
# expect:    -0.0 -7.0 -7.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-7+80j) (-7-80j) kept complex
# expect:   within 73 -37.0
# expect: Slotted 2305843009213693932 2305843009213693972 2305843009213693852
# expect:    1 2305843009213693972 2305843009213693892 kept int
# expect:    -3 2305843009213693812 2305843009213694052 kept int
# expect:    2.5 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    True 2305843009213693972 2305843009213693892 kept int
# expect:    1180591620717411303424 47225970671705665830892 -47221358985687238443028 kept int
# expect:    -0.0 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (2.305843009213694e+18+80j) (2.305843009213694e+18-80j) kept complex
# expect:   within 2305843009213694012 2.305843009213694e+18
# expect: Slotted 4611686018427387894 4611686018427387934 4611686018427387814
# expect:    1 4611686018427387934 4611686018427387854 kept int
# expect:    -3 4611686018427387774 4611686018427388014 kept int
# expect:    2.5 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    True 4611686018427387934 4611686018427387854 kept int
# expect:    1180591620717411303424 47228276514714879524854 -47219053142678024749066 kept int
# expect:    -0.0 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (4.611686018427388e+18+80j) (4.611686018427388e+18-80j) kept complex
# expect:   within 4611686018427387974 4.611686018427388e+18
# expect: Slotted -4611686018427387874 -4611686018427387834 -4611686018427387954
# expect:    1 -4611686018427387834 -4611686018427387914 kept int
# expect:    -3 -4611686018427387994 -4611686018427387754 kept int
# expect:    2.5 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    True -4611686018427387834 -4611686018427387914 kept int
# expect:    1180591620717411303424 47219053142678024749086 -47228276514714879524834 kept int
# expect:    -0.0 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-4.611686018427388e+18+80j) (-4.611686018427388e+18-80j) kept complex
# expect:   within -4611686018427387794 -4.611686018427388e+18
# expect: Slotted 1000000000000000000000000000000 1000000000000000000000000000040 999999999999999999999999999920
# expect:    1 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    -3 999999999999999999999999999880 1000000000000000000000000000120 kept int
# expect:    2.5 1e+30 1e+30 kept float
# expect:    True 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    1180591620717411303424 1000000047223664828696452136960 999999952776335171303547863040 kept int
# expect:    -0.0 1e+30 1e+30 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+30+80j) (1e+30-80j) kept complex
# expect:   within 1000000000000000000000000000080 1e+30
# expect: Slotted True 41 -79
# expect:    1 41 -39 kept int
# expect:    -3 -119 121 kept int
# expect:    2.5 101.0 -99.0 kept float
# expect:    True 41 -39 kept int
# expect:    1180591620717411303424 47223664828696452136961 -47223664828696452136959 kept int
# expect:    -0.0 1.0 1.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1+80j) (1-80j) kept complex
# expect:   within 81 -29.0
# expect: Slotted 1e+308 1e+308 1e+308
# expect:    1 1e+308 1e+308 kept float
# expect:    -3 1e+308 1e+308 kept float
# expect:    2.5 1e+308 1e+308 kept float
# expect:    True 1e+308 1e+308 kept float
# expect:    1180591620717411303424 1e+308 1e+308 kept float
# expect:    -0.0 1e+308 1e+308 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+308+80j) (1e+308-80j) kept complex
# expect:   within 1e+308 1e+308
# expect: Slotted inf inf inf
# expect:    1 inf inf kept float
# expect:    -3 inf inf kept float
# expect:    2.5 inf inf kept float
# expect:    True inf inf kept float
# expect:    1180591620717411303424 inf inf kept float
# expect:    -0.0 inf inf kept float
# expect:    1e+308 inf inf kept float
# expect:    2j (inf+80j) (inf-80j) kept complex
# expect:   within inf inf
# expect: Slotted 3j (40+3j) (-80+3j)
# expect:    1 (40+3j) (-40+3j) kept complex
# expect:    -3 (-120+3j) (120+3j) kept complex
# expect:    2.5 (100+3j) (-100+3j) kept complex
# expect:    True (40+3j) (-40+3j) kept complex
# expect:    1180591620717411303424 (4.722366482869645e+22+3j) (-4.722366482869645e+22+3j) kept complex
# expect:    -0.0 3j 3j kept complex
# expect:    1e+308 (inf+3j) (-inf+3j) kept complex
# expect:    2j 83j -77j kept complex
# expect:   within (80+3j) (-30+3j)
# expect: Listed 0 40 -80
# expect:    1 40 -40 kept int
# expect:    -3 -120 120 kept int
# expect:    2.5 100.0 -100.0 kept float
# expect:    True 40 -40 kept int
# expect:    1180591620717411303424 47223664828696452136960 -47223664828696452136960 kept int
# expect:    -0.0 0.0 0.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j 80j -80j kept complex
# expect:   within 80 -30.0
# expect: Listed 0.5 40.5 -79.5
# expect:    1 40.5 -39.5 kept float
# expect:    -3 -119.5 120.5 kept float
# expect:    2.5 100.5 -99.5 kept float
# expect:    True 40.5 -39.5 kept float
# expect:    1180591620717411303424 4.722366482869645e+22 -4.722366482869645e+22 kept float
# expect:    -0.0 0.5 0.5 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (0.5+80j) (0.5-80j) kept complex
# expect:   within 80.5 -29.5
# expect: Listed -7 33 -87
# expect:    1 33 -47 kept int
# expect:    -3 -127 113 kept int
# expect:    2.5 93.0 -107.0 kept float
# expect:    True 33 -47 kept int
# expect:    1180591620717411303424 47223664828696452136953 -47223664828696452136967 kept int
# expect:    -0.0 -7.0 -7.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-7+80j) (-7-80j) kept complex
# expect:   within 73 -37.0
# expect: Listed 2305843009213693932 2305843009213693972 2305843009213693852
# expect:    1 2305843009213693972 2305843009213693892 kept int
# expect:    -3 2305843009213693812 2305843009213694052 kept int
# expect:    2.5 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    True 2305843009213693972 2305843009213693892 kept int
# expect:    1180591620717411303424 47225970671705665830892 -47221358985687238443028 kept int
# expect:    -0.0 2.305843009213694e+18 2.305843009213694e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (2.305843009213694e+18+80j) (2.305843009213694e+18-80j) kept complex
# expect:   within 2305843009213694012 2.305843009213694e+18
# expect: Listed 4611686018427387894 4611686018427387934 4611686018427387814
# expect:    1 4611686018427387934 4611686018427387854 kept int
# expect:    -3 4611686018427387774 4611686018427388014 kept int
# expect:    2.5 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    True 4611686018427387934 4611686018427387854 kept int
# expect:    1180591620717411303424 47228276514714879524854 -47219053142678024749066 kept int
# expect:    -0.0 4.611686018427388e+18 4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (4.611686018427388e+18+80j) (4.611686018427388e+18-80j) kept complex
# expect:   within 4611686018427387974 4.611686018427388e+18
# expect: Listed -4611686018427387874 -4611686018427387834 -4611686018427387954
# expect:    1 -4611686018427387834 -4611686018427387914 kept int
# expect:    -3 -4611686018427387994 -4611686018427387754 kept int
# expect:    2.5 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    True -4611686018427387834 -4611686018427387914 kept int
# expect:    1180591620717411303424 47219053142678024749086 -47228276514714879524834 kept int
# expect:    -0.0 -4.611686018427388e+18 -4.611686018427388e+18 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (-4.611686018427388e+18+80j) (-4.611686018427388e+18-80j) kept complex
# expect:   within -4611686018427387794 -4.611686018427388e+18
# expect: Listed 1000000000000000000000000000000 1000000000000000000000000000040 999999999999999999999999999920
# expect:    1 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    -3 999999999999999999999999999880 1000000000000000000000000000120 kept int
# expect:    2.5 1e+30 1e+30 kept float
# expect:    True 1000000000000000000000000000040 999999999999999999999999999960 kept int
# expect:    1180591620717411303424 1000000047223664828696452136960 999999952776335171303547863040 kept int
# expect:    -0.0 1e+30 1e+30 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+30+80j) (1e+30-80j) kept complex
# expect:   within 1000000000000000000000000000080 1e+30
# expect: Listed True 41 -79
# expect:    1 41 -39 kept int
# expect:    -3 -119 121 kept int
# expect:    2.5 101.0 -99.0 kept float
# expect:    True 41 -39 kept int
# expect:    1180591620717411303424 47223664828696452136961 -47223664828696452136959 kept int
# expect:    -0.0 1.0 1.0 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1+80j) (1-80j) kept complex
# expect:   within 81 -29.0
# expect: Listed 1e+308 1e+308 1e+308
# expect:    1 1e+308 1e+308 kept float
# expect:    -3 1e+308 1e+308 kept float
# expect:    2.5 1e+308 1e+308 kept float
# expect:    True 1e+308 1e+308 kept float
# expect:    1180591620717411303424 1e+308 1e+308 kept float
# expect:    -0.0 1e+308 1e+308 kept float
# expect:    1e+308 inf -inf kept float
# expect:    2j (1e+308+80j) (1e+308-80j) kept complex
# expect:   within 1e+308 1e+308
# expect: Listed inf inf inf
# expect:    1 inf inf kept float
# expect:    -3 inf inf kept float
# expect:    2.5 inf inf kept float
# expect:    True inf inf kept float
# expect:    1180591620717411303424 inf inf kept float
# expect:    -0.0 inf inf kept float
# expect:    1e+308 inf inf kept float
# expect:    2j (inf+80j) (inf-80j) kept complex
# expect:   within inf inf
# expect: Listed 3j (40+3j) (-80+3j)
# expect:    1 (40+3j) (-40+3j) kept complex
# expect:    -3 (-120+3j) (120+3j) kept complex
# expect:    2.5 (100+3j) (-100+3j) kept complex
# expect:    True (40+3j) (-40+3j) kept complex
# expect:    1180591620717411303424 (4.722366482869645e+22+3j) (-4.722366482869645e+22+3j) kept complex
# expect:    -0.0 3j 3j kept complex
# expect:    1e+308 (inf+3j) (-inf+3j) kept complex
# expect:    2j 83j -77j kept complex
# expect:   within (80+3j) (-30+3j)
# expect: text!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!! (1,) [1, 1, 1]
# expect: set to 11
# expect: set to 8
# expect: set to 14
# expect: set to 9.5
# expect: Plain add_one can only concatenate str (not "int") to str
# expect: Plain take_two unsupported operand type(s) for -=: 'str' and 'int'
# expect: Plain add can only concatenate str (not "int") to str
# expect: Plain take unsupported operand type(s) for -=: 'str' and 'float'
# expect: Plain add_one unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take_two unsupported operand type(s) for -=: 'NoneType' and 'int'
# expect: Plain add unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take unsupported operand type(s) for -=: 'NoneType' and 'float'
# expect: set to 11
# expect: set to 8
# expect: set to 14
# expect: set to 9.5
# expect: Plain add_one can only concatenate str (not "int") to str
# expect: Plain take_two unsupported operand type(s) for -=: 'str' and 'int'
# expect: Plain add can only concatenate str (not "int") to str
# expect: Plain take unsupported operand type(s) for -=: 'str' and 'float'
# expect: Plain add_one unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take_two unsupported operand type(s) for -=: 'NoneType' and 'int'
# expect: Plain add unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take unsupported operand type(s) for -=: 'NoneType' and 'float'
# expect: set to 11
# expect: set to 8
# expect: set to 14
# expect: set to 9.5
# expect: Plain add_one can only concatenate str (not "int") to str
# expect: Plain take_two unsupported operand type(s) for -=: 'str' and 'int'
# expect: Plain add can only concatenate str (not "int") to str
# expect: Plain take unsupported operand type(s) for -=: 'str' and 'float'
# expect: Plain add_one unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take_two unsupported operand type(s) for -=: 'NoneType' and 'int'
# expect: Plain add unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: Plain take unsupported operand type(s) for -=: 'NoneType' and 'float'
# expect: [8.5, 10, 9.5, 12.5, 10.5, 's', None, 1.2089258196146292e+24]
# expect: 'Slotted' object has no attribute 'value'
# expect: 1
# expect: 'Slotted' object has no attribute 'value'
# expect: 2
# expect: 'Slotted' object has no attribute 'value'
# expect: 3
# expect: no value 41
# expect: property 101
# expect: 42
# expect: 1001
# expect: 1002
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: ends with 2
# expect: ends with 2.5
# expect: ends with 1180591620717411303426
# expect: 4 [('call', 0), ('line', 1), ('line', 2), ('line', 3), ('return', 3), ('call', 0), ('line', 1), ('line', 2), ('return', 2)]
