import time

a = time.monotonic()
b = time.monotonic()
c = time.perf_counter_ns()
print(b >= a, type(time.time()).__name__, type(time.time_ns()).__name__, type(c).__name__, time.time() > 1.6e9)
start = time.monotonic()
time.sleep(0.02)
print(0.02 <= time.monotonic() - start)
g = time.gmtime(86400 * 365)
print(g.tm_year, g.tm_mon, g.tm_mday, g.tm_wday, g.tm_yday, tuple(g)[:3])
print(time.strftime("%Y-%m-%d %H:%M:%S %j", g), time.gmtime(0).tm_hour, len(g))
for value in (-1, "x"):
    try:
        time.sleep(value)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)

# expect: True float int int True
# expect: True
# expect: 1971 1 1 4 1 (1971, 1, 1)
# expect: 1971-01-01 00:00:00 001 0 9
# expect: ValueError
# expect: TypeError
