calls = []


def value(x):
    calls.append(x)
    return x


print(value(1) < value(2) < value(3))
print(calls)

# expect: True
# expect: [1, 2, 3]
