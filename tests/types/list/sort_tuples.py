# Sorting tuples: the first items that differ decide; errors and lengths.
import random
random.seed(5)
rows = [(random.randrange(5), random.choice("abc"), random.random()) for _ in range(300)] + [(1,), (), (1, "a"), (2, "b", 0.5, "more")]
rows.sort()
print(all(not rows[i + 1] < rows[i] for i in range(len(rows) - 1)), rows[0], rows[1], rows[-1][0])
print(sorted([(2, "x"), (1, "y"), (2, "a"), (1, "y")]), sorted([(1, (2, 3)), (1, (2, 1)), (0, ())], reverse=True))
print(sorted([("a", 1.5), ("a", 1), ("a", True)]))
words = ["pear", "fig", "apple", "kiwi", "plum"]
print(sorted(words, key=lambda w: (len(w), w)), sorted(words, key=lambda w: (-len(w), w)))
nan = float("nan")
print(sorted([(nan, 2), (nan, 1)]) == [(nan, 1), (nan, 2)])


class Item:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        if self.n == 99:
            raise ValueError("cannot")
        return self.n < other.n


print([(a, i.n) for a, i in sorted([(1, Item(3)), (1, Item(2)), (0, Item(9))])])
for bad in ([(1, Item(99)), (1, Item(98))], [(1, "a"), (1, 2)], [(1, None), (1, 2)]):
    try:
        sorted(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

# expect: True () (0, 'a', 0.18634174169903628) 4
# expect: [(1, 'y'), (1, 'y'), (2, 'a'), (2, 'x')] [(1, (2, 3)), (1, (2, 1)), (0, ())]
# expect: [('a', 1), ('a', True), ('a', 1.5)]
# expect: ['fig', 'kiwi', 'pear', 'plum', 'apple'] ['apple', 'kiwi', 'pear', 'plum', 'fig']
# expect: True
# expect: [(0, 9), (1, 2), (1, 3)]
# expect: TypeError '<' not supported between instances of 'int' and 'str'
# expect: TypeError '<' not supported between instances of 'int' and 'NoneType'
