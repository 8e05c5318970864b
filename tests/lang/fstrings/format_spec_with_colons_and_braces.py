import datetime
d = datetime.datetime(2024, 1, 2, 3, 4, 5)
print(f"{d:%H:%M:%S}", f"{d:%Y-%m-%d}", f"{d!s:>25}", f"{d:{'%H'}:%M}")

# expect: 03:04:05 2024-01-02       2024-01-02 03:04:05 03:04
