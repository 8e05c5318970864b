# A context may be replaced while it is in use: by the finalizer of the one that was current before, or by what a conversion meets.
from decimal import Context, Decimal, getcontext, localcontext, setcontext


class Last(Context):
    def __del__(self):
        setcontext(Context(prec=7))


for i in range(50):
    setcontext(Last(prec=11))
    setcontext(Context(prec=9))
    others = [Context(prec=30 + n) for n in range(20)]
    if getcontext().prec != 7:
        print("not the finalizer's", getcontext().prec)
print(Decimal(1) / 3)
with localcontext(Last(prec=12)) as c:
    print(Decimal(1) / 7)
c = None
print(Decimal(1) / 7)


class Digits(list):
    asked = 0

    def __iter__(self):
        Digits.asked += 1
        setcontext(Context(prec=5, traps=[]))
        others = [Context() for _ in range(50)]
        return iter([1, 2])


for args in ((0, Digits([1, 2]), 3), (0, Digits([1, 2]), 3 * 10**18), Digits([0, (1, 2), 3]), Digits([0, (1, 2), -3 * 10**18])):
    setcontext(Context())
    try:
        print(Decimal(args))
    except Exception as e:
        print(type(e).__name__, e)
print(Digits.asked)

# expect: 0.3333333
# expect: 0.142857142857
# expect: 0.1428571
# expect: 1.2E+4
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: 1.2E+4
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: 0
