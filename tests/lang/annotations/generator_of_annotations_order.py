# min-version: 3.14
def f(b: 1, a: 2, *, d: 3, c: 4) -> 5: pass
print(list(f.__annotations__.items()))

# expect: [('b', 1), ('a', 2), ('d', 3), ('c', 4), ('return', 5)]
