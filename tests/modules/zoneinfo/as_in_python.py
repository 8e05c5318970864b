# The native class gives what the class in Python gives, for all kinds of zones and times.
import datetime, random, zoneinfo
from datetime import datetime as DateTime, timedelta
from zoneinfo import _zoneinfo as python

Native, Python = zoneinfo.ZoneInfo, python.ZoneInfo
names = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca", "Asia/Kathmandu", "America/Sao_Paulo",
         "Pacific/Apia", "Asia/Tehran", "Antarctica/Troll", "Etc/GMT+5", "America/Godthab", "Europe/Lisbon", "Africa/Monrovia", "Asia/Gaza", "EST5EDT"]
dice = random.Random(1)
wrong = []


def look(zone, t):
    return [(f(t.replace(fold=fold)), fold) for fold in (0, 1) for f in (zone.utcoffset, zone.dst, zone.tzname)]


for name in names:
    a, b = Native.no_cache(name), Python.no_cache(name)
    times = [DateTime(dice.randrange(1, 10000), dice.randrange(1, 13), dice.randrange(1, 29), dice.randrange(24), dice.randrange(60), dice.randrange(60)) for _ in range(300)]
    edges = [datetime.datetime(1970, 1, 1) + timedelta(seconds=s) for s in getattr(b, "_trans_utc", ()) if -(1 << 35) < s < 1 << 36][:80]
    for t in times + [e + timedelta(minutes=m) for e in edges for m in (-61, -1, 0, 29, 59, 60, 61, 180)]:
        if look(a, t) != look(b, t):
            wrong.append((name, t))
        u, v = (DateTime.combine(t.date(), t.time(), z) for z in (a, b))
        try:
            p = a.fromutc(u)
            q = b.fromutc(v)
        except OverflowError:
            continue
        if (p.replace(tzinfo=None), p.fold) != (q.replace(tzinfo=None), q.fold):
            wrong.append((name, t, "fromutc"))
    for method in ("utcoffset", "dst", "tzname"):
        if getattr(a, method)(None) != getattr(b, method)(None):
            wrong.append((name, method))
print(wrong[:5])

berlin = Native("Europe/Berlin")
print(DateTime(2024, 7, 1, 12, tzinfo=berlin), DateTime(2024, 1, 1, tzinfo=berlin).tzname(), DateTime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin).utcoffset())
print([(t.astimezone(berlin), t.astimezone(berlin).fold) for t in (DateTime(2024, 10, 27, h, tzinfo=datetime.timezone.utc) for h in (0, 1))])
print(datetime.time(12, tzinfo=berlin).utcoffset(), datetime.time(12, tzinfo=Native("UTC")).utcoffset())


class Later(DateTime):
    @property
    def fold(self): return 1


print(berlin.tzname(Later(2024, 10, 27, 2, 30)), berlin.tzname(DateTime(2024, 10, 27, 2, 30)), type(berlin.fromutc(Later(2024, 10, 27, 1, tzinfo=berlin))).__name__)

# expect: []
# expect: 2024-07-01 12:00:00+02:00 CET 1:00:00
# expect: [(datetime.datetime(2024, 10, 27, 2, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin')), 0), (datetime.datetime(2024, 10, 27, 2, 0, fold=1, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin')), 1)]
# expect: None 0:00:00
# expect: CEST CEST Later
