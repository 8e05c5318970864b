def f(a, b=2, *args, k=0, **kwargs):
    return a, b, args, k, kwargs


print(f(1))
print(f(1, 2, 3, 4, k=5, m=6, n=7))
print(f(b=1, a=0, z=9))
print(f(*range(5), **{"k": "v"}))

# expect: (1, 2, (), 0, {})
# expect: (1, 2, (3, 4), 5, {'m': 6, 'n': 7})
# expect: (0, 1, (), 0, {'z': 9})
# expect: (0, 1, (2, 3, 4), 'v', {})
