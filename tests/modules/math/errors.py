import math

for source in (
    "math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "math.exp(1000)", "math.sqrt('a')", "math.gcd(1.5)",
    "math.comb(-1, 2)", "math.isqrt(-1)", "math.pow(0, -1)", "math.acos(2)", "math.floor(math.inf)",
    "math.ceil(math.nan)", "math.ldexp(1, 10000)", "math.fmod(1, 0)",
):
    try:
        eval(source)
    except (ValueError, TypeError, OverflowError) as error:
        print(source, type(error).__name__)
import cmath
for base in 1, 1.0, 0:
    try:
        print(cmath.log(2, base))
    except ValueError as error:
        print(base, error)

# expect: math.sqrt(-1) ValueError
# expect: math.log(0) ValueError
# expect: math.factorial(-1) ValueError
# expect: math.exp(1000) OverflowError
# expect: math.sqrt('a') TypeError
# expect: math.gcd(1.5) TypeError
# expect: math.comb(-1, 2) ValueError
# expect: math.isqrt(-1) ValueError
# expect: math.pow(0, -1) ValueError
# expect: math.acos(2) ValueError
# expect: math.floor(math.inf) OverflowError
# expect: math.ceil(math.nan) ValueError
# expect: math.ldexp(1, 10000) OverflowError
# expect: math.fmod(1, 0) ValueError
# expect: 1 math domain error
# expect: 1.0 math domain error
# expect: 0 math domain error
