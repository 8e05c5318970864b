# A site that has read a property many times runs the getter in place: from functions, temporaries, generators; errors and hooks as ever.
import traceback


class Point:
    def __init__(self):
        self.items = [1]

    @property
    def first(self):
        locals_of_its_own = [self.items[0], self]
        return locals_of_its_own[0]

    @property
    def me(self):
        return self

    @property
    def captured(self):
        return (lambda: self)()

    @property
    def broken(self):
        return self.nothing

    @property
    def endless(self):
        return self.endless


def read(p):
    return p.first, p.me is p, p.captured is p


def read_temporaries():
    return Point().first, Point().me.me.items, Point().captured.first


def read_in_generator(p):
    for _ in range(2):
        yield p.first, p.me is p, Point().me.first


def read_broken(p):
    try:
        return p.broken
    except AttributeError as e:
        return [f.name for f in traceback.extract_tb(e.__traceback__)]


def read_endless(p):
    try:
        return p.endless
    except RecursionError:
        return "too deep"


point = Point()
for _ in range(50):
    results = read(point), read_temporaries(), list(read_in_generator(point)), read_broken(point)
print(*results)
print([read_endless(point) for _ in range(3)])


class Hooked:
    @property
    def value(self):
        raise AttributeError("no")


def read_value(o):
    try:
        return o.value
    except AttributeError as e:
        return str(e)


hooked = Hooked()
print({read_value(hooked) for _ in range(50)})
Hooked.__getattr__ = lambda self, name: "hook for " + name
print(read_value(hooked))
Hooked.value = property(lambda self: "replaced")
print(read_value(hooked))
Hooked.value = property()
print(read_value(hooked))

# expect: (1, True, True) (1, [1], 1) [(1, True, 1), (1, True, 1)] ['read_broken', 'broken']
# expect: ['too deep', 'too deep', 'too deep']
# expect: {'no'}
# expect: hook for value
# expect: replaced
# expect: hook for value
