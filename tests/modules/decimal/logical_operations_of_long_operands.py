# Logical operations are on digits: operands of different lengths, cut to the precision.
from decimal import Context, Decimal, InvalidOperation

for prec in 3, 9, 40:
    c = Context(prec=prec)
    for a, b in ("1", "0"), ("1011", "110"), ("1" * 50, "10" * 20), ("0", "0"), ("10", "1" * 41):
        a, b = Decimal(a), Decimal(b)
        print(prec, c.logical_and(a, b), c.logical_or(a, b), c.logical_xor(a, b), c.logical_invert(a), c.logical_invert(b))
for bad in "2", "-1", "1e1", "1.0", "Infinity", "NaN":
    try:
        print(Context(prec=5).logical_invert(Decimal(bad)), Context(prec=5).logical_or(1, Decimal(bad)))
    except InvalidOperation as e:
        print(bad, "InvalidOperation")
print(Decimal("1_000.5_0"), Decimal(" \u0661_\u0662.5 "), Decimal("1." + "5" * 50), Decimal("0" * 60 + "." + "0" * 50 + "12"))
print(Decimal("1_" * 100 + "1") == int("1" * 101), Decimal((1, (1,) * 60, -30)), Decimal((0, (), "F")), Decimal((1, (1, 2), "n")))

# expect: 3 0 1 1 110 111
# expect: 3 10 111 101 100 1
# expect: 3 10 111 101 0 101
# expect: 3 0 0 0 111 111
# expect: 3 10 111 101 101 0
# expect: 9 0 1 1 111111110 111111111
# expect: 9 10 1111 1101 111110100 111111001
# expect: 9 10101010 111111111 101010101 0 101010101
# expect: 9 0 0 0 111111111 111111111
# expect: 9 10 111111111 111111101 111111101 0
# expect: 40 0 1 1 1111111111111111111111111111111111111110 1111111111111111111111111111111111111111
# expect: 40 10 1111 1101 1111111111111111111111111111111111110100 1111111111111111111111111111111111111001
# expect: 40 1010101010101010101010101010101010101010 1111111111111111111111111111111111111111 101010101010101010101010101010101010101 0 101010101010101010101010101010101010101
# expect: 40 0 0 0 1111111111111111111111111111111111111111 1111111111111111111111111111111111111111
# expect: 40 10 1111111111111111111111111111111111111111 1111111111111111111111111111111111111101 1111111111111111111111111111111111111101 0
# expect: 2 InvalidOperation
# expect: -1 InvalidOperation
# expect: 1e1 InvalidOperation
# expect: 1.0 InvalidOperation
# expect: Infinity InvalidOperation
# expect: NaN InvalidOperation
# expect: 1000.50 12.5 1.55555555555555555555555555555555555555555555555555 1.2E-51
# expect: True -111111111111111111111111111111.111111111111111111111111111111 Infinity -NaN12
