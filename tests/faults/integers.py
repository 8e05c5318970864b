# Integers of many digits, floats, complex numbers, fractions of text.
big = 3 ** 700
for n in range(1, 6):
    print(big // 7 ** n % 10 ** 20, pow(big, n, 10 ** 30 + 1), (big << n * 61) >> n * 60 & 0xFFFFFFFFFFFFFFFFFFFF)
print(str(big)[-30:], hex(big)[:30], int("9" * 300) == 10 ** 300 - 1, big.bit_count(), float(big >> 200))
print(sum(range(1000)), divmod(-big, 10 ** 40)[1], [round(x / 7, 3) for x in range(5)], (1 + 2j) ** 3)
print(int.from_bytes(big.to_bytes(200, "big"), "big") == big, -big & big == 1, big ^ big >> 3 > 0)
