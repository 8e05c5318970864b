import sys
import traceback
import types


def failing():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e.__traceback__


entry = failing()
frame = entry.tb_frame


def make(*parts, **named):
    try:
        made = types.TracebackType(*parts, **named)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__)
        return
    print(made.tb_lasti, made.tb_lineno, made.tb_next is None)
    if made.tb_lasti > 10:
        return  # more than the code has
    traceback.format_tb(made)
    error = ValueError("v").with_traceback(made)
    stderr, sys.stderr = sys.stderr, type("Sink", (), {"write": lambda self, text: None, "flush": lambda self: None})()
    sys.__excepthook__(ValueError, error, made)
    sys.stderr = stderr


make(None, frame, 0, 1)
make(None, frame, 0, 0)
make(None, frame, 3, -5)
make(None, frame, 7, 2**31 - 1)
make(None, frame, 2**31 - 1, 1)
make(None, frame, -2**31, -2**31)
make(entry, frame, 2, 2)
make(tb_next=None, tb_frame=frame, tb_lasti=1, tb_lineno=2)
for lasti, line in ((2**31, 1), (1, 2**31), (-10**30, 1), ("a", 1), (1.5, 1), (None, 1), (1, None)):
    make(None, frame, lasti, line)
make(5, frame, 1, 1)
make(None, 5, 1, 1)
make(None, frame, 1)
a, b = types.TracebackType(None, frame, 0, 1), types.TracebackType(None, frame, 0, 1)
a.tb_next = b
for next in a, b:
    try:
        b.tb_next = next
    except ValueError as e:
        print(e)
try:
    raise ValueError("again").with_traceback(types.TracebackType(None, sys._getframe(), 10**6, 3))
except ValueError as e:
    print(e.__traceback__.tb_next.tb_lineno)

# expect: 0 1 True
# expect: 0 0 True
# expect: 3 -5 True
# expect: 7 2147483647 True
# expect: 2147483647 1 True
# expect: -2147483648 -2147483648 True
# expect: 2 2 False
# expect: 1 2 True
# expect: OverflowError
# expect: OverflowError
# expect: OverflowError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: traceback loop detected
# expect: traceback loop detected
# expect: 3
