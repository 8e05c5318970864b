# Python functions that native code calls (partial, map, sorted): parameters without an argument have defaults.
from functools import partial

def f(a, b=2, /, c=3, *, d=4, e=5):
    x = y = None
    return a, b, c, d, e, x, y

class C:
    def method(self, a, b=2, *, c=3):
        return a, b, c
    def __call__(self, key, reverse=True):
        return -key if reverse else key

def required(a, *, b):
    return a, b

def many(p0, p1=1, p2=2, p3=3, p4=4, p5=5, p6=6, p7=7, p8=8, p9=9, p10=10, p11=11, p12=12, p13=13, p14=14, p15=15, p16=16):
    return p0, p16

def tried(call):
    try:
        return call()
    except TypeError as e:
        return str(e)

calls = [
    lambda: partial(f, 1)(),
    lambda: partial(f, 1)(10, 20),
    lambda: partial(f, 1)(e=50),
    lambda: partial(f, 1)(10, e=50, c=30, d=40),
    lambda: partial(f, 1)(b=10),
    lambda: partial(f, 1)(10, 20, c=30),
    lambda: partial(f, 1)(10, 20, 30),
    lambda: partial(f, 1)(nothing=1),
    lambda: partial(f)(),
    lambda: partial(C().method, 1)(),
    lambda: partial(C().method)(),
    lambda: partial(C().method, 1, c=30)(b=20),
    lambda: partial(required, 1)(),
    lambda: partial(required, 1)(b=2),
    lambda: partial(many, 0)(),
    lambda: partial(many, 0)(p16="last"),
    lambda: list(map(f, (1, 2), (3, 4))),
    lambda: sorted([3, 1, 2], key=C()),
]
for round in range(3):
    for call in calls:
        print(tried(call))

f.__defaults__ = (20, 30)
f.__kwdefaults__ = {"d": 40, "e": 50}
print(tried(calls[0]))
f.__kwdefaults__ = {"e": 50}
print(tried(calls[0]))
f.__defaults__ = None
print(tried(calls[0]), tried(calls[1]), sep="\n")
f.__kwdefaults__ = None
print(tried(calls[3]), tried(calls[2]), sep="\n")

# expect: (1, 2, 3, 4, 5, None, None)
# expect: (1, 10, 20, 4, 5, None, None)
# expect: (1, 2, 3, 4, 50, None, None)
# expect: (1, 10, 30, 40, 50, None, None)
# expect: f() got some positional-only arguments passed as keyword arguments: 'b'
# expect: f() got multiple values for argument 'c'
# expect: f() takes from 1 to 3 positional arguments but 4 were given
# expect: f() got an unexpected keyword argument 'nothing'
# expect: f() missing 1 required positional argument: 'a'
# expect: (1, 2, 3)
# expect: C.method() missing 1 required positional argument: 'a'
# expect: (1, 20, 30)
# expect: required() missing 1 required keyword-only argument: 'b'
# expect: (1, 2)
# expect: (0, 16)
# expect: (0, 'last')
# expect: [(1, 3, 3, 4, 5, None, None), (2, 4, 3, 4, 5, None, None)]
# expect: [3, 2, 1]
# expect: (1, 2, 3, 4, 5, None, None)
# expect: (1, 10, 20, 4, 5, None, None)
# expect: (1, 2, 3, 4, 50, None, None)
# expect: (1, 10, 30, 40, 50, None, None)
# expect: f() got some positional-only arguments passed as keyword arguments: 'b'
# expect: f() got multiple values for argument 'c'
# expect: f() takes from 1 to 3 positional arguments but 4 were given
# expect: f() got an unexpected keyword argument 'nothing'
# expect: f() missing 1 required positional argument: 'a'
# expect: (1, 2, 3)
# expect: C.method() missing 1 required positional argument: 'a'
# expect: (1, 20, 30)
# expect: required() missing 1 required keyword-only argument: 'b'
# expect: (1, 2)
# expect: (0, 16)
# expect: (0, 'last')
# expect: [(1, 3, 3, 4, 5, None, None), (2, 4, 3, 4, 5, None, None)]
# expect: [3, 2, 1]
# expect: (1, 2, 3, 4, 5, None, None)
# expect: (1, 10, 20, 4, 5, None, None)
# expect: (1, 2, 3, 4, 50, None, None)
# expect: (1, 10, 30, 40, 50, None, None)
# expect: f() got some positional-only arguments passed as keyword arguments: 'b'
# expect: f() got multiple values for argument 'c'
# expect: f() takes from 1 to 3 positional arguments but 4 were given
# expect: f() got an unexpected keyword argument 'nothing'
# expect: f() missing 1 required positional argument: 'a'
# expect: (1, 2, 3)
# expect: C.method() missing 1 required positional argument: 'a'
# expect: (1, 20, 30)
# expect: required() missing 1 required keyword-only argument: 'b'
# expect: (1, 2)
# expect: (0, 16)
# expect: (0, 'last')
# expect: [(1, 3, 3, 4, 5, None, None), (2, 4, 3, 4, 5, None, None)]
# expect: [3, 2, 1]
# expect: (1, 20, 30, 40, 50, None, None)
# expect: f() missing 1 required keyword-only argument: 'd'
# expect: f() missing 2 required positional arguments: 'b' and 'c'
# expect: f() missing 1 required keyword-only argument: 'd'
# expect: (1, 10, 30, 40, 50, None, None)
# expect: f() missing 2 required positional arguments: 'b' and 'c'
