print(1 << 70, 1 >> 70, -1 >> 70, -5 >> 1, 5 << 0, 0 << 1000, (1 << 200) >> 199)
print(5 & -2, 5 | -8, 5 ^ -1, ~0, -2**70 & 2**71 - 1, -2**70 | 1, (-1) & 0xFF)
for source in ("1 << -1", "1 >> -1", "1 << 1.0"):
    try:
        eval(source)
    except (ValueError, TypeError) as error:
        print(error)

# expect: 1180591620717411303424 0 -1 -3 5 0 2
# expect: 4 -3 -6 -1 1180591620717411303424 -1180591620717411303423 255
# expect: negative shift count
# expect: negative shift count
# expect: unsupported operand type(s) for <<: 'int' and 'float'
