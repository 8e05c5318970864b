# Sums and differences that carry from microseconds to seconds, days, months and years, in both directions.
import datetime
from datetime import timedelta

starts = [datetime.datetime(2020, 2, 28, 23, 59, 59, 999999), datetime.datetime(2021, 1, 1), datetime.datetime(1, 1, 1), datetime.datetime(9999, 12, 31, 23, 59, 59, 999999),
          datetime.datetime(2000, 2, 29, 12, 30, 0, 1, fold=1), datetime.datetime(2024, 12, 31, 0, 0, 0, 5, tzinfo=datetime.timezone.utc)]
steps = [timedelta(), timedelta(microseconds=1), timedelta(microseconds=-1), timedelta(seconds=1), timedelta(seconds=-1), timedelta(days=1), timedelta(days=-1),
         timedelta(days=400, seconds=86399, microseconds=999999), timedelta(hours=-25, microseconds=7), timedelta(weeks=521774), timedelta.max, timedelta.min, timedelta.resolution]
for start in starts:
    for step in steps:
        for sign in "+-":
            try:
                got = start + step if sign == "+" else start - step
                print(got, got.fold, got - start == (step if sign == "+" else -step))
            except OverflowError as e:
                print(e)

# expect: 2020-02-28 23:59:59.999999 0 True
# expect: 2020-02-28 23:59:59.999999 0 True
# expect: 2020-02-29 00:00:00 0 True
# expect: 2020-02-28 23:59:59.999998 0 True
# expect: 2020-02-28 23:59:59.999998 0 True
# expect: 2020-02-29 00:00:00 0 True
# expect: 2020-02-29 00:00:00.999999 0 True
# expect: 2020-02-28 23:59:58.999999 0 True
# expect: 2020-02-28 23:59:58.999999 0 True
# expect: 2020-02-29 00:00:00.999999 0 True
# expect: 2020-02-29 23:59:59.999999 0 True
# expect: 2020-02-27 23:59:59.999999 0 True
# expect: 2020-02-27 23:59:59.999999 0 True
# expect: 2020-02-29 23:59:59.999999 0 True
# expect: 2021-04-04 23:59:59.999998 0 True
# expect: 2019-01-24 00:00:00 0 True
# expect: 2020-02-27 23:00:00.000006 0 True
# expect: 2020-03-01 00:59:59.999992 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 2020-02-29 00:00:00 0 True
# expect: 2020-02-28 23:59:59.999998 0 True
# expect: 2021-01-01 00:00:00 0 True
# expect: 2021-01-01 00:00:00 0 True
# expect: 2021-01-01 00:00:00.000001 0 True
# expect: 2020-12-31 23:59:59.999999 0 True
# expect: 2020-12-31 23:59:59.999999 0 True
# expect: 2021-01-01 00:00:00.000001 0 True
# expect: 2021-01-01 00:00:01 0 True
# expect: 2020-12-31 23:59:59 0 True
# expect: 2020-12-31 23:59:59 0 True
# expect: 2021-01-01 00:00:01 0 True
# expect: 2021-01-02 00:00:00 0 True
# expect: 2020-12-31 00:00:00 0 True
# expect: 2020-12-31 00:00:00 0 True
# expect: 2021-01-02 00:00:00 0 True
# expect: 2022-02-05 23:59:59.999999 0 True
# expect: 2019-11-27 00:00:00.000001 0 True
# expect: 2020-12-30 23:00:00.000007 0 True
# expect: 2021-01-02 00:59:59.999993 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 2021-01-01 00:00:00.000001 0 True
# expect: 2020-12-31 23:59:59.999999 0 True
# expect: 0001-01-01 00:00:00 0 True
# expect: 0001-01-01 00:00:00 0 True
# expect: 0001-01-01 00:00:00.000001 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 0001-01-01 00:00:00.000001 0 True
# expect: 0001-01-01 00:00:01 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 0001-01-01 00:00:01 0 True
# expect: 0001-01-02 00:00:00 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 0001-01-02 00:00:00 0 True
# expect: 0002-02-05 23:59:59.999999 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 0001-01-02 00:59:59.999993 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 0001-01-01 00:00:00.000001 0 True
# expect: date value out of range
# expect: 9999-12-31 23:59:59.999999 0 True
# expect: 9999-12-31 23:59:59.999999 0 True
# expect: date value out of range
# expect: 9999-12-31 23:59:59.999998 0 True
# expect: 9999-12-31 23:59:59.999998 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 9999-12-31 23:59:58.999999 0 True
# expect: 9999-12-31 23:59:58.999999 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 9999-12-30 23:59:59.999999 0 True
# expect: 9999-12-30 23:59:59.999999 0 True
# expect: date value out of range
# expect: date value out of range
# expect: 9998-11-26 00:00:00 0 True
# expect: 9999-12-30 23:00:00.000006 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 9999-12-31 23:59:59.999998 0 True
# expect: 2000-02-29 12:30:00.000001 0 True
# expect: 2000-02-29 12:30:00.000001 0 True
# expect: 2000-02-29 12:30:00.000002 0 True
# expect: 2000-02-29 12:30:00 0 True
# expect: 2000-02-29 12:30:00 0 True
# expect: 2000-02-29 12:30:00.000002 0 True
# expect: 2000-02-29 12:30:01.000001 0 True
# expect: 2000-02-29 12:29:59.000001 0 True
# expect: 2000-02-29 12:29:59.000001 0 True
# expect: 2000-02-29 12:30:01.000001 0 True
# expect: 2000-03-01 12:30:00.000001 0 True
# expect: 2000-02-28 12:30:00.000001 0 True
# expect: 2000-02-28 12:30:00.000001 0 True
# expect: 2000-03-01 12:30:00.000001 0 True
# expect: 2001-04-05 12:30:00 0 True
# expect: 1999-01-24 12:30:00.000002 0 True
# expect: 2000-02-28 11:30:00.000008 0 True
# expect: 2000-03-01 13:29:59.999994 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 2000-02-29 12:30:00.000002 0 True
# expect: 2000-02-29 12:30:00 0 True
# expect: 2024-12-31 00:00:00.000005+00:00 0 True
# expect: 2024-12-31 00:00:00.000005+00:00 0 True
# expect: 2024-12-31 00:00:00.000006+00:00 0 True
# expect: 2024-12-31 00:00:00.000004+00:00 0 True
# expect: 2024-12-31 00:00:00.000004+00:00 0 True
# expect: 2024-12-31 00:00:00.000006+00:00 0 True
# expect: 2024-12-31 00:00:01.000005+00:00 0 True
# expect: 2024-12-30 23:59:59.000005+00:00 0 True
# expect: 2024-12-30 23:59:59.000005+00:00 0 True
# expect: 2024-12-31 00:00:01.000005+00:00 0 True
# expect: 2025-01-01 00:00:00.000005+00:00 0 True
# expect: 2024-12-30 00:00:00.000005+00:00 0 True
# expect: 2024-12-30 00:00:00.000005+00:00 0 True
# expect: 2025-01-01 00:00:00.000005+00:00 0 True
# expect: 2026-02-05 00:00:00.000004+00:00 0 True
# expect: 2023-11-26 00:00:00.000006+00:00 0 True
# expect: 2024-12-29 23:00:00.000012+00:00 0 True
# expect: 2025-01-01 00:59:59.999998+00:00 0 True
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: date value out of range
# expect: 2024-12-31 00:00:00.000006+00:00 0 True
# expect: 2024-12-31 00:00:00.000004+00:00 0 True
