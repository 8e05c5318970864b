# A container of two references to one of two references, and so on: 60 objects, and 2 ** 60 items to compare, to hash or to write.
import collections
import functools
import json
import marshal
import operator
import signal


class Interrupted(BaseException):
    pass


def interrupt(*_):
    raise Interrupted


def nested(pair, innermost=1):
    return functools.reduce(lambda value, _: pair(value), range(60), pair(innermost))


def tuples():
    return nested(lambda v: (v, v))


def lists():
    return nested(lambda v: [v, v])


def dicts():
    return nested(lambda v: {1: v, 2: v})


def deques():
    return nested(lambda v: collections.deque((v, v)))


work = {
    "tuple ==": lambda: tuples() == tuples(),
    "tuple <": lambda: tuples() < tuples(),
    "tuple in": lambda: tuples() in [tuples()],
    "tuple index": lambda: (0, tuples()).index(tuples()),
    "tuple count": lambda: (0, tuples()).count(tuples()),
    "tuple hash": lambda: hash(tuples()),
    "tuple repr": lambda: repr(tuples()),
    "tuple format": lambda: f"{tuples()}",
    "list ==": lambda: lists() == lists(),
    "list <": lambda: lists() < lists(),
    "list in": lambda: lists() in (lists(),),
    "list index": lambda: [0, lists()].index(lists()),
    "list count": lambda: [0, lists()].count(lists()),
    "list remove": lambda: [0, lists()].remove(lists()),
    "list repr": lambda: ascii(lists()),
    "dict ==": lambda: dicts() == dicts(),
    "dict repr": lambda: str(dicts()),
    "deque ==": lambda: deques() == deques(),
    "countOf": lambda: operator.countOf([lists()], lists()),
    "isinstance": lambda: isinstance(1, nested(lambda v: (v, v), str)),
    "issubclass": lambda: issubclass(int, nested(lambda v: (v, v), str)),
    "marshal": lambda: marshal.dumps(tuples(), 2),
    "json": lambda: json.dumps(tuples()),
}
signal.signal(signal.SIGALRM, interrupt)
for name, do in work.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        do()
        print(name, "has ended")
    except Interrupted:
        print(name)

# expect: tuple ==
# expect: tuple <
# expect: tuple in
# expect: tuple index
# expect: tuple count
# expect: tuple hash
# expect: tuple repr
# expect: tuple format
# expect: list ==
# expect: list <
# expect: list in
# expect: list index
# expect: list count
# expect: list remove
# expect: list repr
# expect: dict ==
# expect: dict repr
# expect: deque ==
# expect: countOf
# expect: isinstance
# expect: issubclass
# expect: marshal
# expect: json
