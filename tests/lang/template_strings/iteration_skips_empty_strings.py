# min-version: 3.14
a, b = 1, 2
print([x if isinstance(x, str) else x.value for x in t"{a}{b}"])
print([x if isinstance(x, str) else x.value for x in t"x{a}y{b}z"])
print(list(t""), t"".strings, t"".interpolations)

# expect: [1, 2]
# expect: ['x', 1, 'y', 2, 'z']
# expect: [] ('',) ()
