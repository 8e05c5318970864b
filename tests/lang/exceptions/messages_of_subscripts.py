cases = ["[]['a']", "()[None]", "'s'[1.0]", "5[0]", "None[0]", "len[0]", "{}[[]]", "{[]: 1}", "{1: {}} | 3"]
for case in cases:
    try:
        eval(case)
    except TypeError as error:
        print(error)
for statement in (
    "x = 5; x[0] = 1", "x = (1,); x[0] = 1", "x = 'a'; x[0] = 'b'", "x = 5; del x[0]", "x = (1,); del x[0]",
    "x = range(3); x[0] = 1",
):
    try:
        exec(statement)
    except TypeError as error:
        print(error)

# expect: list indices must be integers or slices, not str
# expect: tuple indices must be integers or slices, not NoneType
# expect: string indices must be integers, not 'float'
# expect: 'int' object is not subscriptable
# expect: 'NoneType' object is not subscriptable
# expect: 'builtin_function_or_method' object is not subscriptable
# expect-before-3.15: unhashable type: 'list'
# expect-before-3.15: unhashable type: 'list'
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
# expect: unsupported operand type(s) for |: 'dict' and 'int'
# expect: 'int' object does not support item assignment
# expect: 'tuple' object does not support item assignment
# expect: 'str' object does not support item assignment
# expect: 'int' object does not support item deletion
# expect: 'tuple' object doesn't support item deletion
# expect: 'range' object does not support item assignment
