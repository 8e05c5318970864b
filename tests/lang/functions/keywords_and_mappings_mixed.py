# Named keywords before, between and after **mappings, for functions with and without **kwargs; the order of evaluation
# and of the keys, repeated names, names that only look like a parameter, subclasses, defaults, positional-only names.
import weakref

def plain(a, b=2, *, c=3, d=4):
    return a, b, c, d

def gathers(a, b=2, *, c=3, **rest):
    return a, b, c, rest

def only_rest(**rest):
    return rest

def starred(a, *more, c=3, **rest):
    return a, more, c, rest

def positional(a, b=2, /, c=3, **rest):
    return a, b, c, rest

class Thing:
    def __init__(self, a, *, c=3, **rest):
        self.got = a, c, rest
    def method(self, a, *, c=3, **rest):
        return a, c, rest
    def call(self, **rest):
        return self.method(1, x=5, **rest)

class Keys(dict):
    def __iter__(self):
        return iter(["x", "y"])
    def keys(self):
        return ["x", "y"]
    def __getitem__(self, key):
        return key * 2

class Mapping:
    def keys(self):
        return iter(("m", "n"))
    def __getitem__(self, key):
        return key.upper()

def show(f, *args, **names):
    try:
        print(f.__name__, f(*args, **names))
    except TypeError as e:
        print(f.__name__, "TypeError:", e)

d, e, none = {"d": 40, "x": 7}, {"c": 30}, {}
print(plain(1, c=5, **none), plain(1, c=5, d=6, **none), plain(a=1, **e), plain(1, d=5, **e))
print(gathers(1, c=5, **d), gathers(1, x1=1, **d, y=2), gathers(**{"a": 1, "z": 2, "b": 3}), gathers(1, **e, **d))
print(gathers(1), gathers(1, 9, q=1), gathers(b=1, a=2), gathers(1, z=1, c=2, y=3), gathers(1, **{}))
print(only_rest(), only_rest(a=1), only_rest(a=1, **d), only_rest(**d, a=1), only_rest(**d, **e), only_rest(**d) == d)
print(starred(1, 2, 3, c=4, **d), starred(*[1, 2], x1=1, **d), starred(*(1,), **e), starred(1, *[2], *[3], **d, c=9))
print(positional(1, a=5, b=6), positional(1, 2, **{"a": 5, "c": 6}), positional(1, c=2, **{"b": 3}))
print(Thing(1, c=5, **d).got, Thing(1, **d, c=6).got, Thing(a=1, z=2).got, Thing(1).got, Thing(1).method(1, z=2, c=3))
print(Thing(1).call(), Thing(1).call(c=2), Thing(1).call(y=1, z=2))
print(only_rest(a=1, **Keys(p=1)), only_rest(a=1, **Mapping()), only_rest(**Mapping(), b=2))
print(max(3, 1, key=lambda n: -n, **{}), sorted([3, 1], reverse=True, **{}), dict(a=1, **d), int("ff", base=16, **none))

# what **rest is belongs to the function alone
r = only_rest(**d)
r["new"] = 1
print(d, r is d)
r = gathers(1, **d)[3]
r.clear()
print(d)

# repeated and wrong names
show(lambda: plain(1, c=5, **e))
show(lambda: plain(1, **e, c=5))
show(lambda: plain(1, **e, **e))
show(lambda: gathers(1, x=5, **d))
show(lambda: gathers(1, a=5))
show(lambda: gathers(1, **{"a": 5}))
show(lambda: gathers(1, 2, 3))
show(lambda: gathers(1, 2, 3, c=1, z=2))
show(lambda: gathers(z=2))
show(lambda: gathers(z=2, **d))
show(lambda: plain(1, z=2, **none))
show(lambda: plain(1, **d))
show(lambda: positional(a=1, c=2))
show(lambda: only_rest(1, a=2))
show(lambda: only_rest(a=1, **{1: 2}))
show(lambda: gathers(1, c=1, **{1: 2}))
show(lambda: gathers(1, **5) if False else only_rest(**{"": 1, "a b": 2}))

# names that are equal to a parameter, but another object
built = "".join(["c"])
copied = "".join(["", "c", "c"])[:1] + ""
class Name(str):
    pass
print(gathers(1, **{built: 8}), gathers(1, **{copied: 8, "".join(["x", "y"]): 9}), plain(1, **{built: 8}))
print(gathers(1, **{Name("c"): 8}), gathers(1, **{Name("zz"): 8}))
show(lambda: gathers(1, **{"".join(["", "a"]): 8}))

# the order of evaluation
log = []
def note(x):
    log.append(x)
    return x
class Noted(dict):
    def keys(self):
        log.append("keys")
        return super().keys()
print(gathers(note(1), c=note(2), p=note(3), **note({"q": 4}), s=note(5)), log)
log.clear()
def failing():
    log.append("failing")
    raise KeyError("no")
try:
    only_rest(a=note(1), **note({"a": 2}), b=failing())
except Exception as error:
    print(type(error).__name__, log)
log.clear()
try:
    only_rest(a=note(1), b=failing(), c=note(2), **{})
except Exception as error:
    print(type(error).__name__, log)

# many of both
names = {"k%d" % i: i for i in range(40)}
print(len(only_rest(a=1, **names)), len(gathers(1, **names)[3]), len(Thing(1, **names).got[2]))
code = "only_rest(" + ", ".join("n%d=%d" % (i, i) for i in range(60)) + ", **{'z': 1})"
print(sum(eval(code).values()), list(eval(code))[:3], list(eval(code))[-2:])
code = "starred(" + ", ".join(str(i) for i in range(70)) + ", c=1, **{'z': 1})"
print(len(eval(code)[1]), eval(code)[2:])
def wide(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q=1, **rest):
    return a + p + q, rest
print(wide(*range(16), **{"xx": 7}), wide(*range(15), p=100, z=1))

# the values die with the call
class Value:
    pass
def dies(**names):
    v = Value()
    watch = weakref.ref(v)
    only_rest(a=v, **names)
    gathers(1, c=v, x2=v, **names)
    gathers(1, c=v, x=v)
    del v
    return watch() is None
print(dies(), dies(y=1))

# a walrus in an argument rebinds what another one reads
def rebinds(x):
    return plain(x, b=(x := 5), c=x, **none), only_rest(a=x, b=(x := 6), **{"z": x})
print(rebinds(1))

# a function whose defaults are replaced between calls
def changing(a, *, c=1, **rest):
    return a, c, rest
print(changing(1, z=1))
changing.__kwdefaults__ = {"c": [1]}
print(changing(1, z=1), changing(1, **{"z": 2}))
changing.__kwdefaults__ = None
show(lambda: changing(1, z=1))
show(lambda: changing(1, **{"z": 1}))

def frames(**rest):
    return sorted(locals()), rest
def closure(a, **rest):
    def inner():
        return a, rest
    return inner()
def generator(a, **rest):
    yield a
    yield rest
print(frames(a=1, **{"b": 2}), closure(1, z=2, **{"y": 3}), list(generator(1, z=2)), list(generator(1, z=3, **d)))

def recursive(n, **rest):
    return recursive(n - 1, n=n, **rest) if False else (recursive(n - 1, **{**rest, "k%d" % n: n}) if n else rest)
print(recursive(5, start=0))

# expect: (1, 2, 5, 4) (1, 2, 5, 6) (1, 2, 30, 4) (1, 2, 30, 5)
# expect: (1, 2, 5, {'d': 40, 'x': 7}) (1, 2, 3, {'x1': 1, 'd': 40, 'x': 7, 'y': 2}) (1, 3, 3, {'z': 2}) (1, 2, 30, {'d': 40, 'x': 7})
# expect: (1, 2, 3, {}) (1, 9, 3, {'q': 1}) (2, 1, 3, {}) (1, 2, 2, {'z': 1, 'y': 3}) (1, 2, 3, {})
# expect: {} {'a': 1} {'a': 1, 'd': 40, 'x': 7} {'d': 40, 'x': 7, 'a': 1} {'d': 40, 'x': 7, 'c': 30} True
# expect: (1, (2, 3), 4, {'d': 40, 'x': 7}) (1, (2,), 3, {'x1': 1, 'd': 40, 'x': 7}) (1, (), 30, {}) (1, (2, 3), 9, {'d': 40, 'x': 7})
# expect: (1, 2, 3, {'a': 5, 'b': 6}) (1, 2, 6, {'a': 5}) (1, 2, 2, {'b': 3})
# expect: (1, 5, {'d': 40, 'x': 7}) (1, 6, {'d': 40, 'x': 7}) (1, 3, {'z': 2}) (1, 3, {}) (1, 3, {'z': 2})
# expect: (1, 3, {'x': 5}) (1, 2, {'x': 5}) (1, 3, {'x': 5, 'y': 1, 'z': 2})
# expect: {'a': 1, 'x': 'xx', 'y': 'yy'} {'a': 1, 'm': 'M', 'n': 'N'} {'m': 'M', 'n': 'N', 'b': 2}
# expect: 1 [3, 1] {'a': 1, 'd': 40, 'x': 7} 255
# expect: {'d': 40, 'x': 7} False
# expect: {'d': 40, 'x': 7}
# expect: <lambda> TypeError: __main__.plain() got multiple values for keyword argument 'c'
# expect: <lambda> TypeError: __main__.plain() got multiple values for keyword argument 'c'
# expect: <lambda> TypeError: __main__.plain() got multiple values for keyword argument 'c'
# expect: <lambda> TypeError: __main__.gathers() got multiple values for keyword argument 'x'
# expect: <lambda> TypeError: gathers() got multiple values for argument 'a'
# expect: <lambda> TypeError: gathers() got multiple values for argument 'a'
# expect: <lambda> TypeError: gathers() takes from 1 to 2 positional arguments but 3 were given
# expect: <lambda> TypeError: gathers() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: <lambda> TypeError: gathers() missing 1 required positional argument: 'a'
# expect: <lambda> TypeError: gathers() missing 1 required positional argument: 'a'
# expect: <lambda> TypeError: plain() got an unexpected keyword argument 'z'
# expect: <lambda> TypeError: plain() got an unexpected keyword argument 'x'
# expect: <lambda> TypeError: positional() missing 1 required positional argument: 'a'
# expect: <lambda> TypeError: only_rest() takes 0 positional arguments but 1 was given
# expect: <lambda> TypeError: keywords must be strings
# expect: <lambda> TypeError: keywords must be strings
# expect: <lambda> {'': 1, 'a b': 2}
# expect: (1, 2, 8, {}) (1, 2, 8, {'xy': 9}) (1, 2, 8, 4)
# expect: (1, 2, 8, {}) (1, 2, 3, {'zz': 8})
# expect: <lambda> TypeError: gathers() got multiple values for argument 'a'
# expect: (1, 2, 2, {'p': 3, 'q': 4, 's': 5}) [1, 2, 3, {'q': 4}, 5]
# expect: TypeError [1, {'a': 2}]
# expect: KeyError [1, 'failing']
# expect: 41 40 40
# expect: 1771 ['n0', 'n1', 'n2'] ['n59', 'z']
# expect: 69 (1, {'z': 1})
# expect: (16, {'xx': 7}) (101, {'z': 1})
# expect: True True
# expect: ((1, 5, 5, 4), {'a': 5, 'b': 6, 'z': 6})
# expect: (1, 1, {'z': 1})
# expect: (1, [1], {'z': 1}) (1, [1], {'z': 2})
# expect: <lambda> TypeError: changing() missing 1 required keyword-only argument: 'c'
# expect: <lambda> TypeError: changing() missing 1 required keyword-only argument: 'c'
# expect: (['rest'], {'a': 1, 'b': 2}) (1, {'z': 2, 'y': 3}) [1, {'z': 2}] [1, {'z': 3, 'd': 40, 'x': 7}]
# expect: {'start': 0, 'k5': 5, 'k4': 4, 'k3': 3, 'k2': 2, 'k1': 1}
