class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Count(3)), tuple(Count(2)), sorted(Count(4)), sum(Count(5)), max(Count(3)), dict(zip("ab", Count(2))))
a, b = Count(2)
print(a, b, 1 in Count(3), 9 in Count(3))

# expect: [2, 1, 0] (1, 0) [0, 1, 2, 3] 10 2 {'a': 1, 'b': 0}
# expect: 1 0 True False
