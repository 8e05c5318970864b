from datetime import *

class SD(date):
    pass

class SDT(datetime):
    pass

D, DT = date, datetime
d = date(2024, 2, 29)

for source in r'''
d.fromordinal(0)
d.fromordinal(3652060)
d.fromordinal(-5)
d.fromordinal('x')
d.fromordinal(730000)
SD.fromordinal(730000)
SDT.fromordinal(730000)
DT.fromordinal(730000)
d.toordinal()
d.weekday(),d.isoweekday(),d.isocalendar()
d.isocalendar().year, d.isocalendar().week, d.isocalendar().weekday
type(d.isocalendar())
type(d.isocalendar())(1,2,3)
type(d.isocalendar())(year=1,week=2,weekday=3)
type(d.isocalendar()).__mro__
hash(d.isocalendar())==hash((2024,9,4))
d.isocalendar()==(2024,9,4)
d.isocalendar()[1:]
D(1,1,1).isocalendar(), D(9999,12,31).isocalendar(), D(2020,12,31).isocalendar(), D(2021,1,1).isocalendar()
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'd.fromordinal(0)' 'ValueError: ordinal must be >= 1'
# expect-before-3.15: 'd.fromordinal(3652060)' 'ValueError: year 10000 is out of range'
# expect-since-3.15: 'd.fromordinal(3652060)' 'ValueError: year must be in 1..9999, not 10000'
# expect: 'd.fromordinal(-5)' 'ValueError: ordinal must be >= 1'
# expect: "d.fromordinal('x')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'd.fromordinal(730000)' datetime.date(1999, 9, 3)
# expect: 'SD.fromordinal(730000)' SD(1999, 9, 3)
# expect: 'SDT.fromordinal(730000)' SDT(1999, 9, 3, 0, 0)
# expect: 'DT.fromordinal(730000)' datetime.datetime(1999, 9, 3, 0, 0)
# expect: 'd.toordinal()' 738945
# expect: 'd.weekday(),d.isoweekday(),d.isocalendar()' (3, 4, datetime.IsoCalendarDate(year=2024, week=9, weekday=4))
# expect: 'd.isocalendar().year, d.isocalendar().week, d.isocalendar().weekday' (2024, 9, 4)
# expect: 'type(d.isocalendar())' <class 'datetime.IsoCalendarDate'>
# expect: 'type(d.isocalendar())(1,2,3)' datetime.IsoCalendarDate(year=1, week=2, weekday=3)
# expect: 'type(d.isocalendar())(year=1,week=2,weekday=3)' datetime.IsoCalendarDate(year=1, week=2, weekday=3)
# expect: 'type(d.isocalendar()).__mro__' (<class 'datetime.IsoCalendarDate'>, <class 'tuple'>, <class 'object'>)
# expect: 'hash(d.isocalendar())==hash((2024,9,4))' True
# expect: 'd.isocalendar()==(2024,9,4)' True
# expect: 'd.isocalendar()[1:]' (9, 4)
# expect: 'D(1,1,1).isocalendar(), D(9999,12,31).isocalendar(), D(2020,12,31).isocalendar(), D(2021,1,1).isocalendar()' (datetime.IsoCalendarDate(year=1, week=1, weekday=1), datetime.IsoCalendarDate(year=9999, week=52, weekday=5), datetime.IsoCalendarDate(year=2020, week=53, weekday=4), datetime.IsoCalendarDate(year=2020, week=53, weekday=5))
