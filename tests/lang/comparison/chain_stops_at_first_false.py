calls = []


def value(x):
    calls.append(x)
    return x


print(value(3) < value(2) < value(9))
print(calls)
print(1 < 2 > 0 != 5 in [5] is not None)

# expect: False
# expect: [3, 2]
# expect: True
