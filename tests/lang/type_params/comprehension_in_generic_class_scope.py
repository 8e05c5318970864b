# min-version: 3.12
class C[T]:
    xs = [T for _ in range(2)]
    ys = [(lambda: T)() for _ in range(1)]
print(C.xs[0] is C.__type_params__[0], C.ys[0] is C.xs[1])

# expect: True True
