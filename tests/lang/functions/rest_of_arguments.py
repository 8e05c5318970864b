# Functions that take all positional arguments there are, called in every way, and what the calls leave counted.
import sys
import threading


def rest(*a):
    return a


def rest_and_named(*a, **k):
    return a, k


def after_one(x, *a):
    return x, a


def after_default(x, y="default", *a, **k):
    return x, y, a, k


def keyword_only(*a, last="last"):
    return a, last


def pass_on(*a):
    return after_one(*a)


class Thing:
    def method(self, *a):
        return type(self).__name__, a

    def __call__(self, *a, **k):
        return a, k


def many(f, n):
    return f(*range(n))


def passing(f):
    def wrapper(*a, **k):
        return f(*a, **k)
    return wrapper


print(rest(), rest(1), rest(1, 2, 3))
print(rest_and_named(), rest_and_named(1, 2), rest_and_named(1, z=2))
print(after_one(1), after_one(1, 2), after_one(1, 2, 3))
print(after_default(1), after_default(1, 2), after_default(1, 2, 3, 4), after_default(1, z=5))
print(keyword_only(1, 2), keyword_only(1, last=2))
print(pass_on(1, 2, 3), Thing().method(1, 2), Thing()(1, 2), Thing()(1, k=2))
for n in (0, 1, 15, 16, 17, 40, 300):
    print(n, len(many(rest, n)), sum(many(rest, n)), len(many(rest_and_named, n)[0]))
for f in (after_one, after_default, keyword_only, Thing().method, Thing(), dict, "{} {x}".format, max):
    for a, k in (((1, 2), {}), ((), {"x": 1}), ((3, 1, 2), {"last": 5}), (tuple(range(9)), {}), ([[1, 2]], {})):
        try:
            print(passing(f)(*a, **k), end=" ")
        except (TypeError, KeyError, ValueError) as e:
            print(type(e).__name__, end=" ")
    print()
for call in (lambda: after_one(), lambda: pass_on(), lambda: after_default(), lambda: after_one(*(), **{"a": 1})):
    try:
        call()
    except TypeError as e:
        print(e)


# Arguments that are temporaries, locals, and both at once; nothing stays counted.
def counts():
    token = object()
    before = sys.getrefcount(token)
    for _ in range(100):
        rest(token, token)
        rest(token, [token], token)
        rest_and_named(token, [token])
        after_one(token, (token, token), token)
        after_default(token, token, token, token)
        rest(*[token, token])
        rest(*(token, [token]))
        pass_on(token, token)
        passing(after_default)(token, [token])
        passing(after_default)(token, z=token)
        passing(Thing)().method(*(token,), **{})
        Thing().method(token, [token])
        try:
            after_one(*[], a=token)
        except TypeError:
            pass
    return sys.getrefcount(token) - before


print(counts())
kept = rest([1], [2])
again = rest(*kept)
print(again is kept, again == kept, all(x is y for x, y in zip(again, kept)))


def changing(a, b=[1], *rest):
    changing.__defaults__ = ([len(b) + 1] * (len(b) + 1),)
    return a, b, rest


print([changing(0) for _ in range(4)], changing(0, [], 2))


# Functions, defaults and arguments of another thread.
def work(f, arguments, out):
    last = None
    for _ in range(2000):
        last = f(*arguments), f(arguments[0], *arguments), after_default(arguments[0])
    out.append(last)


shared = [object(), [1], "text", 7]
before = [sys.getrefcount(shared[n]) for n in range(2)]
results = []
threads = [threading.Thread(target=work, args=(f, shared, results)) for f in (rest, after_one, after_default, pass_on)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(results), sorted(len(r) for r in results))
del results, threads, t
print([sys.getrefcount(shared[n]) - before[n] for n in range(2)])

# expect: () (1,) (1, 2, 3)
# expect: ((), {}) ((1, 2), {}) ((1,), {'z': 2})
# expect: (1, ()) (1, (2,)) (1, (2, 3))
# expect: (1, 'default', (), {}) (1, 2, (), {}) (1, 2, (3, 4), {}) (1, 'default', (), {'z': 5})
# expect: ((1, 2), 'last') ((1,), 2)
# expect: (1, (2, 3)) ('Thing', (1, 2)) ((1, 2), {}) ((1,), {'k': 2})
# expect: 0 0 0 0
# expect: 1 1 0 1
# expect: 15 15 105 15
# expect: 16 16 120 16
# expect: 17 17 136 17
# expect: 40 40 780 40
# expect: 300 300 44850 300
# expect: (1, (2,)) (1, ()) TypeError (0, (1, 2, 3, 4, 5, 6, 7, 8)) ([1, 2], ()) 
# expect: (1, 2, (), {}) (1, 'default', (), {}) (3, 1, (2,), {'last': 5}) (0, 1, (2, 3, 4, 5, 6, 7, 8), {}) ([1, 2], 'default', (), {}) 
# expect: ((1, 2), 'last') TypeError ((3, 1, 2), 5) ((0, 1, 2, 3, 4, 5, 6, 7, 8), 'last') (([1, 2],), 'last') 
# expect: ('Thing', (1, 2)) TypeError TypeError ('Thing', (0, 1, 2, 3, 4, 5, 6, 7, 8)) ('Thing', ([1, 2],)) 
# expect: ((1, 2), {}) ((), {'x': 1}) ((3, 1, 2), {'last': 5}) ((0, 1, 2, 3, 4, 5, 6, 7, 8), {}) (([1, 2],), {}) 
# expect: TypeError {'x': 1} TypeError TypeError TypeError 
# expect: KeyError 
# expect-error: IndexError: Replacement index 0 out of range for positional args tuple
# status: 1
