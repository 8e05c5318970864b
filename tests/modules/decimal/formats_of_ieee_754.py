# The contexts of the interchange formats, and numbers that become decimals, both since 3.14.
import decimal
from decimal import Decimal, FloatOperation

print(decimal.MAX_EMAX > 0)
if hasattr(decimal, "IEEEContext"):
    print(decimal.IEEE_CONTEXT_MAX_BITS)
    for bits in 32, 64, 128, 512, 31, 0, -32, 544, True, 2**70, "32":
        try:
            print(decimal.IEEEContext(bits))
        except (ValueError, TypeError, OverflowError) as error:
            print(type(error).__name__, error)
    decimal32 = decimal.IEEEContext(32)
    print(decimal32.divide(2, 3), decimal32.create_decimal("123456789"), decimal32.create_decimal("1e96"))

    class Own(Decimal):
        pass

    for number in 3, 2.5, Decimal("1.250"), Own(7), True, 2**80, float("inf"), float("nan"), "3", None, (0, (1,), 0), 1j:
        for kind in Decimal, Own:
            try:
                made = kind.from_number(number)
                print(repr(made), type(made).__name__, end=" ")
            except TypeError as error:
                print(error, end=" ")
        print()
    with decimal.localcontext() as context:
        context.traps[FloatOperation] = False
        Decimal.from_number(0.5)
        print(context.flags[FloatOperation])
        context.traps[FloatOperation] = True
        try:
            Decimal.from_number(0.5)
        except FloatOperation as error:
            print(type(error).__name__)

# expect: True
# expect-since-3.14: 512
# expect-since-3.14: Context(prec=7, rounding=ROUND_HALF_EVEN, Emin=-95, Emax=96, capitals=1, clamp=1, flags=[], traps=[])
# expect-since-3.14: Context(prec=16, rounding=ROUND_HALF_EVEN, Emin=-383, Emax=384, capitals=1, clamp=1, flags=[], traps=[])
# expect-since-3.14: Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, capitals=1, clamp=1, flags=[], traps=[])
# expect-since-3.14: Context(prec=142, rounding=ROUND_HALF_EVEN, Emin=-103079215103, Emax=103079215104, capitals=1, clamp=1, flags=[], traps=[])
# expect-since-3.14: ValueError argument must be a multiple of 32, with a maximum of 512
# expect-since-3.14: ValueError argument must be a multiple of 32, with a maximum of 512
# expect-since-3.14: ValueError argument must be a multiple of 32, with a maximum of 512
# expect-since-3.14: ValueError argument must be a multiple of 32, with a maximum of 512
# expect-since-3.14: ValueError argument must be a multiple of 32, with a maximum of 512
# expect-since-3.14: OverflowError Python int too large to convert to C ssize_t
# expect-since-3.14: TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.14: 0.6666667 1.234568E+8 1.000000E+96
# expect-since-3.14: Decimal('3') Decimal Decimal('3') Own 
# expect-since-3.14: Decimal('2.5') Decimal Decimal('2.5') Own 
# expect-since-3.14: Decimal('1.250') Decimal Decimal('1.250') Own 
# expect-since-3.14: Decimal('7') Decimal Decimal('7') Own 
# expect-since-3.14: Decimal('1') Decimal Decimal('1') Own 
# expect-since-3.14: Decimal('1208925819614629174706176') Decimal Decimal('1208925819614629174706176') Own 
# expect-since-3.14: Decimal('Infinity') Decimal Decimal('Infinity') Own 
# expect-since-3.14: Decimal('NaN') Decimal Decimal('NaN') Own 
# expect-since-3.14: conversion from str to Decimal is not supported conversion from str to Decimal is not supported 
# expect-since-3.14: conversion from NoneType to Decimal is not supported conversion from NoneType to Decimal is not supported 
# expect-since-3.14: conversion from tuple to Decimal is not supported conversion from tuple to Decimal is not supported 
# expect-since-3.14: conversion from complex to Decimal is not supported conversion from complex to Decimal is not supported 
# expect-since-3.14: True
# expect-since-3.14: FloatOperation
