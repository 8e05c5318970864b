import datetime as M
from datetime import *

class SD(date):
    pass

class SDT(datetime):
    pass

class ST(time):
    pass

D, T, DT, TD, Z, utc = date, time, datetime, timedelta, timezone, timezone.utc
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 12, 34, 56, 789)
tm = time(12, 34, 56, 789)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
d+1
d+TD(1)
d-TD(1,1)
d-D(2000,1,1)
d-dt
dt-d
D.max+TD(1)
D.min-TD(1)
DT.max+TD(1)
DT.min-TD(0,0,1)
d+TD.max
type(SD(1,1,1)+TD(1))
type(SDT(1,1,1)+TD(1))
type(TD(1)+SDT(1,1,1))
d==dt
dt==d
dt!=d
d<1
d==1
dt<1
tm<1
tm<T(1,tzinfo=utc)
tm==T(1,tzinfo=utc)
dt<a
dt==a
dt!=a
dt-a
a-dt
hash(DT(2024,1,1,fold=1))==hash(DT(2024,1,1))
d.replace(year=1999)
d.replace(1999,1)
d.replace(month=13)
d.replace(1,2,3,4)
d.replace('x')
SD(1,1,1).replace(day=2)
dt.replace(hour=3,fold=1,tzinfo=utc)
a.replace(tzinfo=None)
a.replace(tzinfo=3)
dt.replace(fold=2)
dt.replace(1,2,3,4,5,6,7,None,1)
SDT(1,1,1).replace(hour=4)
tm.replace(hour=1)
tm.replace(tzinfo=utc,fold=1)
tm.replace(minute=99)
ST(1).replace(hour=3)
DT.combine(d,tm)
DT.combine(d,tm,utc)
DT.combine(d,T(1,tzinfo=utc))
DT.combine(d,T(1,tzinfo=utc),None)
DT.combine(d,T(1,tzinfo=utc),tzinfo=None)
DT.combine(d,T(1,fold=1))
DT.combine(dt,tm)
DT.combine(date=d,time=tm)
DT.combine(1,tm)
DT.combine(d,1)
DT.combine(d)
DT.combine(d,tm,3)
SDT.combine(d,tm)
dt.date(), dt.time(), a.timetz(), a.time()
DT(1,1,1,fold=1).time().fold
SDT(1,1,1).date()
dt.tzinfo, dt.utcoffset(), dt.dst(), dt.tzname()
type('X',(Z,),{})
DT.strptime('2020-01-02','%Y-%m-%d')
SDT.strptime('2020-01-02','%Y-%m-%d')
DT.strptime('x','%Y')
DT.strptime(3,'%Y')
DT.strptime('2020 +0100','%Y %z')
D.min, D.max, D.resolution, DT.min, DT.max, DT.resolution, T.min, T.max, T.resolution
M.MINYEAR, M.MAXYEAR
d.year, d.month, d.day, dt.hour, dt.minute, dt.second, dt.microsecond, dt.fold
d.__setattr__('year', 3)
dt.__setattr__('hour', 3)
bool(T(0)), bool(T(0,tzinfo=utc))
hash(d)==hash(D(2024,2,29)), hash(dt)==hash(DT(2024,2,29,12,34,56,789)), hash(tm)==hash(T(12,34,56,789))
D.__name__, D.__module__, D.__qualname__, DT.__mro__
D.__doc__, DT.__doc__[:20], T.__doc__[:20], TD.__doc__[:30], tzinfo.__doc__, Z.__doc__
d.foo
dt.__dict__
SD(1,1,1).__dict__
DT(1,1,1)+TD(1)==DT(1,1,2)
SDT(2024,1,1)-SDT(2023,1,1)
T.utcoffset(3)
D.year
sorted([D(3,1,1),D(1,1,1),D(2,1,1)])
max(DT(1,1,1),DT(2,1,1))
{d:1}[D(2024,2,29)]
d in [D(2024,2,29)]
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'd+1' "TypeError: unsupported operand type(s) for +: 'datetime.date' and 'int'"
# expect: 'd+TD(1)' datetime.date(2024, 3, 1)
# expect: 'd-TD(1,1)' datetime.date(2024, 2, 28)
# expect: 'd-D(2000,1,1)' datetime.timedelta(days=8825)
# expect: 'd-dt' "TypeError: unsupported operand type(s) for -: 'datetime.date' and 'datetime.datetime'"
# expect: 'dt-d' "TypeError: unsupported operand type(s) for -: 'datetime.datetime' and 'datetime.date'"
# expect: 'D.max+TD(1)' 'OverflowError: date value out of range'
# expect: 'D.min-TD(1)' 'OverflowError: date value out of range'
# expect: 'DT.max+TD(1)' 'OverflowError: date value out of range'
# expect: 'DT.min-TD(0,0,1)' 'OverflowError: date value out of range'
# expect: 'd+TD.max' 'OverflowError: date value out of range'
# expect: 'type(SD(1,1,1)+TD(1))' <class '__main__.SD'>
# expect: 'type(SDT(1,1,1)+TD(1))' <class '__main__.SDT'>
# expect: 'type(TD(1)+SDT(1,1,1))' <class '__main__.SDT'>
# expect: 'd==dt' False
# expect: 'dt==d' False
# expect: 'dt!=d' True
# expect: 'd<1' "TypeError: '<' not supported between instances of 'datetime.date' and 'int'"
# expect: 'd==1' False
# expect: 'dt<1' "TypeError: '<' not supported between instances of 'datetime.datetime' and 'int'"
# expect: 'tm<1' "TypeError: '<' not supported between instances of 'datetime.time' and 'int'"
# expect: 'tm<T(1,tzinfo=utc)' "TypeError: can't compare offset-naive and offset-aware times"
# expect: 'tm==T(1,tzinfo=utc)' False
# expect: 'dt<a' "TypeError: can't compare offset-naive and offset-aware datetimes"
# expect: 'dt==a' False
# expect: 'dt!=a' True
# expect: 'dt-a' "TypeError: can't subtract offset-naive and offset-aware datetimes"
# expect: 'a-dt' "TypeError: can't subtract offset-naive and offset-aware datetimes"
# expect: 'hash(DT(2024,1,1,fold=1))==hash(DT(2024,1,1))' True
# expect-before-3.15: 'd.replace(year=1999)' 'ValueError: day is out of range for month'
# expect-since-3.15: 'd.replace(year=1999)' 'ValueError: day 29 must be in range 1..28 for month 2 in year 1999'
# expect: 'd.replace(1999,1)' datetime.date(1999, 1, 29)
# expect-before-3.15: 'd.replace(month=13)' 'ValueError: month must be in 1..12'
# expect-since-3.15: 'd.replace(month=13)' 'ValueError: month must be in 1..12, not 13'
# expect: 'd.replace(1,2,3,4)' 'TypeError: replace() takes at most 3 arguments (4 given)'
# expect: "d.replace('x')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'SD(1,1,1).replace(day=2)' SD(1, 1, 2)
# expect: 'dt.replace(hour=3,fold=1,tzinfo=utc)' datetime.datetime(2024, 2, 29, 3, 34, 56, 789, fold=1, tzinfo=datetime.timezone.utc)
# expect: 'a.replace(tzinfo=None)' datetime.datetime(2024, 2, 29, 12, 34, 56)
# expect: 'a.replace(tzinfo=3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect-before-3.15: 'dt.replace(fold=2)' 'ValueError: fold must be either 0 or 1'
# expect-since-3.15: 'dt.replace(fold=2)' 'ValueError: fold must be either 0 or 1, not 2'
# expect: 'dt.replace(1,2,3,4,5,6,7,None,1)' 'TypeError: replace() takes at most 8 positional arguments (9 given)'
# expect: 'SDT(1,1,1).replace(hour=4)' SDT(1, 1, 1, 4, 0)
# expect: 'tm.replace(hour=1)' datetime.time(1, 34, 56, 789)
# expect: 'tm.replace(tzinfo=utc,fold=1)' datetime.time(12, 34, 56, 789, tzinfo=datetime.timezone.utc, fold=1)
# expect-before-3.15: 'tm.replace(minute=99)' 'ValueError: minute must be in 0..59'
# expect-since-3.15: 'tm.replace(minute=99)' 'ValueError: minute must be in 0..59, not 99'
# expect: 'ST(1).replace(hour=3)' ST(3, 0)
# expect: 'DT.combine(d,tm)' datetime.datetime(2024, 2, 29, 12, 34, 56, 789)
# expect: 'DT.combine(d,tm,utc)' datetime.datetime(2024, 2, 29, 12, 34, 56, 789, tzinfo=datetime.timezone.utc)
# expect: 'DT.combine(d,T(1,tzinfo=utc))' datetime.datetime(2024, 2, 29, 1, 0, tzinfo=datetime.timezone.utc)
# expect: 'DT.combine(d,T(1,tzinfo=utc),None)' datetime.datetime(2024, 2, 29, 1, 0)
# expect: 'DT.combine(d,T(1,tzinfo=utc),tzinfo=None)' datetime.datetime(2024, 2, 29, 1, 0)
# expect: 'DT.combine(d,T(1,fold=1))' datetime.datetime(2024, 2, 29, 1, 0, fold=1)
# expect: 'DT.combine(dt,tm)' datetime.datetime(2024, 2, 29, 12, 34, 56, 789)
# expect: 'DT.combine(date=d,time=tm)' datetime.datetime(2024, 2, 29, 12, 34, 56, 789)
# expect: 'DT.combine(1,tm)' 'TypeError: combine() argument 1 must be datetime.date, not int'
# expect: 'DT.combine(d,1)' 'TypeError: combine() argument 2 must be datetime.time, not int'
# expect: 'DT.combine(d)' "TypeError: combine() missing required argument 'time' (pos 2)"
# expect: 'DT.combine(d,tm,3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect: 'SDT.combine(d,tm)' SDT(2024, 2, 29, 12, 34, 56, 789)
# expect: 'dt.date(), dt.time(), a.timetz(), a.time()' (datetime.date(2024, 2, 29), datetime.time(12, 34, 56, 789), datetime.time(12, 34, 56, tzinfo=datetime.timezone.utc), datetime.time(12, 34, 56))
# expect: 'DT(1,1,1,fold=1).time().fold' 1
# expect: 'SDT(1,1,1).date()' datetime.date(1, 1, 1)
# expect: 'dt.tzinfo, dt.utcoffset(), dt.dst(), dt.tzname()' (None, None, None, None)
# expect: "type('X',(Z,),{})" "TypeError: type 'datetime.timezone' is not an acceptable base type"
# expect: "DT.strptime('2020-01-02','%Y-%m-%d')" datetime.datetime(2020, 1, 2, 0, 0)
# expect: "SDT.strptime('2020-01-02','%Y-%m-%d')" SDT(2020, 1, 2, 0, 0)
# expect: "DT.strptime('x','%Y')" "ValueError: time data 'x' does not match format '%Y'"
# expect: "DT.strptime(3,'%Y')" 'TypeError: strptime() argument 1 must be str, not int'
# expect: "DT.strptime('2020 +0100','%Y %z')" datetime.datetime(2020, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: 'D.min, D.max, D.resolution, DT.min, DT.max, DT.resolution, T.min, T.max, T.resolution' (datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.timedelta(days=1), datetime.datetime(1, 1, 1, 0, 0), datetime.datetime(9999, 12, 31, 23, 59, 59, 999999), datetime.timedelta(microseconds=1), datetime.time(0, 0), datetime.time(23, 59, 59, 999999), datetime.timedelta(microseconds=1))
# expect: 'M.MINYEAR, M.MAXYEAR' (1, 9999)
# expect: 'd.year, d.month, d.day, dt.hour, dt.minute, dt.second, dt.microsecond, dt.fold' (2024, 2, 29, 12, 34, 56, 789, 0)
# expect: "d.__setattr__('year', 3)" "AttributeError: attribute 'year' of 'datetime.date' objects is not writable"
# expect: "dt.__setattr__('hour', 3)" "AttributeError: attribute 'hour' of 'datetime.datetime' objects is not writable"
# expect: 'bool(T(0)), bool(T(0,tzinfo=utc))' (True, True)
# expect: 'hash(d)==hash(D(2024,2,29)), hash(dt)==hash(DT(2024,2,29,12,34,56,789)), hash(tm)==hash(T(12,34,56,789))' (True, True, True)
# expect: 'D.__name__, D.__module__, D.__qualname__, DT.__mro__' ('date', 'datetime', 'date', (<class 'datetime.datetime'>, <class 'datetime.date'>, <class 'object'>))
# expect: 'D.__doc__, DT.__doc__[:20], T.__doc__[:20], TD.__doc__[:30], tzinfo.__doc__, Z.__doc__' ('date(year, month, day) --> date object', 'datetime(year, month', 'time([hour[, minute[', 'Difference between two datetim', 'Abstract base class for time zone info objects.', 'Fixed offset from UTC implementation of tzinfo.')
# expect: 'd.foo' "AttributeError: 'datetime.date' object has no attribute 'foo'"
# expect: 'dt.__dict__' "AttributeError: 'datetime.datetime' object has no attribute '__dict__'"
# expect: 'SD(1,1,1).__dict__' {}
# expect: 'DT(1,1,1)+TD(1)==DT(1,1,2)' True
# expect: 'SDT(2024,1,1)-SDT(2023,1,1)' datetime.timedelta(days=365)
# expect: 'T.utcoffset(3)' "TypeError: descriptor 'utcoffset' for 'datetime.time' objects doesn't apply to a 'int' object"
# expect: 'D.year' <attribute 'year' of 'datetime.date' objects>
# expect: 'sorted([D(3,1,1),D(1,1,1),D(2,1,1)])' [datetime.date(1, 1, 1), datetime.date(2, 1, 1), datetime.date(3, 1, 1)]
# expect: 'max(DT(1,1,1),DT(2,1,1))' datetime.datetime(2, 1, 1, 0, 0)
# expect: '{d:1}[D(2024,2,29)]' 1
# expect: 'd in [D(2024,2,29)]' True
