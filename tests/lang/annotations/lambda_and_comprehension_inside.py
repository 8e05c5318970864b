# min-version: 3.14
def f(a: [x for x in range(3)], b: (lambda: 5)): pass
print(f.__annotations__["a"], f.__annotations__["b"]())

# expect: [0, 1, 2] 5
