def show(*args, **kwargs):
    print(args, sorted(kwargs.items()))


show(*[1, 2], 3, *(4,), **{"a": 1}, b=2, **{"c": 3})
show(*"", **{})
show(*{"k": 1}, *range(2))

# expect: (1, 2, 3, 4) [('a', 1), ('b', 2), ('c', 3)]
# expect: () []
# expect: ('k', 0, 1) []
