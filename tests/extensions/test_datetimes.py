# The C API of datetime: instances from C, classes of instances, their fields.
import datetime
import threading

import datetimes as d


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class MyDate(datetime.date):
    def __new__(cls, *args):
        raise SystemExit("the constructor must not run")


class MyDateTime(datetime.datetime):
    def __new__(cls, *args):
        raise SystemExit("the constructor must not run")


class MyTime(datetime.time):
    def __init__(self, *args):
        raise SystemExit("the constructor must not run")


class MyDelta(datetime.timedelta):
    pass


class MyZone(datetime.tzinfo):
    def utcoffset(self, moment):
        return datetime.timedelta(hours=2)

    def __repr__(self):
        return "MyZone"


show(d.make_date, 2024, 2, 29)
show(d.make_datetime, 2024, 2, 29, 12, 34, 56, 789)
print(repr(d.make_datetime(9999, 12, 31, 23, 59, 59, 999999, 1)), repr(d.make_time(1, 2, 3, 4, 1)))
show(d.make_time, 12, 34, 56, 789)
show(d.make_delta, 1, 86400, -1)
show(d.make_delta, -999999999, 0, 0)
for call, args in ((d.make_date, (2023, 13, 1)), (d.make_date, (2023, 2, 29)), (d.make_datetime, (2023, 1, 1, 24, 0, 0, 0)),
                   (d.make_datetime, (2023, 1, 1, 0, 60, 0, 0)), (d.make_datetime, (2023, 1, 1, 0, 0, 0, 1000000))):
    try:
        call(*args)
    except ValueError as error:
        print("ValueError", str(error).split()[0])  # since 3.14 it shows the number
try:
    d.make_delta(10**9, 0, 0)
except OverflowError as error:
    print("OverflowError:", error)

berlin = datetime.timezone(datetime.timedelta(hours=1), "CET")
for cls in (datetime.date, datetime.datetime, datetime.time, datetime.timedelta, MyDate, MyDateTime, MyTime, MyDelta):
    made = d.make_of(cls, berlin)
    print([type(x).__name__ for x in made] if isinstance(made, tuple) else type(made).__name__)
    for x in made if isinstance(made, tuple) else [made]:
        print(cls.__base__.__name__, d.checks(x), d.fields(x))
show(d.make_of, datetime.datetime, None)
show(d.make_of, datetime.datetime, 1)
show(d.make_of, datetime.time, "UTC")
print(d.make_of(datetime.datetime, MyZone())[0].utcoffset())

hour = datetime.timedelta(hours=1)
print(repr(d.make_zone(hour)), repr(d.make_zone(hour, "CET")), repr(d.make_zone(datetime.timedelta(0))), d.utc() is datetime.timezone.utc)
print(d.make_zone(datetime.timedelta(0)) is datetime.timezone.utc, d.make_zone(datetime.timedelta(0), "x") is datetime.timezone.utc)
show(d.make_zone, datetime.timedelta(days=1))
show(d.make_zone, 1)

print(d.datetime_at(0, datetime.timezone.utc), d.datetime_at(1700000000.25, berlin))
print(d.date_at(86400 * 365.5), d.datetime_at_with(1, tz=berlin))
show(d.datetime_at)
show(d.datetime_at, "x")
try:
    d.date_at(1, 2)
except TypeError:
    print("TypeError")

moment = datetime.datetime(2001, 2, 3, 4, 5, 6, 7, tzinfo=MyZone(), fold=1)
for x in (moment, moment.date(), moment.time(), moment.timetz(), hour, -hour, berlin, MyZone(), datetime.timezone.utc, datetime.tzinfo(), 5, None, "x", 1.5):
    print(type(x).__name__, d.checks(x), d.fields(x))

capsule = datetime.datetime_CAPI
print(type(capsule).__name__, repr(capsule).split(" at ")[0])

# Threads read and make moments together.
results = []


def work():
    total = 0
    for i in range(2000):
        total += d.fields(moment)[1] + d.fields(d.make_datetime(2000 + i % 20, 1, 1, 0, 0, 0, 0))[0][0]
    results.append(total)


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(set(results))

# expect: 2024-02-29
# expect: 2024-02-29 12:34:56.000789
# expect: datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, fold=1) datetime.time(1, 2, 3, 4, fold=1)
# expect: 12:34:56.000789
# expect: 1 day, 23:59:59.999999
# expect: -999999999 days, 0:00:00
# expect: ValueError month
# expect: ValueError day
# expect: ValueError hour
# expect: ValueError minute
# expect: ValueError microsecond
# expect: OverflowError: days=1000000000; must have magnitude <= 999999999
# expect: date
# expect: object 1100000000 (2020, 2, 29)
# expect: ['datetime', 'datetime']
# expect: date 1011000000 ((2020, 2, 29), 23, 59, 58, 999999, 0, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: date 1011000000 ((1, 1, 1), 0, 0, 0, 0, 1, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: ['time', 'time']
# expect: object 0000110000 (23, 59, 58, 999999, 0, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: object 0000110000 (1, 2, 3, 4, 1, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: timedelta
# expect: object 0000001100 (-1, 5, 6)
# expect: MyDate
# expect: date 1000000000 (2020, 2, 29)
# expect: ['MyDateTime', 'MyDateTime']
# expect: datetime 1010000000 ((2020, 2, 29), 23, 59, 58, 999999, 0, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: datetime 1010000000 ((1, 1, 1), 0, 0, 0, 0, 1, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: ['MyTime', 'MyTime']
# expect: time 0000100000 (23, 59, 58, 999999, 0, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: time 0000100000 (1, 2, 3, 4, 1, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: MyDelta
# expect: timedelta 0000001000 (-1, 5, 6)
# expect: (datetime.datetime(2020, 2, 29, 23, 59, 58, 999999), datetime.datetime(1, 1, 1, 0, 0, fold=1))
# expect: TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'
# expect: TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'str'
# expect: 2:00:00
# expect: datetime.timezone(datetime.timedelta(seconds=3600)) datetime.timezone(datetime.timedelta(seconds=3600), 'CET') datetime.timezone.utc True
# expect: True False
# expect: ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
# expect: TypeError: no timedelta
# expect: 1970-01-01 00:00:00+00:00 2023-11-14 23:13:20.250000+01:00
# expect: 1971-01-01 1970-01-01 01:00:01+01:00
# expect: TypeError: fromtimestamp() missing required argument 'timestamp' (pos 1)
# expect-before-3.15: TypeError: 'str' object cannot be interpreted as an integer
# expect-since-3.15: TypeError: must be real number, not str
# expect: TypeError
# expect: datetime 1011000000 ((2001, 2, 3), 4, 5, 6, 7, 1, MyZone)
# expect: date 1100000000 (2001, 2, 3)
# expect: time 0000110000 (4, 5, 6, 7, 1, None)
# expect: time 0000110000 (4, 5, 6, 7, 1, MyZone)
# expect: timedelta 0000001100 (0, 3600, 0)
# expect: timedelta 0000001100 (-1, 82800, 0)
# expect: timezone 0000000010 None
# expect: MyZone 0000000010 None
# expect: timezone 0000000010 None
# expect: tzinfo 0000000011 None
# expect: int 0000000000 None
# expect: NoneType 0000000000 None
# expect: str 0000000000 None
# expect: float 0000000000 None
# expect: PyCapsule <capsule object "datetime.datetime_CAPI"
# expect: {4027000}
