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
D.fromisocalendar(2020,53,7)
D.fromisocalendar(2021,53,7)
D.fromisocalendar(2021,0,7)
D.fromisocalendar(2021,1,8)
D.fromisocalendar(2021,1,0)
D.fromisocalendar(0,1,1)
D.fromisocalendar(10000,1,1)
D.fromisocalendar(2**40,1,1)
D.fromisocalendar(2**100,1,1)
D.fromisocalendar(9999,53,1)
D.fromisocalendar(9999,52,7)
D.fromisocalendar('a',1,1)
D.fromisocalendar(year=2020,week=1,day=1)
D.fromisocalendar(2020,1)
SD.fromisocalendar(2020,1,1)
DT.fromisocalendar(2020,1,1)
D.fromisoformat('2020-01-02')
D.fromisoformat('20200102')
D.fromisoformat('2020W01')
D.fromisoformat('2020-W01')
D.fromisoformat('2020W011')
D.fromisoformat('2020-W01-1')
D.fromisoformat('2020-W53-7')
D.fromisoformat('2021-W53-7')
D.fromisoformat('2020-W01-8')
D.fromisoformat('2020-W0-81')
D.fromisoformat('2020-13-02')
D.fromisoformat('2020-01-32')
D.fromisoformat('0000-01-02')
D.fromisoformat('2020-0102')
D.fromisoformat('202001-02')
D.fromisoformat('2020/01/02')
D.fromisoformat('2020-01-0\u0661')
D.fromisoformat('2020-01-02 ')
D.fromisoformat('')
D.fromisoformat(1)
D.fromisoformat(b'2020-01-02')
SD.fromisoformat('2020-01-02')
DT.fromisoformat('2020-01-02')
DT.fromisoformat('2020-01-02T')
DT.fromisoformat('2020-01-02T03')
DT.fromisoformat('2020-01-02T03:04')
DT.fromisoformat('2020-01-02T03:04:05')
DT.fromisoformat('2020-01-02T03:04:05.6')
DT.fromisoformat('2020-01-02T03:04:05,678')
DT.fromisoformat('2020-01-02T03:04:05.123456789')
DT.fromisoformat('2020-01-02T03:04:05.123456Z')
DT.fromisoformat('2020-01-02T03:04:05+01')
DT.fromisoformat('2020-01-02T03:04:05+0130')
DT.fromisoformat('2020-01-02T03:04:05-01:30:15')
DT.fromisoformat('2020-01-02T03:04:05-01:30:15.123')
DT.fromisoformat('2020-01-02T03:04:05+00:00')
DT.fromisoformat('2020-01-02T03:04:05+24:00')
DT.fromisoformat('2020-01-02T03:04:05+1')
DT.fromisoformat('2020-01-02T03:04:05+')
DT.fromisoformat('2020-01-02T03:04:05+01:0')
DT.fromisoformat('2020-01-02T03:04:05Zx')
DT.fromisoformat('2020-01-02T03:04:05x')
DT.fromisoformat('2020-01-02T03:04:05.')
DT.fromisoformat('2020-01-02T03:04:05.x')
DT.fromisoformat('2020-01-02T03:04:05.1x')
DT.fromisoformat('2020-01-02T03:04:05.1234567x')
DT.fromisoformat('2020-01-02T03:0405')
DT.fromisoformat('2020-01-02T0304:05')
DT.fromisoformat('2020-01-02T030405')
DT.fromisoformat('2020-01-02T0304')
DT.fromisoformat('2020-01-02T0304Z')
DT.fromisoformat('2020-01-02T03Z')
DT.fromisoformat('2020-01-02T03.5')
DT.fromisoformat('2020-01-02T03:04.5')
DT.fromisoformat('2020-01-02T030405.123+0100')
DT.fromisoformat('20200102T030405')
DT.fromisoformat('20200102030405')
DT.fromisoformat('20200102 030405')
DT.fromisoformat('2020W01T03')
DT.fromisoformat('2020W011T03')
DT.fromisoformat('2020W0113')
DT.fromisoformat('2020W01103')
DT.fromisoformat('2020W01103:00')
DT.fromisoformat('2020-W01T03')
DT.fromisoformat('2020-W01-1T03')
DT.fromisoformat('2020-W01-03')
DT.fromisoformat('2020-W01-')
DT.fromisoformat('2020-W01-1')
DT.fromisoformat('2020-W0')
DT.fromisoformat('2020-01-02\u20ac03:04:05')
DT.fromisoformat('2020-01-02\U0001f60003:04:05')
DT.fromisoformat('2020-01-02\ud80003:04:05')
DT.fromisoformat('2020-01-02T\u20ac3:04:05')
DT.fromisoformat('2020-01-0\ud800T03:04:05')
DT.fromisoformat('2020-01-02T25:00')
DT.fromisoformat('2020-01-02T24:00')
DT.fromisoformat('2020-01-02T23:60')
DT.fromisoformat('2020-13-02T23:00')
DT.fromisoformat('2020-02-30T23:00')
DT.fromisoformat('2020-1')
DT.fromisoformat('2020-1-2')
DT.fromisoformat('abc')
DT.fromisoformat(3)
SDT.fromisoformat('2020-01-02T03:04:05+01:00')
T.fromisoformat('03')
T.fromisoformat('T03:04')
T.fromisoformat('t03:04')
T.fromisoformat('T')
T.fromisoformat('')
T.fromisoformat('3')
T.fromisoformat('03:04:05.678+01:00')
T.fromisoformat('03:04:05Z')
T.fromisoformat('03:04:05z')
T.fromisoformat('03:')
T.fromisoformat('03:04:')
T.fromisoformat('030405.1')
T.fromisoformat('03\u06604')
T.fromisoformat('24:00')
T.fromisoformat('23:59:60')
T.fromisoformat(5)
T.fromisoformat('03:04:05-25:00')
T.fromisoformat('12:30:45.123456-12:00:30.5')
T.fromisoformat('12-')
T.fromisoformat('12:34:56.')
ST.fromisoformat('03:04Z')
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'D.fromisocalendar(2020,53,7)' datetime.date(2021, 1, 3)
# expect: 'D.fromisocalendar(2021,53,7)' 'ValueError: Invalid week: 53'
# expect: 'D.fromisocalendar(2021,0,7)' 'ValueError: Invalid week: 0'
# expect-before-3.15: 'D.fromisocalendar(2021,1,8)' 'ValueError: Invalid day: 8 (range is [1, 7])'
# expect-before-3.15: 'D.fromisocalendar(2021,1,0)' 'ValueError: Invalid day: 0 (range is [1, 7])'
# expect-before-3.15: 'D.fromisocalendar(0,1,1)' 'ValueError: Year is out of range: 0'
# expect-before-3.15: 'D.fromisocalendar(10000,1,1)' 'ValueError: Year is out of range: 10000'
# expect-before-3.15: 'D.fromisocalendar(2**40,1,1)' 'ValueError: ISO calendar component out of range'
# expect-before-3.15: 'D.fromisocalendar(2**100,1,1)' 'ValueError: ISO calendar component out of range'
# expect-since-3.15: 'D.fromisocalendar(2021,1,8)' 'ValueError: Invalid weekday: 8 (range is [1, 7])'
# expect-since-3.15: 'D.fromisocalendar(2021,1,0)' 'ValueError: Invalid weekday: 0 (range is [1, 7])'
# expect-since-3.15: 'D.fromisocalendar(0,1,1)' 'ValueError: year must be in 1..9999, not 0'
# expect-since-3.15: 'D.fromisocalendar(10000,1,1)' 'ValueError: year must be in 1..9999, not 10000'
# expect-since-3.15: 'D.fromisocalendar(2**40,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect-since-3.15: 'D.fromisocalendar(2**100,1,1)' 'OverflowError: Python int too large to convert to C int'
# expect: 'D.fromisocalendar(9999,53,1)' 'ValueError: Invalid week: 53'
# expect-before-3.15: 'D.fromisocalendar(9999,52,7)' 'ValueError: year 10000 is out of range'
# expect-since-3.15: 'D.fromisocalendar(9999,52,7)' 'ValueError: year must be in 1..9999, not 10000'
# expect: "D.fromisocalendar('a',1,1)" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'D.fromisocalendar(year=2020,week=1,day=1)' datetime.date(2019, 12, 30)
# expect: 'D.fromisocalendar(2020,1)' "TypeError: fromisocalendar() missing required argument 'day' (pos 3)"
# expect: 'SD.fromisocalendar(2020,1,1)' SD(2019, 12, 30)
# expect: 'DT.fromisocalendar(2020,1,1)' datetime.datetime(2019, 12, 30, 0, 0)
# expect: "D.fromisoformat('2020-01-02')" datetime.date(2020, 1, 2)
# expect: "D.fromisoformat('20200102')" datetime.date(2020, 1, 2)
# expect: "D.fromisoformat('2020W01')" datetime.date(2019, 12, 30)
# expect: "D.fromisoformat('2020-W01')" datetime.date(2019, 12, 30)
# expect: "D.fromisoformat('2020W011')" datetime.date(2019, 12, 30)
# expect: "D.fromisoformat('2020-W01-1')" datetime.date(2019, 12, 30)
# expect: "D.fromisoformat('2020-W53-7')" datetime.date(2021, 1, 3)
# expect: "D.fromisoformat('2021-W53-7')" "ValueError: Invalid isoformat string: '2021-W53-7'"
# expect: "D.fromisoformat('2020-W01-8')" "ValueError: Invalid isoformat string: '2020-W01-8'"
# expect: "D.fromisoformat('2020-W0-81')" "ValueError: Invalid isoformat string: '2020-W0-81'"
# expect-before-3.15: "D.fromisoformat('2020-13-02')" 'ValueError: month must be in 1..12'
# expect-before-3.15: "D.fromisoformat('2020-01-32')" 'ValueError: day is out of range for month'
# expect-before-3.15: "D.fromisoformat('0000-01-02')" 'ValueError: year 0 is out of range'
# expect-since-3.15: "D.fromisoformat('2020-13-02')" 'ValueError: month must be in 1..12, not 13'
# expect-since-3.15: "D.fromisoformat('2020-01-32')" 'ValueError: day 32 must be in range 1..31 for month 1 in year 2020'
# expect-since-3.15: "D.fromisoformat('0000-01-02')" 'ValueError: year must be in 1..9999, not 0'
# expect: "D.fromisoformat('2020-0102')" "ValueError: Invalid isoformat string: '2020-0102'"
# expect: "D.fromisoformat('202001-02')" "ValueError: Invalid isoformat string: '202001-02'"
# expect: "D.fromisoformat('2020/01/02')" "ValueError: Invalid isoformat string: '2020/01/02'"
# expect: "D.fromisoformat('2020-01-0\\u0661')" "ValueError: Invalid isoformat string: '2020-01-0\u0661'"
# expect: "D.fromisoformat('2020-01-02 ')" "ValueError: Invalid isoformat string: '2020-01-02 '"
# expect: "D.fromisoformat('')" "ValueError: Invalid isoformat string: ''"
# expect-before-3.15: 'D.fromisoformat(1)' 'TypeError: fromisoformat: argument must be str'
# expect-before-3.15: "D.fromisoformat(b'2020-01-02')" 'TypeError: fromisoformat: argument must be str'
# expect-since-3.15: 'D.fromisoformat(1)' 'TypeError: fromisoformat() argument must be str, not int'
# expect-since-3.15: "D.fromisoformat(b'2020-01-02')" 'TypeError: fromisoformat() argument must be str, not bytes'
# expect: "SD.fromisoformat('2020-01-02')" SD(2020, 1, 2)
# expect: "DT.fromisoformat('2020-01-02')" datetime.datetime(2020, 1, 2, 0, 0)
# expect: "DT.fromisoformat('2020-01-02T')" "ValueError: Invalid isoformat string: '2020-01-02T'"
# expect: "DT.fromisoformat('2020-01-02T03')" datetime.datetime(2020, 1, 2, 3, 0)
# expect: "DT.fromisoformat('2020-01-02T03:04')" datetime.datetime(2020, 1, 2, 3, 4)
# expect: "DT.fromisoformat('2020-01-02T03:04:05')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020-01-02T03:04:05.6')" datetime.datetime(2020, 1, 2, 3, 4, 5, 600000)
# expect: "DT.fromisoformat('2020-01-02T03:04:05,678')" datetime.datetime(2020, 1, 2, 3, 4, 5, 678000)
# expect: "DT.fromisoformat('2020-01-02T03:04:05.123456789')" datetime.datetime(2020, 1, 2, 3, 4, 5, 123456)
# expect: "DT.fromisoformat('2020-01-02T03:04:05.123456Z')" datetime.datetime(2020, 1, 2, 3, 4, 5, 123456, tzinfo=datetime.timezone.utc)
# expect: "DT.fromisoformat('2020-01-02T03:04:05+01')" datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: "DT.fromisoformat('2020-01-02T03:04:05+0130')" datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=5400)))
# expect: "DT.fromisoformat('2020-01-02T03:04:05-01:30:15')" datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=80985)))
# expect: "DT.fromisoformat('2020-01-02T03:04:05-01:30:15.123')" datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=80984, microseconds=877000)))
# expect: "DT.fromisoformat('2020-01-02T03:04:05+00:00')" datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
# expect-before-3.15: "DT.fromisoformat('2020-01-02T03:04:05+24:00')" 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).'
# expect-since-3.15: "DT.fromisoformat('2020-01-02T03:04:05+24:00')" 'ValueError: hour must be in 0..23, not 24'
# expect: "DT.fromisoformat('2020-01-02T03:04:05+1')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05+1'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05+')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05+'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05+01:0')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05+01:0'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05Zx')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05Zx'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05x')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05x'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05.')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05.'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05.x')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05.x'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05.1x')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05.1x'"
# expect: "DT.fromisoformat('2020-01-02T03:04:05.1234567x')" "ValueError: Invalid isoformat string: '2020-01-02T03:04:05.1234567x'"
# expect: "DT.fromisoformat('2020-01-02T03:0405')" "ValueError: Invalid isoformat string: '2020-01-02T03:0405'"
# expect: "DT.fromisoformat('2020-01-02T0304:05')" "ValueError: Invalid isoformat string: '2020-01-02T0304:05'"
# expect: "DT.fromisoformat('2020-01-02T030405')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020-01-02T0304')" datetime.datetime(2020, 1, 2, 3, 4)
# expect: "DT.fromisoformat('2020-01-02T0304Z')" datetime.datetime(2020, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)
# expect: "DT.fromisoformat('2020-01-02T03Z')" datetime.datetime(2020, 1, 2, 3, 0, tzinfo=datetime.timezone.utc)
# expect-before-3.15: "DT.fromisoformat('2020-01-02T03.5')" datetime.datetime(2020, 1, 2, 3, 0, 0, 500000)
# expect-before-3.15: "DT.fromisoformat('2020-01-02T03:04.5')" datetime.datetime(2020, 1, 2, 3, 4, 0, 500000)
# expect-since-3.15: "DT.fromisoformat('2020-01-02T03.5')" "ValueError: Invalid isoformat string: '2020-01-02T03.5'"
# expect-since-3.15: "DT.fromisoformat('2020-01-02T03:04.5')" "ValueError: Invalid isoformat string: '2020-01-02T03:04.5'"
# expect: "DT.fromisoformat('2020-01-02T030405.123+0100')" datetime.datetime(2020, 1, 2, 3, 4, 5, 123000, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: "DT.fromisoformat('20200102T030405')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('20200102030405')" "ValueError: Invalid isoformat string: '20200102030405'"
# expect: "DT.fromisoformat('20200102 030405')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020W01T03')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020W011T03')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020W0113')" "ValueError: Invalid isoformat string: '2020W0113'"
# expect: "DT.fromisoformat('2020W01103')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020W01103:00')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020-W01T03')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020-W01-1T03')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020-W01-03')" datetime.datetime(2019, 12, 30, 3, 0)
# expect: "DT.fromisoformat('2020-W01-')" "ValueError: Invalid isoformat string: '2020-W01-'"
# expect: "DT.fromisoformat('2020-W01-1')" datetime.datetime(2019, 12, 30, 0, 0)
# expect: "DT.fromisoformat('2020-W0')" "ValueError: Invalid isoformat string: '2020-W0'"
# expect: "DT.fromisoformat('2020-01-02\\u20ac03:04:05')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020-01-02\\U0001f60003:04:05')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020-01-02\\ud80003:04:05')" datetime.datetime(2020, 1, 2, 3, 4, 5)
# expect: "DT.fromisoformat('2020-01-02T\\u20ac3:04:05')" "ValueError: Invalid isoformat string: '2020-01-02T\u20ac3:04:05'"
# expect: "DT.fromisoformat('2020-01-0\\ud800T03:04:05')" "ValueError: Invalid isoformat string: '2020-01-0\\ud800T03:04:05'"
# expect-before-3.15: "DT.fromisoformat('2020-01-02T25:00')" 'ValueError: hour must be in 0..23'
# expect-before-3.15: "DT.fromisoformat('2020-01-02T24:00')" 'ValueError: hour must be in 0..23'
# expect-before-3.15: "DT.fromisoformat('2020-01-02T23:60')" 'ValueError: minute must be in 0..59'
# expect-before-3.15: "DT.fromisoformat('2020-13-02T23:00')" 'ValueError: month must be in 1..12'
# expect-before-3.15: "DT.fromisoformat('2020-02-30T23:00')" 'ValueError: day is out of range for month'
# expect-since-3.15: "DT.fromisoformat('2020-01-02T25:00')" 'ValueError: hour must be in 0..23, not 25'
# expect-since-3.15: "DT.fromisoformat('2020-01-02T24:00')" datetime.datetime(2020, 1, 3, 0, 0)
# expect-since-3.15: "DT.fromisoformat('2020-01-02T23:60')" 'ValueError: minute must be in 0..59, not 60'
# expect-since-3.15: "DT.fromisoformat('2020-13-02T23:00')" 'ValueError: month must be in 1..12, not 13'
# expect-since-3.15: "DT.fromisoformat('2020-02-30T23:00')" 'ValueError: day 30 must be in range 1..29 for month 2 in year 2020'
# expect: "DT.fromisoformat('2020-1')" "ValueError: Invalid isoformat string: '2020-1'"
# expect: "DT.fromisoformat('2020-1-2')" "ValueError: Invalid isoformat string: '2020-1-2'"
# expect: "DT.fromisoformat('abc')" "ValueError: Invalid isoformat string: 'abc'"
# expect-before-3.15: 'DT.fromisoformat(3)' 'TypeError: fromisoformat: argument must be str'
# expect-since-3.15: 'DT.fromisoformat(3)' 'TypeError: fromisoformat() argument must be str, not int'
# expect: "SDT.fromisoformat('2020-01-02T03:04:05+01:00')" SDT(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: "T.fromisoformat('03')" datetime.time(3, 0)
# expect: "T.fromisoformat('T03:04')" datetime.time(3, 4)
# expect: "T.fromisoformat('t03:04')" "ValueError: Invalid isoformat string: 't03:04'"
# expect: "T.fromisoformat('T')" "ValueError: Invalid isoformat string: 'T'"
# expect: "T.fromisoformat('')" "ValueError: Invalid isoformat string: ''"
# expect: "T.fromisoformat('3')" "ValueError: Invalid isoformat string: '3'"
# expect: "T.fromisoformat('03:04:05.678+01:00')" datetime.time(3, 4, 5, 678000, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: "T.fromisoformat('03:04:05Z')" datetime.time(3, 4, 5, tzinfo=datetime.timezone.utc)
# expect: "T.fromisoformat('03:04:05z')" "ValueError: Invalid isoformat string: '03:04:05z'"
# expect: "T.fromisoformat('03:')" "ValueError: Invalid isoformat string: '03:'"
# expect: "T.fromisoformat('03:04:')" "ValueError: Invalid isoformat string: '03:04:'"
# expect: "T.fromisoformat('030405.1')" datetime.time(3, 4, 5, 100000)
# expect: "T.fromisoformat('03\\u06604')" "ValueError: Invalid isoformat string: '03\u06604'"
# expect-before-3.15: "T.fromisoformat('24:00')" 'ValueError: hour must be in 0..23'
# expect-before-3.15: "T.fromisoformat('23:59:60')" 'ValueError: second must be in 0..59'
# expect-before-3.15: 'T.fromisoformat(5)' 'TypeError: fromisoformat: argument must be str'
# expect-before-3.15: "T.fromisoformat('03:04:05-25:00')" 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-2, seconds=82800).'
# expect-since-3.15: "T.fromisoformat('24:00')" datetime.time(0, 0)
# expect-since-3.15: "T.fromisoformat('23:59:60')" 'ValueError: second must be in 0..59, not 60'
# expect-since-3.15: 'T.fromisoformat(5)' 'TypeError: fromisoformat() argument must be str, not int'
# expect-since-3.15: "T.fromisoformat('03:04:05-25:00')" 'ValueError: hour must be in 0..23, not 25'
# expect: "T.fromisoformat('12:30:45.123456-12:00:30.5')" datetime.time(12, 30, 45, 123456, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=43169, microseconds=500000)))
# expect: "T.fromisoformat('12-')" "ValueError: Invalid isoformat string: '12-'"
# expect: "T.fromisoformat('12:34:56.')" "ValueError: Invalid isoformat string: '12:34:56.'"
# expect: "ST.fromisoformat('03:04Z')" ST(3, 4, tzinfo=datetime.timezone.utc)
