"""Attributes, calls, construction, exceptions."""

import _measure

POINT = """class Point:
    kind = 1
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def method(self, a):
        return a
    @property
    def p(self):
        return 5
class Empty:
    pass
class Slotted:
    __slots__ = ("x",)
o = Point(1, 2)
s = Slotted()
s.x = 1
v = 7
"""
FUNCTIONS = """def f(): pass
def g(x, y=0): pass
def h(*args): pass
def gen():
    while True:
        yield 1
cell = 5
def closure(): return cell
steps = gen()
v = 7
"""
FIB = """def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
"""

_measure.report([
    ("o.x", POINT, "a = o.x"),
    ("o.x = v", POINT, "o.x = v"),
    ("o.x, slots", POINT, "a = s.x"),
    ("o.x = v, slots", POINT, "s.x = v"),
    ("o.kind, class attribute", POINT, "a = o.kind"),
    ("Class.kind", POINT, "a = Point.kind"),
    ("o.p, property", POINT, "a = o.p"),
    ("o.x += 1", POINT, "o.x += 1"),
    ("f()", FUNCTIONS, "f()"),
    ("f(a, y=b)", FUNCTIONS, "g(v, y=v)"),
    ("f(a), one default", FUNCTIONS, "g(v)"),
    ("def f(*args): f(a, b)", FUNCTIONS, "h(v, v)"),
    ("f(*args)", FUNCTIONS + "\npair = (v, v)", "g(*pair)"),
    ("f(*args, **{})", FUNCTIONS + "\npair = (v, v)\nnothing = {}", "g(*pair, **nothing)"),
    ("closure()", FUNCTIONS, "closure()"),
    ("o.method(a)", POINT, "o.method(v)"),
    ("o.method(*args)", POINT + "\nsingle = (v,)", "o.method(*single)"),
    ("dict.get(*args)", "table = {}\npair = (1, 2)", "table.get(*pair)"),
    ("C()", POINT, "Empty()"),
    ("C(a, b) with __init__", POINT, "Point(v, v)"),
    ("isinstance(o, C)", POINT, "a = isinstance(o, Point)"),
    ("next(generator)", FUNCTIONS, "next(steps)"),
    ("raise and except", "pass", "try: raise ValueError\nexcept ValueError: pass"),
    ("try without raise", "pass", "try: pass\nexcept ValueError: pass"),
    ("with o: pass", "class W:\n    def __enter__(self): pass\n    def __exit__(self, *a): pass\nw = W()", "with w: pass"),
    ("make a lambda", "pass", "a = lambda: 0"),
], [
    ("fib, per call", FIB, 21891, "fib(20)"),
])
