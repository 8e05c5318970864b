# min-version: 3.12
def f[T](): pass
T, = f.__type_params__
print(T | int, int | T, T | None, T | "text")
print((T | int).__args__)

# expect-before-3.15: typing.Union[T, int] typing.Union[int, T] typing.Optional[T] typing.Union[T, ForwardRef('text')]
# expect-since-3.15: T | int int | T T | None T | ForwardRef('text')
# expect: (T, <class 'int'>)
