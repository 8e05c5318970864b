print(sum([1, 2, 3]), sum([], 5), sum([0.5, 1]), sum([[1], [2]], []), sum((i for i in range(101))))
print(any([]), all([]), any([0, "", 3]), all([1, "a", []]), sum([True] * 4), sum([2**70, 1]))
print(any(x > 2 for x in iter([1, 3, 5])), all(x for x in [1, 0, 1 / 1]), sum([1.5, 2j]))
for source in ("sum(['a', 'b'])", "sum(['a'], '')", "sum(5)", "any(5)", "sum([b'a'], b'')"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: 6 5 1.5 [1, 2] 5050
# expect: False True True False 4 1180591620717411303425
# expect: True False (1.5+2j)
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: sum() can't sum strings [use ''.join(seq) instead]
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: sum() can't sum bytes [use b''.join(seq) instead]
