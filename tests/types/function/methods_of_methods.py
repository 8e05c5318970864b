# A method that binds another method puts both selves in front, wherever it is called from: the registers of a generator have no room for a second.
import types


def show(*args, **keywords):
    return args, keywords


class Pair:
    def __init__(self, *args):
        self.args = args


def nest(function, selves):
    for self in selves:
        function = types.MethodType(function, self)
    return function


def calls(method):
    while True:
        yield method()
        yield method(1)
        yield method(1, key=2)
        yield method(*(1, 2), **{"key": 3})


class Holder:
    inherited = nest(show, "ab")
    by_class = classmethod(nest(show, "ab"))


for depth in range(6):
    method = nest(show, range(depth))
    generators = [calls(method) for _ in range(20)]
    for results in zip(*generators, strict=True):
        assert all(result == results[0] for result in results)
        print(results[0])
        if results[0][1].get("key") == 3:
            break
made = [next(calls(nest(Pair, range(depth)))).args for depth in range(5)]
print(made)
Holder.own = nest(len, [[1, 2]])
holder = Holder()
print(next(holder.inherited(i) for i in range(1)), next(holder.own() for i in range(1)), next(holder.by_class(i)[0][1:] for i in range(1)))
total = nest(show, range(300))
print(len(next(total() for _ in range(1))[0]), len(total(1, 2)[0]))

# expect: ((), {})
# expect: ((1,), {})
# expect: ((1,), {'key': 2})
# expect: ((1, 2), {'key': 3})
# expect: ((0,), {})
# expect: ((0, 1), {})
# expect: ((0, 1), {'key': 2})
# expect: ((0, 1, 2), {'key': 3})
# expect: ((0, 1), {})
# expect: ((0, 1, 1), {})
# expect: ((0, 1, 1), {'key': 2})
# expect: ((0, 1, 1, 2), {'key': 3})
# expect: ((0, 1, 2), {})
# expect: ((0, 1, 2, 1), {})
# expect: ((0, 1, 2, 1), {'key': 2})
# expect: ((0, 1, 2, 1, 2), {'key': 3})
# expect: ((0, 1, 2, 3), {})
# expect: ((0, 1, 2, 3, 1), {})
# expect: ((0, 1, 2, 3, 1), {'key': 2})
# expect: ((0, 1, 2, 3, 1, 2), {'key': 3})
# expect: ((0, 1, 2, 3, 4), {})
# expect: ((0, 1, 2, 3, 4, 1), {})
# expect: ((0, 1, 2, 3, 4, 1), {'key': 2})
# expect: ((0, 1, 2, 3, 4, 1, 2), {'key': 3})
# expect: [(), (0,), (0, 1), (0, 1, 2), (0, 1, 2, 3)]
# expect: (('a', 'b', 0), {}) 2 ('b', <class '__main__.Holder'>, 0)
# expect: 300 302
