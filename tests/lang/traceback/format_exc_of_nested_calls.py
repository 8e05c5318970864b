import os
import traceback


def inner(x):
    return 1 / x


def outer():
    inner(0)


try:
    outer()
except ZeroDivisionError:
    text = traceback.format_exc().replace(os.path.dirname(os.path.abspath(__file__)) + os.sep, "")
    for line in text.splitlines():
        if line.strip(" ~^"):
            print(line)

# expect: Traceback (most recent call last):
# expect:   File "format_exc_of_nested_calls.py", line 14, in <module>
# expect:     outer()
# expect:   File "format_exc_of_nested_calls.py", line 10, in outer
# expect:     inner(0)
# expect:   File "format_exc_of_nested_calls.py", line 6, in inner
# expect:     return 1 / x
# expect: ZeroDivisionError: division by zero
