# Call sites that have settled on a class or a function: defaults that are replaced, classes that change, calls out of generators,
# constructors that fail or return something.


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def many(a, b=2, c="three"):
    local = [a, b, c]
    return local


def one(a):
    return many(a)


def two(a, b):
    return many(a, b)


for _ in range(20):
    results = one(1), two(1, 5)
print(results)
many.__defaults__ = (7, 8)
print(one(1), two(1, 5))
many.__defaults__ = (9,)
print(attempt(one, 1), two(1, 5))
many.__defaults__ = None
print(attempt(one, 1), attempt(two, 1, 5))
many.__defaults__ = ([], {}, ())
print(attempt(many), one(1))
many.__code__ = (lambda x, y=0: ("other code", x, y)).__code__
many.__defaults__ = (4,)
print(one(1), two(1, 5))


class Point:
    def __init__(self, x, y=0):
        label = "local %d" % x
        self.x = x
        self.y = y
        self.label = label


class Returns:
    def __init__(self, x):
        return x


class Fails:
    def __init__(self, x):
        kept = [x]
        raise ValueError(x)


class Made:
    def __new__(cls, x):
        return ("made", x)


class Empty:
    pass


class Text(str):
    def __init__(self, x):
        self.x = x


def make(cls, x):
    return cls(x)


def show(o):
    return vars(o) if hasattr(o, "__dict__") else o


for _ in range(20):
    results = [attempt(lambda: show(make(cls, 3))) for cls in (Point, Fails, Made, Text, int, str, Returns, Empty)]
print(results)
for _ in range(20):
    made = make(Point, 1)
print(vars(made), attempt(make, Returns, None).__class__.__name__)
Point.__init__ = lambda self, x: setattr(self, "new", x)
print(vars(make(Point, 1)))
Point.__new__ = staticmethod(lambda cls, x: ("new", x))
print(make(Point, 1))


class Bare:
    def __init__(self, x):
        self.x = x


for _ in range(20):
    made = make(Bare, 1)
del Bare.__init__
print(vars(made), attempt(make, Bare, 1)[0])


def build(cls):
    return cls(1, y=2)


print(attempt(build, Bare)[0])


def helper(a, b=10):
    kept = a + b
    return kept


def produce(n):
    for i in range(n):
        yield helper(i)
        yield helper(i, 1)
        yield many(i)[0]
        yield make(Empty if i > n else Text, "t").x


print(list(produce(3)))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def holds(name):
    a = Noisy(name)
    b = a
    return None


def gives(name):
    a = Noisy(name)
    b = a
    return b


holds("held")
x = gives("given")
print("still here")
del x

# expect: ([1, 2, 'three'], [1, 5, 'three'])
# expect: [1, 7, 8] [1, 5, 8]
# expect: ('TypeError', "many() missing 1 required positional argument: 'b'") [1, 5, 9]
# expect: ('TypeError', "many() missing 2 required positional arguments: 'b' and 'c'") ('TypeError', "many() missing 1 required positional argument: 'c'")
# expect: [[], {}, ()] [1, {}, ()]
# expect: ('other code', 1, 4) ('other code', 1, 5)
# expect: [{'x': 3, 'y': 0, 'label': 'local 3'}, ('ValueError', '3'), ('made', 3), {'x': 3}, 3, '3', ('TypeError', "__init__() should return None, not 'int'"), ('TypeError', 'Empty() takes no arguments')]
# expect: {'x': 1, 'y': 0, 'label': 'local 1'} Returns
# expect: {'new': 1}
# expect: ('new', 1)
# expect: {'x': 1} TypeError
# expect: TypeError
# expect: [10, 1, 'other code', 't', 11, 2, 'other code', 't', 12, 3, 'other code', 't']
# expect: gone held
# expect: still here
# expect: gone given
