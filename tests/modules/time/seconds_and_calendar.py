import os
import time


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for zone in ("UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "XXX-05:30"):
    os.environ["TZ"] = zone
    time.tzset()
    print(zone, time.timezone, time.altzone, time.daylight, time.tzname)
    for second in (0, 1_700_000_000, 1_720_000_000.75, -1, 4_000_000_000):
        there = time.localtime(second)
        print("   ", second, tuple(there), there.tm_zone, there.tm_gmtoff, time.mktime(there) == int(second // 1), time.asctime(there))
    print("   ", time.mktime((2024, 3, 31, 2, 30, 0, 0, 0, -1)), time.mktime((2024, 14, 40, 25, 61, 61, 0, 0, 0)), time.mktime((2024, 7, 1, 12, 0, 0, 0, 0, 1)))
os.environ["TZ"] = "UTC"
time.tzset()
print(time.localtime().tm_year >= 2024, time.localtime(None)[:2] == time.gmtime()[:2], time.asctime() == time.asctime(time.localtime()) or True)
print(time.asctime((2024, 2, 29, 12, 34, 56, 3, 60, 0)), time.asctime((99, 1, 1, 0, 0, 0, 0, 1, 0)), time.asctime((12345, 1, 1, 0, 0, 0, 6, 1, 0)), time.asctime((2024, 0, 0, 0, 0, 0, 0, 0, 0)))
for source in ("time.localtime('x')", "time.localtime(float('nan'))", "time.localtime(float('inf'))", "time.localtime(1e30)", "time.localtime(2 ** 62)", "time.localtime(1, 2)", "time.gmtime(-2 ** 62)",
               "time.mktime((2024, 1))", "time.mktime('x')", "time.mktime(5)", "time.mktime((2 ** 40, 1, 1, 0, 0, 0, 0, 0, 0))", "time.mktime(None)",
               "time.asctime('x')", "time.asctime((1, 2))", "time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0))", "time.asctime((2024, 1, 32, 0, 0, 0, 0, 1, 0))", "time.asctime((2024, 1, 1, 24, 0, 0, 0, 1, 0))",
               "time.asctime((2024, 1, 1, 0, 60, 0, 0, 1, 0))", "time.asctime((2024, 1, 1, 0, 0, 62, 0, 1, 0))", "time.asctime((2024, 1, 1, 0, 0, 61, 0, 1, 0))",
               "time.asctime((2024, 1, 1, 0, 0, 0, -2, 1, 0))", "time.asctime((2024, 1, 1, 0, 0, 0, 8, 1, 0))", "time.asctime((2024, 1, 1, 0, 0, 0, 0, 367, 0))",
               "time.asctime((1.5, 1, 1, 0, 0, 0, 0, 1, 0))", "time.asctime((2 ** 40, 1, 1, 0, 0, 0, 0, 1, 0))", "time.mktime((2024, 1, 1, 0, 0, 0, 0, 1, 'x'))"):
    show(source)
text = time.struct_time(range(1, 12))
print(text, text.tm_zone, text.tm_gmtoff, len(text), time.struct_time(range(9)).tm_zone)

# expect: UTC 0 0 0 ('UTC', 'UTC')
# expect:     0 (1970, 1, 1, 0, 0, 0, 3, 1, 0) UTC 0 True Thu Jan  1 00:00:00 1970
# expect:     1700000000 (2023, 11, 14, 22, 13, 20, 1, 318, 0) UTC 0 True Tue Nov 14 22:13:20 2023
# expect:     1720000000.75 (2024, 7, 3, 9, 46, 40, 2, 185, 0) UTC 0 True Wed Jul  3 09:46:40 2024
# expect:     -1 (1969, 12, 31, 23, 59, 59, 2, 365, 0) UTC 0 True Wed Dec 31 23:59:59 1969
# expect:     4000000000 (2096, 10, 2, 7, 6, 40, 1, 276, 0) UTC 0 True Tue Oct  2 07:06:40 2096
# expect:     1711852200.0 1741831321.0 1719831600.0
# expect: CET-1CEST,M3.5.0,M10.5.0/3 -3600 -7200 1 ('CET', 'CEST')
# expect:     0 (1970, 1, 1, 1, 0, 0, 3, 1, 0) CET 3600 True Thu Jan  1 01:00:00 1970
# expect:     1700000000 (2023, 11, 14, 23, 13, 20, 1, 318, 0) CET 3600 True Tue Nov 14 23:13:20 2023
# expect:     1720000000.75 (2024, 7, 3, 11, 46, 40, 2, 185, 1) CEST 7200 True Wed Jul  3 11:46:40 2024
# expect:     -1 (1970, 1, 1, 0, 59, 59, 3, 1, 0) CET 3600 True Thu Jan  1 00:59:59 1970
# expect:     4000000000 (2096, 10, 2, 9, 6, 40, 1, 276, 1) CEST 7200 True Tue Oct  2 09:06:40 2096
# expect:     1711848600.0 1741827721.0 1719828000.0
# expect: EST5EDT,M3.2.0,M11.1.0 18000 14400 1 ('EST', 'EDT')
# expect:     0 (1969, 12, 31, 19, 0, 0, 2, 365, 0) EST -18000 True Wed Dec 31 19:00:00 1969
# expect:     1700000000 (2023, 11, 14, 17, 13, 20, 1, 318, 0) EST -18000 True Tue Nov 14 17:13:20 2023
# expect:     1720000000.75 (2024, 7, 3, 5, 46, 40, 2, 185, 1) EDT -14400 True Wed Jul  3 05:46:40 2024
# expect:     -1 (1969, 12, 31, 18, 59, 59, 2, 365, 0) EST -18000 True Wed Dec 31 18:59:59 1969
# expect:     4000000000 (2096, 10, 2, 3, 6, 40, 1, 276, 1) EDT -14400 True Tue Oct  2 03:06:40 2096
# expect:     1711866600.0 1741849321.0 1719849600.0
# expect: XXX-05:30 -19800 -19800 0 ('XXX', 'XXX')
# expect:     0 (1970, 1, 1, 5, 30, 0, 3, 1, 0) XXX 19800 True Thu Jan  1 05:30:00 1970
# expect:     1700000000 (2023, 11, 15, 3, 43, 20, 2, 319, 0) XXX 19800 True Wed Nov 15 03:43:20 2023
# expect:     1720000000.75 (2024, 7, 3, 15, 16, 40, 2, 185, 0) XXX 19800 True Wed Jul  3 15:16:40 2024
# expect:     -1 (1970, 1, 1, 5, 29, 59, 3, 1, 0) XXX 19800 True Thu Jan  1 05:29:59 1970
# expect:     4000000000 (2096, 10, 2, 12, 36, 40, 1, 276, 0) XXX 19800 True Tue Oct  2 12:36:40 2096
# expect:     1711832400.0 1741811521.0 1719811800.0
# expect: True True True
# expect: Thu Feb 29 12:34:56 2024 Mon Jan  1 00:00:00 99 Sun Jan  1 00:00:00 12345 Mon Jan  1 00:00:00 2024
# expect: time.localtime('x') -> TypeError
# expect: time.localtime(float('nan')) -> ValueError Invalid value NaN (not a number)
# expect: time.localtime(float('inf')) -> OverflowError
# expect: time.localtime(1e30) -> OverflowError
# expect: time.localtime(2 ** 62) -> OSError [Errno 75] Value too large for defined data type
# expect: time.localtime(1, 2) -> TypeError
# expect: time.gmtime(-2 ** 62) -> OSError [Errno 75] Value too large for defined data type
# expect: time.mktime((2024, 1)) -> TypeError
# expect: time.mktime('x') -> TypeError
# expect: time.mktime(5) -> TypeError
# expect: time.mktime((2 ** 40, 1, 1, 0, 0, 0, 0, 0, 0)) -> OverflowError
# expect: time.mktime(None) -> TypeError
# expect: time.asctime('x') -> TypeError
# expect: time.asctime((1, 2)) -> TypeError
# expect: time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0)) -> ValueError month out of range
# expect: time.asctime((2024, 1, 32, 0, 0, 0, 0, 1, 0)) -> ValueError day of month out of range
# expect: time.asctime((2024, 1, 1, 24, 0, 0, 0, 1, 0)) -> ValueError hour out of range
# expect: time.asctime((2024, 1, 1, 0, 60, 0, 0, 1, 0)) -> ValueError minute out of range
# expect: time.asctime((2024, 1, 1, 0, 0, 62, 0, 1, 0)) -> ValueError seconds out of range
# expect: time.asctime((2024, 1, 1, 0, 0, 61, 0, 1, 0)) -> Mon Jan  1 00:00:61 2024
# expect: time.asctime((2024, 1, 1, 0, 0, 0, -2, 1, 0)) -> ValueError day of week out of range
# expect: time.asctime((2024, 1, 1, 0, 0, 0, 8, 1, 0)) -> Tue Jan  1 00:00:00 2024
# expect: time.asctime((2024, 1, 1, 0, 0, 0, 0, 367, 0)) -> ValueError day of year out of range
# expect: time.asctime((1.5, 1, 1, 0, 0, 0, 0, 1, 0)) -> TypeError
# expect: time.asctime((2 ** 40, 1, 1, 0, 0, 0, 0, 1, 0)) -> OverflowError
# expect: time.mktime((2024, 1, 1, 0, 0, 0, 0, 1, 'x')) -> TypeError
# expect: time.struct_time(tm_year=1, tm_mon=2, tm_mday=3, tm_hour=4, tm_min=5, tm_sec=6, tm_wday=7, tm_yday=8, tm_isdst=9) 10 11 9 None
