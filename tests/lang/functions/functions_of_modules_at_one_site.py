# module.name(...) at one place, while names of the module come, change and go, and for several modules and other objects.
import os.path
import sys
import types


def site(m, *args):
    if len(args) == 0:
        return m.f()
    return m.f(args[0])

def with_keyword(m):
    return m.f(x=1)

def path_site(a, b):
    return os.path.join(a, b), os.path.basename(b), os.path.isabs(a)

for i in range(30):
    last = path_site("/a", "b/c")
print(last)

a, b = types.ModuleType("a"), types.ModuleType("b")
a.f = lambda x=0: ("a", x)
b.f = lambda x=0: ("b", x)

class Own:
    def f(self, x=0):
        return "own", x

class Called:
    def __call__(self, x=0):
        return "called", x

def run(*steps):
    seen = []
    for step in steps:
        for i in range(30):
            try:
                last = step() if callable(step) else site(step)
            except Exception as e:
                last = type(e).__name__, str(e)
        seen.append(last)
    print(seen)

run(a, b, a, Own(), a, lambda: site(a, 5), lambda: site(b, 6), lambda: with_keyword(a))

def replaced():
    seen = []
    for i, f in enumerate((len, lambda x=0: ("new", x), Called(), Called, str, Own().f, 5, lambda: "none", lambda x: x)):
        a.f = f
        for turn in range(20):
            try:
                got = site(a, "text")
            except TypeError as e:
                got = "TypeError"
        seen.append(got if not isinstance(got, (Called,)) else "Called")
        a.__dict__["f"] = f
        for turn in range(20):
            try:
                got = site(a)
            except TypeError as e:
                got = "TypeError"
        seen.append(got if not isinstance(got, (Called,)) else "Called")
    return seen
print(replaced())

def removed():
    seen = []
    m = types.ModuleType("m")
    m.f = lambda x=0: x
    for i in range(100):
        if i == 20:
            del m.f
        if i == 40:
            m.__getattr__ = lambda name: lambda x=0: ("asked", name)
        if i == 60:
            m.f = lambda x=0: "again"
        if i == 80:
            m.__dict__.pop("f"), m.__dict__.pop("__getattr__")
        try:
            seen.append(site(m))
        except AttributeError as e:
            seen.append(str(e))
    return seen[0], seen[19], seen[20], seen[40], seen[60], seen[79], seen[80], seen[99]
print(removed())

class Computed(types.ModuleType):
    @property
    def f(self):
        return lambda x=0: ("computed", self.__name__)

class Intercepted(types.ModuleType):
    def __getattribute__(self, name):
        return lambda x=0: ("intercepted", name)

def another_class():
    m = types.ModuleType("m")
    m.f = lambda x=0: "plain"
    seen = []
    for kind in (None, Computed, types.ModuleType, Intercepted):
        if kind:
            object.__setattr__(m, "__class__", kind)
        for i in range(30):
            last = site(m)
        seen.append(last)
    return seen
print(another_class())

def many_names():
    m = types.ModuleType("m")
    m.f = lambda x=0: len(m.__dict__) > 0
    out = []
    for i in range(60):
        setattr(m, "n%d" % i, i)
        out.append(site(m))
    return all(out)
print(many_names())

# The module dies with its call: the only reference is the one in the call's window.
def fresh(n):
    m = types.ModuleType("fresh")
    m.f = lambda x=0: n
    return m
def dying():
    return [fresh(i).f() for i in range(40)]
print(dying() == list(range(40)))

def generator():
    for i in range(40):
        yield os.path.join("a", str(i)), a.__name__.upper()
print(list(generator())[-1], sys.modules["os.path"].join("x", "y"))

# expect: ('/a/b/c', 'c', True)
# expect: [('a', 0), ('b', 0), ('a', 0), ('own', 0), ('a', 0), ('a', 5), ('b', 6), ('a', 1)]
# expect: [4, 'TypeError', ('new', 'text'), ('new', 0), ('called', 'text'), ('called', 0), 'TypeError', 'Called', 'text', '', ('own', 'text'), ('own', 0), 'TypeError', 'TypeError', 'TypeError', 'none', 'text', 'TypeError']
# expect: (0, 0, "module 'm' has no attribute 'f'", ('asked', 'f'), 'again', 'again', "module 'm' has no attribute 'f'", "module 'm' has no attribute 'f'")
# expect: ['plain', ('computed', 'm'), 'plain', ('intercepted', 'f')]
# expect: True
# expect: True
# expect: ('a/39', 'A') x/y
