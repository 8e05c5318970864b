def append(item, target=[]):
    target.append(item)
    return target


print(append(1), append(2), append(3, []), append.__defaults__)
x = 5


def f(y=x):
    return y


x = 6
print(f())

# expect: [1, 2] [1, 2] [3] ([1, 2],)
# expect: 5
