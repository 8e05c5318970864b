a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= b, {3} < a, a >= {1, 2})
print(a == {4, 3, 2, 1}, a.isdisjoint({9}), a.issubset(range(9)), a.issuperset([1]))
print(sorted(a.union([7], (8,))), sorted(a.intersection(b, [3])), sorted(a.difference([1], [2])))
print(sorted(a.symmetric_difference([1, 9])))
a |= {10}
a &= {1, 2, 10}
a -= {2}
a ^= {1, 99}
print(sorted(a), {1} | frozenset({2}) == {1, 2}, type({1} | frozenset()).__name__, type(frozenset() | {1}).__name__)
for source in ("{1} | [2]", "{1} < [1]", "{[]}", "{{1}}", "{1} + {2}"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: [1, 2, 3, 4, 5] [3, 4] [1, 2] [1, 2, 5] False True True
# expect: True True True True
# expect: [1, 2, 3, 4, 7, 8] [3] [3, 4]
# expect: [2, 3, 4, 9]
# expect: [10, 99] True set frozenset
# expect: unsupported operand type(s) for |: 'set' and 'list'
# expect: '<' not supported between instances of 'set' and 'list'
# expect-before-3.15: unhashable type: 'list'
# expect-before-3.15: unhashable type: 'set'
# expect-since-3.15: cannot use 'list' as a set element (unhashable type: 'list')
# expect-since-3.15: cannot use 'set' as a set element (unhashable type: 'set')
# expect: unsupported operand type(s) for +: 'set' and 'set'
