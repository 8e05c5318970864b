import contextvars
import decimal
import pickle
from decimal import *

print(getcontext())
print(DefaultContext, BasicContext, ExtendedContext, sep='\n')
print(decimal.MAX_PREC, decimal.MAX_EMAX, decimal.MIN_EMIN, decimal.MIN_ETINY, decimal.HAVE_THREADS, decimal.HAVE_CONTEXTVAR)
for name in 'DecimalException InvalidOperation FloatOperation DivisionByZero Overflow Underflow Subnormal Inexact Rounded Clamped ConversionSyntax DivisionImpossible DivisionUndefined InvalidContext'.split():
    print(name, [c.__name__ for c in getattr(decimal, name, decimal.InvalidOperation).__mro__[1:-2]] if hasattr(decimal, name) else None)

c = Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[Inexact], traps=[Overflow])
print(c, c.copy(), c.copy() is c, c.Etiny(), c.Etop(), c.radix())
print(c.flags, c.traps[Overflow], c.traps[Inexact], len(c.flags), [s.__name__ for s in c.traps])
print(c.flags == {s: s is Inexact for s in c.flags}, c.flags == c.traps, c.flags != c.traps, c.flags == 5, c.flags is c.flags)
c.flags[Rounded] = True
c.traps[Overflow] = False
print(c, dict(c.flags.items()) == c.flags.copy(), Rounded in c.flags, 3 in c.flags)
c.clear_flags()
c.traps = dict.fromkeys(c.traps, True)
print(c)
c.clear_traps()
print(c)
print(pickle.loads(pickle.dumps(c, 2)), c.__reduce__()[1])


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


for attribute, values in {'prec': [0, -1, decimal.MAX_PREC + 1, 'x', 1.5, 10**30], 'Emin': [1, decimal.MIN_EMIN - 1], 'Emax': [-1], 'rounding': ['x', 3, None],
                          'capitals': [2, -1], 'clamp': [2], 'flags': [[], 5, {}], 'traps': [{Inexact: True}], 'nothing': [1]}.items():
    for value in values:
        attempt(setattr, c, attribute, value)
attempt(delattr, c, 'prec')
attempt(delattr, c, 'flags')
attempt(lambda: c.flags[5])
attempt(lambda: c.flags.__delitem__(Inexact))
attempt(Context, traps=[5])
attempt(setcontext, 5)
attempt(localcontext, 5)
attempt(hash, c.flags)

with localcontext() as inner:
    inner.prec = 3
    print(Decimal(1) / 3, getcontext() is inner)
    with localcontext(ExtendedContext, prec=4, traps=[]) as deeper:
        print(Decimal(1) / 3, Decimal(1) / 0, deeper.flags[DivisionByZero])
    print(Decimal(2) / 3)
print(Decimal(2) / 3, inner.flags[Inexact])
setcontext(BasicContext)
print(getcontext() is BasicContext, getcontext().prec)


def other():
    print(getcontext().prec)
    setcontext(Context(prec=2))
    print(Decimal(1) / 7)


contextvars.copy_context().run(other)
print(Decimal(1) / 7)
contextvars.Context().run(lambda: print(Decimal(1) / 7))

with localcontext(Context(traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped, FloatOperation], Emax=20, Emin=-20, prec=5)):
    attempt(lambda: Decimal(1) / 0)
    attempt(lambda: Decimal(0) / 0)
    attempt(lambda: Decimal('Infinity') - Decimal('Infinity'))
    attempt(lambda: Decimal('x'))
    attempt(lambda: Decimal(1) / 3)
    attempt(lambda: Decimal(99999) * Decimal('1e20'))
    attempt(lambda: Decimal('1e-20') * Decimal('1e-3'))
    attempt(lambda: Decimal('1e-24') * Decimal('1e-9'))
    attempt(lambda: Decimal(1.5))
    attempt(lambda: Decimal(1) < 1.5)
    attempt(lambda: Decimal(1) == 1.5)
    attempt(lambda: Decimal('1e30') // 1)
    attempt(lambda: Decimal('NaN') < 1)
    attempt(lambda: Decimal('sNaN') == 1)
    attempt(lambda: Decimal(123456) + 0)


class Mine(Context):
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        return self

    def __init__(self, extra, **kwargs):
        super().__init__(**kwargs)
        self.extra = extra


m = Mine('x', prec=7)
print(m.extra, m.prec, type(m.copy()).__name__, m.divide(1, 3), m)

# expect: Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])
# expect: Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])
# expect: Context(prec=9, rounding=ROUND_HALF_UP, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[Clamped, InvalidOperation, DivisionByZero, Overflow, Underflow])
# expect: Context(prec=9, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[])
# expect: 999999999999999999 999999999999999999 -999999999999999999 -1999999999999999997 True True
# expect: DecimalException ['ArithmeticError', 'Exception']
# expect: InvalidOperation ['DecimalException', 'ArithmeticError', 'Exception']
# expect: FloatOperation ['DecimalException', 'ArithmeticError', 'TypeError', 'Exception']
# expect: DivisionByZero ['DecimalException', 'ZeroDivisionError', 'ArithmeticError', 'Exception']
# expect: Overflow ['Inexact', 'Rounded', 'DecimalException', 'ArithmeticError', 'Exception']
# expect: Underflow ['Inexact', 'Rounded', 'Subnormal', 'DecimalException', 'ArithmeticError', 'Exception']
# expect: Subnormal ['DecimalException', 'ArithmeticError', 'Exception']
# expect: Inexact ['DecimalException', 'ArithmeticError', 'Exception']
# expect: Rounded ['DecimalException', 'ArithmeticError', 'Exception']
# expect: Clamped ['DecimalException', 'ArithmeticError', 'Exception']
# expect: ConversionSyntax ['InvalidOperation', 'DecimalException', 'ArithmeticError', 'Exception']
# expect: DivisionImpossible ['InvalidOperation', 'DecimalException', 'ArithmeticError', 'Exception']
# expect: DivisionUndefined ['InvalidOperation', 'DecimalException', 'ZeroDivisionError', 'ArithmeticError', 'Exception']
# expect: InvalidContext ['InvalidOperation', 'DecimalException', 'ArithmeticError', 'Exception']
# expect: Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[Inexact], traps=[Overflow]) Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[Inexact], traps=[Overflow]) False -14 6 10
# expect: {<class 'decimal.InvalidOperation'>:False, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:False, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:False, <class 'decimal.Clamped'>:False} True False 9 ['InvalidOperation', 'FloatOperation', 'DivisionByZero', 'Overflow', 'Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: True False True False True
# expect: Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[Inexact, Rounded], traps=[]) True True False
# expect: Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[], traps=[Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow])
# expect: Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[], traps=[])
# expect: Context(prec=5, rounding=ROUND_UP, Emin=-10, Emax=10, capitals=0, clamp=1, flags=[], traps=[]) (5, 'ROUND_UP', -10, 10, 0, 1, [], [])
# expect: ValueError valid range for prec is [1, MAX_PREC]
# expect: ValueError valid range for prec is [1, MAX_PREC]
# expect: ValueError valid range for prec is [1, MAX_PREC]
# expect: TypeError an integer is required
# expect: TypeError an integer is required
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: ValueError valid range for Emin is [MIN_EMIN, 0]
# expect: ValueError valid range for Emin is [MIN_EMIN, 0]
# expect: ValueError valid range for Emax is [0, MAX_EMAX]
# expect: TypeError valid values for rounding are:
# expect:   [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
# expect:    ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
# expect:    ROUND_05UP]
# expect: TypeError valid values for rounding are:
# expect:   [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
# expect:    ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
# expect:    ROUND_05UP]
# expect: TypeError valid values for rounding are:
# expect:   [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
# expect:    ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
# expect:    ROUND_05UP]
# expect: ValueError valid values for capitals are 0 or 1
# expect: ValueError valid values for capitals are 0 or 1
# expect: ValueError valid values for clamp are 0 or 1
# expect: TypeError argument must be a signal dict
# expect: TypeError argument must be a signal dict
# expect: KeyError 'invalid signal dict'
# expect: KeyError 'invalid signal dict'
# expect: AttributeError 'decimal.Context' object has no attribute 'nothing'
# expect: AttributeError context attributes cannot be deleted
# expect: AttributeError context attributes cannot be deleted
# expect: KeyError 'valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]'
# expect: ValueError signal keys cannot be deleted
# expect: KeyError 'valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]'
# expect: TypeError argument must be a context
# expect: TypeError optional argument must be a context
# expect: TypeError unhashable type: 'SignalDict'
# expect: 0.333 True
# expect: 0.3333 Infinity True
# expect: 0.667
# expect: 0.6666666666666666666666666667 True
# expect: False 9
# expect: 9
# expect: 0.14
# expect: 0.142857143
# expect: 0.1428571428571428571428571429
# expect: DivisionByZero [<class 'decimal.DivisionByZero'>]
# expect: InvalidOperation [<class 'decimal.DivisionUndefined'>]
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: Inexact [<class 'decimal.Inexact'>, <class 'decimal.Rounded'>]
# expect: Overflow [<class 'decimal.Overflow'>, <class 'decimal.Inexact'>, <class 'decimal.Rounded'>]
# expect: Subnormal [<class 'decimal.Subnormal'>]
# expect: Underflow [<class 'decimal.Underflow'>, <class 'decimal.Subnormal'>, <class 'decimal.Inexact'>, <class 'decimal.Rounded'>, <class 'decimal.Clamped'>]
# expect: FloatOperation [<class 'decimal.FloatOperation'>]
# expect: FloatOperation [<class 'decimal.FloatOperation'>]
# expect: False
# expect: InvalidOperation [<class 'decimal.DivisionImpossible'>]
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: Inexact [<class 'decimal.Inexact'>, <class 'decimal.Rounded'>]
# expect: x 7 Context 0.3333333 Context(prec=7, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[Inexact, Rounded], traps=[InvalidOperation, DivisionByZero, Overflow])
