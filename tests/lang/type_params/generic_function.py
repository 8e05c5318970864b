# min-version: 3.12
def first[T](items: list[T]) -> T:
    return items[0]


print(first([1, 2]), first.__type_params__, first.__type_params__[0].__name__)

# expect: 1 (T,) T
