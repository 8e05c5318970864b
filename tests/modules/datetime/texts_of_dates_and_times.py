import datetime as M
from datetime import *

class TZ(tzinfo):
    def __init__(self, offset, dst=None, name="X"):
        self.answers = offset, dst, name
    def utcoffset(self, dt):
        return self.answers[0]
    def dst(self, dt):
        return self.answers[1]
    def tzname(self, dt):
        return self.answers[2]

class SD(date):
    pass

class SDT(datetime):
    pass

class ST(time):
    pass

D, T, DT, TD, Z, utc, H = date, time, datetime, timedelta, timezone, timezone.utc, timedelta(hours=1)
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 12, 34, 56, 789)
tm = time(12, 34, 56, 789)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
repr(d.isocalendar())
d.isoformat()
dt.isoformat()
dt.isoformat(' ')
dt.isoformat('')
dt.isoformat('ab')
dt.isoformat(3)
dt.isoformat('\u20ac')
dt.isoformat(timespec='hours')
dt.isoformat(timespec='minutes')
dt.isoformat(timespec='seconds')
dt.isoformat(timespec='milliseconds')
dt.isoformat(timespec='microseconds')
dt.isoformat(timespec='auto')
dt.isoformat(timespec='x')
dt.isoformat(timespec=3)
dt.isoformat(timespec='\u20ac')
tm.isoformat('milliseconds')
tm.isoformat(timespec='x')
tm.isoformat(3)
tm.isoformat(None)
dt.isoformat('T', None)
T(1,tzinfo=Z(TD(0,-1))).isoformat()
T(1,tzinfo=Z(TD(0,1,1))).isoformat()
T(1,tzinfo=Z(TD(0,3600))).isoformat()
repr(dt), str(dt), repr(tm), str(tm), repr(d), str(d)
repr(a), str(a)
repr(DT(1,1,1,1,1,fold=1)), repr(T(1,fold=1)), repr(T(1,2,3,tzinfo=utc,fold=1))
repr(DT(1,1,1,1,1,1)), repr(DT(1,1,1,1,1,1,1,tzinfo=utc))
repr(SDT(1,1,1,1,1,1)), repr(ST(1)), repr(SD(1,1,1))
d.ctime(), dt.ctime(), D(1,1,1).ctime()
d.strftime('%Y-%m-%d %H:%M:%S %f %z %Z %% %j')
dt.strftime('%Y-%m-%d %H:%M:%S %f %z %Z %% %j %A')
DT(2024,1,1,tzinfo=TZ(H,None,'%f%')).strftime('%Z')
DT(2024,1,1,tzinfo=TZ(H,None,3)).strftime('%Z')
DT(2024,1,1,tzinfo=TZ(H,None,None)).strftime('[%Z]')
dt.strftime('%')
dt.strftime('%:')
dt.strftime('%:x')
dt.strftime('')
dt.strftime(3)
dt.strftime('\u20ac %d')
dt.strftime('%d\ud800')
dt.strftime(format='%d')
d.strftime(format='%d')
d.strftime()
tm.strftime('%H:%M:%S %f %Y %m %d')
tm.strftime(format='%H')
T(1,tzinfo=utc).strftime('%z %Z')
format(d,'%d'), format(d), format(d,''), format(tm,'%H'), format(dt,'%H%f')
d.__format__(3)
dt.utctimetuple()
DT(2024,1,1,tzinfo=TZ(H,H)).utctimetuple()
DT(1,1,1,tzinfo=TZ(H,H)).utctimetuple()
str(Z(TD(0,3661,5))), str(Z(TD(0,3661))), str(Z(TD(0,3660))), str(Z(-TD(0,3660))), str(Z(H,'hi')), str(utc)
repr(utc), repr(Z(H)), repr(Z(H,'x'))
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'repr(d.isocalendar())' 'datetime.IsoCalendarDate(year=2024, week=9, weekday=4)'
# expect: 'd.isoformat()' '2024-02-29'
# expect: 'dt.isoformat()' '2024-02-29T12:34:56.000789'
# expect: "dt.isoformat(' ')" '2024-02-29 12:34:56.000789'
# expect: "dt.isoformat('')" 'TypeError: isoformat() argument 1 must be a unicode character, not str'
# expect: "dt.isoformat('ab')" 'TypeError: isoformat() argument 1 must be a unicode character, not str'
# expect: 'dt.isoformat(3)' 'TypeError: isoformat() argument 1 must be a unicode character, not int'
# expect: "dt.isoformat('\\u20ac')" '2024-02-29\u20ac12:34:56.000789'
# expect: "dt.isoformat(timespec='hours')" '2024-02-29T12'
# expect: "dt.isoformat(timespec='minutes')" '2024-02-29T12:34'
# expect: "dt.isoformat(timespec='seconds')" '2024-02-29T12:34:56'
# expect: "dt.isoformat(timespec='milliseconds')" '2024-02-29T12:34:56.000'
# expect: "dt.isoformat(timespec='microseconds')" '2024-02-29T12:34:56.000789'
# expect: "dt.isoformat(timespec='auto')" '2024-02-29T12:34:56.000789'
# expect: "dt.isoformat(timespec='x')" 'ValueError: Unknown timespec value'
# expect: 'dt.isoformat(timespec=3)' 'TypeError: isoformat() argument 2 must be str, not int'
# expect: "dt.isoformat(timespec='\\u20ac')" 'ValueError: Unknown timespec value'
# expect: "tm.isoformat('milliseconds')" '12:34:56.000'
# expect: "tm.isoformat(timespec='x')" 'ValueError: Unknown timespec value'
# expect: 'tm.isoformat(3)' 'TypeError: isoformat() argument 1 must be str, not int'
# expect: 'tm.isoformat(None)' 'TypeError: isoformat() argument 1 must be str, not None'
# expect: "dt.isoformat('T', None)" 'TypeError: isoformat() argument 2 must be str, not None'
# expect: 'T(1,tzinfo=Z(TD(0,-1))).isoformat()' '01:00:00-00:00:01'
# expect: 'T(1,tzinfo=Z(TD(0,1,1))).isoformat()' '01:00:00+00:00:01.000001'
# expect: 'T(1,tzinfo=Z(TD(0,3600))).isoformat()' '01:00:00+01:00'
# expect: 'repr(dt), str(dt), repr(tm), str(tm), repr(d), str(d)' ('datetime.datetime(2024, 2, 29, 12, 34, 56, 789)', '2024-02-29 12:34:56.000789', 'datetime.time(12, 34, 56, 789)', '12:34:56.000789', 'datetime.date(2024, 2, 29)', '2024-02-29')
# expect: 'repr(a), str(a)' ('datetime.datetime(2024, 2, 29, 12, 34, 56, tzinfo=datetime.timezone.utc)', '2024-02-29 12:34:56+00:00')
# expect: 'repr(DT(1,1,1,1,1,fold=1)), repr(T(1,fold=1)), repr(T(1,2,3,tzinfo=utc,fold=1))' ('datetime.datetime(1, 1, 1, 1, 1, fold=1)', 'datetime.time(1, 0, fold=1)', 'datetime.time(1, 2, 3, tzinfo=datetime.timezone.utc, fold=1)')
# expect: 'repr(DT(1,1,1,1,1,1)), repr(DT(1,1,1,1,1,1,1,tzinfo=utc))' ('datetime.datetime(1, 1, 1, 1, 1, 1)', 'datetime.datetime(1, 1, 1, 1, 1, 1, 1, tzinfo=datetime.timezone.utc)')
# expect: 'repr(SDT(1,1,1,1,1,1)), repr(ST(1)), repr(SD(1,1,1))' ('SDT(1, 1, 1, 1, 1, 1)', 'ST(1, 0)', 'SD(1, 1, 1)')
# expect: 'd.ctime(), dt.ctime(), D(1,1,1).ctime()' ('Thu Feb 29 00:00:00 2024', 'Thu Feb 29 12:34:56 2024', 'Mon Jan  1 00:00:00 0001')
# expect: "d.strftime('%Y-%m-%d %H:%M:%S %f %z %Z %% %j')" '2024-02-29 00:00:00 000000   % 060'
# expect: "dt.strftime('%Y-%m-%d %H:%M:%S %f %z %Z %% %j %A')" '2024-02-29 12:34:56 000789   % 060 Thursday'
# expect: "DT(2024,1,1,tzinfo=TZ(H,None,'%f%')).strftime('%Z')" '%f%'
# expect: "DT(2024,1,1,tzinfo=TZ(H,None,3)).strftime('%Z')" "TypeError: tzinfo.tzname() must return None or a string, not 'int'"
# expect: "DT(2024,1,1,tzinfo=TZ(H,None,None)).strftime('[%Z]')" '[]'
# expect: "dt.strftime('%')" '%'
# expect: "dt.strftime('%:')" '%:'
# expect: "dt.strftime('%:x')" '%:x'
# expect: "dt.strftime('')" ''
# expect: 'dt.strftime(3)' 'TypeError: strftime() argument 1 must be str, not int'
# expect: "dt.strftime('\\u20ac %d')" '\u20ac 29'
# expect-before-3.15: "dt.strftime('%d\\ud800')" "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 2: surrogates not allowed"
# expect-since-3.15: "dt.strftime('%d\\ud800')" '29\ud800'
# expect: "dt.strftime(format='%d')" '29'
# expect: "d.strftime(format='%d')" '29'
# expect: 'd.strftime()' "TypeError: strftime() missing required argument 'format' (pos 1)"
# expect: "tm.strftime('%H:%M:%S %f %Y %m %d')" '12:34:56 000789 1900 01 01'
# expect: "tm.strftime(format='%H')" '12'
# expect: "T(1,tzinfo=utc).strftime('%z %Z')" '+0000 UTC'
# expect: "format(d,'%d'), format(d), format(d,''), format(tm,'%H'), format(dt,'%H%f')" ('29', '2024-02-29', '2024-02-29', '12', '12000789')
# expect: 'd.__format__(3)' 'TypeError: __format__() argument 1 must be str, not int'
# expect: 'dt.utctimetuple()' time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=12, tm_min=34, tm_sec=56, tm_wday=3, tm_yday=60, tm_isdst=0)
# expect: 'DT(2024,1,1,tzinfo=TZ(H,H)).utctimetuple()' time.struct_time(tm_year=2023, tm_mon=12, tm_mday=31, tm_hour=23, tm_min=0, tm_sec=0, tm_wday=6, tm_yday=365, tm_isdst=0)
# expect: 'DT(1,1,1,tzinfo=TZ(H,H)).utctimetuple()' 'OverflowError: date value out of range'
# expect: "str(Z(TD(0,3661,5))), str(Z(TD(0,3661))), str(Z(TD(0,3660))), str(Z(-TD(0,3660))), str(Z(H,'hi')), str(utc)" ('UTC+01:01:01.000005', 'UTC+01:01:01', 'UTC+01:01', 'UTC-01:01', 'hi', 'UTC')
# expect: "repr(utc), repr(Z(H)), repr(Z(H,'x'))" ('datetime.timezone.utc', 'datetime.timezone(datetime.timedelta(seconds=3600))', "datetime.timezone(datetime.timedelta(seconds=3600), 'x')")
