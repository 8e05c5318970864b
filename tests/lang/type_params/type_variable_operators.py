# min-version: 3.12
def f[T](): pass
T, = f.__type_params__
print(T | int, int | T, T | None, T | "text")
print((T | int).__args__)

# expect: typing.Union[T, int] typing.Union[int, T] typing.Optional[T] typing.Union[T, ForwardRef('text')]
# expect: (T, <class 'int'>)
