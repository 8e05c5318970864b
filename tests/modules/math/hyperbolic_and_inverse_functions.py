# Twelve digits: the last ones are the C library's.
import math

FUNCTIONS = "tan asin atan sinh cosh tanh asinh acosh atanh exp2 expm1 log1p radians".split()
ARGUMENTS = [0.0, -0.0, 0.25, -0.5, 1, 1.5, -20, 1e-10, 1e300, True, math.inf, -math.inf, math.nan]


def text(call):
    try:
        return format(call(), ".12g")
    except (ValueError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


for name in FUNCTIONS:
    function = getattr(math, name)
    print(name)
    for x in ARGUMENTS:
        print("   ", x, text(lambda: function(x)))


class Floating:
    def __float__(self):
        return 0.5


class Indexed:
    def __index__(self):
        return 1


for name in FUNCTIONS:
    function = getattr(math, name)
    errors = []
    for wrong in ("1", None, 1j, 10**400):
        try:
            function(wrong)
        except (TypeError, OverflowError) as error:
            errors.append(str(error))
    try:
        function()
    except TypeError as error:
        errors.append(str(error))
    print(name, text(lambda: function(Floating())), text(lambda: function(Indexed()) if name != "atanh" else 0), errors)

# expect: tan
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.255341921221
# expect:     -0.5 -0.546302489844
# expect:     1 1.55740772465
# expect:     1.5 14.1014199472
# expect:     -20 -2.23716094422
# expect:     1e-10 1e-10
# expect:     1e+300 1.42144882387
# expect:     True 1.55740772465
# expect-before-3.15:     inf ValueError: math domain error
# expect-before-3.15:     -inf ValueError: math domain error
# expect-since-3.15:     inf ValueError: expected a finite input, got inf
# expect-since-3.15:     -inf ValueError: expected a finite input, got -inf
# expect:     nan nan
# expect: asin
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.252680255142
# expect:     -0.5 -0.523598775598
# expect:     1 1.57079632679
# expect-before-3.15:     1.5 ValueError: math domain error
# expect-before-3.15:     -20 ValueError: math domain error
# expect-since-3.15:     1.5 ValueError: expected a number in range from -1 up to 1, got 1.5
# expect-since-3.15:     -20 ValueError: expected a number in range from -1 up to 1, got -20.0
# expect:     1e-10 1e-10
# expect-before-3.15:     1e+300 ValueError: math domain error
# expect-since-3.15:     1e+300 ValueError: expected a number in range from -1 up to 1, got 1e+300
# expect:     True 1.57079632679
# expect-before-3.15:     inf ValueError: math domain error
# expect-before-3.15:     -inf ValueError: math domain error
# expect-since-3.15:     inf ValueError: expected a number in range from -1 up to 1, got inf
# expect-since-3.15:     -inf ValueError: expected a number in range from -1 up to 1, got -inf
# expect:     nan nan
# expect: atan
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.244978663127
# expect:     -0.5 -0.463647609001
# expect:     1 0.785398163397
# expect:     1.5 0.982793723247
# expect:     -20 -1.52083793107
# expect:     1e-10 1e-10
# expect:     1e+300 1.57079632679
# expect:     True 0.785398163397
# expect:     inf 1.57079632679
# expect:     -inf -1.57079632679
# expect:     nan nan
# expect: sinh
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.252612316808
# expect:     -0.5 -0.521095305494
# expect:     1 1.17520119364
# expect:     1.5 2.12927945509
# expect:     -20 -242582597.705
# expect:     1e-10 1e-10
# expect:     1e+300 OverflowError: math range error
# expect:     True 1.17520119364
# expect:     inf inf
# expect:     -inf -inf
# expect:     nan nan
# expect: cosh
# expect:     0.0 1
# expect:     -0.0 1
# expect:     0.25 1.03141309988
# expect:     -0.5 1.12762596521
# expect:     1 1.54308063482
# expect:     1.5 2.35240961524
# expect:     -20 242582597.705
# expect:     1e-10 1
# expect:     1e+300 OverflowError: math range error
# expect:     True 1.54308063482
# expect:     inf inf
# expect:     -inf inf
# expect:     nan nan
# expect: tanh
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.244918662404
# expect:     -0.5 -0.46211715726
# expect:     1 0.761594155956
# expect:     1.5 0.905148253645
# expect:     -20 -1
# expect:     1e-10 1e-10
# expect:     1e+300 1
# expect:     True 0.761594155956
# expect:     inf 1
# expect:     -inf -1
# expect:     nan nan
# expect: asinh
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.247466461547
# expect:     -0.5 -0.48121182506
# expect:     1 0.88137358702
# expect:     1.5 1.19476321729
# expect:     -20 -3.68950386899
# expect:     1e-10 1e-10
# expect:     1e+300 691.468675079
# expect:     True 0.88137358702
# expect:     inf inf
# expect:     -inf -inf
# expect:     nan nan
# expect: acosh
# expect-before-3.15:     0.0 ValueError: math domain error
# expect-before-3.15:     -0.0 ValueError: math domain error
# expect-before-3.15:     0.25 ValueError: math domain error
# expect-before-3.15:     -0.5 ValueError: math domain error
# expect-since-3.15:     0.0 ValueError: expected argument value not less than 1, got 0.0
# expect-since-3.15:     -0.0 ValueError: expected argument value not less than 1, got -0.0
# expect-since-3.15:     0.25 ValueError: expected argument value not less than 1, got 0.25
# expect-since-3.15:     -0.5 ValueError: expected argument value not less than 1, got -0.5
# expect:     1 0
# expect:     1.5 0.962423650119
# expect-before-3.15:     -20 ValueError: math domain error
# expect-before-3.15:     1e-10 ValueError: math domain error
# expect-since-3.15:     -20 ValueError: expected argument value not less than 1, got -20.0
# expect-since-3.15:     1e-10 ValueError: expected argument value not less than 1, got 1e-10
# expect:     1e+300 691.468675079
# expect:     True 0
# expect:     inf inf
# expect-before-3.15:     -inf ValueError: math domain error
# expect-since-3.15:     -inf ValueError: expected argument value not less than 1, got -inf
# expect:     nan nan
# expect: atanh
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.255412811883
# expect:     -0.5 -0.549306144334
# expect-before-3.15:     1 ValueError: math domain error
# expect-before-3.15:     1.5 ValueError: math domain error
# expect-before-3.15:     -20 ValueError: math domain error
# expect-since-3.15:     1 ValueError: expected a number between -1 and 1, got 1.0
# expect-since-3.15:     1.5 ValueError: expected a number between -1 and 1, got 1.5
# expect-since-3.15:     -20 ValueError: expected a number between -1 and 1, got -20.0
# expect:     1e-10 1e-10
# expect-before-3.15:     1e+300 ValueError: math domain error
# expect-before-3.15:     True ValueError: math domain error
# expect-before-3.15:     inf ValueError: math domain error
# expect-before-3.15:     -inf ValueError: math domain error
# expect-since-3.15:     1e+300 ValueError: expected a number between -1 and 1, got 1e+300
# expect-since-3.15:     True ValueError: expected a number between -1 and 1, got 1.0
# expect-since-3.15:     inf ValueError: expected a number between -1 and 1, got inf
# expect-since-3.15:     -inf ValueError: expected a number between -1 and 1, got -inf
# expect:     nan nan
# expect: exp2
# expect:     0.0 1
# expect:     -0.0 1
# expect:     0.25 1.189207115
# expect:     -0.5 0.707106781187
# expect:     1 2
# expect:     1.5 2.82842712475
# expect:     -20 9.53674316406e-07
# expect:     1e-10 1.00000000007
# expect:     1e+300 OverflowError: math range error
# expect:     True 2
# expect:     inf inf
# expect:     -inf 0
# expect:     nan nan
# expect: expm1
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.284025416688
# expect:     -0.5 -0.393469340287
# expect:     1 1.71828182846
# expect:     1.5 3.48168907034
# expect:     -20 -0.999999997939
# expect:     1e-10 1.00000000005e-10
# expect:     1e+300 OverflowError: math range error
# expect:     True 1.71828182846
# expect:     inf inf
# expect:     -inf -1
# expect:     nan nan
# expect: log1p
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.223143551314
# expect:     -0.5 -0.69314718056
# expect:     1 0.69314718056
# expect:     1.5 0.916290731874
# expect-before-3.15:     -20 ValueError: math domain error
# expect-since-3.15:     -20 ValueError: expected argument value > -1, got -20.0
# expect:     1e-10 9.9999999995e-11
# expect:     1e+300 690.775527898
# expect:     True 0.69314718056
# expect:     inf inf
# expect-before-3.15:     -inf ValueError: math domain error
# expect-since-3.15:     -inf ValueError: expected argument value > -1, got -inf
# expect:     nan nan
# expect: radians
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     0.25 0.00436332312999
# expect:     -0.5 -0.00872664625997
# expect:     1 0.0174532925199
# expect:     1.5 0.0261799387799
# expect:     -20 -0.349065850399
# expect:     1e-10 1.74532925199e-12
# expect:     1e+300 1.74532925199e+298
# expect:     True 0.0174532925199
# expect:     inf inf
# expect:     -inf -inf
# expect:     nan nan
# expect: tan 0.546302489844 1.55740772465 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.tan() takes exactly one argument (0 given)']
# expect: asin 0.523598775598 1.57079632679 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.asin() takes exactly one argument (0 given)']
# expect: atan 0.463647609001 0.785398163397 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.atan() takes exactly one argument (0 given)']
# expect: sinh 0.521095305494 1.17520119364 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.sinh() takes exactly one argument (0 given)']
# expect: cosh 1.12762596521 1.54308063482 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.cosh() takes exactly one argument (0 given)']
# expect: tanh 0.46211715726 0.761594155956 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.tanh() takes exactly one argument (0 given)']
# expect: asinh 0.48121182506 0.88137358702 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.asinh() takes exactly one argument (0 given)']
# expect-before-3.15: acosh ValueError: math domain error 0 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.acosh() takes exactly one argument (0 given)']
# expect-since-3.15: acosh ValueError: expected argument value not less than 1, got 0.5 0 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.acosh() takes exactly one argument (0 given)']
# expect: atanh 0.549306144334 0 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.atanh() takes exactly one argument (0 given)']
# expect: exp2 1.41421356237 2 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.exp2() takes exactly one argument (0 given)']
# expect: expm1 0.6487212707 1.71828182846 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.expm1() takes exactly one argument (0 given)']
# expect: log1p 0.405465108108 0.69314718056 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.log1p() takes exactly one argument (0 given)']
# expect: radians 0.00872664625997 0.0174532925199 ['must be real number, not str', 'must be real number, not NoneType', 'must be real number, not complex', 'int too large to convert to float', 'math.radians() takes exactly one argument (0 given)']
