# Coefficients of thousands of digits, and precisions that no memory holds.
import decimal
import hashlib
from decimal import *


def digest(x):
    return hashlib.md5(str(x).encode()).hexdigest()[:12]


with localcontext(prec=2000):
    a, b = Decimal(2).sqrt(), Decimal(3).sqrt()
    print(*map(digest, [a, b, a * b, a / b, a + b, a - b, a % b, a // b * 10**500, a**10, a**-7, a.quantize(Decimal('1e-500')), a.fma(b, a), hash(a), int(a.scaleb(1900))]))
    assert Decimal(str(a)) == a and int(str(int(a.scaleb(1999)))) == int(a.scaleb(1999)) and Decimal(int(a.scaleb(1999))).scaleb(-1999) == a
with localcontext(prec=400):
    print(*map(digest, [Decimal(1).exp(), Decimal(7).ln(), Decimal(7).log10(), Decimal(2) ** Decimal('0.1'), Decimal('1.0000000000000000000001').ln(), Decimal('-250.5').exp()]))
with localcontext(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN):
    print(Decimal(4) / 2, Decimal(1) / 8, Decimal(144).sqrt(), Decimal(2) ** 10, Decimal(10) // 3, Decimal(10) % 3, Decimal('1e5').log10(), format(Decimal(1), '.3f'))
    for f in (lambda: Decimal(1) / 3, lambda: Decimal(2).sqrt(), lambda: Decimal(1) + Decimal('1e-99999999999999999')):
        try:
            print(f())
        except MemoryError:
            print('MemoryError')
print(Decimal('1e999999') + 1 == Decimal('1e999999'), Decimal('1e-999999') + 1, Decimal('1e999999999') > 10**100, hash(Decimal('1e999999999')), Decimal('1e-999999999') == 0)

# expect: 8d206a311c64 f90b66d4e51c d0520edc5ba0 c0fdfc06e43c 7ef717abc145 7744729a633e 8d206a311c64 cfcd208495d5 7548cac78024 baefff6c7865 d65c61acec97 ee9b9b35534b bd703b79f745 cdd6270b3326
# expect: d7ea24003b06 3e0a08fd10c0 6c28b891d0f8 3247a78d0fe5 28438083a233 101e4d034860
# expect: 2 0.125 12 1024 3 1 5 1.000
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: True 1.000000000000000000000000000 True 527310112413962122 False
