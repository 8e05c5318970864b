import _datetime
import copy
import datetime as module
import pickle
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Zone(tzinfo):
    def __init__(self, hours=1):
        self.hours = hours

    def utcoffset(self, dt):
        return timedelta(hours=self.hours)

    def __getinitargs__(self):
        return (self.hours,)

    def __eq__(self, other):
        return isinstance(other, Zone) and self.hours == other.hours


class Stamp(datetime):
    def __init__(self, *args, **kwargs):
        self.note = "new"


print([name for name in module.__all__ if getattr(module, name) is not getattr(_datetime, name)])
east = timezone(timedelta(hours=2), "EET")
values = [
    date(2024, 2, 29), time(1, 2, 3, 4), time(1, fold=1), time(5, tzinfo=east), datetime(2024, 1, 1, fold=1), datetime(1, 1, 1, tzinfo=Zone(3)),
    timedelta(-1, 2, 3), timezone.utc, east, timezone(timedelta(seconds=1)), date(2024, 2, 29).isocalendar(), Zone(5),
]
for value in values:
    copies = [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)] + [copy.copy(value), copy.deepcopy(value)]
    print(type(value).__name__, all(c == value for c in copies), [getattr(c, "fold", None) for c in copies], {type(c).__name__ for c in copies})
print(pickle.loads(pickle.dumps(timezone.utc)) is timezone.utc)

stamp = Stamp(2024, 1, 1, tzinfo=east)
stamp.note = "old"
for other in (stamp, stamp + timedelta(1), stamp.replace(year=1), stamp.astimezone(timezone.utc), Stamp.combine(date(1, 1, 1), time(2, fold=1)),
              pickle.loads(pickle.dumps(stamp)), Stamp.fromtimestamp(0, timezone.utc), Stamp.fromisoformat("20240101T0102Z")):
    print(type(other).__name__, other, other.note)


class Broken(datetime):
    def __new__(cls, *args):
        return "no datetime"


print(repr(Broken.combine(date(1, 1, 1), time())), repr(Broken.fromordinal(5)))

# min-version: 3.13
# expect: []
# expect: date True [None, None, None, None, None, None, None, None] {'date'}
# expect: time True [0, 0, 0, 0, 0, 0, 0, 0] {'time'}
# expect: time True [0, 0, 0, 0, 1, 1, 1, 1] {'time'}
# expect: time True [0, 0, 0, 0, 0, 0, 0, 0] {'time'}
# expect: datetime True [0, 0, 0, 0, 1, 1, 1, 1] {'datetime'}
# expect: datetime True [0, 0, 0, 0, 0, 0, 0, 0] {'datetime'}
# expect: timedelta True [None, None, None, None, None, None, None, None] {'timedelta'}
# expect: timezone True [None, None, None, None, None, None, None, None] {'timezone'}
# expect: timezone True [None, None, None, None, None, None, None, None] {'timezone'}
# expect: timezone True [None, None, None, None, None, None, None, None] {'timezone'}
# expect: IsoCalendarDate True [None, None, None, None, None, None, None, None] {'tuple'}
# expect: Zone True [None, None, None, None, None, None, None, None] {'Zone'}
# expect: True
# expect: Stamp 2024-01-01 00:00:00+02:00 old
# expect: Stamp 2024-01-02 00:00:00+02:00 new
# expect: Stamp 0001-01-01 00:00:00+02:00 new
# expect: Stamp 2023-12-31 22:00:00+00:00 new
# expect: Stamp 0001-01-01 02:00:00 new
# expect: Stamp 2024-01-01 00:00:00+02:00 new
# expect: Stamp 1970-01-01 00:00:00+00:00 new
# expect: Stamp 2024-01-01 01:02:00+00:00 new
# expect: 'no datetime' 'no datetime'
