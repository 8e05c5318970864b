# Bound methods and other callables that are called with keywords and **mappings.
import functools, types, weakref

class C:
    def plain(self, a, b=2, *, c=3): return self.name, a, b, c
    def rest(self, *args, c=3, **names): return self.name, args, c, names
    @classmethod
    def of_class(cls, a, **names): return cls.__name__, a, names
    @staticmethod
    def of_none(a, **names): return a, names
    def __call__(self, a, **names): return "called", a, names
    def forwards(self, *args, **names): return self.rest(*args, x=1, **names)
    def deeper(self, **names): return self.forwards(1, **names)
    name = "C"
class D(C):
    name = "D"
    def plain(self, a, **names): return "D", super().plain(a, **names)
    def rest(self, *args, **names): return "D", super().rest(0, *args, y=2, **names)

def show(f, *args, **names):
    try:
        return f(*args, **names)
    except TypeError as error:
        return str(error)

m, none = {"c": 30}, {}
for o in (C(), D()):
    method, rest = o.plain, o.rest
    print(method(1, c=5, **none), o.plain(1, **m), o.plain(a=1, **m), o.plain(*[1], **m), o.plain(*(1,), **none))
    print(rest(1, 2, **m), rest(z=1, **none), o.rest(*[1, 2], z=1, **m), o.of_class(1, z=2, **m), o.of_none(1, **m), o(1, **m))
    print(o.forwards(5, **m), o.deeper(q=1), o.deeper())
    print(show(lambda: o.plain(1, c=1, **m)), show(lambda: o.plain(**m)), show(lambda: o.of_class(**m)), show(lambda: o.deeper(x=2)))

c = C()
twice = types.MethodType(c.rest, 7)
native = types.MethodType(dict, [("k", 1)])
of_object = types.MethodType(C(), 8)
print(twice(1, **m), native(a=2, **m), of_object(**m), types.MethodType(functools.partial(c.rest, 1), 2)(**m))
print([].sort(key=None, **none), "{a}".format(a=1, **m), "a b".split(maxsplit=1, **none), {}.__class__(a=1, **m))

class Holder: pass
def one_call():
    o = C()
    watch, value = weakref.ref(o), Holder()
    seen = weakref.ref(value)
    method = o.rest
    result = method(value, k=value, **m)
    del o, method, value, result
    return watch() is None, seen() is None
print(one_call())

def raises(self, **names): raise KeyError("inside")
C.raises = raises
try:
    c.raises(a=1, **m)
except KeyError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name, error.__traceback__.tb_next.tb_frame.f_locals["names"])

def generator(self, a, **names):
    yield a
    yield names
C.generator = generator
print(list(c.generator(1, **m)), list(c.generator(a=1, z=5, **m)))
async def coroutine(self, a, **names): return a, names
C.coroutine = coroutine
try:
    c.coroutine(1, **m).send(None)
except StopIteration as stop:
    print(stop.value)

def depth(self, n, **names):
    return self.depth(n - 1, **names) if n else names
C.depth = depth
print(c.depth(200, k=1))
try:
    c.depth(10**6, k=1)
except RecursionError:
    print("RecursionError")

# expect: ('C', 1, 2, 5) ('C', 1, 2, 30) ('C', 1, 2, 30) ('C', 1, 2, 30) ('C', 1, 2, 3)
# expect: ('C', (1, 2), 30, {}) ('C', (), 3, {'z': 1}) ('C', (1, 2), 30, {'z': 1}) ('C', 1, {'z': 2, 'c': 30}) (1, {'c': 30}) ('called', 1, {'c': 30})
# expect: ('C', (5,), 30, {'x': 1}) ('C', (1,), 3, {'x': 1, 'q': 1}) ('C', (1,), 3, {'x': 1})
# expect: __main__.C.plain() got multiple values for keyword argument 'c' C.plain() missing 1 required positional argument: 'a' C.of_class() missing 1 required positional argument: 'a' __main__.C.rest() got multiple values for keyword argument 'x'
# expect: ('D', ('D', 1, 2, 5)) ('D', ('D', 1, 2, 30)) ('D', ('D', 1, 2, 30)) ('D', ('D', 1, 2, 30)) ('D', ('D', 1, 2, 3))
# expect: ('D', ('D', (0, 1, 2), 30, {'y': 2})) ('D', ('D', (0,), 3, {'y': 2, 'z': 1})) ('D', ('D', (0, 1, 2), 30, {'y': 2, 'z': 1})) ('D', 1, {'z': 2, 'c': 30}) (1, {'c': 30}) ('called', 1, {'c': 30})
# expect: ('D', ('D', (0, 5), 30, {'y': 2, 'x': 1})) ('D', ('D', (0, 1), 3, {'y': 2, 'x': 1, 'q': 1})) ('D', ('D', (0, 1), 3, {'y': 2, 'x': 1}))
# expect: __main__.D.plain() got multiple values for keyword argument 'c' D.plain() missing 1 required positional argument: 'a' C.of_class() missing 1 required positional argument: 'a' __main__.D.rest() got multiple values for keyword argument 'x'
# expect: ('C', (7, 1), 30, {}) {'k': 1, 'a': 2, 'c': 30} ('called', 8, {'c': 30}) ('C', (1, 2), 30, {})
# expect: None 1 ['a', 'b'] {'a': 1, 'c': 30}
# expect: (True, True)
# expect: 'inside' raises {'a': 1, 'c': 30}
# expect: [1, {'c': 30}] [1, {'z': 5, 'c': 30}]
# expect: (1, {'c': 30})
# expect: {'k': 1}
# expect: RecursionError
