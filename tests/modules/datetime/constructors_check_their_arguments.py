from datetime import *

class SD(date):
    pass

class SDT(datetime):
    pass

class ST(time):
    pass

D, T, DT = date, time, datetime
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
D(2000)
D()
D(1,2,3,4)
D('a',1,1)
D(1.0,1,1)
D(x=1)
D(2000,13,1)
D(2000,2,30)
D(10000,2,3)
D(0,2,3)
D(2**31,1,1)
D(2**70,1,1)
D(-2**70,1,1)
D(-2**31-1,1,1)
D(year=1,month=2)
D(year=2000,month=2,day=3)
T(25)
T(1,60)
T(1,1,60)
T(1,1,1,1000000)
T(fold=3)
T(fold=-1)
T(1,2,3,4,5)
T(1,2,3,4,None,5)
T(hour='a')
T(1.5)
T('ab')
T(tzinfo=3)
DT(1,1)
DT(2000,1,1,24)
DT(2000,1,1,0,0,0,0,3)
DT(2000,1,1,0,0,0,0,None,1)
DT(2000,1,1,fold=2)
DT(2000,1,32)
SD(1,1,1)
SDT(1,1,1)
ST(1)
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect-before-3.15: 'D(2000)' "TypeError: function missing required argument 'month' (pos 2)"
# expect-since-3.15: 'D(2000)' "TypeError: date() missing required argument 'month' (pos 2)"
# expect-before-3.15: 'D()' "TypeError: function missing required argument 'year' (pos 1)"
# expect-since-3.15: 'D()' "TypeError: date() missing required argument 'year' (pos 1)"
# expect-before-3.15: 'D(1,2,3,4)' 'TypeError: function takes at most 3 arguments (4 given)'
# expect-since-3.15: 'D(1,2,3,4)' 'TypeError: date() takes at most 3 arguments (4 given)'
# expect: "D('a',1,1)" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'D(1.0,1,1)' "TypeError: 'float' object cannot be interpreted as an integer"
# expect-before-3.15: 'D(x=1)' "TypeError: function missing required argument 'year' (pos 1)"
# expect-since-3.15: 'D(x=1)' "TypeError: date() missing required argument 'year' (pos 1)"
# expect-before-3.15: 'D(2000,13,1)' 'ValueError: month must be in 1..12'
# expect-since-3.15: 'D(2000,13,1)' 'ValueError: month must be in 1..12, not 13'
# expect-before-3.15: 'D(2000,2,30)' 'ValueError: day is out of range for month'
# expect-since-3.15: 'D(2000,2,30)' 'ValueError: day 30 must be in range 1..29 for month 2 in year 2000'
# expect-before-3.15: 'D(10000,2,3)' 'ValueError: year 10000 is out of range'
# expect-since-3.15: 'D(10000,2,3)' 'ValueError: year must be in 1..9999, not 10000'
# expect-before-3.15: 'D(0,2,3)' 'ValueError: year 0 is out of range'
# expect-since-3.15: 'D(0,2,3)' 'ValueError: year must be in 1..9999, not 0'
# expect-before-3.15: 'D(2**31,1,1)' 'OverflowError: signed integer is greater than maximum'
# expect-since-3.15: 'D(2**31,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect-before-3.15: 'D(2**70,1,1)' 'OverflowError: Python int too large to convert to C long'
# expect-since-3.15: 'D(2**70,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect-before-3.15: 'D(-2**70,1,1)' 'OverflowError: Python int too large to convert to C long'
# expect-since-3.15: 'D(-2**70,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect-before-3.15: 'D(-2**31-1,1,1)' 'OverflowError: signed integer is less than minimum'
# expect-since-3.15: 'D(-2**31-1,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect-before-3.15: 'D(year=1,month=2)' "TypeError: function missing required argument 'day' (pos 3)"
# expect-since-3.15: 'D(year=1,month=2)' "TypeError: date() missing required argument 'day' (pos 3)"
# expect: 'D(year=2000,month=2,day=3)' datetime.date(2000, 2, 3)
# expect-before-3.15: 'T(25)' 'ValueError: hour must be in 0..23'
# expect-since-3.15: 'T(25)' 'ValueError: hour must be in 0..23, not 25'
# expect-before-3.15: 'T(1,60)' 'ValueError: minute must be in 0..59'
# expect-since-3.15: 'T(1,60)' 'ValueError: minute must be in 0..59, not 60'
# expect-before-3.15: 'T(1,1,60)' 'ValueError: second must be in 0..59'
# expect-since-3.15: 'T(1,1,60)' 'ValueError: second must be in 0..59, not 60'
# expect-before-3.15: 'T(1,1,1,1000000)' 'ValueError: microsecond must be in 0..999999'
# expect-since-3.15: 'T(1,1,1,1000000)' 'ValueError: microsecond must be in 0..999999, not 1000000'
# expect-before-3.15: 'T(fold=3)' 'ValueError: fold must be either 0 or 1'
# expect-since-3.15: 'T(fold=3)' 'ValueError: fold must be either 0 or 1, not 3'
# expect-before-3.15: 'T(fold=-1)' 'ValueError: fold must be either 0 or 1'
# expect-since-3.15: 'T(fold=-1)' 'ValueError: fold must be either 0 or 1, not -1'
# expect: 'T(1,2,3,4,5)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect-before-3.15: 'T(1,2,3,4,None,5)' 'TypeError: function takes at most 5 positional arguments (6 given)'
# expect-since-3.15: 'T(1,2,3,4,None,5)' 'TypeError: time() takes at most 5 positional arguments (6 given)'
# expect: "T(hour='a')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'T(1.5)' "TypeError: 'float' object cannot be interpreted as an integer"
# expect: "T('ab')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'T(tzinfo=3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect-before-3.15: 'DT(1,1)' "TypeError: function missing required argument 'day' (pos 3)"
# expect-since-3.15: 'DT(1,1)' "TypeError: datetime() missing required argument 'day' (pos 3)"
# expect-before-3.15: 'DT(2000,1,1,24)' 'ValueError: hour must be in 0..23'
# expect-since-3.15: 'DT(2000,1,1,24)' 'ValueError: hour must be in 0..23, not 24'
# expect: 'DT(2000,1,1,0,0,0,0,3)' "TypeError: tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# expect-before-3.15: 'DT(2000,1,1,0,0,0,0,None,1)' 'TypeError: function takes at most 8 positional arguments (9 given)'
# expect-since-3.15: 'DT(2000,1,1,0,0,0,0,None,1)' 'TypeError: datetime() takes at most 8 positional arguments (9 given)'
# expect-before-3.15: 'DT(2000,1,1,fold=2)' 'ValueError: fold must be either 0 or 1'
# expect-since-3.15: 'DT(2000,1,1,fold=2)' 'ValueError: fold must be either 0 or 1, not 2'
# expect-before-3.15: 'DT(2000,1,32)' 'ValueError: day is out of range for month'
# expect-since-3.15: 'DT(2000,1,32)' 'ValueError: day 32 must be in range 1..31 for month 1 in year 2000'
# expect: 'SD(1,1,1)' SD(1, 1, 1)
# expect: 'SDT(1,1,1)' SDT(1, 1, 1, 0, 0)
# expect: 'ST(1)' ST(1, 0)
