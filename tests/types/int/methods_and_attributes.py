n = -1234
print(n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.numerator, n.denominator, n.real)
print(n.imag, n.conjugate(), (5).__add__(3), n.__abs__())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (5).to_bytes())
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True))
print(int.from_bytes([1, 2], "little"))
for action in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle")):
    try:
        action()
    except (OverflowError, ValueError) as error:
        print(error)

# expect: 11 5 (-1234, 1) -1234 1 -1234
# expect: 0 -1234 8 1234
# expect: b'\x04\x00' b'\x00\x04\x00\x00' b'\xff\xfe' b'\x05'
# expect: 1024 -2
# expect: 513
# expect: int too big to convert
# expect: can't convert negative int to unsigned
# expect: byteorder must be either 'little' or 'big'
