# Hashes of ints on both sides of every border: 0, -1, the modulus and its multiples, the ends of what needs no object.
modulus = 2**61 - 1
for n in 0, 1, modulus - 1, modulus, modulus + 1, 2 * modulus - 1, 2 * modulus, 2 * modulus + 1, 2**62 - 1, 2**62, 2**63, 2**64 + 5:
    print(n, hash(n), hash(-n), hash(n) == hash(float(n)) if float(n) == n else None)
table = {n: str(n) for n in range(-40, 40)}
print(all(table[n] == str(n) and table[float(n)] == str(n) for n in range(-40, 40)), -1 in table, -41 in table, {-1, -2} == {-2, -1})
print(hash((0, -1)), hash((-1, -2, 3)), hash((modulus,)) == hash((0,)), hash(("", 0)) == hash(("", 0)), hash((-5, (6, -7))))

# expect: 0 0 0 True
# expect: 1 1 -2 True
# expect: 2305843009213693950 2305843009213693950 -2305843009213693950 None
# expect: 2305843009213693951 0 0 None
# expect: 2305843009213693952 1 -2 True
# expect: 4611686018427387901 2305843009213693950 -2305843009213693950 None
# expect: 4611686018427387902 0 0 None
# expect: 4611686018427387903 1 -2 None
# expect: 4611686018427387903 1 -2 None
# expect: 4611686018427387904 2 -2 True
# expect: 9223372036854775808 4 -4 True
# expect: 18446744073709551621 13 -13 None
# expect: True True False True
# expect: 8374038142897728572 -794967275154932392 True True -2196555605666005560
