for name in ("A\0B", "A\udcdcB", b"A"):
    for what in (lambda: type(name, (), {}), lambda: setattr(type("C", (), {}), "__name__", name)):
        try:
            what()
        except Exception as error:
            print(type(error).__name__)
print(type("B.A", (), {}).__name__, repr(type("", (), {}).__name__))

import types
class Broken(types.ModuleType):
    __dict__ = 8
try:
    dir(Broken("m"))
except TypeError as error:
    print(error)

# expect: ValueError
# expect: ValueError
# expect: UnicodeEncodeError
# expect: UnicodeEncodeError
# expect: TypeError
# expect: TypeError
# expect: B.A ''
# expect: <module>.__dict__ is not a dictionary
