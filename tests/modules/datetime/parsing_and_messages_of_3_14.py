# min-version: 3.14
# Older libraries are asked for less: their answers count as right.
import sys
import time
import warnings
from datetime import date, datetime, timedelta, timezone
from datetime import time as clock
from decimal import Decimal
from fractions import Fraction


def refused(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, TypeError) as e:
        return str(e)


def since(minor, found, wanted):
    return sys.version_info < (3, minor) or found == wanted or (found, wanted)


def call(minor, function, *arguments):
    return refused(function, *arguments) if sys.version_info >= (3, minor) else None


print(since(14, call(14, date.strptime, "2024-02-29", "%Y-%m-%d"), date(2024, 2, 29)))
print(since(14, call(14, clock.strptime, "10:20:30.5", "%H:%M:%S.%f"), clock(10, 20, 30, 500000)))
print(since(14, call(14, datetime.strptime, "2024-02-29 +0130", "%Y-%m-%d %z"), datetime(2024, 2, 29, tzinfo=timezone(timedelta(minutes=90)))))
for arguments, wanted in (
    ((10000, 1, 1), "year must be in 1..9999, not 10000"),
    ((2009, 13, 1), "month must be in 1..12, not 13"),
    ((2009, 1, 32), "day 32 must be in range 1..31 for month 1 in year 2009"),
    ((2009, 1, 1, 24), "hour must be in 0..23, not 24"),
    ((2009, 1, 1, 0, 60), "minute must be in 0..59, not 60"),
    ((2009, 1, 1, 0, 0, 61), "second must be in 0..59, not 61"),
    ((2009, 1, 1, 0, 0, 0, 10**6), "microsecond must be in 0..999999, not 1000000"),
):
    print(since(14, refused(datetime, *arguments), wanted))
for text, wanted in (
    ("2024-12-31T24:00", datetime(2025, 1, 1)),
    ("2024-02-28T24:00:00.000", datetime(2024, 2, 29)),
    ("9999-12-31T24:00", "year must be in 1..9999, not 10000"),
    ("2009-13-01T24:00", "month must be in 1..12, not 13"),
    ("2009-04-01T24:01", "minute, second, and microsecond must be 0 when hour is 24"),
):
    print(since(14, refused(datetime.fromisoformat, text), wanted))
print(since(14, refused(clock.fromisoformat, "24:00"), clock(0)), since(15, refused(clock.fromisoformat, "12:30+00:90"), "minute must be in 0..59, not 90"))
early = datetime(99, 1, 2)
print(since(14, early.strftime("%Y|%F|%G|%C|%y"), "0099|0099-01-02|0099|00|99"), since(14, date(5, 1, 1).strftime("%Y"), "0005"))
print(since(14, refused(early.strftime, "%d\ud800%m"), "02\ud80001"), time.strftime("\ud83d%Y\udc0d\0", early.timetuple()[:9]).startswith("\ud83d"))
utc = timezone.utc
for value in (Decimal("1.0000005"), Decimal("1.0000015"), Fraction(-1, 128), Decimal("-0.0000009")):
    print(since(15, call(15, datetime.fromtimestamp, value, utc), datetime.fromtimestamp(0, utc) + timedelta(microseconds=round(value * 10**6))))
print(since(15, call(15, date.fromtimestamp, Decimal("86400.9")), date.fromtimestamp(86400)), since(15, call(15, time.sleep, Decimal("0.001")), None))
print(since(13, [datetime(2024, 1, 1) == date(2024, 1, 1), date(2024, 1, 1) != datetime(2024, 1, 1), refused(lambda: date(2024, 1, 1) < datetime(2024, 1, 1))], [False, True, "'<' not supported between instances of 'datetime.date' and 'datetime.datetime'"]))
print(since(15, refused(clock.fromisoformat, "12:30,5"), "Invalid isoformat string: '12:30,5'"), clock.fromisoformat("12:30:10,5"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    datetime.utcnow(), datetime.utcfromtimestamp(0)
print(since(12, [str(w.message).partition(" is ")[0] for w in caught if w.category is DeprecationWarning], ["datetime.datetime.utcnow()", "datetime.datetime.utcfromtimestamp()"]))

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True True
# expect: True True
# expect: True True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True True
# expect: True
# expect: True 12:30:10.500000
# expect: True
