import os
import time as clock
from math import inf, nan
from datetime import *

os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
clock.tzset()
class SD(date):
    pass

class SDT(datetime):
    pass

D, DT, TD, utc = date, datetime, timedelta, timezone.utc
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 12, 34, 56, 789)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
d.timetuple()
dt.timetuple()
a.timetuple()
type(d.timetuple())
a.astimezone(utc) is a
a.astimezone(3)
dt.astimezone(utc)
dt.astimezone()
a.astimezone()
a.astimezone(tz=None)
dt.timestamp(), a.timestamp()
DT(2024,3,31,2,30).timestamp(), DT(2024,3,31,2,30,fold=1).timestamp(), DT(2024,10,27,2,30).timestamp(), DT(2024,10,27,2,30,fold=1).timestamp()
DT.fromtimestamp(1729989000), DT.fromtimestamp(1729992600), DT.fromtimestamp(1729992600).fold
DT.min.timestamp()
DT.max.timestamp()
DT.fromtimestamp(0)
DT.fromtimestamp(0.5)
DT.fromtimestamp(-0.5)
DT.fromtimestamp(1.0000005), DT.fromtimestamp(1.0000015), DT.fromtimestamp(1.9999999)
DT.fromtimestamp(-1.0000005, utc), DT.fromtimestamp(-0.0000001, utc)
DT.fromtimestamp(1e18)
DT.fromtimestamp(1e30)
DT.fromtimestamp(10**18)
DT.fromtimestamp(10**30)
DT.fromtimestamp(-10**12)
DT.fromtimestamp(nan)
DT.fromtimestamp(inf)
DT.fromtimestamp('x')
DT.fromtimestamp(None)
DT.fromtimestamp(0, utc)
DT.fromtimestamp(0, 3)
DT.fromtimestamp()
DT.fromtimestamp(2**40, utc)
SDT.fromtimestamp(0)
SDT.fromtimestamp(0,utc)
DT.utcfromtimestamp(1.5)
D.fromtimestamp(1e9)
D.fromtimestamp(1e18)
D.fromtimestamp(1e30)
D.fromtimestamp(None)
D.fromtimestamp('x')
SD.fromtimestamp(0)
type(DT.now()), type(DT.now(utc)), DT.now(utc).tzinfo, type(SDT.now()), type(DT.utcnow()), type(SD.today()), type(DT.today())
DT.now(3)
abs(DT.now()-DT.fromtimestamp(__import__('time').time()))<TD(hours=1)
DT.now.__doc__, D.today.__doc__
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'd.timetuple()' time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=60, tm_isdst=-1)
# expect: 'dt.timetuple()' time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=12, tm_min=34, tm_sec=56, tm_wday=3, tm_yday=60, tm_isdst=-1)
# expect: 'a.timetuple()' time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=12, tm_min=34, tm_sec=56, tm_wday=3, tm_yday=60, tm_isdst=-1)
# expect: 'type(d.timetuple())' <class 'time.struct_time'>
# expect: 'a.astimezone(utc) is a' True
# expect: 'a.astimezone(3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect: 'dt.astimezone(utc)' datetime.datetime(2024, 2, 29, 11, 34, 56, 789, tzinfo=datetime.timezone.utc)
# expect: 'dt.astimezone()' datetime.datetime(2024, 2, 29, 12, 34, 56, 789, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: 'a.astimezone()' datetime.datetime(2024, 2, 29, 13, 34, 56, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: 'a.astimezone(tz=None)' datetime.datetime(2024, 2, 29, 13, 34, 56, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# expect: 'dt.timestamp(), a.timestamp()' (1709206496.000789, 1709210096.0)
# expect: 'DT(2024,3,31,2,30).timestamp(), DT(2024,3,31,2,30,fold=1).timestamp(), DT(2024,10,27,2,30).timestamp(), DT(2024,10,27,2,30,fold=1).timestamp()' (1711848600.0, 1711845000.0, 1729989000.0, 1729992600.0)
# expect: 'DT.fromtimestamp(1729989000), DT.fromtimestamp(1729992600), DT.fromtimestamp(1729992600).fold' (datetime.datetime(2024, 10, 27, 2, 30), datetime.datetime(2024, 10, 27, 2, 30, fold=1), 1)
# expect-before-3.15: 'DT.min.timestamp()' 'ValueError: year 0 is out of range'
# expect-before-3.15: 'DT.max.timestamp()' 'ValueError: year 10000 is out of range'
# expect-since-3.15: 'DT.min.timestamp()' 'ValueError: year must be in 1..9999, not 0'
# expect-since-3.15: 'DT.max.timestamp()' 'ValueError: year must be in 1..9999, not 10000'
# expect: 'DT.fromtimestamp(0)' datetime.datetime(1970, 1, 1, 1, 0)
# expect: 'DT.fromtimestamp(0.5)' datetime.datetime(1970, 1, 1, 1, 0, 0, 500000)
# expect: 'DT.fromtimestamp(-0.5)' datetime.datetime(1970, 1, 1, 0, 59, 59, 500000)
# expect: 'DT.fromtimestamp(1.0000005), DT.fromtimestamp(1.0000015), DT.fromtimestamp(1.9999999)' (datetime.datetime(1970, 1, 1, 1, 0, 1, 1), datetime.datetime(1970, 1, 1, 1, 0, 1, 1), datetime.datetime(1970, 1, 1, 1, 0, 2))
# expect: 'DT.fromtimestamp(-1.0000005, utc), DT.fromtimestamp(-0.0000001, utc)' (datetime.datetime(1969, 12, 31, 23, 59, 58, 999999, tzinfo=datetime.timezone.utc), datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))
# expect: 'DT.fromtimestamp(1e18)' 'OSError: [Errno 75] Value too large for defined data type'
# expect: 'DT.fromtimestamp(1e30)' 'OverflowError: timestamp out of range for platform time_t'
# expect: 'DT.fromtimestamp(10**18)' 'OSError: [Errno 75] Value too large for defined data type'
# expect: 'DT.fromtimestamp(10**30)' 'OverflowError: timestamp out of range for platform time_t'
# expect-before-3.15: 'DT.fromtimestamp(-10**12)' 'ValueError: year -29719 is out of range'
# expect-since-3.15: 'DT.fromtimestamp(-10**12)' 'ValueError: year must be in 1..9999, not -29719'
# expect: 'DT.fromtimestamp(nan)' 'ValueError: Invalid value NaN (not a number)'
# expect: 'DT.fromtimestamp(inf)' 'OverflowError: timestamp out of range for platform time_t'
# expect-before-3.15: "DT.fromtimestamp('x')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect-before-3.15: 'DT.fromtimestamp(None)' "TypeError: 'NoneType' object cannot be interpreted as an integer"
# expect-since-3.15: "DT.fromtimestamp('x')" 'TypeError: must be real number, not str'
# expect-since-3.15: 'DT.fromtimestamp(None)' 'TypeError: must be real number, not NoneType'
# expect: 'DT.fromtimestamp(0, utc)' datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# expect: 'DT.fromtimestamp(0, 3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect: 'DT.fromtimestamp()' "TypeError: fromtimestamp() missing required argument 'timestamp' (pos 1)"
# expect-before-3.15: 'DT.fromtimestamp(2**40, utc)' 'ValueError: year 36812 is out of range'
# expect-since-3.15: 'DT.fromtimestamp(2**40, utc)' 'ValueError: year must be in 1..9999, not 36812'
# expect: 'SDT.fromtimestamp(0)' SDT(1970, 1, 1, 1, 0)
# expect: 'SDT.fromtimestamp(0,utc)' SDT(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# expect: 'DT.utcfromtimestamp(1.5)' datetime.datetime(1970, 1, 1, 0, 0, 1, 500000)
# expect: 'D.fromtimestamp(1e9)' datetime.date(2001, 9, 9)
# expect: 'D.fromtimestamp(1e18)' 'OSError: [Errno 75] Value too large for defined data type'
# expect: 'D.fromtimestamp(1e30)' 'OverflowError: timestamp out of range for platform time_t'
# expect-before-3.15: 'D.fromtimestamp(None)' "TypeError: 'NoneType' object cannot be interpreted as an integer"
# expect-before-3.15: "D.fromtimestamp('x')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect-since-3.15: 'D.fromtimestamp(None)' 'TypeError: must be real number, not NoneType'
# expect-since-3.15: "D.fromtimestamp('x')" 'TypeError: must be real number, not str'
# expect: 'SD.fromtimestamp(0)' SD(1970, 1, 1)
# expect: 'type(DT.now()), type(DT.now(utc)), DT.now(utc).tzinfo, type(SDT.now()), type(DT.utcnow()), type(SD.today()), type(DT.today())' (<class 'datetime.datetime'>, <class 'datetime.datetime'>, datetime.timezone.utc, <class '__main__.SDT'>, <class 'datetime.datetime'>, <class '__main__.SD'>, <class 'datetime.datetime'>)
# expect: 'DT.now(3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect: "abs(DT.now()-DT.fromtimestamp(__import__('time').time()))<TD(hours=1)" True
# expect: 'DT.now.__doc__, D.today.__doc__' ('Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone.', 'Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).')
