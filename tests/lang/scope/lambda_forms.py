print((lambda: 3)(), (lambda x, *a, k=1, **kw: (x, a, k, kw))(1, 2, k=3, z=4))
add = lambda a, b=10: a + b
print(add(1), add(1, 2), add.__name__)
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, abs)(-4))

# expect: 3 (1, (2,), 3, {'z': 4})
# expect: 11 3 <lambda>
# expect: ['ccc', 'bb', 'a']
# expect: 4
