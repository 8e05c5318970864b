print(2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308)
print(10**400 < float("inf"), 1 < 1.5, 3 >= 3.0)
print(float("nan") == 1, 1 < float("nan"), 10**400 == float("inf"), sorted([3, 1.5, 2, 2.5, 10**20, 1e19]))

# expect: True False True True
# expect: True True True
# expect: False False False [1.5, 2, 2.5, 3, 1e+19, 100000000000000000000]
