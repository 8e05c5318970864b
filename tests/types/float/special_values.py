inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf > 10**400, nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan])
print(0.0 == -0.0, str(-0.0), 1e308 * 10, -1e308 * 10, inf // 1, inf % 2, 5 % inf, -5 % inf)
print(max(nan, 1.0), max(1.0, nan))

# expect: inf -inf nan nan nan True False True False True True
# expect: True -0.0 inf -inf nan nan 5.0 inf
# expect: nan 1.0
