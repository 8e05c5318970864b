from datetime import date, datetime, timedelta, timezone

d = date(2024, 2, 28)
print(d + timedelta(days=2), d.isoformat(), d.weekday(), (date(2025, 1, 1) - d).days)
print(d.replace(day=1), d.strftime("%d/%m/%y"), date.fromisoformat("2020-12-31"))
print(d < date(2024, 3, 1))
t = datetime(2024, 1, 31, 23, 59, 30, 5, tzinfo=timezone.utc)
print(t, t + timedelta(seconds=45), t.isoformat(), t.timestamp())
print(t.astimezone(timezone(timedelta(hours=2))), repr(timedelta(days=1, seconds=5)))
print(timedelta(hours=25) // timedelta(hours=2), str(timedelta(days=-1, minutes=5)))
print(timedelta(1.5).total_seconds())
print(datetime.fromtimestamp(0, timezone.utc))
print(datetime.strptime("2021-03-04 05:06", "%Y-%m-%d %H:%M"))
print(datetime.fromisoformat("2011-11-04T00:05:23+04:00"))
try:
    date(2023, 2, 30)
except ValueError:
    print("day out of range")

# expect: 2024-03-01 2024-02-28 2 308
# expect: 2024-02-01 28/02/24 2020-12-31
# expect: True
# expect: 2024-01-31 23:59:30.000005+00:00 2024-02-01 00:00:15.000005+00:00 2024-01-31T23:59:30.000005+00:00 1706745570.000005
# expect: 2024-02-01 01:59:30.000005+02:00 datetime.timedelta(days=1, seconds=5)
# expect: 12 -1 day, 0:05:00
# expect: 129600.0
# expect: 1970-01-01 00:00:00+00:00
# expect: 2021-03-04 05:06:00
# expect: 2011-11-04 00:05:23+04:00
# expect: day out of range
