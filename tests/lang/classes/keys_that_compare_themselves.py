"""A class whose namespace has keys of the hashes of its attributes, which compare themselves in Python."""
import warnings

warnings.simplefilter("ignore")


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        if "C" in globals():
            C.other = C.other + 1  # changes the class in the middle of a change of the class
        return False


C = type("C", (), {Key("a"): 1, "a": 2, "other": 0})
print(C().a)
C.a = 3
print(C.a, C().a)
C.b = 4
print(C.b)
del C.a
print(hasattr(C, "a"))
try:
    del C.a
except AttributeError as error:
    print(error)
print(sorted(key for key in vars(C) if isinstance(key, str) and key in ("a", "b")))
print(type(C.other).__name__)

# expect: 2
# expect: 3 3
# expect: 4
# expect: False
# expect: type object 'C' has no attribute 'a'
# expect: ['b']
# expect: int
