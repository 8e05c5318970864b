# One object for a key, classes with their own caches, pickling, wrong arguments, files that are none.
# min-version: 3.13
import copy, datetime, gc, io, pickle, struct, threading, weakref
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def outcome(call):
    try:
        return ascii(call())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Other(ZoneInfo): pass


utc = ZoneInfo("UTC")
print(utc is ZoneInfo(key="UTC"), Other("UTC") is Other("UTC"), Other("UTC") is utc, ZoneInfo.no_cache("UTC") is utc, type(Other("UTC")).__name__)
watched = weakref.ref(ZoneInfo("Europe/Paris"))
print(watched() is ZoneInfo("Europe/Paris"))
for name in ("Africa/Cairo", "Asia/Tokyo", "Asia/Dubai", "Europe/Rome", "Europe/Oslo", "Europe/Kiev", "Asia/Seoul", "Asia/Kabul", "Asia/Dhaka"):
    ZoneInfo(name)
gc.collect()
print(watched())
ZoneInfo.clear_cache(only_keys=["UTC"])
print(utc is ZoneInfo("UTC"))
ZoneInfo.clear_cache()
Other.clear_cache()
utc = ZoneInfo("UTC")
print(pickle.loads(pickle.dumps(utc)) is utc, copy.deepcopy(utc) is utc, pickle.loads(pickle.dumps(ZoneInfo.no_cache("UTC"))) is utc, utc.__reduce__()[1])
print(ZoneInfo._unpickle("UTC", True) is utc, ZoneInfo._unpickle("UTC", 0) is utc, isinstance(Other._weak_cache, weakref.WeakValueDictionary))
path = "/usr/share/zoneinfo/Europe/Berlin"
with open(path, "rb") as file:
    berlin = ZoneInfo.from_file(file)
print(repr(berlin), str(berlin) == repr(berlin), berlin.key, outcome(lambda: pickle.dumps(berlin)))
print(repr(utc), str(utc), repr(Other("UTC")), utc.key)
for call in [lambda: ZoneInfo(1), lambda: ZoneInfo("../x"), lambda: ZoneInfo("Nowhere/X"), lambda: ZoneInfo([]), lambda: utc.utcoffset(5),
             lambda: utc.fromutc(5), lambda: utc.fromutc(datetime.datetime(2020, 1, 1)), lambda: utc.utcoffset(datetime.date(2020, 1, 1)), lambda: setattr(utc, "foo", 1),
             lambda: ZoneInfo.from_file(io.BytesIO(b"abc")), lambda: ZoneInfo.from_file(5), lambda: ZoneInfo.clear_cache(only_keys=5)]:
    print(outcome(call))


def zone(rule, offsets=((3600, 0),), indices=(), moments=(), names=b"AAA\0"):
    def header(version, *counts): return b"TZif" + version + bytes(15) + struct.pack(">6l", 0, 0, 0, *counts)
    body = struct.pack(f">{len(moments)}q", *moments) + bytes(indices) + b"".join(struct.pack(">lbb", *offset, 0) for offset in offsets) + names
    return io.BytesIO(header(b"2", 0, 0, 0) + header(b"2", len(moments), len(offsets), len(names)) + body + b"\n" + rule.encode() + b"\n")


summer = datetime.datetime(2024, 7, 1)
for rule in ("", "AAA", "AAA3", "AAA3BBB", "AAA3BBB,M3.2.0,M11.1.0", "AA3", "<+03>-3", "AAA25", "AAA3BBB4,J1,J365/25", "AAA3BBB,J0,J5", "AAA3BBB,M13.1.0,M1.1.0",
             "AAA3BBB,M3.2.0", "AAA3BBB,M3.2.0/168,M1.1.0", "AAA3,M3.2.0,M1.1.0", "AAA3BBB,0,366", "AAA3x", "+3", "AAA3BBB,M3.2.0/-1:30,M11.1.0/3:0", "AAA3BBB,M3.2.0,M11.1.0x",
             "AAA+3:30:15", "AAA3:3", "A1A3", "AAA3BBB,10,300/-5:30:10", "AAA3BBB2:30,J100/167,J60"):
    print(rule, outcome(lambda: [(z.tzname(summer), z.utcoffset(summer), z.dst(summer), z.utcoffset(None)) for z in [ZoneInfo.from_file(zone(rule))]]))
print(outcome(lambda: ZoneInfo.from_file(zone("", offsets=()))), outcome(lambda: ZoneInfo.from_file(zone("UTC0", offsets=())).utcoffset(None)))
print(outcome(lambda: ZoneInfo.from_file(zone("", indices=[5], moments=[0]))))

found = []
def work():
    for name in ["UTC", "Europe/Berlin", "Asia/Tokyo", "America/Lima"] * 30:
        found.append((name, ZoneInfo(name)))
        if len(found) % 7 == 0:
            ZoneInfo.clear_cache(only_keys=[name])
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), {zone.key == name for name, zone in found})

# expect: True True False False Other
# expect: True
# expect: None
# expect: False
# expect: True True False ('UTC', 1)
# expect: True False True
# expect: zoneinfo.ZoneInfo.from_file(<_io.BufferedReader name='/usr/share/zoneinfo/Europe/Berlin'>) True None PicklingError: Cannot pickle a ZoneInfo file from a file stream.
# expect: zoneinfo.ZoneInfo(key='UTC') UTC Other(key='UTC') UTC
# expect: TypeError: expected str, bytes or os.PathLike object, not int
# expect: ValueError: ZoneInfo keys must refer to subdirectories of TZPATH, got: ../x
# expect: ZoneInfoNotFoundError: 'No time zone found with key Nowhere/X'
# expect-before-3.15: TypeError: unhashable type: 'list'
# expect-since-3.15: TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# expect: AttributeError: 'int' object has no attribute 'toordinal'
# expect: TypeError: fromutc: argument must be a datetime
# expect: ValueError: fromutc: dt.tzinfo is not self
# expect: AttributeError: 'datetime.date' object has no attribute 'hour'
# expect: AttributeError: 'zoneinfo.ZoneInfo' object has no attribute 'foo' and no __dict__ for setting new attributes
# expect: ValueError: Invalid TZif file: magic not found
# expect: AttributeError: 'int' object has no attribute 'read'
# expect: TypeError: 'int' object is not iterable
# expect:  [('AAA', datetime.timedelta(seconds=3600), datetime.timedelta(0), datetime.timedelta(seconds=3600))]
# expect: AAA ValueError: Invalid STD offset in b'AAA'
# expect: AAA3 [('AAA', datetime.timedelta(days=-1, seconds=75600), datetime.timedelta(0), None)]
# expect: AAA3BBB ValueError: Invalid DST offset in b'AAA3BBB'
# expect: AAA3BBB,M3.2.0,M11.1.0 [('BBB', datetime.timedelta(days=-1, seconds=79200), datetime.timedelta(seconds=3600), None)]
# expect: AA3 [('AA', datetime.timedelta(days=-1, seconds=75600), datetime.timedelta(0), None)]
# expect: <+03>-3 [('+03', datetime.timedelta(seconds=10800), datetime.timedelta(0), None)]
# expect: AAA25 ValueError: Invalid STD offset in b'AAA25'
# expect: AAA3BBB4,J1,J365/25 [('BBB', datetime.timedelta(days=-1, seconds=72000), datetime.timedelta(days=-1, seconds=82800), None)]
# expect: AAA3BBB,J0,J5 ValueError: Malformed transition rule in TZ string: b'AAA3BBB,J0,J5'
# expect: AAA3BBB,M13.1.0,M1.1.0 ValueError: Malformed transition rule in TZ string: b'AAA3BBB,M13.1.0,M1.1.0'
# expect: AAA3BBB,M3.2.0 ValueError: Missing transition rules in TZ string: b'AAA3BBB,M3.2.0'
# expect: AAA3BBB,M3.2.0/168,M1.1.0 ValueError: Malformed transition rule in TZ string: b'AAA3BBB,M3.2.0/168,M1.1.0'
# expect: AAA3,M3.2.0,M1.1.0 ValueError: Invalid DST format in b'AAA3,M3.2.0,M1.1.0'
# expect: AAA3BBB,0,366 ValueError: Malformed transition rule in TZ string: b'AAA3BBB,0,366'
# expect: AAA3x ValueError: Invalid DST offset in b'AAA3x'
# expect: +3 ValueError: Invalid STD format in b'+3'
# expect: AAA3BBB,M3.2.0/-1:30,M11.1.0/3:0 ValueError: Malformed transition rule in TZ string: b'AAA3BBB,M3.2.0/-1:30,M11.1.0/3:0'
# expect: AAA3BBB,M3.2.0,M11.1.0x ValueError: Extraneous characters at end of TZ string: b'AAA3BBB,M3.2.0,M11.1.0x'
# expect: AAA+3:30:15 [('AAA', datetime.timedelta(days=-1, seconds=73785), datetime.timedelta(0), None)]
# expect: AAA3:3 ValueError: Invalid STD offset in b'AAA3:3'
# expect: A1A3 ValueError: Missing transition rules in TZ string: b'A1A3'
# expect: AAA3BBB,10,300/-5:30:10 [('BBB', datetime.timedelta(days=-1, seconds=79200), datetime.timedelta(seconds=3600), None)]
# expect: AAA3BBB2:30,J100/167,J60 [('BBB', datetime.timedelta(days=-1, seconds=77400), datetime.timedelta(seconds=1800), None)]
# expect: ValueError: No time zone information found. datetime.timedelta(0)
# expect: ValueError: Invalid transition index found while reading TZif: 5
# expect: 480 {True}
