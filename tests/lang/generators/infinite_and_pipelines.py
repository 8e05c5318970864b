def naturals():
    n = 0
    while True:
        yield n
        n += 1


def take(n, it):
    for _, x in zip(range(n), it):
        yield x


def squares(it):
    for x in it:
        yield x * x


print(list(take(6, (x for x in squares(naturals()) if x % 2))))

# expect: [1, 9, 25, 49, 81, 121]
