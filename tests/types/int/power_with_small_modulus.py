# pow(base, exponent, modulus) of machine ints: signs, edges, against the definition.
big = 2**62 - 1
total = 0
for base in (-7, -1, 0, 1, 2, 3, 10, big, -big, big - 1):
    for exponent in (0, 1, 2, 5, 13, 64):
        for modulus in (1, -1, 2, -2, 7, -7, 97, big, -big, 2**61 - 1):
            got = pow(base, exponent, modulus)
            assert got == base**exponent % modulus, (base, exponent, modulus, got)
            total += got
print(total)
for bad in ((2, 3, 0), (2, -1, 4)):
    try:
        print(pow(*bad))
    except ValueError as e:
        print(e)
print(pow(3, -1, 7), pow(True, 5, 3), pow(2, 10**20, 1000007), pow(2**70, 3, 13), pow(5, 3, True))

# expect: -83272250833385022061
# expect: pow() 3rd argument cannot be 0
# expect: base is not invertible for the given modulus
# expect: 5 1 332220 12 0
