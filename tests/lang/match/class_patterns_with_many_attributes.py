# Class patterns: as many attributes as one likes, attributes named twice, missing ones, names that compare themselves.
class P:
    __match_args__ = ("a", "b", "c", "d", "e", "f", "g", "h")
    def __init__(self, **named):
        self.__dict__.update(named)
class Loud(str):
    def __eq__(self, other):
        print("compared", str(self), str(other))
        return str.__eq__(self, other)
    __hash__ = str.__hash__
class Odd:
    __match_args__ = (Loud("a"), "a", "b")
    a, b = 1, 2
class Empty: pass
class Watched:
    def __getattr__(self, name):
        print("asked for", name)
        if name == "z": raise ValueError(name)
        raise AttributeError(name)

def look(x):
    match x:
        case P(1, 2, 3, 4, 5, 6, 7, 8, i=9): return "nine"
        case P(1, b, c, d=4): return b, c
        case P(a=a, x=x): return a, x
        case P(): return "none"
        case Empty(): return "empty"
        case Watched(x=1, y=2): return "both"
        case Watched(z=1): return "z"
        case str(text): return text
        case int(n) | float(n): return n
    return None

full = P(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9)
for _ in range(3):
    print(look(full), look(P(a=1, b=2, c=3, d=4)), look(P(a=5, x=6)), look(P()), look(Empty()), look("s"), look(2.5), look([]))
try:
    look(Watched())
except ValueError as e:
    print(e)
def twice(x):
    match x:
        case P(1, a=1): return "twice"
def odd(x):
    match x:
        case Odd(1, 2): return "odd"
for f, x in ((twice, P(a=1)), (odd, Odd())):
    try:
        print(f(x))
    except TypeError as e:
        print(e)
del full.a
print(look(full))
P.__match_args__ = ("x",)
try:
    print(look(full))
except TypeError as e:
    print(e)
P.__match_args__ = ["x"]
try:
    look(full)
except TypeError as e:
    print(e)

# expect: nine (2, 3) (5, 6) none empty s 2.5 None
# expect: nine (2, 3) (5, 6) none empty s 2.5 None
# expect: nine (2, 3) (5, 6) none empty s 2.5 None
# expect: asked for x
# expect: asked for z
# expect: z
# expect: P() got multiple sub-patterns for attribute 'a'
# expect: __match_args__ elements must be strings (got Loud)
# expect: none
# expect: P() accepts 1 positional sub-pattern (8 given)
# expect: P.__match_args__ must be a tuple (got list)
