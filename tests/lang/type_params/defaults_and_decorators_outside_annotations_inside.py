# min-version: 3.12
T = "global"
def f[T](a: T = T, *, b: T = T) -> T: return a, b
print(f())
print(f.__annotations__["a"] is f.__type_params__[0], f.__annotations__["return"] is f.__type_params__[0])

# expect: ('global', 'global')
# expect: True True
