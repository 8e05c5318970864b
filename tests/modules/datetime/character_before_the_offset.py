# fromisoformat() lets one character stand between a time and its zone, as in the dates of git; anything may stand there behind a fraction of six
# digits.
import datetime

TEXTS = [
    "2023-01-01 12:00:00 +0100", "2023-01-01 12:00:00 +01:00", "2023-01-01T12:00:00 Z", "2023-01-01T12:00:00.123456 Z", "2023-01-01T12:00 +01:00",
    "2023-01-01T12:00:00.123 Z", "2023-01-01T12:00:00.1234567  x+01", "2023-01-01T12:00:00  +01", "2023-01-01T12:00:00x+01", "2023-01-01T12:00:00\u00e9+01",
    "2023-01-01T12:00:00 ", "2023-01-01T12:00:00+01 ", "2023-01-01T12:00:00Z ", "2023-01-01T12:+01", "2023-01-01T1200 -05", "2023-01-01T120000 -05",
    "2023-01-01T120000123", "2023-01-01T1200001234567+01", "2023-01-01T12:00:00.+01", "2023-01-01T12:00:000+01",
]
for text in TEXTS:
    try:
        print(datetime.datetime.fromisoformat(text))
    except ValueError as e:
        print(e)
for text in ("12:00:00 +01:00", "12 +05", "12:30 Z", "12:30  Z"):
    try:
        print(datetime.time.fromisoformat(text))
    except ValueError as e:
        print(e)
for cls in (datetime.date, datetime.time, datetime.datetime):
    try:
        cls.fromisoformat(5)
    except TypeError as e:
        print(type(e).__name__)

# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: 2023-01-01 12:00:00+00:00
# expect-since-3.14: 2023-01-01 12:00:00.123456+00:00
# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00.123 Z'
# expect-since-3.14: 2023-01-01 12:00:00.123456+01:00
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00  +01'
# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00é+01'
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00 '
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00+01 '
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00Z '
# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: 2023-01-01 12:00:00-05:00
# expect-since-3.14: 2023-01-01 12:00:00-05:00
# expect-since-3.14: 2023-01-01 12:00:00.123000
# expect-since-3.14: 2023-01-01 12:00:00.123456+01:00
# expect-since-3.14: Invalid isoformat string: '2023-01-01T12:00:00.+01'
# expect-since-3.14: 2023-01-01 12:00:00+01:00
# expect-since-3.14: 12:00:00+01:00
# expect-since-3.14: 12:00:00+05:00
# expect-since-3.14: 12:30:00+00:00
# expect-since-3.14: Invalid isoformat string: '12:30  Z'
# expect-since-3.14: TypeError
# expect-since-3.14: TypeError
# expect-since-3.14: TypeError
