# A thread that changes its decimal context, or raises a flag in it, changes nobody else's. A context variable that is
# copied with the others is not enough, because contexts are changed in place.
import decimal
import threading

decimal.getcontext().prec = 11
decimal.getcontext().clear_flags()
mine = decimal.getcontext()
seen = []


def work():
    own = decimal.getcontext()
    own.prec = 5
    decimal.Decimal(1) / 3
    seen.append((own is mine, own is decimal.getcontext(), own.flags[decimal.Inexact], str(decimal.Decimal(2) / 3)))
    with decimal.localcontext() as local:
        local.prec = 2
        seen.append((str(decimal.Decimal(2) / 3), local is decimal.getcontext()))
    seen.append(own is decimal.getcontext())
    decimal.setcontext(decimal.Context(prec=3))
    seen.append(str(decimal.Decimal(2) / 3))


t = threading.Thread(target=work)
t.start()
t.join()
print(seen)
print(decimal.getcontext() is mine, mine.prec, mine.flags[decimal.Inexact], decimal.Decimal(2) / 3)

# Many at once: each adds up with its own precision.
wrong = []


def adds(prec):
    decimal.getcontext().prec = prec
    for _ in range(200):
        if len((decimal.Decimal(1) / 7).as_tuple().digits) != prec:
            wrong.append(prec)


threads = [threading.Thread(target=adds, args=(prec,)) for prec in range(3, 11)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(wrong, decimal.getcontext().prec)

# expect: [(False, True, True, '0.66667'), ('0.67', True), True, '0.667']
# expect: True 11 False 0.66666666667
# expect: [] 11
