# Functions that take any iterable ask an instance of a subclass of list, tuple, str, bytes, dict or set for its own iterator.
import itertools
import json


class L(list):
    def __iter__(self):
        return iter(["q", "r"])


class T(tuple):
    def __iter__(self):
        return iter(["q", "r"])


class B(list):
    def __iter__(self):
        return iter([b"q", b"r"])


def stars(*args):
    return args


for made in L("abc"), T("abc"):
    print(",".join(made), b",".join(B()), list(made), tuple(made), [*made], stars(*made), sorted(made))
    a, b = made
    print(a, b, max(made), min(made), set(made) == {"q", "r"}, dict.fromkeys(made), list(zip(made, made)), list(map(str.upper, made)))
    x = [0, 1, 2]
    x[1:2] = made
    x.extend(made)
    x += made
    print(x, list(itertools.chain(made, made)), list(reversed(list(made))), json.dumps(made), any(made), "q" in made)
    x = bytearray()
    try:
        x[:] = made
    except TypeError as e:
        print(type(e).__name__)

# expect: q,r b'q,r' ['q', 'r'] ('q', 'r') ['q', 'r'] ('q', 'r') ['q', 'r']
# expect: q r r q True {'q': None, 'r': None} [('q', 'q'), ('r', 'r')] ['Q', 'R']
# expect: [0, 'q', 'r', 2, 'q', 'r', 'q', 'r'] ['q', 'r', 'q', 'r'] ['r', 'q'] ["q", "r"] True False
# expect: TypeError
# expect: q,r b'q,r' ['q', 'r'] ('q', 'r') ['q', 'r'] ('q', 'r') ['q', 'r']
# expect: q r r q True {'q': None, 'r': None} [('q', 'q'), ('r', 'r')] ['Q', 'R']
# expect: [0, 'q', 'r', 2, 'q', 'r', 'q', 'r'] ['q', 'r', 'q', 'r'] ['r', 'q'] ["q", "r"] True False
# expect: TypeError
