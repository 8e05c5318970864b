# min-version: 3.12
type Alias = int


def local():
    type Inner[T] = list[T]
    return Inner


print(Alias.__module__, local().__module__, type(Alias).__module__, type(Alias).__name__)
try:
    Alias.__module__ = "other"
except AttributeError as e:
    print(type(e).__name__)

# expect: __main__ __main__ typing TypeAliasType
# expect-before-3.15: AttributeError
