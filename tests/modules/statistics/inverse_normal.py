# The inverse of the normal distribution, bit by bit, and its errors.
# min-version: 3.13
from _statistics import _normal_dist_inv_cdf

for p in (0.5, 0.075, 0.925, 0.0750001, 0.3, 0.02425, 1e-9, 1e-300, 5e-324, 0.9999, 1 - 2**-53, 0.4999999, 0.67, float("nan")):
    print(p, _normal_dist_inv_cdf(p, 0, 1), _normal_dist_inv_cdf(p, 10, 2.5))
for arguments in [(0, 0, 1), (1, 0, 1), (2, 1, 1), (-1.0, 0, 1), (.1, 0, 0), (.1, 0, -1), (.5, float("inf"), 1), ("x", 0, 1), (.5, None, 1), (.5,)]:
    try:
        print(_normal_dist_inv_cdf(*arguments))
    except Exception as error:
        print(type(error).__name__, error)

# expect: 0.5 0.0 10.0
# expect: 0.075 -1.4395314709384557 6.401171322653861
# expect: 0.925 1.439531470938456 13.59882867734614
# expect: 0.0750001 -1.4395307645017297 6.401173088745676
# expect: 0.3 -0.5244005127080407 8.688998718229898
# expect: 0.02425 -1.9729610513118845 5.0675973717202885
# expect: 1e-09 -5.9978070150076865 -4.994517537519217
# expect: 1e-300 -37.0470962993612 -82.61774074840301
# expect: 5e-324 -38.46740561714434 -86.16851404286083
# expect: 0.9999 3.7190164854557084 19.29754121363927
# expect: 0.9999999999999999 8.209536151601386 30.523840379003463
# expect: 0.4999999 -2.506628274703107e-07 9.99999937334293
# expect: 0.67 0.4399131656732339 11.099782914183084
# expect: nan nan nan
# expect: ValueError inv_cdf undefined for these parameters
# expect: ValueError inv_cdf undefined for these parameters
# expect: ValueError inv_cdf undefined for these parameters
# expect: ValueError inv_cdf undefined for these parameters
# expect: 0.0
# expect: 1.2815515655446008
# expect: inf
# expect: TypeError must be real number, not str
# expect: TypeError must be real number, not NoneType
# expect: TypeError _normal_dist_inv_cdf expected 3 arguments, got 1
