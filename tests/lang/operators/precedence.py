print(2 + 3 * 4 ** 2, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, not 1 == 2, 1 + 2 << 1, 7 & 3 == 3, 1 | 2 ^ 3 & 4)
print(10 - 4 - 3, 100 / 10 / 2, 7 // 2 * 2, -7 // 2, -7 % 3, ~1 + 1, 1 if 0 else 2 or 3)
print(not 0 and 1, 1 < 2 == True, (lambda: 1, 2)[1], [1, 2][0] + -1)

# expect: 50 -4 0.5 512 True 6 True 3
# expect: 3 5.0 6 -4 2 -1 2
# expect: 1 False 2 0
