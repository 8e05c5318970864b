# Twelve digits: the last ones are the C library's.
import math

for name in ("erf", "erfc", "gamma", "lgamma"):
    function = getattr(math, name)
    print(name)
    for x in (0.0, -0.0, 1, 0.5, -0.5, 2.5, -3.75, 5, -2, -3.0, 1e-5, 30, 171, 172, 1e306, 1e308, -1000.5, math.inf, -math.inf, math.nan):
        try:
            print("   ", x, format(function(x), ".12g"))
        except OverflowError as error:
            print("   ", x, type(error).__name__)
        except ValueError as error:
            print("   ", x, type(error).__name__, error)
    try:
        function("1")
    except TypeError as error:
        print(type(error).__name__)

print([math.gamma(n) == math.factorial(n - 1) for n in range(1, 24)] == [True] * 23)
print(max(abs(math.erf(x / 7) + math.erfc(x / 7) - 1) for x in range(-40, 40)) < 1e-15)
print(math.erf(6.0), math.erfc(-6.0), math.erfc(30) == 0.0, 0 < math.erfc(26) < 1e-290)

# expect: erf
# expect:     0.0 0
# expect:     -0.0 -0
# expect:     1 0.84270079295
# expect:     0.5 0.520499877813
# expect:     -0.5 -0.520499877813
# expect:     2.5 0.999593047983
# expect:     -3.75 -0.999999886273
# expect:     5 0.999999999998
# expect:     -2 -0.995322265019
# expect:     -3.0 -0.999977909503
# expect:     1e-05 1.12837916706e-05
# expect:     30 1
# expect:     171 1
# expect:     172 1
# expect:     1e+306 1
# expect:     1e+308 1
# expect:     -1000.5 -1
# expect:     inf 1
# expect:     -inf -1
# expect:     nan nan
# expect: TypeError
# expect: erfc
# expect:     0.0 1
# expect:     -0.0 1
# expect:     1 0.15729920705
# expect:     0.5 0.479500122187
# expect:     -0.5 1.52049987781
# expect:     2.5 0.000406952017445
# expect:     -3.75 1.99999988627
# expect:     5 1.53745979443e-12
# expect:     -2 1.99532226502
# expect:     -3.0 1.9999779095
# expect:     1e-05 0.999988716208
# expect:     30 0
# expect:     171 0
# expect:     172 0
# expect:     1e+306 0
# expect:     1e+308 0
# expect:     -1000.5 2
# expect:     inf 0
# expect:     -inf 2
# expect:     nan nan
# expect: TypeError
# expect: gamma
# expect-before-3.15:     0.0 ValueError math domain error
# expect-before-3.15:     -0.0 ValueError math domain error
# expect-since-3.15:     0.0 ValueError expected a noninteger or positive integer, got 0.0
# expect-since-3.15:     -0.0 ValueError expected a noninteger or positive integer, got -0.0
# expect:     1 1
# expect:     0.5 1.77245385091
# expect:     -0.5 -3.54490770181
# expect:     2.5 1.32934038818
# expect:     -3.75 0.267866128861
# expect:     5 24
# expect-before-3.15:     -2 ValueError math domain error
# expect-before-3.15:     -3.0 ValueError math domain error
# expect-since-3.15:     -2 ValueError expected a noninteger or positive integer, got -2.0
# expect-since-3.15:     -3.0 ValueError expected a noninteger or positive integer, got -3.0
# expect:     1e-05 99999.4227942
# expect:     30 8.84176199374e+30
# expect:     171 7.25741561531e+306
# expect:     172 OverflowError
# expect:     1e+306 OverflowError
# expect:     1e+308 OverflowError
# expect:     -1000.5 -0
# expect:     inf inf
# expect-before-3.15:     -inf ValueError math domain error
# expect-since-3.15:     -inf ValueError expected a noninteger or positive integer, got -inf
# expect:     nan nan
# expect: TypeError
# expect: lgamma
# expect-before-3.15:     0.0 ValueError math domain error
# expect-before-3.15:     -0.0 ValueError math domain error
# expect-since-3.15:     0.0 ValueError expected a noninteger or positive integer, got 0.0
# expect-since-3.15:     -0.0 ValueError expected a noninteger or positive integer, got -0.0
# expect:     1 0
# expect:     0.5 0.572364942925
# expect:     -0.5 1.26551212348
# expect:     2.5 0.284682870473
# expect:     -3.75 -1.31726794245
# expect:     5 3.17805383035
# expect-before-3.15:     -2 ValueError math domain error
# expect-before-3.15:     -3.0 ValueError math domain error
# expect-since-3.15:     -2 ValueError expected a noninteger or positive integer, got -2.0
# expect-since-3.15:     -3.0 ValueError expected a noninteger or positive integer, got -3.0
# expect:     1e-05 11.5129196929
# expect:     30 71.2570389672
# expect:     171 706.573062246
# expect:     172 711.714725802
# expect:     1e+306 OverflowError
# expect:     1e+308 OverflowError
# expect:     -1000.5 -5914.43770112
# expect:     inf inf
# expect:     -inf inf
# expect:     nan nan
# expect: TypeError
# expect: True
# expect: True
# expect: 1.0 2.0 True True
