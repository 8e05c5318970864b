# A product that the next operation takes: small and large ints, floats, signed zeros, infinities, objects, errors on either operation.


def all_forms(a, b, c, d):
    return (a * b + c, c + a * b, a * b - c, c - a * b, a * 2 + c, c - a * 3, a * 3 - c, a * b + c * d, a * b * c - d)


def totals(a, b, c):
    total = 0
    for _ in range(4):
        total += a * b
        total -= a * c
    return total


class Term:
    def __init__(self, text):
        self.text = text

    def __mul__(self, other):
        return Term(f"({self} * {other})")

    def __add__(self, other):
        return Term(f"({self} + {other})")

    def __radd__(self, other):
        return Term(f"({other} + {self})")

    def __sub__(self, other):
        return Term(f"({self} - {other})")

    def __rsub__(self, other):
        return Term(f"({other} - {self})")

    def __str__(self):
        return self.text


def chosen(flag, a, b, c):
    # Only one way to the sum leads over a product.
    return (a * b if flag else c) + c


print(all_forms(2, 3, 4, 5))
print(all_forms(2.5, 3.0, 4.0, 1e300))
print(all_forms(1e200, 1e200, 4.0, 1))
print(all_forms(2, 3.5, 1, 0.0))
print(all_forms(1 << 61, 3, 1, 1))
print(all_forms(1 << 60, 2, 1 << 61, 2))
print(all_forms(0.0, -1.0, 0.0, 0.0))
print(all_forms(-0.0, 1.0, -0.0, 0.0))
print(*all_forms(Term("a"), 2, 3, 4))
print(0.1 * 3 - 0.3, 1e16 * 1.1 - 1.1e16)
print(totals(1, 2, 3), totals(1.5, 2.5, 0.25), totals(True, 2, False), totals(1 << 40, 1 << 30, -1))
print(chosen(True, 2, 3, 4), chosen(False, 2, 3, 4), chosen(True, 0.5, 4, 1.25))

for arguments in [(None, 1, 2), (2, 3, None), ("ab", 2, 3)]:
    try:
        a, b, c = arguments
        print(a * b + c)
    except TypeError as error:
        print(error)

# expect: (10, 10, 2, -2, 8, -2, 2, 26, 19)
# expect: (11.5, 11.5, 3.5, -3.5, 9.0, -3.5, 3.5, 4e+300, -1e+300)
# expect: (inf, inf, inf, -inf, 2e+200, -3e+200, 3e+200, inf, inf)
# expect: (8.0, 8.0, 6.0, -6.0, 5, -5, 5, 7.0, 7.0)
# expect: (6917529027641081857, 6917529027641081857, 6917529027641081855, -6917529027641081855, 4611686018427387905, -6917529027641081855, 6917529027641081855, 6917529027641081857, 6917529027641081855)
# expect: (4611686018427387904, 4611686018427387904, 0, 0, 4611686018427387904, -1152921504606846976, 1152921504606846976, 6917529027641081856, 5316911983139663491615228241121378302)
# expect: (0.0, 0.0, -0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.0)
# expect: (-0.0, -0.0, 0.0, 0.0, -0.0, 0.0, 0.0, -0.0, 0.0)
# expect: ((a * 2) + 3) (3 + (a * 2)) ((a * 2) - 3) (3 - (a * 2)) ((a * 2) + 3) (3 - (a * 3)) ((a * 3) - 3) ((a * 2) + 12) (((a * 2) * 3) - 4)
# expect: 5.551115123125783e-17 0.0
# expect: -4 13.5 8 4722366487267691724800
# expect: 10 8 3.25
# expect: unsupported operand type(s) for *: 'NoneType' and 'int'
# expect: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect: can only concatenate str (not "int") to str
