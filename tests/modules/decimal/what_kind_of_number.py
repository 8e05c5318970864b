import decimal
from decimal import Context, Decimal

context = Context(prec=5, Emin=-10, Emax=10)
VALUES = ["0", "-0", "1", "-1.5", "1E-12", "123456789", "Infinity", "-Infinity", "NaN", "-NaN123", "sNaN", "-sNaN45"]
for text in VALUES:
    number = Decimal(text)
    print(text, number.is_canonical(), number.is_finite(), number.is_infinite(), number.is_nan(), number.is_qnan(), number.is_snan(), number.is_signed(), number.is_zero(),
          number.is_normal(context), number.is_subnormal(context))
    assert [number.is_canonical(), number.is_finite(), number.is_infinite(), number.is_nan(), number.is_qnan(), number.is_snan(), number.is_signed(), number.is_zero()] == [
        context.is_canonical(number), context.is_finite(number), context.is_infinite(number), context.is_nan(number), context.is_qnan(number), context.is_snan(number),
        context.is_signed(number), context.is_zero(number)]
print(context.is_zero(0), context.is_signed(-5), context.is_finite(10**400), context.copy_decimal(5), context.copy_decimal(Decimal("1.23456789")), context.copy_decimal(True))
number = Decimal("-2.5")
print(context.copy_decimal(number) is number, number.to_integral(), number.to_integral(decimal.ROUND_UP), number.to_integral(context=Context(rounding=decimal.ROUND_CEILING)), context.to_integral(Decimal("3.7")),
      Decimal("1E3").to_integral(), Decimal("Infinity").to_integral(), Decimal("NaN5").to_integral())
print(Decimal(1).__sizeof__() > 16, Decimal(10**500).__sizeof__() > Decimal(1).__sizeof__())
for source in ("context.is_nan('x')", "context.is_zero(1.5)", "context.copy_decimal('1')", "context.copy_decimal(1.5)", "context.is_canonical(5)", "number.is_nan(1)", "context.is_signed()",
               "number.to_integral('nothing')", "number.to_integral(5)", "number.to_integral(context=5)", "context.to_integral('x')", "Decimal('sNaN').to_integral()"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)

# expect: 0 True True False False False False False True False False
# expect: -0 True True False False False False True True False False
# expect: 1 True True False False False False False False True False
# expect: -1.5 True True False False False False True False True False
# expect: 1E-12 True True False False False False False False False True
# expect: 123456789 True True False False False False False False True False
# expect: Infinity True False True False False False False False False False
# expect: -Infinity True False True False False False True False False False
# expect: NaN True False False True True False False False False False
# expect: -NaN123 True False False True True False True False False False
# expect: sNaN True False False True False True False False False False
# expect: -sNaN45 True False False True False True True False False False
# expect: True True True 5 1.23456789 1
# expect: True -2 -3 -2 4 1E+3 Infinity NaN5
# expect: True True
# expect: context.is_nan('x') TypeError
# expect: context.is_zero(1.5) TypeError
# expect: context.copy_decimal('1') TypeError
# expect: context.copy_decimal(1.5) TypeError
# expect: context.is_canonical(5) TypeError
# expect: number.is_nan(1) TypeError
# expect: context.is_signed() TypeError
# expect: number.to_integral('nothing') TypeError
# expect: number.to_integral(5) TypeError
# expect: number.to_integral(context=5) TypeError
# expect: context.to_integral('x') TypeError
# expect: Decimal('sNaN').to_integral() InvalidOperation [<class 'decimal.InvalidOperation'>]
