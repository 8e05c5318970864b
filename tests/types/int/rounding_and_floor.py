import math

print(round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(5), round(7, 3), round(10**30 + 5, -1))
print(math.floor(-3), math.ceil(4), math.trunc(-5), (7).__floor__(), abs(-10**20))

# expect: 20 20 -20 12300 5 7 1000000000000000000000000000000
# expect: -3 4 -5 7 100000000000000000000
