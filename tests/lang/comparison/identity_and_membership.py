a = [1]
b = a
print(a is b, a is not b, a is [1], None is None)
print(1 in a, 2 not in a, "ell" in "hello", b"a" in b"cat")
print(3 in {3: 0}, 3 in {1, 2}, 4 in range(0, 10, 2), 5 in range(0, 10, 2))

# expect: True False False True
# expect: True True True True
# expect: True False True False
