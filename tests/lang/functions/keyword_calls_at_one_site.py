# Calls with keywords: any order, defaults in between, parameters that are given twice, unknown, positional only or missing, and callees
# that change at one site.


def attempt(function, *args):
    try:
        return function(*args)
    except TypeError as e:
        return str(e)


def plain(a, b, c=3, d=4):
    local = (a, b, c, d)
    return local


def other(d, c, b, a):
    return "other", a, b, c, d


def strict(a, /, b, *, c=30, d=40):
    return "strict", a, b, c, d


def open_ended(a, *rest, **more):
    return "open", a, rest, sorted(more.items())


class Thing:
    def __init__(self, a, b=2, *, c=3, d=4):
        self.values = a, b, c, d

    def method(self, a, b=20, c=30):
        return "method", a, b, c


def in_order(f):
    return f(1, b=2)


def out_of_order(f):
    return f(d=14, c=13, b=12, a=11)


def one_between(f):
    return f(1, 2, d=5)


def twice(f):
    return f(1, a=2)


def unknown(f):
    return f(1, 2, zzz=3)


def too_many(f):
    return f(1, 2, 3, 4, 5, b=6)


def on_method(o):
    return o.method(1, c=5), o.method(c=1, b=2, a=3)


SITES = in_order, out_of_order, one_between, twice, unknown, too_many
for site in SITES:
    for _ in range(3):
        results = [attempt(site, f) for f in (plain, other, strict, open_ended, dict)]
    print(site.__name__, results)
print(attempt(lambda: Thing(1, d=2).values), attempt(lambda: Thing(b=1, a=2).values), attempt(lambda: Thing(c=1)))
for _ in range(3):
    print(*on_method(Thing(1)))

plain.__defaults__ = (33,)
print([attempt(site, plain) for site in SITES])
plain.__defaults__ = None
print([attempt(site, plain) for site in SITES])
plain.__code__ = other.__code__
print([attempt(site, plain) for site in SITES])


def gen():
    yield other(1, b=2, a=3, c=4)
    yield Thing(1).method(a=5)


print(list(gen()))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def swallow(a, b=None):
    return 0


print(swallow(Noisy("first"), b=Noisy("second")), swallow(b=Noisy("third"), a=1))

# expect: in_order [(1, 2, 3, 4), "other() missing 2 required positional arguments: 'c' and 'a'", ('strict', 1, 2, 30, 40), ('open', 1, (), [('b', 2)]), "'int' object is not iterable"]
# expect: out_of_order [(11, 12, 13, 14), ('other', 11, 12, 13, 14), "strict() got some positional-only arguments passed as keyword arguments: 'a'", ('open', 11, (), [('b', 12), ('c', 13), ('d', 14)]), {'d': 14, 'c': 13, 'b': 12, 'a': 11}]
# expect: one_between [(1, 2, 3, 5), "other() got multiple values for argument 'd'", ('strict', 1, 2, 30, 5), ('open', 1, (2,), [('d', 5)]), 'dict expected at most 1 argument, got 2']
# expect: twice ["plain() got multiple values for argument 'a'", "other() missing 2 required positional arguments: 'c' and 'b'", "strict() got some positional-only arguments passed as keyword arguments: 'a'", "open_ended() got multiple values for argument 'a'", "'int' object is not iterable"]
# expect: unknown ["plain() got an unexpected keyword argument 'zzz'", "other() got an unexpected keyword argument 'zzz'", "strict() got an unexpected keyword argument 'zzz'", ('open', 1, (2,), [('zzz', 3)]), 'dict expected at most 1 argument, got 2']
# expect: too_many ["plain() got multiple values for argument 'b'", "other() got multiple values for argument 'b'", "strict() got multiple values for argument 'b'", ('open', 1, (2, 3, 4, 5), [('b', 6)]), 'dict expected at most 1 argument, got 5']
# expect: (1, 2, 3, 2) (2, 1, 3, 4) Thing.__init__() missing 1 required positional argument: 'a'
# expect: ('method', 1, 20, 5) ('method', 3, 2, 1)
# expect: ('method', 1, 20, 5) ('method', 3, 2, 1)
# expect: ('method', 1, 20, 5) ('method', 3, 2, 1)
# expect: ["plain() missing 1 required positional argument: 'c'", (11, 12, 13, 14), "plain() missing 1 required positional argument: 'c'", "plain() got multiple values for argument 'a'", "plain() got an unexpected keyword argument 'zzz'", "plain() got multiple values for argument 'b'"]
# expect: ["plain() missing 2 required positional arguments: 'c' and 'd'", (11, 12, 13, 14), "plain() missing 1 required positional argument: 'c'", "plain() got multiple values for argument 'a'", "plain() got an unexpected keyword argument 'zzz'", "plain() got multiple values for argument 'b'"]
# expect: ["plain() missing 2 required positional arguments: 'c' and 'a'", ('other', 11, 12, 13, 14), "plain() got multiple values for argument 'd'", "plain() missing 2 required positional arguments: 'c' and 'b'", "plain() got an unexpected keyword argument 'zzz'", "plain() got multiple values for argument 'b'"]
# expect: [('other', 3, 2, 4, 1), ('method', 5, 20, 30)]
# expect: gone first
# expect: gone second
# expect: gone third
# expect: 0 0
