# bisect: what has a length but no items by index.
# min-version: 3.13
import bisect


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Sized:
    def __len__(self):
        return 0


for search in (bisect.bisect, bisect.bisect_left, bisect.insort):
    for container in (set(), {1}, Sized()):
        print(search.__name__, outcome(search, container, 2))
print(bisect.bisect((1, 3), 2), bisect.bisect("ac", "b"))

# expect: bisect_right TypeError: 'set' object does not support indexing
# expect: bisect_right TypeError: 'set' object does not support indexing
# expect: bisect_right TypeError: 'Sized' object does not support indexing
# expect: bisect_left TypeError: 'set' object does not support indexing
# expect: bisect_left TypeError: 'set' object does not support indexing
# expect: bisect_left TypeError: 'Sized' object does not support indexing
# expect: insort_right TypeError: 'set' object does not support indexing
# expect: insort_right TypeError: 'set' object does not support indexing
# expect: insort_right TypeError: 'Sized' object does not support indexing
# expect: 1 1
