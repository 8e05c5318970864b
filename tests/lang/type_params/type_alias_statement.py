# min-version: 3.12
type Pair = tuple[int, int]
type Tree[T] = T | list[Tree[T]]
print(Pair, Pair.__value__, Tree.__type_params__, Tree[int], type(Pair).__name__, Pair.__name__)
type = 5
print(type)

# expect: Pair tuple[int, int] (T,) Tree[int] TypeAliasType Pair
# expect: 5
