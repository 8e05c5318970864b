# Unions of clean sets, sets with removed items, overlapping and equal ones; the operands stay as they are.
for n in 0, 1, 3, 4, 5, 7, 12, 40, 300:
    for m in 0, 1, 2, 4, 5, 30, 200:
        for start in 0, n // 2, n, 1000:
            a, b = set(range(n)), frozenset(range(start, start + m))
            for gone in range(0, n, 3):
                if m % 2:
                    a.remove(gone)
            left, right = set(a), set(b)
            both = a | b
            assert both == left.union(right) and len(both) == len(left) + len([x for x in right if x not in left])
            assert type(both) is set and type(b | a) is frozenset and (b | a) == both
            assert a == left and b == right and sorted(both) == sorted(list(left) + [x for x in right if x not in left])
s = {1, 2, 3}
print(s | s == s, (s | s) is s, sorted(s | {"a": 1}.keys() | {4}, key=str))

# expect: True False [1, 2, 3, 4, 'a']
