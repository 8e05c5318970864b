# min-version: 3.15
# Time zones work with the datetime that is written in Python, too: the native types are not mixed with it.
import sys

sys.modules["_datetime"] = None
import datetime
import zoneinfo

zone = zoneinfo.ZoneInfo("Europe/London")
moment = datetime.datetime(2025, 7, 26, 2, 0, tzinfo=zone)
print(moment, moment.utcoffset(), moment.tzname(), type(moment.utcoffset()) is datetime.timedelta)
try:
    import _datetime
except ImportError as e:
    print(type(e).__name__, e)

# expect: 2025-07-26 02:00:00+01:00 1:00:00 BST True
# expect: ModuleNotFoundError import of _datetime halted; None in sys.modules
