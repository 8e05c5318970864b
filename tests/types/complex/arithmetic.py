a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, -a, abs(a), a.conjugate(), a.real, a.imag, a == 3 + 4j, a != b)
print(a**2, 2 * a, a + 1, 1 - a)
print(complex(1), complex(1, -2), complex("1+2j"), complex("-j"), 1j * 1j, repr(-1j))
print(repr(complex(0, -0.0)), str(1e20 + 1j), bool(0j), (0.5j).imag)
for source in ("a < b", "a // b", "a % 1", "int(a)", "complex('x')", "1j / 0"):
    try:
        eval(source)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(error)
for text in "1_", "_1 ", "1__0", "1+_j", "1_0j_", "1_x", "x", "1_0x":
    try:
        print(complex(text))
    except ValueError as error:
        print(error)

# expect: (4+2j) (2+6j) (11-2j) (-1+2j) (-3-4j) 5.0 (3-4j) 3.0 4.0 True True
# expect: (-7+24j) (6+8j) (4+4j) (-2-4j)
# expect: (1+0j) (1-2j) (1+2j) -1j (-1+0j) (-0-1j)
# expect: -0j (1e+20+1j) False 0.5
# expect: '<' not supported between instances of 'complex' and 'complex'
# expect: unsupported operand type(s) for //: 'complex' and 'complex'
# expect: unsupported operand type(s) for %: 'complex' and 'int'
# expect: int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: complex() arg is a malformed string
# expect-before-3.14: complex division by zero
# expect-since-3.14: division by zero
# expect: could not convert string to complex: '1_'
# expect: could not convert string to complex: '_1 '
# expect: could not convert string to complex: '1__0'
# expect: could not convert string to complex: '1+_j'
# expect: could not convert string to complex: '1_0j_'
# expect: could not convert string to complex: '1_x'
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
