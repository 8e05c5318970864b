# o.method(*sequence): what the method may be, when it is looked up, how errors are told, and what tracers see.
import sys
import threading
import traceback
import weakref


class Thing:
    def plain(self, *a):
        return "plain", a

    def two(self, x, y=2):
        return x, y

    @staticmethod
    def static(*a):
        return "static", a

    @classmethod
    def of_class(cls, *a):
        return cls.__name__, a

    def __getattr__(self, name):
        if name == "computed":
            return lambda *a: ("computed", a)
        raise AttributeError(f"no {name} here")

    class Inner:
        def __init__(self, *a):
            self.a = a

        def __call__(self, *a):
            return "called", self.a, a


o = Thing()
o.own = lambda *a: ("own", a)
o.bound = [].append
o.instance = Thing.Inner(1)
for n in (0, 1, 2, 7, 8, 9, 20):
    s = tuple(range(n))
    print(n, o.plain(*s)[1] == s, o.static(*s)[1] == s, o.of_class(*s)[1] == s, o.own(*s)[1] == s, o.computed(*s)[1] == s, o.Inner(*s).a == s, o.instance(*s)[2] == s)
print(o.two(*[1]), o.two(*(1, 5)), o.two(*iter([3, 4])), o.two(*"ab"), o.two(*{1: 2}), o.two(1, *[2]), o.two(*[], *[1], *(2,)))
print([].append(*(1,)), "a-b-c".split(*["-", 1]), (5).__add__(*(6,)), {}.get(*("k", "default")), "{}{}".format(*[1, 2]), max.__call__(*(3, 4)))
print(",".join(*[["a", "b"]]), [3, 1].index(*[1]), "x".join(*("ab",)), Thing.two(*(o, 1)), Thing.plain(*[o]), super(Thing, o).__repr__(*())[:7])


# Errors.
def shown(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


shown(lambda: o.two(*()))
shown(lambda: o.two(*(1, 2, 3)))
shown(lambda: o.missing(*(1, 2)))
shown(lambda: o.missing(*print("not evaluated")))
shown(lambda: o.plain(*5))
shown(lambda: o.own(*None))
shown(lambda: [].append(*5))
shown(lambda: [].append(*(1, 2)))
shown(lambda: (5).__add__(*("a", "b")))
shown(lambda: o.two(*(1 // 0,)))
shown(lambda: None.f(*()))


def broken():
    yield 1
    raise KeyError("in the middle")


shown(lambda: o.plain(*broken()))
try:
    (o
     .two(
         *[1, 2,
           3]))
except TypeError as e:
    print([(f.lineno, f.name) for f in traceback.extract_tb(e.__traceback__)][0][1], str(e))


# The method is found before the arguments are evaluated.
def replace():
    Thing.plain = lambda self, *a: ("replaced", a)
    return 1


print(o.plain(*[replace()]), o.plain(*[1]))


# Nothing stays counted, also if the call fails or ends in another frame.
class Token:
    pass


def leaves_nothing():
    token = Token()
    gone = weakref.ref(token)
    before = sys.getrefcount(token)
    for _ in range(50):
        o.two(*(token,))
        o.two(*[token, token])
        o.plain(*(token for _ in range(12)))
        o.own(*(token, [token]))
        o.Inner(*(token, token))
        {}.get(*(token, token))
        for wrong in ((), (token,) * 3, (token,) * 12):
            try:
                o.two(*wrong)
            except TypeError:
                pass
    print(sys.getrefcount(token) - before)
    del token, wrong
    return gone


print(leaves_nothing()() is None)


def generator(*a):
    got = o.own(*[(yield a[0])], *a)
    yield got


g = generator(1, 2)
print(next(g), g.send("sent"))


# What a profiler sees.
calls = []


def profile(frame, event, argument):
    if event.startswith("c_"):
        calls.append((event, argument.__name__))
    elif event == "call":
        calls.append((event, frame.f_code.co_name))


values = []
sys.setprofile(profile)
o.two(*(1, 2))
values.append(*(1,))
values.extend(*[[1, 2]])
sys.setprofile(None)
print([c for c in calls if c[1] in ("two", "append", "extend")])


# Methods of objects that all threads use.
def work(lock, out):
    n = 0
    for i in range(1000):
        lock.acquire(*())
        n += o.two(*(1, i))[0]
        lock.release(*[])
        with lock:
            n += len(o.own(*(i,) * (i % 11))[1]) >= 0
    out.append(n)


lock, out = threading.Lock(), []
threads = [threading.Thread(target=work, args=(lock, out)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(out)

# expect: 0 True True True True True True True
# expect: 1 True True True True True True True
# expect: 2 True True True True True True True
# expect: 7 True True True True True True True
# expect: 8 True True True True True True True
# expect: 9 True True True True True True True
# expect: 20 True True True True True True True
# expect: (1, 2) (1, 5) (3, 4) ('a', 'b') (1, 2) (1, 2) (1, 2)
# expect: None ['a', 'b-c'] 11 default 12 4
# expect: a,b 1 axb (1, 2) ('plain', ()) <__main
# expect: TypeError Thing.two() missing 1 required positional argument: 'x'
# expect: TypeError Thing.two() takes from 2 to 3 positional arguments but 4 were given
# expect: AttributeError no missing here
# expect: AttributeError no missing here
# expect-before-3.15: TypeError __main__.Thing.plain() argument after * must be an iterable, not int
# expect-before-3.15: TypeError __main__.<lambda>() argument after * must be an iterable, not NoneType
# expect-before-3.15: TypeError list.append() argument after * must be an iterable, not int
# expect-since-3.15: TypeError Value after * must be an iterable, not int
# expect-since-3.15: TypeError Value after * must be an iterable, not NoneType
# expect-since-3.15: TypeError Value after * must be an iterable, not int
# expect: TypeError list.append() takes exactly one argument (2 given)
# expect: TypeError expected 1 argument, got 2
# expect-before-3.14: ZeroDivisionError integer division or modulo by zero
# expect-since-3.14: ZeroDivisionError division by zero
# expect: AttributeError 'NoneType' object has no attribute 'f'
# expect: KeyError 'in the middle'
# expect: <module> Thing.two() takes from 2 to 3 positional arguments but 4 were given
# expect: ('plain', (1,)) ('replaced', (1,))
# expect: 12
# expect: True
# expect: 1 ('own', ('sent', 1, 2))
# expect: [('call', 'two'), ('c_call', 'append'), ('c_return', 'append'), ('c_call', 'extend'), ('c_return', 'extend')]
# expect: [2000, 2000, 2000, 2000]
