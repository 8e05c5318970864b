print(list(), list("ab"), list(range(3)), list({1: 2}), list(list([1])), [*"xy"])
for source in (
    "list(5)", "list(1, 2)", "[1, 2].insert(0)", "[].pop('x')", "[] + (1,)", "[1].index(5)", "[1, 2][1.0]",
    "hash([])",
):
    try:
        eval(source)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# expect: [] ['a', 'b'] [0, 1, 2] [1] [1] ['x', 'y']
# expect: TypeError 'int' object is not iterable
# expect: TypeError list expected at most 1 argument, got 2
# expect: TypeError insert expected 2 arguments, got 1
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError can only concatenate list (not "tuple") to list
# expect-before-3.14: ValueError 5 is not in list
# expect-since-3.14: ValueError list.index(x): x not in list
# expect: TypeError list indices must be integers or slices, not float
# expect: TypeError unhashable type: 'list'
