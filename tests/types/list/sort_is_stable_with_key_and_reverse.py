words = ["banana", "Apple", "cherry", "date", "fig", "Elder"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True))
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "y")]
pairs.sort(key=lambda p: p[0])
print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print(pairs, [].sort(), sorted([3, -1, 2.5, True]), sorted("hello"), sorted({"b": 1, "a": 2}))
import random

r = random.Random(1)
data = [r.randrange(1000) for _ in range(3000)]
s = sorted(data)
print(all(x <= y for x, y in zip(s, s[1:])), sum(s) == sum(data))
print(sorted(data, reverse=True) == s[::-1], sorted(s) == s, sorted(s[::-1]) == s)

# expect: ['Apple', 'Elder', 'banana', 'cherry', 'date', 'fig'] ['Apple', 'banana', 'cherry', 'date', 'Elder', 'fig'] ['fig', 'date', 'Apple', 'Elder', 'banana', 'cherry'] ['banana', 'cherry', 'Apple', 'Elder', 'date', 'fig']
# expect: [(0, 'x'), (0, 'y'), (1, 'b'), (1, 'a')]
# expect: [(1, 'b'), (1, 'a'), (0, 'x'), (0, 'y')] None [-1, True, 2.5, 3] ['e', 'h', 'l', 'l', 'o'] ['a', 'b']
# expect: True True
# expect: True True True
