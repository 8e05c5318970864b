a, b, c = 1, 2, 3
a, b = b, a
print(a, b)
a, b, c = c, a, b
print(a, b, c)
values = [0, 1, 2]
i = 0
i, values[i] = 2, 9
print(i, values)

# expect: 2 1
# expect: 3 2 1
# expect: 2 [0, 1, 9]
