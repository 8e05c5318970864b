# sum() adds floats, and ints among them, and the parts of complex numbers with compensation.
# min-version: 3.14
class Float(float):
    pass
class Complex(complex):
    pass

big = 10 ** 16
for items in ([0.1] * 10, [0.1, big, 1, 1, 1, -big], [0.1, 1e16, 1.0, 1.0, -1e16], [True, 0.1, True], [1, 2, 0.5], [0.1, Float(1e16), 1.0, Float(-1e16)],
              [0.1j] * 10, [0.1 + 0.1j] * 10, [0.1] * 10 + [0j], [1, 0.1, 0.1j] + [0.1] * 9, [0j, big, 1, 1, -big], [0j, 1e16, 1.0, 1.0, -1e16],
              [1, 2j, 3], [0j, True, 0.5], [complex(1, -0.0), 1], [1, complex(1, -0.0)], [complex(1, -0.0), 1.0], [1.0, complex(1, -0.0)],
              [complex(-0.0, -0.0), -0.0], [complex(-0.0, -0.0), 0], [complex("inf"), complex("-inf")], [complex("inf"), 1j], [1e308, 1e308, -1e308],
              [complex(1e308), 1e308, -1e308], [0.1j, Complex(0.1j), 0.1j], [2 ** 62, 2 ** 62, 0.5], [2 ** 62, 2 ** 62, 1j], [0.5, 2 ** 70, 0.25]):
    print(sum(items), sum(items, 0.0), sum(items, -0j), sum(items, complex(-0.0, -0.0)))
for items in ([0j, 10 ** 400], [0.5, 10 ** 400], [0.5, "x"], [0j, None], [0j, []]):
    try:
        print(sum(items))
    except (OverflowError, TypeError) as e:
        print(type(e).__name__, e)
print(type(sum([Complex(1)])), type(sum([], Complex(1))), type(sum([], Float(1))))

# expect: 1.0 1.0 (1-0j) (1-0j)
# expect: 3.1 3.1 (3.1-0j) (3.1-0j)
# expect: 2.1 2.1 (2.1-0j) (2.1-0j)
# expect: 2.1 2.1 (2.1-0j) (2.1-0j)
# expect: 3.5 3.5 (3.5-0j) (3.5-0j)
# expect: 0.0 0.0 (1.1-0j) (1.1-0j)
# expect: 1j 1j 1j 1j
# expect: (1+1j) (1+1j) (1+1j) (1+1j)
# expect: (1+0j) (1+0j) (1+0j) (1+0j)
# expect: (2+0.1j) (2+0.1j) (2+0.1j) (2+0.1j)
# expect: (2+0j) (2+0j) (2+0j) (2+0j)
# expect: (2+0j) (2+0j) (2+0j) (2+0j)
# expect: (4+2j) (4+2j) (4+2j) (4+2j)
# expect: (1.5+0j) (1.5+0j) (1.5+0j) (1.5+0j)
# expect: (2-0j) (2-0j) (2-0j) (2-0j)
# expect: (2-0j) (2-0j) (2-0j) (2-0j)
# expect: (2-0j) (2-0j) (2-0j) (2-0j)
# expect: (2-0j) (2-0j) (2-0j) (2-0j)
# expect: -0j -0j (-0-0j) (-0-0j)
# expect: -0j -0j -0j -0j
# expect: (nan+0j) (nan+0j) (nan+0j) (nan+0j)
# expect: (inf+1j) (inf+1j) (inf+1j) (inf+1j)
# expect: inf inf (inf-0j) (inf-0j)
# expect: (inf+0j) (inf+0j) (inf+0j) (inf+0j)
# expect: 0.30000000000000004j 0.30000000000000004j 0.30000000000000004j 0.30000000000000004j
# expect: 9.223372036854776e+18 9.223372036854776e+18 (9.223372036854776e+18-0j) (9.223372036854776e+18-0j)
# expect: (9.223372036854776e+18+1j) (9.223372036854776e+18+1j) (9.223372036854776e+18+1j) (9.223372036854776e+18+1j)
# expect: 1.1805916207174113e+21 1.1805916207174113e+21 (1.1805916207174113e+21-0j) (1.1805916207174113e+21-0j)
# expect: OverflowError int too large to convert to float
# expect: OverflowError int too large to convert to float
# expect: TypeError unsupported operand type(s) for +: 'float' and 'str'
# expect: TypeError unsupported operand type(s) for +: 'complex' and 'NoneType'
# expect: TypeError unsupported operand type(s) for +: 'complex' and 'list'
# expect: <class 'complex'> <class '__main__.Complex'> <class '__main__.Float'>
