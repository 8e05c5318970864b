a = [3, "x", 1]
try:
    a.sort()
except TypeError as error:
    print(error, sorted(map(str, a)))
values = [2, 1, 3]


def key(x):
    values.append(9)
    return x


try:
    values.sort(key=key)
except ValueError as error:
    print(error)
try:
    [1].sort(str)
except TypeError as error:
    print(error)


class OnlyLt:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


print([o.n for o in sorted(map(OnlyLt, [3, 1, 2]))])

# expect: '<' not supported between instances of 'str' and 'int' ['1', '3', 'x']
# expect: list modified during sort
# expect: sort() takes no positional arguments
# expect: [1, 2, 3]
