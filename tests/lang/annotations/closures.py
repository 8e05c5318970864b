# min-version: 3.14
def outer(t):
    def inner(a: t, b: u): pass
    u = "late"
    return inner
print(outer(int).__annotations__)
def counter():
    n = 0
    def f(x: n): pass
    n = 5
    return f
print(counter().__annotations__)

# expect: {'a': <class 'int'>, 'b': 'late'}
# expect: {'x': 5}
