# divmod() agrees with // and %, whatever the signs and sizes of its operands.
values = [0, 1, -1, 2, 3, -3, 7, -7, 10, -10, 255, 2**31, -(2**31), 2**61 - 1, 2**62 - 1, -(2**62), 2**62, 2**63 - 1, -(2**63),
          2**64, 2**128 + 5, -(2**128), True]
wrong = []
shown = []
for a in values:
    for b in values:
        if b == 0:
            continue
        q, r = divmod(a, b)
        if (q, r) != (a // b, a % b) or q * b + r != a or (r and (r < 0) != (b < 0)) or type(q) is not int or type(r) is not int:
            wrong.append((a, b, q, r))
        if abs(a) in (7, 10) and abs(b) in (3, 7):
            shown.append((a, b, q, r))
print(wrong)
print(shown)
print(divmod(-(2**62), -1), divmod(2**62 - 1, -1), divmod(-(2**62), 2**62 - 1))
for a, b in ((1, 0), (2**70, 0), (1, 0.0), (1.0, 0)):
    try:
        divmod(a, b)
    except ZeroDivisionError as error:
        print(type(error).__name__)
print(divmod(7, 2.0), divmod(-7.5, 2), divmod(True, True))


class Odd(int):
    def __divmod__(self, other):
        return "mine", int(self), other

    def __rdivmod__(self, other):
        return "reflected", other, int(self)


print(divmod(Odd(5), 2), divmod(5, Odd(2)), divmod(Odd(5), Odd(2)))

# expect: []
# expect: [(7, 3, 2, 1), (7, -3, -3, -2), (7, 7, 1, 0), (7, -7, -1, 0), (-7, 3, -3, 2), (-7, -3, 2, -1), (-7, 7, -1, 0), (-7, -7, 1, 0), (10, 3, 3, 1), (10, -3, -4, -2), (10, 7, 1, 3), (10, -7, -2, -4), (-10, 3, -4, 2), (-10, -3, 3, -1), (-10, 7, -2, 4), (-10, -7, 1, -3)]
# expect: (4611686018427387904, 0) (-4611686018427387903, 0) (-2, 4611686018427387902)
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: (3.0, 1.0) (-4.0, 0.5) (1, 0)
# expect: ('mine', 5, 2) ('reflected', 5, 2) ('mine', 5, 2)
