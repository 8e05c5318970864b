"""An announced length that no memory holds is refused, unless not even the length of the list could be counted: then it is no announcement."""
import sys


class Announces:
    def __init__(self, length):
        self.length = length

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        return self.length


def attempt(make, *arguments):
    try:
        print(make(*arguments))
    except MemoryError:
        print("MemoryError")


for length in (sys.maxsize, sys.maxsize - 3, sys.maxsize - 4, 1 << 61):
    items = [1, 2, 3, 4]
    attempt(items.extend, Announces(length))
    attempt(list, Announces(length))
    print(items)

# expect: None
# expect: MemoryError
# expect: [1, 2, 3, 4]
# expect: None
# expect: MemoryError
# expect: [1, 2, 3, 4]
# expect: MemoryError
# expect: MemoryError
# expect: [1, 2, 3, 4]
# expect: MemoryError
# expect: MemoryError
# expect: [1, 2, 3, 4]
