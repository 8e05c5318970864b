# islice: bounds that are no indices from 0 to sys.maxsize; batched() ends with the first exception of its source.
import itertools
import sys


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Broken:
    def __index__(self):
        raise ZeroDivisionError


def sliced(*bounds):
    return list(itertools.islice("abc", *bounds))


big = sys.maxsize + 1
for bounds in ((big,), (0, big), (big, None), (0, 1, big), (-1,), (0, -1), (-1, 2), (0, 1, 0), (Broken(),), (Broken(), 2), (0, 2, Broken()), ("1",)):
    print(outcome(sliced, *bounds))
print(sliced(sys.maxsize), sliced(sys.maxsize, None), sliced(0, None, sys.maxsize))

# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Step for islice() must be a positive integer or None.
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Step for islice() must be a positive integer or None.
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError: Step for islice() must be a positive integer or None.
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ['a', 'b', 'c'] [] ['a']
