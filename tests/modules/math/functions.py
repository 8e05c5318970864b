import math

print(math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3))
print(math.pow(2, 0.5) == 2**0.5, math.hypot(3, 4), math.dist((0, 0), (3, 4)), math.gcd(12, 18))
print(math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17))
print(math.prod([1, 2, 3, 4]))
print(math.pi, math.e, math.tau, math.inf, math.nan, math.isnan(math.nan), math.isinf(-math.inf))
print(math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0), math.fmod(-7, 3))
print(math.remainder(7, 4), math.modf(2.5), math.frexp(8), math.ldexp(0.5, 4))
print(math.degrees(math.pi), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(0))
print(math.sin(0), math.cos(0), math.atan2(0, -1) == math.pi, math.nextafter(1, 2), math.ulp(1.0))
print(math.cbrt(27))

# expect: 4.0 -3 3 -2 3.0
# expect: True 5.0 5.0 6
# expect: 12 3628800 10 20 4
# expect: 24
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan True True
# expect: True True -1.0 -1.0
# expect: -1.0 (0.5, 2.0) (0.5, 4) 8.0
# expect: 180.0 3.0 3.0 3.0 1.0
# expect: 0.0 1.0 True 1.0000000000000002 2.220446049250313e-16
# expect: 3.0000000000000004
