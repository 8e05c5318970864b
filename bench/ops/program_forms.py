"""What programs of some size do all the time: calls in all their forms, methods in Python behind operators, names of classes, delegating generators."""

import _measure

CALLS = """import functools
class C:
    def __call__(self, a): return a
    @classmethod
    def of_class(cls, a): return a
    @staticmethod
    def of_none(a): return a
    def method(self, a, b=2, *, c=3): return a
    def __getattr__(self, name): return 1
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def __contains__(self, item): return True
    def __lt__(self, other): return True
    def __add__(self, other): return self
class D(C):
    def method(self, a): return super().method(a)
def plain(a, b): return a
def rest(*args, **names): return args
o, other, d = C(), C(), D()
bound, part = o.method, functools.partial(o.method, 1)
table, both, single = {'b': 2}, {'a': 1, 'b': 2}, (1,)
v = 7
"""
PROTOCOL = """import typing
@typing.runtime_checkable
class Stream(typing.Protocol):
    def read(self): ...
    def close(self): ...
class File:
    def read(self): pass
    def close(self): pass
f = File()
"""
GENERATORS = """def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
def once(n):
    yield n
def fail(n):
    if n: fail(n - 1)
    else: raise ValueError
"""
WORD = "x = 0x9E3779B97F4A7C15"

_measure.report([
    ("callable object", CALLS, "o(v)"),
    ("bound(a)", CALLS, "bound(v)"),
    ("partial()", CALLS, "part()"),
    ("C.classmethod(a)", CALLS, "C.of_class(v)"),
    ("o.classmethod(a)", CALLS, "o.of_class(v)"),
    ("C.staticmethod(a)", CALLS, "C.of_none(v)"),
    ("o.method(a, c=b)", CALLS, "o.method(v, c=2)"),
    ("super().method(a)", CALLS, "d.method(v)"),
    ("f(*t, **d)", CALLS, "plain(*single, **table)"),
    ("f(**d)", CALLS, "plain(**both)"),
    ("def f(*args, **names): f(*t, **d)", CALLS, "rest(*single, **table)"),
    ("int(text, base=10)", CALLS, "int('12', base=10)"),
    ("str.split(maxsplit=1)", CALLS, "'a b c'.split(' ', maxsplit=1)"),
    ("o.x by __getattr__", CALLS, "o.missing"),
    ("getattr(o, name)", CALLS, "getattr(o, 'method')"),
    ("getattr(o, name, default)", CALLS, "getattr(v, 'missing', None)"),
    ("o[i], __getitem__", CALLS, "o[v]"),
    ("i in o, __contains__", CALLS, "v in o"),
    ("o == p, __eq__", CALLS, "o == other"),
    ("o < p, __lt__", CALLS, "o < other"),
    ("o + p, __add__", CALLS, "o + other"),
    ("hash(o), __hash__", CALLS, "hash(o)"),
    ("len(o), __len__", CALLS, "len(o)"),
    ("dict[o], __hash__", CALLS + "table = {o: 1}", "table[o]"),
    ("C.__name__", CALLS, "C.__name__"),
    ("type(o).__name__", CALLS, "type(o).__name__"),
    ("isinstance(o, Protocol)", PROTOCOL, "isinstance(f, Stream)"),
    ("a, ..., j = tuple", "t = tuple(range(10))", "a, b, c, d, e, f, g, h, i, j = t"),
    ("a, ..., j = list", "t = list(range(10))", "a, b, c, d, e, f, g, h, i, j = t"),
    ("64-bit xorshift", WORD, "x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF; x ^= x >> 7; x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF"),
    ("64-bit product and sum", WORD, "x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF"),
    ("yield from, a tree of 31", GENERATORS, "for _ in tree(5): pass"),
    ("generator of one value", GENERATORS, "for _ in once(1): pass"),
    ("small comprehension with calls", "items = [1, 2, 3]", "[str(x) for x in items if x != 2]"),
    ("dict of 20 new keys", "keys = ['k%d' % i for i in range(20)]", "d = {}\nfor k in keys: d[k] = 1"),
    ("bytearray[i:j] = bytes", "b, text = bytearray(100), b'0123456789'", "b[10:20] = text"),
    ("sorted(strings)", "names = ['name%06d' % (i * 7919 % 1000003) for i in range(200)]", "sorted(names)"),
    ("raise through six frames", GENERATORS, "try: fail(5)\nexcept ValueError: pass"),
])
