"""What is no iterable is refused in the words of each function, whoever raised the TypeError."""
import csv
import functools
import io
import operator
import select


class Raises:
    def __iter__(self):
        raise TypeError("inner")


class Wrong:
    def __iter__(self):
        return 1


def told(f):
    try:
        print(f())
    except TypeError as error:
        print(error)


for x in Raises(), Wrong(), 1:
    told(lambda: ",".join(x))
    told(lambda: b",".join(x))
    told(lambda: bytes(x) if x != 1 else "")
    told(lambda: bytearray(x) if x != 1 else "")
    told(lambda: bytearray().extend(x))
    told(lambda: 1 in x)
    told(lambda: operator.countOf(x, 1))
    told(lambda: operator.indexOf(x, 1))
    told(lambda: functools.reduce(max, x))
    told(lambda: select.select(x, [], []))
    told(lambda: list(x))

# expect: can only join an iterable
# expect: can only join an iterable
# expect: cannot convert 'Raises' object to bytes
# expect: cannot convert 'Raises' object to bytearray
# expect: can't extend bytearray with Raises
# expect-before-3.14: argument of type 'Raises' is not iterable
# expect-since-3.14: argument of type 'Raises' is not a container or iterable
# expect: argument of type 'Raises' is not iterable
# expect: argument of type 'Raises' is not iterable
# expect: reduce() arg 2 must support iteration
# expect: arguments 1-3 must be sequences
# expect: inner
# expect: can only join an iterable
# expect: can only join an iterable
# expect: cannot convert 'Wrong' object to bytes
# expect: cannot convert 'Wrong' object to bytearray
# expect: can't extend bytearray with Wrong
# expect-before-3.14: argument of type 'Wrong' is not iterable
# expect-since-3.14: argument of type 'Wrong' is not a container or iterable
# expect: argument of type 'Wrong' is not iterable
# expect: argument of type 'Wrong' is not iterable
# expect: reduce() arg 2 must support iteration
# expect: arguments 1-3 must be sequences
# expect-before-3.14: iter() returned non-iterator of type 'int'
# expect-since-3.14: Wrong.__iter__() must return an iterator, not int
# expect: can only join an iterable
# expect: can only join an iterable
# expect:
# expect:
# expect: can't extend bytearray with int
# expect-before-3.14: argument of type 'int' is not iterable
# expect-since-3.14: argument of type 'int' is not a container or iterable
# expect: argument of type 'int' is not iterable
# expect: argument of type 'int' is not iterable
# expect: reduce() arg 2 must support iteration
# expect: arguments 1-3 must be sequences
# expect: 'int' object is not iterable
