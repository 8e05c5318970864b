print((2.5).as_integer_ratio(), (0.1).as_integer_ratio(), (3.0).is_integer(), (3.5).is_integer())
print((1.5).hex(), (-0.1).hex(), float.fromhex("0x1.8p+1"), (2.5).real, (2.5).imag, (1e-320).hex())
print(float(), float(True), float(2**60), abs(-2.5), -(-1.5), +2.5, (2.7).__trunc__())
print((2.7).__floor__(), (-2.7).__ceil__())

# expect: (5, 2) (3602879701896397, 36028797018963968) True False
# expect: 0x1.8000000000000p+0 -0x1.999999999999ap-4 3.0 2.5 0.0 0x0.00000000007e8p-1022
# expect: 0.0 1.0 1.152921504606847e+18 2.5 1.5 2.5 2
# expect: 2 -2
