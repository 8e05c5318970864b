# min-version: 3.12
def keep(f):
    f.kept = [p.__name__ for p in f.__type_params__]
    return f


@keep
def f[A, B](a: A, b: B = 3) -> A:
    return a, b


print(f(1), f.kept, sorted(f.__annotations__))

# expect: (1, 3) ['A', 'B'] ['a', 'b', 'return']
