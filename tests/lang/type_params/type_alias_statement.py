# min-version: 3.12
type Pair = tuple[int, int]
type Tree[T] = T | list[Tree[T]]
print(Pair, Pair.__value__, Tree.__type_params__, Tree[int], type(Pair).__name__, Pair.__name__)
type = 5
print(type)

# expect-before-3.15: Pair tuple[int, int] (T,) Tree[int] TypeAliasType Pair
# expect-since-3.15: Pair tuple[int, int] (T,) __main__.Tree[int] TypeAliasType Pair
# expect: 5
