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

class SDT(datetime):
    pass

T, DT, TD, Z, utc, H = time, datetime, timedelta, timezone, timezone.utc, timedelta(hours=1)
dt = datetime(2024, 2, 29, 12, 34, 56, 789)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
T(1,tzinfo=utc)<T(1,tzinfo=Z(H))
T(2,tzinfo=Z(H))==T(1,tzinfo=utc)
a-DT(2024,1,1,tzinfo=Z(H))
a<DT(2024,1,1,tzinfo=Z(H))
DT(2024,1,1,1,tzinfo=Z(H))==DT(2024,1,1,tzinfo=utc)
hash(DT(2024,1,1,1,tzinfo=Z(H)))==hash(DT(2024,1,1,tzinfo=utc))
hash(T(2,tzinfo=Z(H)))==hash(T(1,tzinfo=utc))
DT(2024,1,1,tzinfo=TZ(H,H)).timetuple()
DT(2024,1,1,tzinfo=TZ(H,TD(0))).timetuple()
DT(2024,1,1,tzinfo=TZ(H,3)).timetuple()
a.utcoffset(), a.dst(), a.tzname()
DT(1,1,1,tzinfo=TZ(3)).utcoffset()
DT(1,1,1,tzinfo=TZ(TD(1))).utcoffset()
DT(1,1,1,tzinfo=TZ(TD(-1))).utcoffset()
DT(1,1,1,tzinfo=TZ(TD(-1,0,1))).utcoffset()
DT(1,1,1,tzinfo=TZ(H,TD(2))).dst()
DT(1,1,1,tzinfo=TZ(H,'x')).dst()
DT(1,1,1,tzinfo=TZ(H,None,3)).tzname()
T(1,tzinfo=TZ(H,H,'n')).tzname()
DT(1,1,1,tzinfo=tzinfo()).utcoffset()
DT(1,1,1,tzinfo=tzinfo()).dst()
DT(1,1,1,tzinfo=tzinfo()).tzname()
tzinfo().fromutc(dt)
tzinfo().fromutc(3)
TZ(H,H).fromutc(DT(2000,1,1,tzinfo=TZ(H,H)))
(lambda z: z.fromutc(DT(2000,1,1,tzinfo=z)))(TZ(H,None))
(lambda z: z.fromutc(DT(2000,1,1,tzinfo=z)))(TZ(None,None))
tzinfo().__reduce__()
Z()
Z(3)
Z(H,3)
Z(H,None)
Z(H,'a','b')
Z(offset=H,name='x')
Z(x=3)
Z(TD(1))
Z(-TD(1))
Z(TD(1)-TD(0,0,1))
Z(TD(0)) is utc
Z(TD(0),'') is utc
Z(TD(0),'UTC')
Z(TD(0,3661,5))
Z.utc, Z.min, Z.max, M.UTC
Z(H)==Z(H,'x'), Z(H)!=Z(H,'x'), Z(H)==3, hash(Z(H))==hash(H)
Z(H)<Z(H)
utc.utcoffset(3)
utc.tzname(3)
utc.dst(3)
utc.utcoffset(None), utc.tzname(dt), utc.dst(None)
utc.fromutc(3)
utc.fromutc(dt)
utc.fromutc(a)
Z(H).fromutc(DT(2000,1,1,tzinfo=Z(H)))
Z(H).__getinitargs__(), Z(H,'x').__getinitargs__(), Z(H).__reduce__()
a.astimezone(Z(H))
DT(2024,1,1,tzinfo=TZ(None)).astimezone(utc)
type(SDT(2024,1,1,tzinfo=utc).astimezone(Z(H)))
DT.min.replace(tzinfo=Z(H)).astimezone(utc)
DT.fromtimestamp(0, tz=Z(H))
DT.fromtimestamp(timestamp=0, tz=Z(H))
hash(DT(1,1,1,tzinfo=TZ(3)))
hash(T(1,tzinfo=TZ(3)))
DT(2024,1,1,tzinfo=TZ(None))<DT(2024,1,1)
DT(2024,1,1,tzinfo=TZ(None))-DT(2024,1,1)
DT(2024,1,1,tzinfo=TZ(None))-a
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: 'T(1,tzinfo=utc)<T(1,tzinfo=Z(H))' False
# expect: 'T(2,tzinfo=Z(H))==T(1,tzinfo=utc)' True
# expect: 'a-DT(2024,1,1,tzinfo=Z(H))' datetime.timedelta(days=59, seconds=48896)
# expect: 'a<DT(2024,1,1,tzinfo=Z(H))' False
# expect: 'DT(2024,1,1,1,tzinfo=Z(H))==DT(2024,1,1,tzinfo=utc)' True
# expect: 'hash(DT(2024,1,1,1,tzinfo=Z(H)))==hash(DT(2024,1,1,tzinfo=utc))' True
# expect: 'hash(T(2,tzinfo=Z(H)))==hash(T(1,tzinfo=utc))' True
# expect: 'DT(2024,1,1,tzinfo=TZ(H,H)).timetuple()' time.struct_time(tm_year=2024, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=1, tm_isdst=1)
# expect: 'DT(2024,1,1,tzinfo=TZ(H,TD(0))).timetuple()' time.struct_time(tm_year=2024, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=1, tm_isdst=0)
# expect: 'DT(2024,1,1,tzinfo=TZ(H,3)).timetuple()' "TypeError: tzinfo.dst() must return None or timedelta, not 'int'"
# expect: 'a.utcoffset(), a.dst(), a.tzname()' (datetime.timedelta(0), None, 'UTC')
# expect: 'DT(1,1,1,tzinfo=TZ(3)).utcoffset()' "TypeError: tzinfo.utcoffset() must return None or timedelta, not 'int'"
# expect: 'DT(1,1,1,tzinfo=TZ(TD(1))).utcoffset()' 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).'
# expect: 'DT(1,1,1,tzinfo=TZ(TD(-1))).utcoffset()' 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).'
# expect: 'DT(1,1,1,tzinfo=TZ(TD(-1,0,1))).utcoffset()' datetime.timedelta(days=-1, microseconds=1)
# expect: 'DT(1,1,1,tzinfo=TZ(H,TD(2))).dst()' 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).'
# expect: "DT(1,1,1,tzinfo=TZ(H,'x')).dst()" "TypeError: tzinfo.dst() must return None or timedelta, not 'str'"
# expect: 'DT(1,1,1,tzinfo=TZ(H,None,3)).tzname()' "TypeError: tzinfo.tzname() must return None or a string, not 'int'"
# expect: "T(1,tzinfo=TZ(H,H,'n')).tzname()" 'n'
# expect: 'DT(1,1,1,tzinfo=tzinfo()).utcoffset()' 'NotImplementedError: a tzinfo subclass must implement utcoffset()'
# expect: 'DT(1,1,1,tzinfo=tzinfo()).dst()' 'NotImplementedError: a tzinfo subclass must implement dst()'
# expect: 'DT(1,1,1,tzinfo=tzinfo()).tzname()' 'NotImplementedError: a tzinfo subclass must implement tzname()'
# expect: 'tzinfo().fromutc(dt)' 'ValueError: fromutc: dt.tzinfo is not self'
# expect: 'tzinfo().fromutc(3)' 'TypeError: fromutc: argument must be a datetime'
# expect: 'TZ(H,H).fromutc(DT(2000,1,1,tzinfo=TZ(H,H)))' 'ValueError: fromutc: dt.tzinfo is not self'
# expect: '(lambda z: z.fromutc(DT(2000,1,1,tzinfo=z)))(TZ(H,None))' 'ValueError: fromutc: non-None dst() result required'
# expect: '(lambda z: z.fromutc(DT(2000,1,1,tzinfo=z)))(TZ(None,None))' 'ValueError: fromutc: non-None utcoffset() result required'
# expect: 'tzinfo().__reduce__()' (<class 'datetime.tzinfo'>, (), None)
# expect: 'Z()' "TypeError: timezone() missing required argument 'offset' (pos 1)"
# expect: 'Z(3)' 'TypeError: timezone() argument 1 must be datetime.timedelta, not int'
# expect: 'Z(H,3)' 'TypeError: timezone() argument 2 must be str, not int'
# expect: 'Z(H,None)' 'TypeError: timezone() argument 2 must be str, not None'
# expect: "Z(H,'a','b')" 'TypeError: timezone() takes at most 2 arguments (3 given)'
# expect: "Z(offset=H,name='x')" datetime.timezone(datetime.timedelta(seconds=3600), 'x')
# expect: 'Z(x=3)' "TypeError: timezone() missing required argument 'offset' (pos 1)"
# expect: 'Z(TD(1))' 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).'
# expect: 'Z(-TD(1))' 'ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1).'
# expect: 'Z(TD(1)-TD(0,0,1))' datetime.timezone(datetime.timedelta(seconds=86399, microseconds=999999))
# expect: 'Z(TD(0)) is utc' True
# expect: "Z(TD(0),'') is utc" False
# expect: "Z(TD(0),'UTC')" datetime.timezone(datetime.timedelta(0), 'UTC')
# expect: 'Z(TD(0,3661,5))' datetime.timezone(datetime.timedelta(seconds=3661, microseconds=5))
# expect: 'Z.utc, Z.min, Z.max, M.UTC' (datetime.timezone.utc, datetime.timezone(datetime.timedelta(days=-1, seconds=60)), datetime.timezone(datetime.timedelta(seconds=86340)), datetime.timezone.utc)
# expect: "Z(H)==Z(H,'x'), Z(H)!=Z(H,'x'), Z(H)==3, hash(Z(H))==hash(H)" (True, False, False, True)
# expect: 'Z(H)<Z(H)' "TypeError: '<' not supported between instances of 'datetime.timezone' and 'datetime.timezone'"
# expect: 'utc.utcoffset(3)' 'TypeError: utcoffset(dt) argument must be a datetime instance or None, not int'
# expect: 'utc.tzname(3)' 'TypeError: tzname(dt) argument must be a datetime instance or None, not int'
# expect: 'utc.dst(3)' 'TypeError: dst(dt) argument must be a datetime instance or None, not int'
# expect: 'utc.utcoffset(None), utc.tzname(dt), utc.dst(None)' (datetime.timedelta(0), 'UTC', None)
# expect: 'utc.fromutc(3)' 'TypeError: fromutc: argument must be a datetime'
# expect: 'utc.fromutc(dt)' 'ValueError: fromutc: dt.tzinfo is not self'
# expect: 'utc.fromutc(a)' datetime.datetime(2024, 2, 29, 12, 34, 56, tzinfo=datetime.timezone.utc)
# expect: 'Z(H).fromutc(DT(2000,1,1,tzinfo=Z(H)))' 'ValueError: fromutc: dt.tzinfo is not self'
# expect: "Z(H).__getinitargs__(), Z(H,'x').__getinitargs__(), Z(H).__reduce__()" ((datetime.timedelta(seconds=3600),), (datetime.timedelta(seconds=3600), 'x'), (<class 'datetime.timezone'>, (datetime.timedelta(seconds=3600),), None))
# expect: 'a.astimezone(Z(H))' datetime.datetime(2024, 2, 29, 13, 34, 56, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: 'DT(2024,1,1,tzinfo=TZ(None)).astimezone(utc)' datetime.datetime(2024, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# expect: 'type(SDT(2024,1,1,tzinfo=utc).astimezone(Z(H)))' <class '__main__.SDT'>
# expect: 'DT.min.replace(tzinfo=Z(H)).astimezone(utc)' 'OverflowError: date value out of range'
# expect: 'DT.fromtimestamp(0, tz=Z(H))' datetime.datetime(1970, 1, 1, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: 'DT.fromtimestamp(timestamp=0, tz=Z(H))' datetime.datetime(1970, 1, 1, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: 'hash(DT(1,1,1,tzinfo=TZ(3)))' "TypeError: tzinfo.utcoffset() must return None or timedelta, not 'int'"
# expect: 'hash(T(1,tzinfo=TZ(3)))' "TypeError: tzinfo.utcoffset() must return None or timedelta, not 'int'"
# expect: 'DT(2024,1,1,tzinfo=TZ(None))<DT(2024,1,1)' False
# expect: 'DT(2024,1,1,tzinfo=TZ(None))-DT(2024,1,1)' datetime.timedelta(0)
# expect: 'DT(2024,1,1,tzinfo=TZ(None))-a' "TypeError: can't subtract offset-naive and offset-aware datetimes"
