from itertools import count, cycle, repeat, islice, takewhile, dropwhile

print(list(islice(count(5, 2), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)))
print(list(islice(count(1.5, 0.5), 3)), list(islice(range(10), 2, 8, 3)), list(islice("abc", None)))
print(count(3), repeat(1, 2))
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), next(count(10**20)), list(islice([], 3)))
print(list(islice(cycle([]), 3)))
try:
    islice([1], -1)
except ValueError as error:
    print(error)

# expect: [5, 7, 9, 11] ['a', 'b', 'a', 'b', 'a'] ['x', 'x', 'x']
# expect: [1.5, 2.0, 2.5] [2, 5] ['a', 'b', 'c']
# expect: count(3) repeat(1, 2)
# expect: [1, 2]
# expect: [5, 1] 100000000000000000000 []
# expect: []
# expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
