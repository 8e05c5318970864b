# min-version: 3.13
class C[T, U = list[T]]: pass
T, U = C.__type_params__
print(U.__default__, U.__default__.__args__[0] is T)

# expect: list[T] True
