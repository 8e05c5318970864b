# f(**d), f(*t, **d): the keys of the dict are parameters in any order, some of them, all, too many, or none of them; names
# that are equal but not the same; functions and containers that change meanwhile.
import threading
import weakref

def plain(a, b): return a, b
def defaults(a, b=2, *, c=3, d=4): return a, b, c, d
def one(a): return a
def only(*, a, b=0): return a, b
def positional(a, /, b, c=3): return a, b, c
def rest(a, **more): return a, more
def everything(*args, **names): return args, names
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p): return a + p
def steps(a, b):
    yield a
    yield b
class Callable:
    def __call__(self, a, b=0): return "called", a, b
    def method(self, a, b=0): return "method", a, b
class Made:
    def __init__(self, a, b=0): self.text = a, b

def call(f, t, d): return f(*t, **d)
def names(f, d): return f(**d)

functions = (plain, defaults, one, only, positional, rest, everything, steps, Callable(), Callable().method, Made, dict, lambda a, b: (b, a))
cases = [((), {"a": 1, "b": 2}), ((), {"b": 2, "a": 1}), ((1,), {"b": 2}), ([1], {"b": 2}), ((1, 2), {"c": 5}), ((1, 2), {"d": 5, "c": 6}),
         ((), {"a": 1}), ((1,), {"a": 1}), ((1, 2, 3), {"a": 1}), ((), {"x": 1}), ((), {}), ((1, 2), {}), ((), {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}),
         (iter((1,)), {"b": 2}), ((), {1: 2}), ((), {"".join(["a"]): 1, "".join(["b"]): 2})]
for f in functions:
    for t, d in cases:
        t = list(t) if type(t) is list else tuple(t)
        try:
            result = call(f, t, d)
            print(f.__name__ if hasattr(f, "__name__") else "object", list(result) if f is steps else result.text if f is Made else result)
        except TypeError as e:
            print(type(e).__name__, str(e).split(" object at ")[0].split("argument after")[0])
print(many(**dict(zip("abcdefghijklmnop", range(16)))), many(*range(8), **dict(zip("ijklmnop", range(16)))))
def twice(a, b=0, **k): return one(**{"a": (a, b, k)})
print(twice(**{"a": 1, "k": 2}), names(one, {"a": []}))
print([plain(**{"a": i}, **{"b": -i}) for i in range(2)])

# Values die when they should.
class Value:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)
def forgets(a, b=None):
    print("in the function", b and b.name)
    a = None
    return b
print(names(forgets, {"a": Value(1)}))
print(forgets(**{"b": Value(2), "a": Value(3)}).name)
def keeps():
    d = {"a": Value(4)}
    forgets(**d)
    print("kept", len(d))
keeps()
def fails(a, b): raise ValueError(a.name)
for _ in range(2):
    try:
        fails(*(Value("x"),), **{"b": Value("y")})
    except ValueError as e:
        print(e)
    e = None
def within(d):
    for i in range(2):
        yield defaults(i, **d)
print(list(within({"c": 1, "b": 0})))
def deep(n): return deep(**{"n": n + 1})
try:
    deep(0)
except RecursionError:
    print("too deep")

# Signatures change.
def changing(a, b=1, *, c=2): return a, b, c
for change in ({"__defaults__": (5,)}, {"__kwdefaults__": {"c": 6}}, {"__kwdefaults__": None}, {"__defaults__": None}, {"__code__": everything.__code__}):
    for name, value in change.items(): setattr(changing, name, value)
    try:
        print(names(changing, {"a": 0}))
    except TypeError as e:
        print(e)

def target(a, b=(0,), *, c=(0,)): return a, b, c
shared = {"a": [1], "c": [2]}
def change():
    for i in range(1000):
        target.__defaults__ = ((i,),)
        target.__kwdefaults__ = {"c": (i,)}
        shared["a"] = [i]
        if i % 3: shared.pop("c", None)
        else: shared["c"] = [i]
def use():
    for i in range(1000):
        for part in target(**shared):
            if type(part[0]) is not int: print("wrong", part)
threads = [threading.Thread(target=f) for f in (change, use, use)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: plain (1, 2)
# expect: plain (1, 2)
# expect: plain (1, 2)
# expect: plain (1, 2)
# expect: TypeError plain() got an unexpected keyword argument 'c'
# expect: TypeError plain() got an unexpected keyword argument 'd'
# expect: TypeError plain() missing 1 required positional argument: 'b'
# expect: TypeError plain() got multiple values for argument 'a'
# expect: TypeError plain() got multiple values for argument 'a'
# expect: TypeError plain() got an unexpected keyword argument 'x'
# expect: TypeError plain() missing 2 required positional arguments: 'a' and 'b'
# expect: plain (1, 2)
# expect: TypeError plain() got an unexpected keyword argument 'c'
# expect: plain (1, 2)
# expect: TypeError keywords must be strings
# expect: plain (1, 2)
# expect: defaults (1, 2, 3, 4)
# expect: defaults (1, 2, 3, 4)
# expect: defaults (1, 2, 3, 4)
# expect: defaults (1, 2, 3, 4)
# expect: defaults (1, 2, 5, 4)
# expect: defaults (1, 2, 6, 5)
# expect: defaults (1, 2, 3, 4)
# expect: TypeError defaults() got multiple values for argument 'a'
# expect: TypeError defaults() got multiple values for argument 'a'
# expect: TypeError defaults() got an unexpected keyword argument 'x'
# expect: TypeError defaults() missing 1 required positional argument: 'a'
# expect: defaults (1, 2, 3, 4)
# expect: TypeError defaults() got an unexpected keyword argument 'e'
# expect: TypeError defaults() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: defaults (1, 2, 3, 4)
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError one() got an unexpected keyword argument 'c'
# expect: TypeError one() got an unexpected keyword argument 'd'
# expect: one 1
# expect: TypeError one() got multiple values for argument 'a'
# expect: TypeError one() got multiple values for argument 'a'
# expect: TypeError one() got an unexpected keyword argument 'x'
# expect: TypeError one() missing 1 required positional argument: 'a'
# expect: TypeError one() takes 1 positional argument but 2 were given
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: TypeError keywords must be strings
# expect: TypeError one() got an unexpected keyword argument 'b'
# expect: only (1, 2)
# expect: only (1, 2)
# expect: TypeError only() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
# expect: TypeError only() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
# expect: TypeError only() got an unexpected keyword argument 'c'
# expect: TypeError only() got an unexpected keyword argument 'd'
# expect: only (1, 0)
# expect: TypeError only() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
# expect: TypeError only() takes 0 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: TypeError only() got an unexpected keyword argument 'x'
# expect: TypeError only() missing 1 required keyword-only argument: 'a'
# expect: TypeError only() takes 0 positional arguments but 2 were given
# expect: TypeError only() got an unexpected keyword argument 'c'
# expect: TypeError only() missing 1 required keyword-only argument: 'a'
# expect: TypeError keywords must be strings
# expect: only (1, 2)
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: positional (1, 2, 3)
# expect: positional (1, 2, 3)
# expect: positional (1, 2, 5)
# expect: TypeError positional() got an unexpected keyword argument 'd'
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: TypeError positional() got an unexpected keyword argument 'x'
# expect: TypeError positional() missing 2 required positional arguments: 'a' and 'b'
# expect: positional (1, 2, 3)
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: TypeError positional() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: TypeError positional() got some positional-only arguments passed as keyword arguments: 'a'
# expect: rest (1, {'b': 2})
# expect: rest (1, {'b': 2})
# expect: rest (1, {'b': 2})
# expect: rest (1, {'b': 2})
# expect: TypeError rest() takes 1 positional argument but 2 were given
# expect: TypeError rest() takes 1 positional argument but 2 were given
# expect: rest (1, {})
# expect: TypeError rest() got multiple values for argument 'a'
# expect: TypeError rest() got multiple values for argument 'a'
# expect: TypeError rest() missing 1 required positional argument: 'a'
# expect: TypeError rest() missing 1 required positional argument: 'a'
# expect: TypeError rest() takes 1 positional argument but 2 were given
# expect: rest (1, {'b': 2, 'c': 3, 'd': 4, 'e': 5})
# expect: TypeError rest() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: rest (1, {'b': 2})
# expect: everything ((), {'a': 1, 'b': 2})
# expect: everything ((), {'b': 2, 'a': 1})
# expect: everything ((1,), {'b': 2})
# expect: everything ((1,), {'b': 2})
# expect: everything ((1, 2), {'c': 5})
# expect: everything ((1, 2), {'d': 5, 'c': 6})
# expect: everything ((), {'a': 1})
# expect: everything ((1,), {'a': 1})
# expect: everything ((1, 2, 3), {'a': 1})
# expect: everything ((), {'x': 1})
# expect: everything ((), {})
# expect: everything ((1, 2), {})
# expect: everything ((), {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5})
# expect: everything ((), {'b': 2})
# expect: TypeError keywords must be strings
# expect: everything ((), {'a': 1, 'b': 2})
# expect: steps [1, 2]
# expect: steps [1, 2]
# expect: steps [1, 2]
# expect: steps [1, 2]
# expect: TypeError steps() got an unexpected keyword argument 'c'
# expect: TypeError steps() got an unexpected keyword argument 'd'
# expect: TypeError steps() missing 1 required positional argument: 'b'
# expect: TypeError steps() got multiple values for argument 'a'
# expect: TypeError steps() got multiple values for argument 'a'
# expect: TypeError steps() got an unexpected keyword argument 'x'
# expect: TypeError steps() missing 2 required positional arguments: 'a' and 'b'
# expect: steps [1, 2]
# expect: TypeError steps() got an unexpected keyword argument 'c'
# expect: TypeError steps() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: steps [1, 2]
# expect: object ('called', 1, 2)
# expect: object ('called', 1, 2)
# expect: object ('called', 1, 2)
# expect: object ('called', 1, 2)
# expect: TypeError Callable.__call__() got an unexpected keyword argument 'c'
# expect: TypeError Callable.__call__() got an unexpected keyword argument 'd'
# expect: object ('called', 1, 0)
# expect: TypeError Callable.__call__() got multiple values for argument 'a'
# expect: TypeError Callable.__call__() got multiple values for argument 'a'
# expect: TypeError Callable.__call__() got an unexpected keyword argument 'x'
# expect: TypeError Callable.__call__() missing 1 required positional argument: 'a'
# expect: object ('called', 1, 2)
# expect: TypeError Callable.__call__() got an unexpected keyword argument 'c'
# expect: TypeError Callable.__call__() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: object ('called', 1, 2)
# expect: method ('method', 1, 2)
# expect: method ('method', 1, 2)
# expect: method ('method', 1, 2)
# expect: method ('method', 1, 2)
# expect: TypeError Callable.method() got an unexpected keyword argument 'c'
# expect: TypeError Callable.method() got an unexpected keyword argument 'd'
# expect: method ('method', 1, 0)
# expect: TypeError Callable.method() got multiple values for argument 'a'
# expect: TypeError Callable.method() got multiple values for argument 'a'
# expect: TypeError Callable.method() got an unexpected keyword argument 'x'
# expect: TypeError Callable.method() missing 1 required positional argument: 'a'
# expect: method ('method', 1, 2)
# expect: TypeError Callable.method() got an unexpected keyword argument 'c'
# expect: TypeError Callable.method() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: method ('method', 1, 2)
# expect: Made (1, 2)
# expect: Made (1, 2)
# expect: Made (1, 2)
# expect: Made (1, 2)
# expect: TypeError Made.__init__() got an unexpected keyword argument 'c'
# expect: TypeError Made.__init__() got an unexpected keyword argument 'd'
# expect: Made (1, 0)
# expect: TypeError Made.__init__() got multiple values for argument 'a'
# expect: TypeError Made.__init__() got multiple values for argument 'a'
# expect: TypeError Made.__init__() got an unexpected keyword argument 'x'
# expect: TypeError Made.__init__() missing 1 required positional argument: 'a'
# expect: Made (1, 2)
# expect: TypeError Made.__init__() got an unexpected keyword argument 'c'
# expect: TypeError Made.__init__() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: Made (1, 2)
# expect: dict {'a': 1, 'b': 2}
# expect: dict {'b': 2, 'a': 1}
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError dict expected at most 1 argument, got 2
# expect: TypeError dict expected at most 1 argument, got 2
# expect: dict {'a': 1}
# expect: TypeError 'int' object is not iterable
# expect: TypeError dict expected at most 1 argument, got 3
# expect: dict {'x': 1}
# expect: dict {}
# expect: TypeError dict expected at most 1 argument, got 2
# expect: dict {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}
# expect: dict {'b': 2}
# expect: TypeError keywords must be strings
# expect: dict {'a': 1, 'b': 2}
# expect: <lambda> (2, 1)
# expect: <lambda> (2, 1)
# expect: <lambda> (2, 1)
# expect: <lambda> (2, 1)
# expect: TypeError <lambda>() got an unexpected keyword argument 'c'
# expect: TypeError <lambda>() got an unexpected keyword argument 'd'
# expect: TypeError <lambda>() missing 1 required positional argument: 'b'
# expect: TypeError <lambda>() got multiple values for argument 'a'
# expect: TypeError <lambda>() got multiple values for argument 'a'
# expect: TypeError <lambda>() got an unexpected keyword argument 'x'
# expect: TypeError <lambda>() missing 2 required positional arguments: 'a' and 'b'
# expect: <lambda> (2, 1)
# expect: TypeError <lambda>() got an unexpected keyword argument 'c'
# expect: TypeError <lambda>() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: <lambda> (2, 1)
# expect: 15 7
# expect: (1, 0, {'k': 2}) []
# expect: [(0, 0), (1, -1)]
# expect: in the function None
# expect: gone 1
# expect: None
# expect: in the function 2
# expect: gone 3
# expect: gone 2
# expect: 2
# expect: in the function None
# expect: kept 1
# expect: gone 4
# expect: x
# expect: gone x
# expect: gone y
# expect: x
# expect: gone x
# expect: gone y
# expect: [(0, 0, 1, 4), (1, 0, 1, 4)]
# expect: too deep
# expect: (0, 5, 2)
# expect: (0, 5, 6)
# expect: changing() missing 1 required keyword-only argument: 'c'
# expect: changing() missing 1 required positional argument: 'b'
# expect: ((), {'a': 0})
# expect: done
