log = []


def note(x):
    log.append(x)
    return x


lazy = (note(x) * 2 for x in [1, 2, 3])
print(log)
print(next(lazy), log)
print(list(lazy), log, list(lazy))

# expect: []
# expect: 2 [1]
# expect: [4, 6] [1, 2, 3] []
