# A call of a class with a Python __init__ leaves parameters to their defaults or names them: in plain calls, in method
# calls, in generators; errors are those of __init__.
import sys, weakref

class Point:
    def __init__(self, x, y=2, *, z=3, label="none"):
        self.at = x, y, z, label

class Only:
    def __init__(self, a, /, b, c=5):
        self.at = a, b, c

class Many:
    def __init__(self, a=0, b=1, c=2, d=3, e=4, f=5, g=6, h=7, i=8, j=9, k=10, l=11, m=12, n=13, o=14, p=15, q=16):
        self.at = a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q

class Rest:
    def __init__(self, *rest, **named):
        self.at = rest, named

class Fault(Exception):
    def __init__(self, text, code=7, *, more=()):
        super().__init__(text)
        self.at = text, code, more, self.args

class Home:
    Point, Only, Rest = Point, Only, Rest

def attempt(make):
    try:
        print(make().at)
    except TypeError as e:
        print(e)

home = Home()
for _ in range(3):
    attempt(lambda: Point(1))
    attempt(lambda: Point(1, 5))
    attempt(lambda: Point(y=1, x=2))
    attempt(lambda: Point(1, z=4))
    attempt(lambda: home.Point(1, label=[9]))
    attempt(lambda: Home.Point(1))
    attempt(lambda: Point())
    attempt(lambda: Point(1, 2, 3))
    attempt(lambda: Point(1, x=2))
    attempt(lambda: Point(1, w=2))
    attempt(lambda: Only(1, 2))
    attempt(lambda: Only(1, c=1, b=2))
    attempt(lambda: Only(a=1, b=2))
    attempt(lambda: home.Only(1))
    attempt(lambda: Many(p=1))
    attempt(lambda: Many(1, 2))
    attempt(lambda: Many(q=1, a=5))
    attempt(lambda: Rest(1, a=2))
    attempt(lambda: Fault("x"))
    attempt(lambda: Fault("x", more=1))
    attempt(lambda: Fault("x", 8))
    attempt(lambda: Fault())

def generated():
    for i in range(3):
        yield Point(i).at
        yield Point(i, z=0).at
        yield Only(i, b=1).at
print(list(generated()))

# Defaults and code may change between two calls, and __init__ may be replaced.
def site():
    return Point(1).at, Point(x=1).at
print(site())
Point.__init__.__defaults__ = ()
attempt(site)
try:
    site()
except TypeError as e:
    print(e)
Point.__init__.__defaults__ = (8, 9)
Point.__init__.__kwdefaults__ = {"z": "Z", "label": "L"}
print(site())
Point.__init__.__kwdefaults__ = None
try:
    site()
except TypeError as e:
    print(e)
Point.__init__ = lambda self, x=0, **more: setattr(self, "at", (x, more))
print(site())

# An object whose __init__ fails or refuses its arguments is gone at once.
made = []
class Watched:
    def __init__(self, fail, why=None):
        made.append(weakref.ref(self))
        if fail:
            raise ValueError(why)
    def __del__(self):
        print("gone", len(made))
for arguments in ({"fail": True}, {"fail": False}, {"fail": True, "why": "x"}, {"wrong": 1}):
    try:
        Watched(**arguments)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    Watched(True)
except ValueError as e:
    print("error", e)
try:
    Watched(wrong=1)
except TypeError as e:
    print(e)
print([ref() for ref in made])

class Wrong:
    def __init__(self, a=1):
        return a
for make in (lambda: Wrong(), lambda: Wrong(a=2), lambda: Wrong(a=None)):
    try:
        print(type(make()).__name__)
    except TypeError as e:
        print(e)

class Deep:
    def __init__(self, n, more=None):
        self.n = Deep(n - 1).n + 1 if n else 0
print(Deep(100).n, Deep(n=50).n)
try:
    Deep(10**6)
except RecursionError:
    print("too deep")

# expect: (1, 2, 3, 'none')
# expect: (1, 5, 3, 'none')
# expect: (2, 1, 3, 'none')
# expect: (1, 2, 4, 'none')
# expect: (1, 2, 3, [9])
# expect: (1, 2, 3, 'none')
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: Point.__init__() got multiple values for argument 'x'
# expect: Point.__init__() got an unexpected keyword argument 'w'
# expect: (1, 2, 5)
# expect: (1, 2, 1)
# expect: Only.__init__() got some positional-only arguments passed as keyword arguments: 'a'
# expect: Only.__init__() missing 1 required positional argument: 'b'
# expect: 122
# expect: 138
# expect: 126
# expect: ((1,), {'a': 2})
# expect: ('x', 7, (), ('x',))
# expect: ('x', 7, 1, ('x',))
# expect: ('x', 8, (), ('x',))
# expect: Fault.__init__() missing 1 required positional argument: 'text'
# expect: (1, 2, 3, 'none')
# expect: (1, 5, 3, 'none')
# expect: (2, 1, 3, 'none')
# expect: (1, 2, 4, 'none')
# expect: (1, 2, 3, [9])
# expect: (1, 2, 3, 'none')
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: Point.__init__() got multiple values for argument 'x'
# expect: Point.__init__() got an unexpected keyword argument 'w'
# expect: (1, 2, 5)
# expect: (1, 2, 1)
# expect: Only.__init__() got some positional-only arguments passed as keyword arguments: 'a'
# expect: Only.__init__() missing 1 required positional argument: 'b'
# expect: 122
# expect: 138
# expect: 126
# expect: ((1,), {'a': 2})
# expect: ('x', 7, (), ('x',))
# expect: ('x', 7, 1, ('x',))
# expect: ('x', 8, (), ('x',))
# expect: Fault.__init__() missing 1 required positional argument: 'text'
# expect: (1, 2, 3, 'none')
# expect: (1, 5, 3, 'none')
# expect: (2, 1, 3, 'none')
# expect: (1, 2, 4, 'none')
# expect: (1, 2, 3, [9])
# expect: (1, 2, 3, 'none')
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: Point.__init__() got multiple values for argument 'x'
# expect: Point.__init__() got an unexpected keyword argument 'w'
# expect: (1, 2, 5)
# expect: (1, 2, 1)
# expect: Only.__init__() got some positional-only arguments passed as keyword arguments: 'a'
# expect: Only.__init__() missing 1 required positional argument: 'b'
# expect: 122
# expect: 138
# expect: 126
# expect: ((1,), {'a': 2})
# expect: ('x', 7, (), ('x',))
# expect: ('x', 7, 1, ('x',))
# expect: ('x', 8, (), ('x',))
# expect: Fault.__init__() missing 1 required positional argument: 'text'
# expect: [(0, 2, 3, 'none'), (0, 2, 0, 'none'), (0, 1, 5), (1, 2, 3, 'none'), (1, 2, 0, 'none'), (1, 1, 5), (2, 2, 3, 'none'), (2, 2, 0, 'none'), (2, 1, 5)]
# expect: ((1, 2, 3, 'none'), (1, 2, 3, 'none'))
# expect: Point.__init__() missing 1 required positional argument: 'y'
# expect: Point.__init__() missing 1 required positional argument: 'y'
# expect: ((1, 9, 'Z', 'L'), (1, 9, 'Z', 'L'))
# expect: Point.__init__() missing 2 required keyword-only arguments: 'z' and 'label'
# expect: ((1, {}), (1, {}))
# expect: ValueError None
# expect: gone 1
# expect: gone 2
# expect: ValueError x
# expect: gone 3
# expect: gone 3
# expect: TypeError Watched.__init__() got an unexpected keyword argument 'wrong'
# expect: error None
# expect: gone 4
# expect: gone 4
# expect: Watched.__init__() got an unexpected keyword argument 'wrong'
# expect: [None, None, None, None]
# expect: __init__() should return None, not 'int'
# expect: __init__() should return None, not 'int'
# expect: Wrong
# expect: 100 50
# expect: too deep
