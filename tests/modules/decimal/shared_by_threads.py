# Decimals, and one context in which several threads compute; each thread has a current context of its own. Without a lock,
# threads of the library of 3.14 start with the context variables of their maker, and so with its context.
import threading
from decimal import *

numbers = [Decimal(i) / 7 for i in range(1, 60)] + [Decimal(3) ** 90 * i for i in range(1, 20)]
shared = Context(prec=40, traps=[])
expected = None
errors = []


def results():
    out = [shared.multiply(a, b) for a, b in zip(numbers, numbers[1:])] + [shared.sqrt(a) for a in numbers] + [shared.ln(a) for a in numbers[:10]]
    return out + [hash(a) for a in numbers] + [str(a) for a in numbers]


expected = results()


def work(k):
    try:
        setcontext(Context())
        getcontext().prec = 10 + k
        for i in range(30):
            assert results() == expected
            assert len(str(Decimal(1) / 3)) == 12 + k
            with localcontext(prec=5) as c:
                assert str(Decimal(2) / 3) == '0.66667' and c.flags[Inexact]
            assert getcontext().prec == 10 + k
            shared.flags[Inexact] = False
            shared.divide(1, 3)
            shared.traps[Clamped] = i % 2
            assert sorted(map(str, numbers)) == ordered
            sum(numbers), Decimal('1.' + '5' * 3000) * Decimal('1.' + '7' * 3000)
    except BaseException as e:
        errors.append(repr(e))


ordered = sorted(map(str, numbers))
threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
shared.divide(1, 3)
print(errors, shared.flags[Inexact], shared.flags[Rounded], getcontext().prec)

# expect: [] True True 28
