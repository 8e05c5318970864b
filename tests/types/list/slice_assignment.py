a = list(range(10))
a[2:5] = ["x"]
print(a)
a[1:1] = [100, 101]
print(a)
a[::3] = [0] * len(a[::3])
print(a)
a[5:2] = ["ins"]
print(a)
a[:] = a[::-1]
del a[::2]
print(a)
a[-2:] = iter("pqr")
print(a)
a[1:3] = a
print(a)
for source in ("a[::2] = [1]", "a[::0] = []"):
    try:
        exec(source)
    except (ValueError, TypeError) as error:
        print(error)

# expect: [0, 1, 'x', 5, 6, 7, 8, 9]
# expect: [0, 100, 101, 1, 'x', 5, 6, 7, 8, 9]
# expect: [0, 100, 101, 0, 'x', 5, 0, 7, 8, 0]
# expect: [0, 100, 101, 0, 'x', 'ins', 5, 0, 7, 8, 0]
# expect: [8, 0, 'ins', 0, 100]
# expect: [8, 0, 'ins', 'p', 'q', 'r']
# expect: [8, 8, 0, 'ins', 'p', 'q', 'r', 'p', 'q', 'r']
# expect: attempt to assign sequence of size 1 to extended slice of size 5
# expect: slice step cannot be zero
