a = [1, "two", 3.0, None, [True, b"x"], (4,), {"k": {5}}]
print(a, str(a) == repr(a))
b = []
b.append((b, {"self": b}))
print(b)

# expect: [1, 'two', 3.0, None, [True, b'x'], (4,), {'k': {5}}] True
# expect: [([...], {'self': [...]})]
