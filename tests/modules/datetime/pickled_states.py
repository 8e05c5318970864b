from datetime import *

D, T, DT, utc = date, time, datetime, timezone.utc
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 12, 34, 56, 789)
tm = time(12, 34, 56, 789)
a = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)

for source in r'''
D(b'\x07\xe4\x01\x01')
D('\x07\xe4\x01\x01')
D('\u0400\xe4\x01\x01')
T('\x01\x02\x03\x04\x05\x06')
T('\u0401\x02\x03\x04\x05\x06')
T(b'\x81\x02\x03\x04\x05\x06')
T(b'\x01\x02\x03\x04\x05\x06', utc)
T(b'\x01\x02\x03\x04\x05\x06', 3)
T(b'\x19\x02\x03\x04\x05\x06')
DT(b'\x07\xe4\x01\x01\x01\x02\x03\x04\x05\x06')
DT(b'\x07\xe4\x81\x01\x01\x02\x03\x04\x05\x06')
DT(b'\x07\xe4\x81\x01\x01\x02\x03\x04\x05\x06', utc)
DT(b'\x07\xe4\x81\x01\x01\x02\x03\x04\x05\x06', 'x')
DT('\x07\xe4\x01\x01\x01\x02\x03\x04\x05\x06')
DT('\u0407\xe4\x01\x01\x01\x02\x03\x04\x05\x06')
d.isocalendar().__reduce__()
d.__reduce__()
dt.__reduce__()
a.__reduce__()
DT(1,1,1,fold=1).__reduce__()
DT(1,1,1,fold=1).__reduce_ex__(2)
DT(1,1,1,fold=1).__reduce_ex__(4)
T(1,fold=1).__reduce__()
T(1,fold=1).__reduce_ex__(3)
T(1,fold=1).__reduce_ex__(4)
T(1,tzinfo=utc).__reduce_ex__(4)
dt.__reduce_ex__('x')
d.__reduce_ex__(2)
hash(d)==hash(d.__reduce__()[1][0]), hash(dt)==hash(dt.__reduce__()[1][0]), hash(tm)==hash(tm.__reduce__()[1][0])
'''.strip().splitlines():
    try:
        result = eval(source)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(source), ascii(result))

# expect: "D(b'\\x07\\xe4\\x01\\x01')" datetime.date(2020, 1, 1)
# expect: "D('\\x07\\xe4\\x01\\x01')" datetime.date(2020, 1, 1)
# expect: "D('\\u0400\\xe4\\x01\\x01')" "ValueError: Failed to encode latin1 string when unpickling a date object. pickle.load(data, encoding='latin1') is assumed."
# expect: "T('\\x01\\x02\\x03\\x04\\x05\\x06')" datetime.time(1, 2, 3, 263430)
# expect: "T('\\u0401\\x02\\x03\\x04\\x05\\x06')" "ValueError: Failed to encode latin1 string when unpickling a time object. pickle.load(data, encoding='latin1') is assumed."
# expect: "T(b'\\x81\\x02\\x03\\x04\\x05\\x06')" datetime.time(1, 2, 3, 263430, fold=1)
# expect: "T(b'\\x01\\x02\\x03\\x04\\x05\\x06', utc)" datetime.time(1, 2, 3, 263430, tzinfo=datetime.timezone.utc)
# expect: "T(b'\\x01\\x02\\x03\\x04\\x05\\x06', 3)" 'TypeError: bad tzinfo state arg'
# expect: "T(b'\\x19\\x02\\x03\\x04\\x05\\x06')" "TypeError: 'bytes' object cannot be interpreted as an integer"
# expect: "DT(b'\\x07\\xe4\\x01\\x01\\x01\\x02\\x03\\x04\\x05\\x06')" datetime.datetime(2020, 1, 1, 1, 2, 3, 263430)
# expect: "DT(b'\\x07\\xe4\\x81\\x01\\x01\\x02\\x03\\x04\\x05\\x06')" datetime.datetime(2020, 1, 1, 1, 2, 3, 263430, fold=1)
# expect: "DT(b'\\x07\\xe4\\x81\\x01\\x01\\x02\\x03\\x04\\x05\\x06', utc)" datetime.datetime(2020, 1, 1, 1, 2, 3, 263430, fold=1, tzinfo=datetime.timezone.utc)
# expect: "DT(b'\\x07\\xe4\\x81\\x01\\x01\\x02\\x03\\x04\\x05\\x06', 'x')" 'TypeError: bad tzinfo state arg'
# expect: "DT('\\x07\\xe4\\x01\\x01\\x01\\x02\\x03\\x04\\x05\\x06')" datetime.datetime(2020, 1, 1, 1, 2, 3, 263430)
# expect: "DT('\\u0407\\xe4\\x01\\x01\\x01\\x02\\x03\\x04\\x05\\x06')" "ValueError: Failed to encode latin1 string when unpickling a datetime object. pickle.load(data, encoding='latin1') is assumed."
# expect: 'd.isocalendar().__reduce__()' (<class 'tuple'>, ((2024, 9, 4),))
# expect: 'd.__reduce__()' (<class 'datetime.date'>, (b'\x07\xe8\x02\x1d',))
# expect: 'dt.__reduce__()' (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\x0c"8\x00\x03\x15',))
# expect: 'a.__reduce__()' (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\x0c"8\x00\x00\x00', datetime.timezone.utc))
# expect: 'DT(1,1,1,fold=1).__reduce__()' (<class 'datetime.datetime'>, (b'\x00\x01\x01\x01\x00\x00\x00\x00\x00\x00',))
# expect: 'DT(1,1,1,fold=1).__reduce_ex__(2)' (<class 'datetime.datetime'>, (b'\x00\x01\x01\x01\x00\x00\x00\x00\x00\x00',))
# expect: 'DT(1,1,1,fold=1).__reduce_ex__(4)' (<class 'datetime.datetime'>, (b'\x00\x01\x81\x01\x00\x00\x00\x00\x00\x00',))
# expect: 'T(1,fold=1).__reduce__()' (<class 'datetime.time'>, (b'\x01\x00\x00\x00\x00\x00',))
# expect: 'T(1,fold=1).__reduce_ex__(3)' (<class 'datetime.time'>, (b'\x01\x00\x00\x00\x00\x00',))
# expect: 'T(1,fold=1).__reduce_ex__(4)' (<class 'datetime.time'>, (b'\x81\x00\x00\x00\x00\x00',))
# expect: 'T(1,tzinfo=utc).__reduce_ex__(4)' (<class 'datetime.time'>, (b'\x01\x00\x00\x00\x00\x00', datetime.timezone.utc))
# expect: "dt.__reduce_ex__('x')" "TypeError: 'str' object cannot be interpreted as an integer"
# expect: 'd.__reduce_ex__(2)' (<class 'datetime.date'>, (b'\x07\xe8\x02\x1d',))
# expect: 'hash(d)==hash(d.__reduce__()[1][0]), hash(dt)==hash(dt.__reduce__()[1][0]), hash(tm)==hash(tm.__reduce__()[1][0])' (True, True, True)
