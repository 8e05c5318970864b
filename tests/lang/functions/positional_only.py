def f(a, b=2, /, c=3, **rest):
    return a, b, c, rest


print(f(1), f(1, 5, c=6), f(1, a=9, b=8))


def g(a, /):
    return a


try:
    g(a=1)
except TypeError as error:
    print(error)

# expect: (1, 2, 3, {}) (1, 5, 6, {}) (1, 2, 3, {'a': 9, 'b': 8})
# expect: g() got some positional-only arguments passed as keyword arguments: 'a'
