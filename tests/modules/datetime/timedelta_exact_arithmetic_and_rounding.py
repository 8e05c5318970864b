from math import inf, nan
from datetime import *

class STD(timedelta):
    pass

D, TD = date, timedelta
d = date(2024, 2, 29)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
TD(1,2,3,4,5,6,7,8)
TD('a')
TD(days=None)
TD(1,days=3)
TD(seconds='x')
TD(days=10**9)
TD(days=-10**9)
TD(days=10**12)
TD(days=10**30)
TD(days=10**40, hours=-24*10**40)
TD(days=10**40)
TD(days=2**62, weeks=1)
TD(days=inf)
TD(days=nan)
TD(days=1e300)
TD(microseconds=0.5)
TD(microseconds=1.5)
TD(microseconds=2.5)
TD(microseconds=-0.5)
TD(microseconds=-1.5)
TD(days=0.1,hours=0.1,seconds=0.1,milliseconds=0.1,microseconds=0.1,minutes=.1,weeks=.1)
TD(days=-1.5)
TD(seconds=1e-7)
TD(True)
TD(1)*2.5
TD(1)*nan
TD(1)*inf
TD(1)*-inf
TD(1)/nan
TD(1)/inf
TD(microseconds=1)*(2**63)
TD(microseconds=1)*(10**30)
TD(microseconds=1)*(10**60)
TD(0)*(10**60)
TD(days=999999999)*2
TD(days=999999999)+TD(1)
-TD(days=999999999)-TD(1)
TD(1)/0
TD(1)//0
TD(1)%0
TD(1)/0.0
TD(1)//0.5
TD(1)/TD(0)
TD(1)//TD(0)
TD(1)%TD(0)
divmod(TD(1),TD(0))
divmod(TD(1),5)
divmod(TD(1,2,3),TD(0,5,7))
TD(1,2,3)/TD(0,5,7)
TD(-1,2,3)//TD(0,5,7)
TD(-1,2,3)%TD(0,5,7)
TD(5)/3
TD(5)/2.7
TD(microseconds=5)/2
TD(microseconds=3)/2
TD(microseconds=-3)/2
TD(microseconds=-5)/2
TD(5)//7
TD(5)//-7
3*TD(5)
2.5*TD(5)
TD(5)*'a'
TD(5)+1
1-TD(5)
TD(5)-D(1,1,1)
TD(5)<1
TD(5)==5
TD(1)<TD(2)
abs(TD(-1,1,1))
+STD(1)
type(+STD(1))
type(abs(STD(1)))
type(STD(1)+STD(2))
type(-STD(1))
repr(STD(1,2,3))
repr(TD())
repr(TD(0,0,-1))
repr(TD(1,2,3))
str(TD(1,2,3))
str(TD(-2,2,3))
str(TD(0,7322))
str(TD(1))
str(-TD(1))
TD(1,2,3).total_seconds()
TD(999999999,2,3).total_seconds()
TD.min
TD.max
TD.resolution
bool(TD())
bool(TD(0,0,1))
TD(1,2,3).__reduce__()
TD(1,2,3).__getstate__()
hash(TD(1,2,3))==hash((1,2,3))
TD(1).days
TD.days
TD(1).__setattr__('days', 2)
-TD.min
TD.max*2
abs(TD.min)
TD(days=1e9)
TD(days=float(2**40))
TD(1)+d
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect-before-3.15: 'TD(1,2,3,4,5,6,7,8)' 'TypeError: __new__() takes at most 7 arguments (8 given)'
# expect-since-3.15: 'TD(1,2,3,4,5,6,7,8)' 'TypeError: timedelta() takes at most 7 arguments (8 given)'
# expect: "TD('a')" 'TypeError: unsupported type for timedelta days component: str'
# expect: 'TD(days=None)' 'TypeError: unsupported type for timedelta days component: NoneType'
# expect-before-3.15: 'TD(1,days=3)' "TypeError: argument for __new__() given by name ('days') and position (1)"
# expect-since-3.15: 'TD(1,days=3)' "TypeError: argument for timedelta() given by name ('days') and position (1)"
# expect: "TD(seconds='x')" 'TypeError: unsupported type for timedelta seconds component: str'
# expect: 'TD(days=10**9)' 'OverflowError: days=1000000000; must have magnitude <= 999999999'
# expect: 'TD(days=-10**9)' 'OverflowError: days=-1000000000; must have magnitude <= 999999999'
# expect: 'TD(days=10**12)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(days=10**30)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(days=10**40, hours=-24*10**40)' datetime.timedelta(0)
# expect: 'TD(days=10**40)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(days=2**62, weeks=1)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(days=inf)' 'OverflowError: cannot convert float infinity to integer'
# expect: 'TD(days=nan)' 'ValueError: cannot convert float NaN to integer'
# expect: 'TD(days=1e300)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(microseconds=0.5)' datetime.timedelta(0)
# expect: 'TD(microseconds=1.5)' datetime.timedelta(microseconds=2)
# expect: 'TD(microseconds=2.5)' datetime.timedelta(microseconds=2)
# expect: 'TD(microseconds=-0.5)' datetime.timedelta(0)
# expect: 'TD(microseconds=-1.5)' datetime.timedelta(days=-1, seconds=86399, microseconds=999998)
# expect: 'TD(days=0.1,hours=0.1,seconds=0.1,milliseconds=0.1,microseconds=0.1,minutes=.1,weeks=.1)' datetime.timedelta(seconds=69486, microseconds=100100)
# expect: 'TD(days=-1.5)' datetime.timedelta(days=-2, seconds=43200)
# expect: 'TD(seconds=1e-7)' datetime.timedelta(0)
# expect: 'TD(True)' datetime.timedelta(days=1)
# expect: 'TD(1)*2.5' datetime.timedelta(days=2, seconds=43200)
# expect: 'TD(1)*nan' 'ValueError: cannot convert NaN to integer ratio'
# expect: 'TD(1)*inf' 'OverflowError: cannot convert Infinity to integer ratio'
# expect: 'TD(1)*-inf' 'OverflowError: cannot convert Infinity to integer ratio'
# expect: 'TD(1)/nan' 'ValueError: cannot convert NaN to integer ratio'
# expect: 'TD(1)/inf' 'OverflowError: cannot convert Infinity to integer ratio'
# expect: 'TD(microseconds=1)*(2**63)' datetime.timedelta(days=106751991, seconds=14454, microseconds=775808)
# expect: 'TD(microseconds=1)*(10**30)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(microseconds=1)*(10**60)' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(0)*(10**60)' datetime.timedelta(0)
# expect: 'TD(days=999999999)*2' 'OverflowError: days=1999999998; must have magnitude <= 999999999'
# expect: 'TD(days=999999999)+TD(1)' 'OverflowError: days=1000000000; must have magnitude <= 999999999'
# expect: '-TD(days=999999999)-TD(1)' 'OverflowError: days=-1000000000; must have magnitude <= 999999999'
# expect-before-3.14: 'TD(1)/0' 'ZeroDivisionError: integer division or modulo by zero'
# expect-before-3.14: 'TD(1)//0' 'ZeroDivisionError: integer division or modulo by zero'
# expect-since-3.14: 'TD(1)/0' 'ZeroDivisionError: division by zero'
# expect-since-3.14: 'TD(1)//0' 'ZeroDivisionError: division by zero'
# expect: 'TD(1)%0' "TypeError: unsupported operand type(s) for %: 'datetime.timedelta' and 'int'"
# expect-before-3.14: 'TD(1)/0.0' 'ZeroDivisionError: integer division or modulo by zero'
# expect-since-3.14: 'TD(1)/0.0' 'ZeroDivisionError: division by zero'
# expect: 'TD(1)//0.5' "TypeError: unsupported operand type(s) for //: 'datetime.timedelta' and 'float'"
# expect: 'TD(1)/TD(0)' 'ZeroDivisionError: division by zero'
# expect-before-3.14: 'TD(1)//TD(0)' 'ZeroDivisionError: integer division or modulo by zero'
# expect-before-3.14: 'TD(1)%TD(0)' 'ZeroDivisionError: integer modulo by zero'
# expect-before-3.14: 'divmod(TD(1),TD(0))' 'ZeroDivisionError: integer division or modulo by zero'
# expect-since-3.14: 'TD(1)//TD(0)' 'ZeroDivisionError: division by zero'
# expect-since-3.14: 'TD(1)%TD(0)' 'ZeroDivisionError: division by zero'
# expect-since-3.14: 'divmod(TD(1),TD(0))' 'ZeroDivisionError: division by zero'
# expect: 'divmod(TD(1),5)' "TypeError: unsupported operand type(s) for divmod(): 'datetime.timedelta' and 'int'"
# expect: 'divmod(TD(1,2,3),TD(0,5,7))' (17280, datetime.timedelta(seconds=1, microseconds=879043))
# expect: 'TD(1,2,3)/TD(0,5,7)' 17280.37580807387
# expect: 'TD(-1,2,3)//TD(0,5,7)' -17280
# expect: 'TD(-1,2,3)%TD(0,5,7)' datetime.timedelta(seconds=2, microseconds=120963)
# expect: 'TD(5)/3' datetime.timedelta(days=1, seconds=57600)
# expect: 'TD(5)/2.7' datetime.timedelta(days=1, seconds=73600)
# expect: 'TD(microseconds=5)/2' datetime.timedelta(microseconds=2)
# expect: 'TD(microseconds=3)/2' datetime.timedelta(microseconds=2)
# expect: 'TD(microseconds=-3)/2' datetime.timedelta(days=-1, seconds=86399, microseconds=999998)
# expect: 'TD(microseconds=-5)/2' datetime.timedelta(days=-1, seconds=86399, microseconds=999998)
# expect: 'TD(5)//7' datetime.timedelta(seconds=61714, microseconds=285714)
# expect: 'TD(5)//-7' datetime.timedelta(days=-1, seconds=24685, microseconds=714285)
# expect: '3*TD(5)' datetime.timedelta(days=15)
# expect: '2.5*TD(5)' datetime.timedelta(days=12, seconds=43200)
# expect: "TD(5)*'a'" "TypeError: can't multiply sequence by non-int of type 'datetime.timedelta'"
# expect: 'TD(5)+1' "TypeError: unsupported operand type(s) for +: 'datetime.timedelta' and 'int'"
# expect: '1-TD(5)' "TypeError: unsupported operand type(s) for -: 'int' and 'datetime.timedelta'"
# expect: 'TD(5)-D(1,1,1)' "TypeError: unsupported operand type(s) for -: 'datetime.timedelta' and 'datetime.date'"
# expect: 'TD(5)<1' "TypeError: '<' not supported between instances of 'datetime.timedelta' and 'int'"
# expect: 'TD(5)==5' False
# expect: 'TD(1)<TD(2)' True
# expect: 'abs(TD(-1,1,1))' datetime.timedelta(seconds=86398, microseconds=999999)
# expect: '+STD(1)' datetime.timedelta(days=1)
# expect: 'type(+STD(1))' <class 'datetime.timedelta'>
# expect: 'type(abs(STD(1)))' <class 'datetime.timedelta'>
# expect: 'type(STD(1)+STD(2))' <class 'datetime.timedelta'>
# expect: 'type(-STD(1))' <class 'datetime.timedelta'>
# expect: 'repr(STD(1,2,3))' 'STD(days=1, seconds=2, microseconds=3)'
# expect: 'repr(TD())' 'datetime.timedelta(0)'
# expect: 'repr(TD(0,0,-1))' 'datetime.timedelta(days=-1, seconds=86399, microseconds=999999)'
# expect: 'repr(TD(1,2,3))' 'datetime.timedelta(days=1, seconds=2, microseconds=3)'
# expect: 'str(TD(1,2,3))' '1 day, 0:00:02.000003'
# expect: 'str(TD(-2,2,3))' '-2 days, 0:00:02.000003'
# expect: 'str(TD(0,7322))' '2:02:02'
# expect: 'str(TD(1))' '1 day, 0:00:00'
# expect: 'str(-TD(1))' '-1 day, 0:00:00'
# expect: 'TD(1,2,3).total_seconds()' 86402.000003
# expect: 'TD(999999999,2,3).total_seconds()' 86399999913602.0
# expect: 'TD.min' datetime.timedelta(days=-999999999)
# expect: 'TD.max' datetime.timedelta(days=999999999, seconds=86399, microseconds=999999)
# expect: 'TD.resolution' datetime.timedelta(microseconds=1)
# expect: 'bool(TD())' False
# expect: 'bool(TD(0,0,1))' True
# expect: 'TD(1,2,3).__reduce__()' (<class 'datetime.timedelta'>, (1, 2, 3))
# expect: 'TD(1,2,3).__getstate__()' None
# expect: 'hash(TD(1,2,3))==hash((1,2,3))' True
# expect: 'TD(1).days' 1
# expect: 'TD.days' <member 'days' of 'datetime.timedelta' objects>
# expect: "TD(1).__setattr__('days', 2)" 'AttributeError: readonly attribute'
# expect: '-TD.min' datetime.timedelta(days=999999999)
# expect: 'TD.max*2' 'OverflowError: days=1999999999; must have magnitude <= 999999999'
# expect: 'abs(TD.min)' datetime.timedelta(days=999999999)
# expect: 'TD(days=1e9)' 'OverflowError: days=1000000000; must have magnitude <= 999999999'
# expect: 'TD(days=float(2**40))' 'OverflowError: Python int too large to convert to C int'
# expect: 'TD(1)+d' datetime.date(2024, 3, 1)
