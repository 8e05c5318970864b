print(int(1e20), int(-1e22), int(2.0**70), int(1e300) % 1000007)
for bad in (float("inf"), float("nan"), float("-inf")):
    try:
        int(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)

# expect: 100000000000000000000 -10000000000000000000000 1180591620717411303424 345933
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
