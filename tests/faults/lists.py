# Lists and tuples that grow, shrink, are sorted and compared.
items = []
for n in range(300):
    items.append([n, str(n)])
    if n % 7 == 0:
        items.insert(n // 2, [n, "x"])
del items[10:60:3]
items[5:9] = ["a"] * 30
items.sort(key=str, reverse=True)
print(len(items), items[:3], items.count("a"), items.index("a"))
print((1, 2) + tuple(items[-3:]), sorted(range(100), key=lambda n: -n % 7)[:9], [*range(5), *"ab"], list(zip("abc", range(9)))[1:])
nested = [[n] * n for n in range(20)]
print([sum(row) for row in nested], nested == [list(row) for row in nested], max(nested), [x for row in nested for x in row][::23])
first, *rest, last = range(50)
print(first, len(rest), last, list(map(divmod, range(9), [3] * 9))[4:], [None] * 5)
