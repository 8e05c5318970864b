# min-version: 3.14
import pickle
import sys
import warnings
from _functools import Placeholder as P
from _functools import partial, reduce


def show(*arguments, **named):
    return arguments, named


def refused(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except TypeError as e:
        return str(e)


print(repr(P), type(P)() is P, refused(type(P), 1), P.__reduce__(), type(P).__name__)
p = partial(show, P, 0, P, 1, key=2)
print(p("a", "b"), p("a", "b", "c", other=3), p.args)
print(refused(p, "a"), refused(p))
print(refused(partial, show, P), refused(partial, show, 1, P), refused(partial, show, key=P))
inner = partial(show, P, P, 0)
print(partial(inner, 1).args, partial(inner, 1)(2), partial(inner, 1, 2, 3).args, partial(inner, P, 2).args, partial(inner).args, partial(inner, P, 2, 3)("x", "y"))
print(partial(show, *range(20), P, 20)("x")[0][-2:], partial(inner, key=1)("a", "b", key=2))
state = partial(show)
state.__setstate__((show, (P, 1), {"a": 10}, {}))
print(state(5), refused(state.__setstate__, (show, (1, P), {}, None)))
print(reduce(lambda a, b: a + b, [], initial=4), reduce(lambda a, b: a * b, [2, 3], 4))
P2 = pickle.loads(pickle.dumps(P)) if hasattr(__import__("functools"), "Placeholder") else P
print(P2 is P)


class C:
    method = partial(show, 1)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    instance = C()
    got = instance.method()[0]
wanted = (1, instance) if sys.version_info >= (3, 14) else (1,)
print(got == wanted, [w.category.__name__ for w in caught] == ["FutureWarning"] * (sys.version_info[:2] == (3, 13)), C.method()[0])

# expect: Placeholder True _PlaceholderType takes no arguments Placeholder _PlaceholderType
# expect: (('a', 0, 'b', 1), {'key': 2}) (('a', 0, 'b', 1, 'c'), {'key': 2, 'other': 3}) (Placeholder, 0, Placeholder, 1)
# expect: missing positional arguments in 'partial' call; expected at least 2, got 1 missing positional arguments in 'partial' call; expected at least 2, got 0
# expect: trailing Placeholders are not allowed trailing Placeholders are not allowed Placeholder cannot be passed as a keyword argument
# expect: (1, Placeholder, 0) ((1, 2, 0), {}) (1, 2, 0, 3) (Placeholder, 2, 0) (Placeholder, Placeholder, 0) (('x', 2, 0, 3, 'y'), {})
# expect: ('x', 20) (('a', 'b', 0), {'key': 2})
# expect: ((5, 1), {'a': 10}) trailing Placeholders are not allowed
# expect: 4 24
# expect: True
# expect: True True (1,)
