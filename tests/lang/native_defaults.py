"""Functions and methods written in C++ with up to six parameters, of which calls in a loop leave out the last ones."""

import collections
import copy
import math
import pickle
import queue
import re
import socket
import warnings


def often(call, *arguments):
    result = None
    for _ in range(60):
        result = call(*arguments)
    return result


def searches():
    text, data, items = "one two one", b"one two one", [1, 2, 3, 1]
    for _ in range(60):
        found = (
            text.find("one"), text.find("one", 1), text.find("one", 1, 8), text.rindex("one"), text.count("o"), text.count("o", 3),
            text.startswith("one"), text.startswith(("two", "one")), text.startswith("two", 4), text.endswith("one", 0, 3),
            data.find(b"two"), data.startswith(b"two"), items.index(1), items.index(1, 1), items.index(1, 1, 4), (1, 2).index(2),
            collections.deque("abc").index("c"), range(5).index(4),
        )
    print(found)


def patterns():
    digits = re.compile(r"\d")
    for _ in range(60):
        made = (
            digits.sub("-", "a1b2"), digits.sub("-", "a1b2", 1), digits.subn("-", "a1b2"), digits.findall("a1b2"), digits.findall("a1b2", 2),
            digits.search("a1b2").group(), digits.search("a1b2", 2).group(), digits.match("a1b2", 1).span(), digits.fullmatch("x") is None,
        )
    print(made)


def conversions():
    for _ in range(60):
        made = (
            (7).to_bytes(), (7).to_bytes(2), (7).to_bytes(2, "little"), (-7).to_bytes(2, signed=True), math.isclose(1.0, 1.0 + 1e-12),
            math.isclose(1.0, 1.1, rel_tol=0.5), pickle.loads(pickle.dumps([1, "two"])), pickle.loads(pickle.dumps([3], 2)),
        )
    print(made)


def queues():
    q = queue.SimpleQueue()
    for i in range(60):
        q.put(i)
        q.put(i, False)
        q.put(i, True, None)
        q.put(item=i, timeout=1)
    got = [(q.get(), q.get(False), q.get(True, 1), q.get(block=True)) for _ in range(60)]
    print(got[0], got[-1], q.empty())


class Noted:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def arguments_are_released():
    q = queue.SimpleQueue()
    for i in range(40):
        q.put(i)
    q.put(Noted("in the queue"))
    while not q.empty():
        q.get()
    for i in range(40):
        try:
            [1].index(Noted("looked for") if i == 39 else 0)
        except ValueError as e:
            message = str(e)
    print(message.replace(repr(0), "it")[:10])


def mistakes():
    q, text = queue.SimpleQueue(), "text"
    for call in (
        lambda: q.put(), lambda: q.put(1, True, None, 4), lambda: q.put(1, blok=True), lambda: text.find(), lambda: text.find("x", 1, 2, 3),
        lambda: text.find(1), lambda: [].index(), lambda: [].index(1, "x"), lambda: re.compile("x").sub("y"), lambda: (1).to_bytes(1, "up"),
        lambda: math.isclose(1.0),
    ):
        try:
            often(call)
        except (TypeError, ValueError) as e:
            print(type(e).__name__)


def warn(message):
    warnings.warn(message)


searches()
patterns()
conversions()
queues()
arguments_are_released()
mistakes()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    often(warn, "careful")
    print(len(seen), seen[0].category.__name__)
left, right = socket.socketpair()
with left, right:
    often(left.setsockopt, socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    print(often(left.getsockopt, socket.SOL_SOCKET, socket.SO_KEEPALIVE))
print(often(copy.copy, [1]))

# expect: (0, 8, -1, 8, 3, 2, True, True, True, True, 4, False, 0, 3, 3, 1, 2, 4)
# expect: ('a-b-', 'a-b2', ('a-b-', 2), ['1', '2'], ['2'], '1', '2', (1, 2), True)
# expect: (b'\x07', b'\x00\x07', b'\x07\x00', b'\xff\xf9', True, True, [1, 'two'], [3])
# expect: (0, 0, 0, 0) (59, 59, 59, 59) True
# expect: gone: in the queue
# expect: gone: looked for
# expect-before-3.14: <__main__.
# expect-since-3.14: list.index
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: 60 UserWarning
# expect: 1
# expect: [1]
