# Defaults of keyword-only parameters in the order of the parameters, in another one, with gaps, replaced and deleted.
def f(a, *, b=1, c=2, d=3):
    return a, b, c, d
def g(a, *, b, c=2, d, e=5):
    return a, b, c, d, e

def tried(function, *args, **names):
    try:
        return function(*args, **names)
    except TypeError as error:
        return str(error)

print(f(0), f(0, c=7), f(0, d=7, b=8), g(0, b=1, d=3), g(0, d=3, b=1, e=6), tried(g, 0), tried(g, 0, d=1))
f.__kwdefaults__ = {"d": 30, "c": 20, "b": 10}
print(f(0), f(0, c=7), f(0, **{"b": 7}))
f.__kwdefaults__ = {"c": 20}
print(tried(f, 0), f(0, b=1, d=3), tried(f, 0, b=1))
f.__kwdefaults__ = {"b": 1, "x": 2, "c": 3, "d": 4}
print(f(0), f(0, d=9))
del f.__kwdefaults__["c"]
print(tried(f, 0), f(0, c=5))
f.__kwdefaults__["c"] = 50
print(f(0))
f.__kwdefaults__["b"] = None
print(f(0))
f.__kwdefaults__.clear()
print(tried(f, 0))
f.__kwdefaults__ = {"".join(["b"]): 1, "c": 2, "d": 3, 4: 5}
print(f(0))
f.__kwdefaults__ = None
print(tried(f, 0), f(0, b=1, c=2, d=3))

class Name(str):
    pass
f.__kwdefaults__ = {Name("b"): 1, "c": 2, "d": 3}
print(f(0))

class C:
    def __init__(self, *, x=1, y=2): self.got = x, y
    def method(self, a, *, x=1, **rest): return a, x, rest
print(C().got, C(y=5).got, C().method(0), C().method(0, z=1))
C.__init__.__kwdefaults__ = {"y": 20, "x": 10}
print(C().got, C(y=5).got)

# expect: (0, 1, 2, 3) (0, 1, 7, 3) (0, 8, 2, 7) (0, 1, 2, 3, 5) (0, 1, 2, 3, 6) g() missing 2 required keyword-only arguments: 'b' and 'd' g() missing 1 required keyword-only argument: 'b'
# expect: (0, 10, 20, 30) (0, 10, 7, 30) (0, 7, 20, 30)
# expect: f() missing 2 required keyword-only arguments: 'b' and 'd' (0, 1, 20, 3) f() missing 1 required keyword-only argument: 'd'
# expect: (0, 1, 3, 4) (0, 1, 3, 9)
# expect: f() missing 1 required keyword-only argument: 'c' (0, 1, 5, 4)
# expect: (0, 1, 50, 4)
# expect: (0, None, 50, 4)
# expect: f() missing 3 required keyword-only arguments: 'b', 'c', and 'd'
# expect: (0, 1, 2, 3)
# expect: f() missing 3 required keyword-only arguments: 'b', 'c', and 'd' (0, 1, 2, 3)
# expect: (0, 1, 2, 3)
# expect: (1, 2) (1, 5) (0, 1, {}) (0, 1, {'z': 1})
# expect: (10, 20) (10, 5)
